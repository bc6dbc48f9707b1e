"""Costs that grow in a straight line. Pure."""

from ops.scale.costs import Cost, total


def affine(base: str, unit: str, costs: tuple[Cost, Cost], sizes: tuple[int, int]) -> dict[str, Cost]:
    """Return the cost of nothing and the cost of one more, of a cost that grows in a straight line.

    What goes in one request up to some number grows in steps; nothing is counted as less than nothing for it.
    """
    (few, many), (small, large) = costs, sizes
    slope = total((many, 1 / (large - small)), (few, -1 / (large - small)))
    return {base: positive(total((few, 1), (slope, -small))), unit: positive(slope)}


def positive(cost: Cost) -> Cost:
    """Return the lines of a cost that are more than nothing."""
    return {line: amount for line, amount in cost.items() if amount > 0}
