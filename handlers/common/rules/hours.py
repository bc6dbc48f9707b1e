"""Permitted hours: opening hours by the local clock, on days that are not holidays.

Wall-clock time counts. Where a clock is put forward, the hour that does not exist is skipped; where it is put
back, the hour that comes twice is judged both times by the clock.
"""

from collections.abc import Container, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from handlers.common.rules.tenants import Hours

LONGEST_SEARCH = timedelta(days=366)


class NeverOpenError(ValueError):
    """Hours without a permitted instant within a year."""


class Workdays(NamedTuple):
    """The working days of a place: its weekdays (ISO, Monday is 1) that are no day off."""

    weekdays: Container[int]
    off: Container[date]
    zone: ZoneInfo

    def later(self, moment: datetime, days: int) -> datetime:
        """Return the same time by the clock on the ``days``-th working day after that of ``moment``, in UTC.

        Of days that are nearly all off no more than a year is looked at.
        """
        local = moment.astimezone(self.zone)
        day, left = local.date(), days
        for _ in range(LONGEST_SEARCH.days):
            if not left:
                break
            day += timedelta(days=1)
            left -= day.isoweekday() in self.weekdays and day not in self.off
        return datetime.combine(day, local.time(), self.zone).astimezone(UTC)


def permitted(moment: datetime, hours: Hours, zone: ZoneInfo, holidays: Container[date]) -> bool:
    """Return True if ``moment`` (aware) lies within the hours of a working day by the clock of ``zone``.

    ``holidays`` are days off whatever ``hours.holidays`` says: leave out the public ones where they are
    worked.
    """
    local = moment.astimezone(zone)
    if local.isoweekday() not in hours.weekdays or local.date() in holidays:
        return False
    wall = local.time()
    return hours.opens <= wall and (hours.closes == time(0) or wall < hours.closes)


def next_permitted(now: datetime, hours: Hours, zone: ZoneInfo, holidays: Container[date]) -> datetime:
    """Return the first permitted instant from ``now`` (aware) on, in UTC; ``now`` itself if it is permitted.

    Raise ``NeverOpenError`` if there is none within a year.
    """
    now = now.astimezone(UTC)
    if permitted(now, hours, zone, holidays):
        return now
    first = now.astimezone(zone).date()
    for offset in range(LONGEST_SEARCH.days + 1):
        day = first + timedelta(days=offset)
        if day.isoweekday() not in hours.weekdays or day in holidays:
            continue
        later = (moment for moment in _openings(day, hours.opens, zone) if moment >= now)
        on_the_day = (moment for moment in later if moment.astimezone(zone).date() == day)
        opening = min((m for m in on_the_day if permitted(m, hours, zone, holidays)), default=None)
        if opening is not None:
            return opening
    raise NeverOpenError(
        f"no permitted instant in {zone.key} from {now.isoformat()} on for {LONGEST_SEARCH.days} days: "
        "correct the tenant's weekdays or its own holidays"
    )


def _openings(day: date, opens: time, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield every instant of a local day at which the wall clock may enter the hours."""
    for fold in (0, 1):
        yield datetime.combine(day, opens, zone).replace(fold=fold).astimezone(UTC)
    start = datetime.combine(day, time(0), zone).astimezone(UTC) - timedelta(hours=3)
    end = start + timedelta(hours=30)
    if _offset(start, zone) != _offset(end, zone):
        yield _change(start, end, zone)


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()


def _change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Return the first second, after ``before``, whose offset from UTC differs from that of ``before``."""
    offset = _offset(before, zone)
    low, high = int(before.timestamp()), int(after.timestamp())
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(datetime.fromtimestamp(middle, UTC), zone) == offset:
            low = middle
        else:
            high = middle
    return datetime.fromtimestamp(high, UTC)
