"""Times of meetings: a slot, the cells of a host's time, an offer of slots, a calendar's entry; pure values."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

CELL = timedelta(minutes=15)
"""The grain in which a host's time is claimed."""


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A span of time in which the meeting may take place: from ``start`` (included) to ``end`` (not included)."""

    start: datetime
    end: datetime

    def overlaps(self, other: "Slot") -> bool:
        return self.start < other.end and other.start < self.end

    def lies_within(self, other: "Slot") -> bool:
        return other.start <= self.start and self.end <= other.end

    def widened(self, margin: timedelta) -> "Slot":
        return Slot(self.start - margin, self.end + margin)


def cells(slot: Slot, buffer: timedelta) -> tuple[datetime, ...]:
    """The starts of the cells that ``slot`` with ``buffer`` before and after touches, however little of them.

    Two slots whose cells are disjoint have at least both their buffers between them.
    """
    wide = slot.widened(buffer)
    first = wide.start - timedelta(seconds=wide.start.timestamp() % CELL.total_seconds())
    count = -((first - wide.end) // CELL)
    return tuple(first + number * CELL for number in range(count))


class Offer(NamedTuple):
    """The slots of one round, in order, and the instant until which one of them may be chosen."""

    round: int
    slots: tuple[Slot, ...]
    expires_at: datetime


class Entry(NamedTuple):
    """The entry of an agreed time in the host's calendar."""

    booking_id: str
    """The choice that booked the time; the key under which the calendar knows the entry names it."""
    time: Slot
    event_id: str | None = None
    """The calendar's id of its event; None until it is known to have one."""
    conference_link: str | None = None
    """The video conference of that event, where the calendar gave one."""
