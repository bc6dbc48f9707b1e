"""The figures as a table to read and as data."""

from collections.abc import Sequence
from typing import Any

from local.bench.figures import Figure

HEADER = ("", "measured", "limit", "floor", "old", "", "")


def table(figures: Sequence[Figure]) -> str:
    """Return one line a figure, in columns; a limit that is not kept is marked ``NOT MET``."""
    rows = [HEADER, *map(_row, figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths) for row in rows)


def document(figures: Sequence[Figure]) -> list[dict[str, Any]]:
    """Return the figures for JSON; ``met`` is true where the limit is kept."""
    return [{**figure._asdict(), "met": figure.met} for figure in figures]


def _row(figure: Figure) -> tuple[str, ...]:
    numbers = map(_number, (figure.value, figure.limit, figure.floor, figure.old))
    remark = figure.detail if figure.met else f"NOT MET  {figure.detail}"
    return (figure.what, *numbers, figure.unit, remark)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    """Return a line with its numbers aligned to the right and its texts to the left."""
    cells = zip(row, widths, ("<", ">", ">", ">", ">", "<", "<"), strict=True)
    return "  ".join(f"{text:{side}{width}}" for text, width, side in cells).rstrip()


def _number(value: float | None) -> str:
    if value is None:
        return ""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3f}" if value < 0.1 else f"{value:.2f}"
