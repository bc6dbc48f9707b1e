"""The times at which a meeting can begin for somebody who has said to be away until a day."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from handlers.common.rules.address import Address
from handlers.conversation.rules.absences import beside_an_absence, return_day
from handlers.conversation.rules.wishes import wanted_times
from handlers.meetings.rules.times import CELL, Slot

_CLOSES = time(20)


class Away(NamedTuple):
    """The days of an absence."""

    first: date
    back: date


def told(text: str, today: date) -> Away | None:
    """Return the absence of which a text speaks, if it says until when; a single day is refused like any other."""
    days = return_day.lasting(beside_an_absence.parts(text), today)
    return Away(days.begins or today, days.returns) if days is not None and days.returns else None


def noted(known: Address | None, zone: ZoneInfo, now: datetime) -> Away | None:
    """Return the absence that is noted with an address, if its notice named a day of return that is to come."""
    if known is None or known.away_from is None or known.away_until is None or known.away_until <= now:
        return None
    return Away(known.away_from.astimezone(zone).date(), known.away_until.astimezone(zone).date())


def without(wanted: Sequence[Slot], away: Away, zone: ZoneInfo) -> tuple[Slot, ...]:
    """Return the spans that are wanted but for those in the time of an absence, by the clock of ``zone``."""
    return tuple(each for each in wanted if not _is_in(each.start.astimezone(zone).date(), away))


def outside(away: Away, zone: ZoneInfo, now: datetime, before: Sequence[Slot] = ()) -> tuple[Slot, ...]:
    """Return all spans but for those in the time of an absence, and but for the starts of the slots ``before``."""
    today = now.astimezone(zone).date()
    days = (today + timedelta(days=number) for number in range(wanted_times.DAYS))
    return tuple(span for day in days if not _is_in(day, away) for span in _spans(day, zone, before))


def _is_in(day: date, away: Away) -> bool:
    return away.first <= day < away.back


def _spans(day: date, zone: ZoneInfo, before: Sequence[Slot]) -> Iterator[Slot]:
    begins, ends = datetime.combine(day, wanted_times.OPENS, zone), datetime.combine(day, _CLOSES, zone)
    for start in sorted(slot.start for slot in before if begins <= slot.start < ends):
        if begins < start:
            yield Slot(begins, start)
        begins = start + CELL
    yield Slot(begins, ends)
