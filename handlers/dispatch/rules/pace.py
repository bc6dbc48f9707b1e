"""The pace of a tenant: the room of its minute, hour and day, and the departures of what is released.

Windows are fixed and follow the clock of the tenant's zone. Nothing here counts: the storage of the limits does, and
asks these functions what a count means.
"""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from math import ceil
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from handlers.common.rules.model import Channel
from handlers.common.rules.tenants import Limits

CHANNEL_LIMITS: Mapping[Channel, int] = MappingProxyType({Channel.WHATSAPP: 80, Channel.EMAIL: 50})
"""Requests a second over all tenants (docs/system.md, "Pace: limits")."""

MINUTE = timedelta(minutes=1)
CLOCK_SKEW = timedelta(seconds=2)
"""The most by which a worker's clock may be wrong. Nothing paced goes out so close to either end of a minute, so that
what one clock counts in a minute goes out in it by all."""


class Windows(NamedTuple):
    """The minute, hour and day of an instant: UTC starts of minute and hour, the date by the tenant's clock.

    The starts grow with time, also where the clock is put back and an hour has the same name twice.
    """

    day: str
    hour: datetime
    minute: datetime
    hour_ends: datetime
    day_ends: datetime

    @property
    def minute_ends(self) -> datetime:
        return self.minute + MINUTE


def windows(now: datetime, zone: ZoneInfo) -> Windows:
    """The windows in which ``now`` (aware) lies."""
    now = now.astimezone(UTC)
    local = now.astimezone(zone)
    into_hour = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    into_minute = timedelta(seconds=local.second, microseconds=local.microsecond)
    tomorrow = datetime.combine(local.date() + timedelta(days=1), time(0), zone)
    hour = now - into_hour
    return Windows(
        local.date().isoformat(), hour, now - into_minute, hour + timedelta(hours=1), tomorrow.astimezone(UTC)
    )


def counted_from(now: datetime, zone: ZoneInfo) -> datetime:
    """The first instant, not before ``now``, that every worker's clock puts in the same minute."""
    at = windows(now, zone)
    if now < at.minute + CLOCK_SKEW:
        return at.minute + CLOCK_SKEW
    return now if now + CLOCK_SKEW < at.minute_ends else at.minute_ends + CLOCK_SKEW


class Usage(NamedTuple):
    """The counts of a tenant's day, and of the last hour and minute of it that were used."""

    day_count: int
    hour: datetime
    hour_count: int
    minute: datetime
    minute_count: int

    def in_hour(self, hour: datetime) -> int:
        return self.hour_count if self.hour == hour else 0

    def in_minute(self, minute: datetime) -> int:
        return self.minute_count if self.minute == minute else 0


def added(usage: Usage | None, at: Windows, amount: int) -> Usage:
    """The counts after ``amount`` messages more."""
    if usage is None:
        return Usage(amount, at.hour, amount, at.minute, amount)
    return Usage(
        usage.day_count + amount,
        at.hour,
        usage.in_hour(at.hour) + amount,
        at.minute,
        usage.in_minute(at.minute) + amount,
    )


def room(usage: Usage | None, at: Windows, limits: Limits) -> int:
    """The number of messages that still fit into all three windows.

    None fits where the counts are already of a later minute: this worker's clock is behind, and it must not count
    into a window that another has closed.
    """
    if usage is None:
        return min(limits.perMinute, limits.perHour, limits.perDay)
    if usage.minute > at.minute:
        return 0
    free = min(
        limits.perMinute - usage.in_minute(at.minute),
        limits.perHour - usage.in_hour(at.hour),
        limits.perDay - usage.day_count,
    )
    return max(0, free)


def refused_until(usage: Usage | None, at: Windows, limits: Limits) -> datetime:
    """The end of the narrowest window that is full, for a tenant that has no room; the minute's end if none is."""
    if usage is not None and usage.day_count >= limits.perDay:
        return at.day_ends
    if usage is not None and usage.in_hour(at.hour) >= limits.perHour:
        return min(at.hour_ends, at.day_ends)
    return at.minute_ends


def departures(
    now: datetime,
    zone: ZoneInfo,
    limits: Limits,
    usage: Usage | None,
    planned: Mapping[datetime, int],
    jitter_seconds: int,
    chance: random.Random,
) -> list[int]:
    """Delays in seconds, one for each message that may be released at ``now``, in no order.

    Each goes out at a random second of the next ``jitter_seconds``, in a minute that has room: ``planned`` is how
    many were released for each minute (UTC start) of this hour and later, and ``usage`` how many went out. What was
    released for this hour and has not gone out yet is still on its way and keeps its room.
    """
    now = now.astimezone(UTC)
    minutes = _minutes(now, zone, jitter_seconds)
    ahead = _Ahead(minutes, zone, limits, usage, planned)
    found: list[int] = []
    # A minute at random order each time, so that the room of an hour is not always spent at its beginning.
    for at in chance.sample(minutes, len(minutes)):
        first = max(0, ceil((at.minute - now).total_seconds()))
        latest = min(jitter_seconds, ceil((at.minute_ends - now).total_seconds()) - 1)
        found += [chance.randint(first, latest) for _ in range(ahead.take(at))]
    return found


def _minutes(now: datetime, zone: ZoneInfo, jitter_seconds: int) -> list[Windows]:
    """The minutes from that of ``now`` on in which a message may go out."""
    minutes = [windows(now, zone)]
    while ceil((minutes[-1].minute_ends - now).total_seconds()) <= jitter_seconds:
        minutes.append(windows(minutes[-1].minute_ends, zone))
    return minutes


class _Ahead:
    """The room that is left in the minutes ahead, their hours and their days, counted off as it is taken."""

    def __init__(
        self,
        minutes: Sequence[Windows],
        zone: ZoneInfo,
        limits: Limits,
        usage: Usage | None,
        planned: Mapping[datetime, int],
    ) -> None:
        here = minutes[0]
        sent = usage or Usage(0, here.hour, 0, here.minute, 0)
        hour_sent, minute_sent = sent.in_hour(here.hour), sent.in_minute(here.minute)
        past = sum(count for minute, count in planned.items() if here.hour <= minute < here.minute)
        late = max(0, past - (hour_sent - minute_sent))
        coming = Counter({minute: count for minute, count in planned.items() if minute >= here.minute})
        coming[here.minute] = max(0, coming[here.minute] - minute_sent)
        self._minutes = {at.minute: limits.perMinute - coming[at.minute] for at in minutes}
        self._hours = {at.hour: limits.perHour for at in minutes}
        self._days = {at.day: limits.perDay for at in minutes}
        self._minutes[here.minute] -= minute_sent
        self._hours[here.hour] -= hour_sent + late
        self._days[here.day] -= sent.day_count + late
        for minute, count in coming.items():
            self._keep(windows(minute, zone), count)

    def _keep(self, at: Windows, count: int) -> None:
        """Keep the room of messages that are on their way in the hour and the day in which they go out."""
        if at.hour in self._hours:
            self._hours[at.hour] -= count
        if at.day in self._days:
            self._days[at.day] -= count

    def take(self, at: Windows) -> int:
        """Take all the room that one of the minutes has."""
        free = max(0, min(self._minutes[at.minute], self._hours[at.hour], self._days[at.day]))
        self._hours[at.hour] -= free
        self._days[at.day] -= free
        return free
