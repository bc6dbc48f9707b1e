"""The counts behind a tenant's limits, in the rate-limit table.

A tenant's day is one item with the counts of the day and of the last hour and minute that were used. One conditional
write adds to all three, so no limit is passed by one, however many workers add at once; a batch reserves all it needs
together. What was reserved and not used is given back; after a crash it expires with its windows.
"""

import random
import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import uuid4
from zoneinfo import ZoneInfo

from handlers.common.rules.tenants import Limits
from handlers.common.storage import keys, writes
from handlers.common.storage.writes import Condition
from handlers.dispatch.rules import pace
from handlers.dispatch.rules.pace import Usage, Windows
from handlers.environment import required

TRIES = 12
"""A try fails when the minute has just turned, or when another worker took the room that was seen."""
LOOKS_WITHOUT_PAUSE = 3
"""Tries that follow at once; before each further one others get a moment, more each time."""
LONGEST_MEMORY = timedelta(seconds=20)
"""The time for which a refusal is remembered without asking: room may have been given back since."""
KEPT = timedelta(days=2)
"""The time for which a tenant's day is kept after its end."""
COUNTERS = ("minuteCount", "hourCount", "dayCount")


class WindowOverError(Exception):
    """The counts are no longer of the window for which the room was reserved."""


class Reservation(NamedTuple):
    """Room for ``granted`` messages, to be used before ``at.minute_ends``."""

    tenant_id: str
    at: Windows
    granted: int
    refused_until: datetime | None = None
    """The instant from which the rest may be asked for again; None if all was granted."""


class _Refusal(NamedTuple):
    """A refusal that is remembered until ``remembered_until``: there is no room until ``until``."""

    remembered_until: datetime
    until: datetime


_refusals: dict[tuple[str, str], _Refusal] = {}


def table() -> str:
    """The physical name of the table of limits."""
    return required("TABLE_RATE_LIMIT")


def usage(item: Mapping[str, Any] | None) -> Usage | None:
    """The counts in the item of a tenant's day, if there is one."""
    if not item:
        return None
    return Usage(
        item["dayCount"],
        datetime.fromisoformat(item["hour"]),
        item["hourCount"],
        datetime.fromisoformat(item["minute"]),
        item["minuteCount"],
    )


def reserve(tenant_id: str, limits: Limits, zone: ZoneInfo, wanted: int, now: datetime) -> Reservation:
    """Reserve room for up to ``wanted`` messages in the minute, hour and day of ``now``, by one write as a rule.

    Where not all fit, as many as do are granted. A refusal is remembered for a while, an admission never.
    """
    at = pace.windows(now, zone)
    remembered = _refusals.get((table(), tenant_id))
    if remembered and now < remembered.remembered_until:
        return Reservation(tenant_id, at, 0, remembered.until)
    # Unseen yet, so the guess is what most writes meet: the minute is the one that was last used.
    seen: Usage | None = Usage(0, at.hour, 0, at.minute, 0)
    for attempt in range(TRIES):
        granted = min(wanted, pace.room(seen, at, limits))
        if granted == 0:
            until = pace.refused_until(seen, at, limits)
            _refusals[table(), tenant_id] = _Refusal(min(until, now + LONGEST_MEMORY), until)
            return Reservation(tenant_id, at, 0, until)
        if attempt > LOOKS_WITHOUT_PAUSE:
            time.sleep(random.uniform(0, 0.01 * attempt))
        refusal = writes.refusal(_addition(tenant_id, limits, at, granted, seen))
        if refusal is None:
            until = pace.refused_until(pace.added(seen, at, granted), at, limits)
            return Reservation(tenant_id, at, granted, until if granted < wanted else None)
        seen = usage(refusal)
    return Reservation(tenant_id, at, 0, at.minute_ends)


def _addition(tenant_id: str, limits: Limits, at: Windows, amount: int, seen: Usage | None) -> writes.Write:
    """The write that counts ``amount`` if the counts are still of the minute that was seen and have the room.

    By its ``run`` it is known where its answer was lost, and not made again.
    """
    same_hour = seen is not None and seen.hour == at.hour
    same_minute = same_hour and seen is not None and seen.minute == at.minute
    run = uuid4().hex
    fresh: dict[str, Any] = {"ttl": int((at.day_ends + KEPT).timestamp()), "run": run}
    bounds = {"dayCount": limits.perDay}
    if same_hour:
        bounds["hourCount"] = limits.perHour
    else:
        fresh |= {"hour": keys.instant(at.hour), "hourCount": amount}
    if same_minute:
        bounds["minuteCount"] = limits.perMinute
    else:
        fresh |= {"minute": keys.instant(at.minute), "minuteCount": amount}
    where = writes.ABSENT if seen is None else _room_in(seen, bounds, amount, run)
    where = where._replace(own={"run": run})
    key = {"pk": keys.usage_pk(tenant_id, at.day)}
    return writes.update(table(), key, fresh, where, add=dict.fromkeys(bounds, amount))


def _room_in(seen: Usage, bounds: Mapping[str, int], amount: int, run: str) -> Condition:
    """The condition that the last minute is the one that was seen, and that ``amount`` fits below the bounds."""
    texts = [
        "#minute = :seen",
        "(attribute_not_exists(#run) OR #run <> :run)",
        *(f"#{name} <= :{name}Room" for name in bounds),
    ]
    room = {f"{name}Room": bound - amount for name, bound in bounds.items()}
    return Condition(" AND ".join(texts), {"seen": keys.instant(seen.minute), "run": run, **room})


def give_back(reservation: Reservation, unused: int) -> None:
    """Free room that was reserved and not used, in those of its windows that are still counted.

    In a transaction, which a request that is repeated for a lost answer cannot make twice: it would free room that
    others use.
    """
    if unused <= 0:
        return
    at = reservation.at
    key = {"pk": keys.usage_pk(reservation.tenant_id, at.day)}
    for where, counters in (
        (_still("minute", at.minute), COUNTERS),
        (_still("hour", at.hour), COUNTERS[1:]),
        (writes.IN_TRANSACTION, COUNTERS[2:]),
    ):
        try:
            writes.transact([writes.update(table(), key, {}, where, add=dict.fromkeys(counters, -unused))])
        except WindowOverError:
            continue
        return


def _still(window: str, start: datetime) -> Condition:
    return Condition(f"#{window} = :window", {"window": keys.instant(start)}, WindowOverError)
