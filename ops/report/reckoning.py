"""The figures of a report, reckoned from what was counted. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from handlers.common.rules.holidays import DaysOff, UnknownYearError
from handlers.common.rules.model import PACED_KINDS
from handlers.common.rules.tenants import Tenant
from handlers.dispatch.rules import pace
from ops.report.data import Bar, FunnelStep, Peak, Span, Timeline, Unit

UNITS: tuple[tuple[Unit, timedelta], ...] = (
    ("5 seconds", timedelta(minutes=12)),
    ("minute", timedelta(hours=4)),
    ("hour", timedelta(days=12)),
    ("day", timedelta.max),
)
"""Units of a chart, each with the longest span that it is used for."""
LONGEST = timedelta(days=400)
"""The longest time that a chart shows: the last part of what is longer."""


class Moment(NamedTuple):
    """The instant at which a message of a kind went out."""

    at: datetime
    kind: str
    came_back: bool = False
    """True if it could not be delivered; it has used its room below the limits all the same."""


def funnel(
    ingested: set[str],
    written: set[str],
    answered: set[str],
    interested: set[str],
    proposed: set[str],
    booked: set[str],
    held: set[str],
) -> tuple[FunnelStep, ...]:
    """Return the steps of the contacts ``ingested``; who is in a later step has reached the ones before."""
    steps = (
        ("Ingested", ingested, "taken in from a list"),
        ("Written to", written, "a first message went out"),
        ("Answered", answered, "wrote back, automatic replies left out"),
        ("Interested", interested, "asked for times or for more"),
        ("Meeting proposed", proposed, "was offered times"),
        ("Booked", booked, "agreed on a time, also if it was called off later"),
        ("Held", held, "the meeting took place"),
    )
    found, beyond = list[FunnelStep](), set[str]()
    for name, reached, meaning in reversed(steps):
        beyond = (beyond | reached) & ingested
        found.append(FunnelStep(name, len(beyond), meaning))
    return tuple(reversed(found))


def timeline(tenant: Tenant, sent: Sequence[Moment], span: Span, *, fitted: bool) -> Timeline:
    """Return a tenant's messages of a span over time; ``fitted``: the span is drawn in to what went out."""
    zone = ZoneInfo(tenant.timezone)
    if fitted and sent:
        instants = [each.at for each in sent]
        span = Span(min(instants), max(instants) + timedelta(seconds=1))
    span = Span(max(span.start, span.end - LONGEST), span.end)
    unit = next(unit for unit, longest in UNITS if span.end - span.start <= longest)
    span = Span(floor(span.start, unit, zone), _after(span.end, unit, zone))
    paced, other = Counter[datetime](), Counter[datetime]()
    for each in sent:
        if span.start <= each.at < span.end and not each.came_back:
            (paced if each.kind in PACED_KINDS else other)[floor(each.at, unit, zone)] += 1
    bars = [Bar(start, paced[start], other[start]) for start in sorted(paced | other)]
    limits = {"hour": tenant.limits.perHour, "day": tenant.limits.perDay}
    return Timeline(
        tenant=tenant.name,
        zone=tenant.timezone,
        unit=unit,
        span=span,
        bars=bars,
        limit=limits.get(unit, tenant.limits.perMinute),
        peaks=_peaks(tenant, [each.at for each in sent if each.kind in PACED_KINDS], zone),
        open_hours=open_hours(tenant, span, by_day=unit == "day"),
    )


def floor(at: datetime, unit: Unit, zone: ZoneInfo) -> datetime:
    """Return the start, in UTC, of the unit of time in which an instant lies, by the clock of a zone."""
    if unit == "5 seconds":
        return at.astimezone(UTC) - timedelta(seconds=at.second % 5, microseconds=at.microsecond)
    windows = pace.windows(at, zone)
    if unit == "day":
        return datetime.combine(date.fromisoformat(windows.day), time(0), zone).astimezone(UTC)
    return windows.minute if unit == "minute" else windows.hour


def _after(at: datetime, unit: Unit, zone: ZoneInfo) -> datetime:
    """Return the end of the unit of time in which the last instant before ``at`` lies."""
    windows = pace.windows(at - timedelta(microseconds=1), zone)
    ends = {"minute": windows.minute_ends, "hour": windows.hour_ends, "day": windows.day_ends}
    five = floor(at - timedelta(microseconds=1), "5 seconds", zone) + timedelta(seconds=5)
    return ends.get(unit, five)


def _peaks(tenant: Tenant, paced: Iterable[datetime], zone: ZoneInfo) -> tuple[Peak, ...]:
    minutes, hours, days = Counter[datetime](), Counter[datetime](), Counter[datetime]()
    for at in paced:
        windows = pace.windows(at, zone)
        minutes[windows.minute] += 1
        hours[windows.hour] += 1
        days[floor(at, "day", zone)] += 1
    limits = tenant.limits
    return (
        Peak("minute", *_most(minutes, limits.perMinute)),
        Peak("hour", *_most(hours, limits.perHour)),
        Peak("day", *_most(days, limits.perDay)),
    )


def _most(counts: Counter[datetime], limit: int) -> tuple[int, int, datetime | None]:
    if not counts:
        return 0, limit, None
    at, most = min(counts.items(), key=lambda each: (-each[1], each[0]))
    return most, limit, at


def open_hours(tenant: Tenant, span: Span, *, by_day: bool) -> list[Span]:
    """Return the tenant's hours within a span, what touches in one piece; whole days with ``by_day``."""
    zone, hours = ZoneInfo(tenant.timezone), tenant.hours
    off = DaysOff(tenant.state, tenant.holidays, hours.holidays)
    day, last = span.start.astimezone(zone).date(), span.end.astimezone(zone).date()
    found: list[Span] = []
    while day <= last:
        if day.isoweekday() in hours.weekdays and not _is_off(day, off):
            midnight = datetime.combine(day + timedelta(days=1), time(0), zone)
            closes = (
                midnight if by_day or hours.closes == time(0) else datetime.combine(day, hours.closes, zone)
            )
            opens = datetime.combine(day, time(0) if by_day else hours.opens, zone)
            start = max(opens.astimezone(UTC), span.start)
            end = min(closes.astimezone(UTC), span.end)
            if found and found[-1].end == start:
                found[-1] = Span(found[-1].start, end)
            elif start < end:
                found.append(Span(start, end))
        day += timedelta(days=1)
    return found


def _is_off(day: date, off: DaysOff) -> bool:
    try:
        return day in off
    except UnknownYearError:
        # Nothing goes out in a year whose holidays are not known.
        return True
