"""The fence around sending: a table that was restored to an earlier point is known by its mark.

A mark is a number that only rises, with the instant at which it was written. It is kept twice: inside, in an item of
the table itself, and outside, where restoring a table does not reach. Inside goes first, outside follows. So inside is
never behind, unless the table has been brought back to an earlier point or replaced.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple


class Standing(StrEnum):
    """The answer of the fence: may anything go out?"""

    OPEN = "open"
    RESTORED = "restored"
    """A table is not the one, or not as late, as the marks outside say: nobody knows what went out meanwhile."""
    UNREADABLE = "fence_unreadable"
    """The marks outside cannot be read: a restored table would not be seen."""


class Mark(NamedTuple):
    """A mark; number 0 stands for none."""

    number: int = 0
    at: datetime | None = None

    @classmethod
    def of(cls, known: Mapping[str, Any] | None) -> "Mark":
        """The mark of an item or of an entry of the parameter; the absence of either is no mark."""
        if not known:
            return cls()
        at = known.get("at")
        return cls(int(known.get("mark", 0)), datetime.fromisoformat(at) if at else None)

    @property
    def document(self) -> dict[str, Any]:
        """The mark as ``of`` reads it."""
        return {"mark": self.number} | ({"at": self.at.isoformat()} if self.at else {})


Marks = Mapping[str, Mark]
"""The marks of several tables, by their short names; a missing one is no mark."""

FIRST = 1
"""The mark that a table gets while nothing is marked outside: a first deployment begins by itself."""


def is_whole(inside: Mark, outside: Mark) -> bool:
    """True if the table is as late as the mark outside says.

    A table with later marks but none outside was brought into a stack that has never seen it.
    """
    return inside.number >= outside.number if outside.number else inside.number <= FIRST


def standing(inside: Marks, outside: Marks) -> Standing:
    """The standing of all tables that are marked."""
    tables = inside.keys() | outside.keys()
    whole = all(is_whole(inside.get(table, Mark()), outside.get(table, Mark())) for table in tables)
    return Standing.OPEN if whole else Standing.RESTORED


def parse(text: str) -> dict[str, Mark]:
    """The marks of the parameter's text: JSON, table to mark; ``ValueError`` if it is none."""
    document = json.loads(text)
    if not isinstance(document, dict):
        raise ValueError(
            f"the marks are no JSON object but {text[:60]!r}: write {{}} with python -m ops recovery open"
        )
    return {table: Mark.of(entry) for table, entry in document.items()}


def written(marks: Marks) -> str:
    """The text that ``parse`` reads."""
    return json.dumps({table: mark.document for table, mark in sorted(marks.items()) if mark.number})
