"""The links by which a host says whether a meeting took place: each names a meeting and an answer, and is signed."""

import re
from enum import StrEnum
from typing import NamedTuple

from handlers.common.rules import signatures

PATH = "attendance/"
"""The path, below the webhook's address, that takes the tokens."""
_SHAPE = re.compile(r"([A-Za-z0-9_-]{1,64})\.([0-9]{1,9})\.(yes|no)\.([A-Za-z0-9_-]{43})")
_PURPOSE = "attendance"


class Answer(StrEnum):
    """The answer to the question whether a meeting took place."""

    YES = "yes"
    NO = "no"


class Attendance(NamedTuple):
    """A host's answer about a version of a meeting."""

    meeting_id: str
    version: int
    answer: Answer

    @property
    def named(self) -> str:
        return f"{self.meeting_id}.{self.version}.{self.answer}"


def token(attendance: Attendance, key: str) -> str:
    """Return the token for an answer, in letters, digits, ``_``, ``-`` and ``.``; ``key`` is any secret text."""
    return f"{attendance.named}.{signatures.signature(_PURPOSE, attendance.named, key)}"


def parse(text: object, key: str) -> Attendance | None:
    """Return the answer of a token; None for one that is not signed with ``key``."""
    found = read(text)
    if found is None or not isinstance(text, str):
        return None
    given = text[-signatures.LENGTH :]
    return found if signatures.is_signed(_PURPOSE, found.named, given, key) else None


def read(text: object) -> Attendance | None:
    """Return the answer of a token whose signature has been checked before; None for what is none."""
    found = _SHAPE.fullmatch(text) if isinstance(text, str) else None
    return None if found is None else Attendance(found[1], int(found[2]), Answer(found[3]))
