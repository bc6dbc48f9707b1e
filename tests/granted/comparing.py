"""Used and granted side by side: what the functions were seen to call, and what their roles hold."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tests.granted import roles
from tests.granted.requests import NAMES, Need

CLOUD = "the embedded cloud"
"""The witness of calls that no test made in its own process: a deployment there, such as that of the campaign."""


class Seen(NamedTuple):
    """A call that a function was seen to make."""

    function: str
    need: Need
    by: str
    """The witness: the name of a test, or ``CLOUD``."""
    allowed: bool


def read(folder: Path) -> list[Seen]:
    """Return what all processes of a run have recorded; the roles of other stacks are left out."""
    lines = [
        json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.read_text().splitlines()
    ]
    return [seen for line in lines if (seen := _seen(line)) is not None]


def _seen(line: Mapping[str, Any]) -> Seen | None:
    need = Need(line["action"], line["resource"])
    if "role" not in line:
        return Seen(line["function"], need, line["by"], roles.granting(line["function"], need) is not None)
    function = line["role"].removeprefix(NAMES.physical(""))
    return Seen(function, need, CLOUD, line["allowed"]) if function in roles.FUNCTIONS else None


def used(seen: Iterable[Seen], function: str) -> dict[Need, str]:
    """Return the pairs of a function's role that its own code was seen to use, each with what showed it."""
    found: dict[Need, str] = {}
    for each in seen:
        pair = roles.granting(function, each.need) if each.function == function else None
        if pair is not None:
            found.setdefault(pair, each.by)
    return found


def differences(seen: list[Seen]) -> list[str]:
    """Return every difference between what was used and what is granted, with its cure; none if they are equal."""
    if not any(each.by == CLOUD for each in seen):
        return ["the record holds no campaign on the embedded cloud: run make test as a whole"]
    return [*_denied(seen), *(line for function in roles.FUNCTIONS for line in _of_role(seen, function))]


def _denied(seen: Iterable[Seen]) -> Iterator[str]:
    for each in dict.fromkeys(each for each in seen if not each.allowed):
        yield f"{roles.denial(each.function, each.need)} (seen by {each.by})"


def _of_role(seen: Iterable[Seen], function: str) -> Iterator[str]:
    held, by_lambda = roles.held(function), roles.by_lambda(function)
    for pair in sorted(held - used(seen, function).keys() - by_lambda.keys()):
        yield (
            f"{function} may call {roles.told(pair)}, and nothing in the run did: take it out of its grants in "
            f"{roles.CATALOGUE}, or add the test in which it does"
        )
    for pair in sorted(by_lambda.keys() - held):
        yield (
            f"{roles.told(pair)} is listed as Lambda's own use of the role of {function}, which does not hold it: "
            "take it out of tests/granted/roles.py"
        )


def table(seen: list[Seen]) -> list[str]:
    """Return the lines of a table of the pairs that each role holds, in all and by who uses them."""
    lines = [f"{'':18}{'held':>6}{'used':>6}{'Lambda':>8}"]
    for function in roles.FUNCTIONS:
        held, own = roles.held(function), used(seen, function).keys()
        # What the code has used counts as such, also where Lambda does the same.
        rest = roles.by_lambda(function).keys() & held - own
        lines.append(f"{function:18}{len(held):6}{len(own):6}{len(rest):8}")
    return lines


def witnesses(seen: list[Seen]) -> Iterator[str]:
    """The pairs that each function was seen to use, each with what showed it first."""
    for function in roles.FUNCTIONS:
        yield function
        for pair, by in sorted(used(seen, function).items()):
            yield f"    {roles.told(pair)}   {by}"
