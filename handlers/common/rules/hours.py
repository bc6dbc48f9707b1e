"""When something may happen: opening hours in a place's own time, on days that are no holiday.

Wall-clock time is what counts. Where a clock is put forward, the hour that does not exist is skipped; where it is put
back, the hour that comes twice is judged twice by what the clock shows.
"""

from collections.abc import Container, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.common.rules.tenants import Hours

LONGEST_SEARCH = timedelta(days=366)


class NeverOpenError(ValueError):
    """Not one permitted instant within a year: every day of it is closed."""


def permitted(moment: datetime, hours: Hours, zone: ZoneInfo, holidays: Container[date]) -> bool:
    """Whether ``moment`` (aware) lies within the hours of a day that is no holiday, by the clock of ``zone``.

    ``holidays`` are days off whatever ``hours.holidays`` says: leave the public ones out where they are worked.
    """
    local = moment.astimezone(zone)
    if local.isoweekday() not in hours.weekdays or local.date() in holidays:
        return False
    wall = local.time()
    return hours.opens <= wall and (hours.closes == time(0) or wall < hours.closes)


def next_permitted(now: datetime, hours: Hours, zone: ZoneInfo, holidays: Container[date]) -> datetime:
    """The first permitted instant that is not before ``now`` (aware), in UTC; ``now`` itself if it is permitted.

    ``NeverOpenError`` if there is none within a year.
    """
    now = now.astimezone(UTC)
    if permitted(now, hours, zone, holidays):
        return now
    first = now.astimezone(zone).date()
    for offset in range(LONGEST_SEARCH.days + 1):
        day = first + timedelta(days=offset)
        if day.isoweekday() not in hours.weekdays or day in holidays:
            continue
        openings = [
            moment
            for moment in _openings(day, hours.opens, zone)
            if moment >= now
            and moment.astimezone(zone).date() == day
            and permitted(moment, hours, zone, holidays)
        ]
        if openings:
            return min(openings)
    raise NeverOpenError(
        f"no permitted instant in {zone.key} from {now.isoformat()} on for {LONGEST_SEARCH.days} days: "
        "look at the tenant's weekdays and its own holidays"
    )


def _openings(day: date, opens: time, zone: ZoneInfo) -> Iterator[datetime]:
    """Every instant of a local day at which the wall clock may come into the hours from outside."""
    for fold in (0, 1):
        yield datetime.combine(day, opens, zone).replace(fold=fold).astimezone(UTC)
    start = datetime.combine(day, time(0), zone).astimezone(UTC) - timedelta(hours=3)
    end = start + timedelta(hours=30)
    if _offset(start, zone) != _offset(end, zone):
        yield _change(start, end, zone)


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()


def _change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The second at which the offset is another one than ``before``'s for the first time."""
    offset = _offset(before, zone)
    low, high = int(before.timestamp()), int(after.timestamp())
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(datetime.fromtimestamp(middle, UTC), zone) == offset:
            low = middle
        else:
            high = middle
    return datetime.fromtimestamp(high, UTC)
