"""Events in hosts' calendars, whoever keeps the calendar: one to be made, one that was made, one that was read back."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from handlers.meetings.rules.times import Slot


@dataclass(frozen=True, kw_only=True)
class NewEvent:
    """An event to be made."""

    calendar_id: str
    time: Slot
    key: str
    """The same for every try at the same event, and for no other."""
    summary: str
    description: str
    conference: bool = False
    """True for one with a link to a video conference, where the calendar can give one."""


class MadeEvent(NamedTuple):
    """An event that was made."""

    event_id: str
    """The name by which its calendar reads and deletes it."""
    conference_link: str | None = None
    """The address of its video conference; None where none was asked for, or it is not known yet."""


class EventStatus(StrEnum):
    """The state of an event that was read back."""

    STANDS = "stands"
    GONE = "gone"
    """Deleted or cancelled in the calendar."""
    NOT_TOLD = "not_told"
    """The calendar does not offer reading an event back."""


class FoundEvent(NamedTuple):
    """An event as it was read back."""

    status: EventStatus
    time: Slot | None = None
    """The time at which it stands, which may be another one by now; None for whole days."""
    conference_link: str | None = None
