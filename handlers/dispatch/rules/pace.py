"""The pace of a tenant: how much fits into the minute, the hour and the day, and when released messages go out.

Windows are fixed and follow the clock of the tenant's zone. Nothing here counts: the storage of the limits does, and
asks these functions what a count means.
"""

import random
from collections.abc import Mapping
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


class Usage(NamedTuple):
    """What a tenant's day has seen so far: the counts of its day, and of the last hour and minute that were used."""

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
    """How many messages still fit into all three windows.

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
    """When the narrowest window that is full ends, for a tenant that has no room; the minute's end if none is."""
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
    here = windows(now, zone)
    hour_sent, minute_sent = (usage.in_hour(here.hour), usage.in_minute(here.minute)) if usage else (0, 0)
    day_sent = usage.day_count if usage else 0
    past = sum(count for minute, count in planned.items() if here.hour <= minute < here.minute)
    late = max(0, past - (hour_sent - minute_sent))
    coming = {minute: count for minute, count in planned.items() if minute >= here.minute}
    coming[here.minute] = max(0, coming.get(here.minute, 0) - minute_sent)

    minutes = [here]
    while ceil((minutes[-1].minute_ends - now).total_seconds()) <= jitter_seconds:
        minutes.append(windows(minutes[-1].minute_ends, zone))
    by_hour = {at.hour: limits.perHour for at in minutes}
    by_hour[here.hour] -= hour_sent + late
    by_day = {at.day: limits.perDay for at in minutes}
    by_day[here.day] -= day_sent + late
    for minute, count in coming.items():
        at = windows(minute, zone)
        if at.hour in by_hour:
            by_hour[at.hour] -= count
        if at.day in by_day:
            by_day[at.day] -= count

    found: list[int] = []
    # A minute at random order each time, so that the room of an hour is not always spent at its beginning.
    for at in chance.sample(minutes, len(minutes)):
        used = coming.get(at.minute, 0) + (minute_sent if at == here else 0)
        free = max(0, min(limits.perMinute - used, by_hour[at.hour], by_day[at.day]))
        by_hour[at.hour] -= free
        by_day[at.day] -= free
        first = max(0, ceil((at.minute - now).total_seconds()))
        latest = min(jitter_seconds, ceil((at.minute_ends - now).total_seconds()) - 1)
        found += [chance.randint(first, latest) for _ in range(free)]
    return found
