"""The conversation with a contact, as far as it is kept."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from handlers.attention.rules.entry import Entry


class Speaker(StrEnum):
    """Whoever said a line."""

    CONTACT = "contact"
    AGENT = "agent"
    HUMAN = "human"


class Line(NamedTuple):
    """One thing that was written: ``text``, or the kind of a message of the agent, whose text is not kept."""

    at: datetime
    speaker: Speaker
    text: str = ""
    kind: str = ""


def of_entry(entry: Entry) -> list[Line]:
    """Return what the entry itself keeps: the words of a stranger, and those of the tenant's own people."""
    said = [word for word in entry.words if word.text]
    return [Line(word.at, Speaker.HUMAN if word.is_of_human else Speaker.CONTACT, word.text) for word in said]


def together(*parts: Iterable[Line]) -> list[Line]:
    """Return the lines of several places in order."""
    return sorted((line for part in parts for line in part), key=lambda line: line.at)
