"""The slots to offer for a meeting, from the host's hours and busy time (docs/system.md, "Meetings").

A slot lies within the host's hours on a working day, at least two hours from now and within ten working days
(today is the first of them, if it is one), starts on a quarter of an hour, and has the host's buffer free
before and after. By the contact's clock it lies between eight in the morning and eight in the evening.

Where the contact has asked for certain times, an offer takes the slots nearest to them. Else, among the free slots,
it prefers, in this order: as many as possible up to three, on as many different
days, in both halves of the day, and at rounder times (on the half hour before on the quarter).
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations, pairwise
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from handlers.common.rules.holidays import DaysOff
from handlers.common.rules.tenants import Host, Tenant
from handlers.meetings.rules.meeting import Slot

OFFERED = 3
NOTICE = timedelta(hours=2)
WORKING_DAYS = 10
SOON_DAYS = 5
"""The first days with room, from which an offer that is not urgent is drawn at random, so that contacts who
are asked at the same time are not all offered the same three slots."""
GRID = timedelta(minutes=15)
NOON = time(12, 0)
DECENT_FROM, DECENT_UNTIL = time(8, 0), time(20, 0)
"""The hours of the contact's clock within which a meeting begins and ends."""
MOST_VARIED = (OFFERED, OFFERED, 2)
"""The highest ``variety`` that an offer can have."""

_HalfDay = tuple[date, bool]
"""A day, and True for its afternoon."""

_LOOK_AHEAD_DAYS = 120
"""Enough for ten working days of a host who works one day a week, with holidays."""


def days_off(tenant: Tenant, host: Host) -> DaysOff:
    """Return the days on which the host does not work, whatever the weekday."""
    return DaysOff(tenant.state, tenant.holidays, host.hours.holidays)


def working_days(host: Host, now: datetime, days_off: Container[date]) -> list[date]:
    """Return the host's next ten working days in the host's zone, today included."""
    today = now.astimezone(ZoneInfo(host.timezone)).date()
    days = (today + timedelta(days=number) for number in range(_LOOK_AHEAD_DAYS))
    working = (day for day in days if day.isoweekday() in host.hours.weekdays and day not in days_off)
    return [day for _, day in zip(range(WORKING_DAYS), working, strict=False)]


def horizon(host: Host, now: datetime, days_off: Container[date]) -> Slot | None:
    """Return the span, buffers included, in which busy times must be known; ``None`` if no day is left."""
    openings = [opening(host, day) for day in working_days(host, now, days_off)]
    if not openings or openings[-1].end <= now + NOTICE:
        return None
    return Slot(now, openings[-1].end).widened(timedelta(minutes=host.bufferMinutes))


def offer(
    host: Host,
    now: datetime,
    busy: Iterable[Slot],
    days_off: Container[date],
    random: Random,
    *,
    urgent: bool = False,
    guest_zone: ZoneInfo | None = None,
    preferred: Sequence[Slot] = (),
    moved_from: Slot | None = None,
) -> tuple[Slot, ...]:
    """Return up to three slots in order; fewer only where no more are free without overlapping each other.

    ``busy`` may come in any order and may overlap. An urgent offer takes the earliest free slots. ``guest_zone`` is
    the contact's; None: the host's. ``preferred`` are the spans in which the contact wants the meeting to begin; only
    in these may a slot begin that overlaps ``moved_from``, the time of the meeting that is to be moved.
    """
    zone = ZoneInfo(host.timezone)
    free = [slot for slot in _free(host, now, busy, days_off) if is_decent(slot, guest_zone or zone)]
    if moved_from is not None:
        free = [
            slot for slot in free if not slot.overlaps(moved_from) or _is_wanted(slot, moved_from, preferred)
        ]
    if preferred:
        return _nearest(free, preferred, zone, random, urgent=urgent)
    on_the_half_hour = [slot for slot in free if slot.start.minute % 30 == 0]
    best: tuple[Slot, ...] = ()
    for candidates in (on_the_half_hour, free):
        for choice in (_varied(candidates, zone, random, urgent=urgent), _in_a_row(candidates)):
            best = max(best, choice, key=lambda slots: variety(slots, host))
        if variety(best, host) == MOST_VARIED:
            break
    return best


def is_decent(slot: Slot, zone: ZoneInfo) -> bool:
    """Return True for a slot within one day's decent hours by the clock of ``zone``."""
    start, end = slot.start.astimezone(zone), slot.end.astimezone(zone)
    return start.date() == end.date() and start.time() >= DECENT_FROM and end.time() <= DECENT_UNTIL


def variety(slots: Sequence[Slot], host: Host) -> tuple[int, int, int]:
    """Return how many slots an offer has, on how many days, in how many halves of a day; more is better."""
    return _variety([_half_day(slot, ZoneInfo(host.timezone)) for slot in slots])


def merit(slots: Sequence[Slot], host: Host, preferred: Sequence[Slot] = ()) -> tuple[Any, ...]:
    """Return what an offer is compared by, more being better: how near it is to what is preferred, else its variety."""
    if preferred:
        return len(slots), *(-away for away in sorted(distance(slot, preferred) for slot in slots))
    return variety(slots, host)


def is_best(slots: Sequence[Slot], host: Host, preferred: Sequence[Slot] = ()) -> bool:
    """Return True for an offer than which none can be better."""
    return merit(slots, host, preferred) == (
        (OFFERED, *[timedelta()] * OFFERED) if preferred else MOST_VARIED
    )


def distance(slot: Slot, preferred: Sequence[Slot]) -> timedelta:
    """Return the time between the slot's start and the nearest that is preferred; zero for one that is."""
    return min(max(span.start - slot.start, slot.start - span.end + GRID, timedelta()) for span in preferred)


def _is_wanted(slot: Slot, moved_from: Slot, preferred: Sequence[Slot]) -> bool:
    """True for a slot that was asked for in the place of the meeting's time."""
    return bool(preferred) and slot != moved_from and not distance(slot, preferred)


def opening(host: Host, day: date) -> Slot:
    """Return the host's hours on a day."""
    zone = ZoneInfo(host.timezone)
    closing_day = day + timedelta(days=1) if host.hours.closes == time(0, 0) else day
    return Slot(
        datetime.combine(day, host.hours.opens, zone).astimezone(UTC),
        datetime.combine(closing_day, host.hours.closes, zone).astimezone(UTC),
    )


def _free(host: Host, now: datetime, busy: Iterable[Slot], days_off: Container[date]) -> Iterator[Slot]:
    """Yield every possible slot in order."""
    length, buffer = timedelta(minutes=host.meetingMinutes), timedelta(minutes=host.bufferMinutes)
    taken = _merged(busy)
    ends = [span.end for span in taken]
    for day in working_days(host, now, days_off):
        hours = opening(host, day)
        start = _on_grid(max(hours.start, now.astimezone(UTC) + NOTICE))
        while start + length <= hours.end:
            wide = Slot(start, start + length).widened(buffer)
            following = bisect_left(ends, wide.start)
            if not any(span.overlaps(wide) for span in taken[following : following + 2]):
                yield Slot(start, start + length)
            start += GRID


def _merged(spans: Iterable[Slot]) -> list[Slot]:
    """Return the same time as the fewest spans, in order."""
    merged: list[Slot] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Slot(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _on_grid(moment: datetime) -> datetime:
    """Return the first start on the grid from ``moment`` on."""
    past = timedelta(seconds=moment.timestamp() % GRID.total_seconds())
    return moment if not past else moment - past + GRID


def _half_day(slot: Slot, zone: ZoneInfo) -> _HalfDay:
    local = slot.start.astimezone(zone)
    return local.date(), local.time() >= NOON


def _variety(halves: Sequence[_HalfDay]) -> tuple[int, int, int]:
    """Return the variety of slots in these half days."""
    return len(halves), len({day for day, _ in halves}), len({afternoon for _, afternoon in halves})


def _varied(candidates: Sequence[Slot], zone: ZoneInfo, random: Random, *, urgent: bool) -> tuple[Slot, ...]:
    """Return three slots in different half days, as varied as possible; none if there are no three."""
    half_days: dict[_HalfDay, list[Slot]] = defaultdict(list)
    for slot in candidates:
        half_days[_half_day(slot, zone)].append(slot)
    chosen = {half: slots[0] if urgent else random.choice(slots) for half, slots in half_days.items()}
    triples = [
        halves
        for halves in combinations(chosen, OFFERED)
        if not any(chosen[one].overlaps(chosen[other]) for one, other in pairwise(halves))
    ]
    if not triples:
        return ()
    most = max(map(_variety, triples))
    varied = [halves for halves in triples if _variety(halves) == most]
    if urgent:
        picked = min(varied)
    else:
        days = sorted({day for day, _ in half_days})
        last = days[min(SOON_DAYS, len(days)) - 1]
        picked = random.choice([halves for halves in varied if halves[-1][0] <= last] or varied)
    return tuple(chosen[half] for half in picked)


def _nearest(
    free: Iterable[Slot], preferred: Sequence[Slot], zone: ZoneInfo, random: Random, *, urgent: bool
) -> tuple[Slot, ...]:
    """Return the slots nearest to what is preferred, one after the other; of equally near ones, varied ones."""
    chosen: list[Slot] = []
    left = [(slot, distance(slot, preferred), random.random()) for slot in free]

    def rank(candidate: tuple[Slot, timedelta, float]) -> tuple[Any, ...]:
        slot, away, drawn = candidate
        day, half = _half_day(slot, zone)
        halves = [_half_day(each, zone) for each in chosen]
        again = day in {each for each, _ in halves}, half in {each for _, each in halves}
        return away, *again, day, slot.start if urgent else (slot.start.minute % 30 != 0, drawn)

    while left and len(chosen) < OFFERED:
        chosen.append(min(left, key=rank)[0])
        left = [each for each in left if not each[0].overlaps(chosen[-1])]
    return tuple(sorted(chosen))


def _in_a_row(candidates: Iterable[Slot]) -> tuple[Slot, ...]:
    """Return the earliest slots that do not overlap each other: no other choice has more of them."""
    row: list[Slot] = []
    for slot in candidates:
        if len(row) < OFFERED and (not row or row[-1].end <= slot.start):
            row.append(slot)
    return tuple(row)
