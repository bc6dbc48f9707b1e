"""``python -m local.model.floors``: hold the readings of the held-out replies to the documents (`make replies`).

Only figures are printed: nobody is to look at these lines while rules or weights are made.
"""

import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from local.model import report
from local.model.report import Figures
from local.model.situations import Judged


class Floor(NamedTuple):
    """The least that is reached for replies of some kinds; a change that reaches less says why and moves it."""

    kinds: tuple[str, ...]
    least: Figures
    """The least shares and numbers; of ``ending`` none is asked, of ``without_order`` it is the most."""


FLOORS = (
    Floor(("everyday", "short-lines", "mixed"), Figures(0.967, 0.985, 0.98, 0.95, 0.992, 0, 2)),
    Floor(("as-customers-judge",), Figures(0.95, 0.98, 0.98, 0.89, 0.995, 0, 0)),
    Floor(
        ("close-to-others", "rarer-words", "english", "spanish", "around-a-meeting"),
        Figures(0.925, 0.955, 0.97, 0.86, 0.98, 0, 1),
    ),
)


def faults(by_kind: Mapping[str, Sequence[Judged]], page: str) -> list[str]:
    """Return what is wrong: a page that is not of these functions, and the kinds that are read worse than before."""
    found = []
    if not page.endswith(report.on_held_out(by_kind)):
        found.append("docs/replies.md is not of these functions: run `make docs` and commit what it writes")
    for kinds, least in FLOORS:
        told = report.figures([each for kind in kinds for each in by_kind[kind]])
        if short := shortfalls(told, least):
            found.append(f"{', '.join(kinds)}: {'; '.join(short)}")
    return found


def shortfalls(told: Figures, least: Figures) -> list[str]:
    """Return the figures that reach less than the least."""
    return [
        f"{name} is {is_:.4f}, not {asked}"
        for name, is_, asked in zip(Figures._fields, told, least, strict=True)
        if (is_ > asked if name == "without_order" else is_ < asked)
    ]


def main() -> None:
    """Print what is wrong, or that nothing is."""
    found = faults(report.judged_held_out(), report.PAGE.read_text("utf-8"))
    if found:
        sys.exit("\n".join(f"error: {each}" for each in found))
    print("docs/replies.md is of these functions, and no kind of reply is read worse than before")


if __name__ == "__main__":
    main()
