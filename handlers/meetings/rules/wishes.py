"""The times that the contact asks for, and those that it turns down (docs/system.md, "Meetings: slots"): pure."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from handlers.meetings.rules import slots
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.rules.proposing import Reason, ScheduleRequest


class Wish(NamedTuple):
    """The times that are known to suit the contact."""

    preferred: tuple[Slot, ...] = ()
    """The spans in which the slots to be offered should begin."""
    refused: tuple[Slot, ...] = ()
    """The slots that it turns down by asking for others, and for no certain times."""


def of(request: ScheduleRequest, latest: Meeting | None, zone: ZoneInfo, now: datetime) -> Wish:
    """Return the wish of a request; ``latest`` is the contact's meeting, ``zone`` its own.

    Who lost a slot, or turns down those on offer and says no more, is offered others by what was asked for before.
    Words for the day and the time of a meeting that is to be moved are about that, and tell nothing of the next one.
    """
    wanted = request.wanted
    if latest is None:
        return Wish(wanted)
    refused = _refused(request, latest, now)
    if not wanted:
        return Wish(latest.preferred if request.follows_choice or refused else (), refused)
    agreed = latest.time if latest.is_held else None
    return Wish(() if agreed is not None and _names(agreed, wanted, zone) else wanted)


def _refused(request: ScheduleRequest, latest: Meeting, now: datetime) -> tuple[Slot, ...]:
    """All slots that have been offered since a time was agreed, if any was."""
    if request.reason is not Reason.RESCHEDULE or request.wanted or not latest.on_offer(now):
        return ()
    return tuple(slot for offer in latest.offers if offer.round > latest.booked_round for slot in offer.slots)


def _names(agreed: Slot, wanted: Sequence[Slot], zone: ZoneInfo) -> bool:
    """Return True for spans that the agreed time fits, all of them on its day of the week."""
    weekdays = {span.start.astimezone(zone).weekday() for span in wanted}
    on_its_day = weekdays == {agreed.start.astimezone(zone).weekday()}
    return on_its_day and any(span.start <= agreed.start < span.end for span in wanted)


def are_answered(
    offered: Iterable[Slot], preferred: Sequence[Slot], latest: Meeting | None, zone: ZoneInfo
) -> bool:
    """Return True if slots are an answer to the wish for these times: one of them, or another hour of such a day.

    Another hour that the contact has been offered already answers nothing. ``zone`` is the contact's.
    """
    had = {slot for offer in latest.offers for slot in offer.slots} if latest else set[Slot]()
    days = {day for span in preferred for day in _days(span, zone)}
    return any(
        not slots.distance(slot, preferred)
        or (slot not in had and slot.start.astimezone(zone).date() in days)
        for slot in offered
    )


def _days(span: Slot, zone: ZoneInfo) -> Iterator[date]:
    day, last = span.start.astimezone(zone).date(), (span.end - slots.GRID).astimezone(zone).date()
    while day <= last:
        yield day
        day += timedelta(days=1)
