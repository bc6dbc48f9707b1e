"""The stand-in calendar's busy times: the same for the same calendar and day, in every run."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_ZONE = ZoneInfo("America/Sao_Paulo")
_LUNCH = (time(12, 0), time(13, 0))


def busy_times(calendar_id: str, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield the busy spans (UTC) that touch ``start`` to ``end``: lunch on weekdays, and an hour that varies."""
    day = start.astimezone(_ZONE).date()
    while day <= end.astimezone(_ZONE).date():
        for first, last in _on(calendar_id, day):
            if first < end and last > start:
                yield first, last
        day += timedelta(days=1)


def _on(calendar_id: str, day: date) -> Iterator[tuple[datetime, datetime]]:
    if day.isoweekday() > 5:
        return
    yield _utc(day, _LUNCH[0]), _utc(day, _LUNCH[1])
    digest = hashlib.sha256(f"{calendar_id} {day.isoformat()}".encode()).digest()
    begins = _utc(day, time(9 + digest[0] % 8, 30 * (digest[1] % 2)))
    yield begins, begins + timedelta(hours=1)


def _utc(day: date, at: time) -> datetime:
    return datetime.combine(day, at, _ZONE).astimezone(UTC)
