from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.common.rules.tenants import Host, Hours
from handlers.meetings.rules import slots
from handlers.meetings.rules.meeting import Slot

MONDAY = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
"""Eight o'clock in São Paulo."""


def host_with(minutes: int = 60, buffer: int = 15, zone: str = "America/Sao_Paulo", **hours: object) -> Host:
    working = Hours.model_validate({"opens": time(9), "closes": time(18)} | hours)
    return Host(
        hostId="ana",
        name="Ana",
        email="ana@acme.example",
        calendarId="ana",
        timezone=zone,
        hours=working,
        meetingMinutes=minutes,
        bufferMinutes=buffer,
    )


HOST = host_with()


def at(day: int, hour: float, minutes: int = 60) -> Slot:
    """A span of November 2026 in São Paulo."""
    start = datetime(2026, 11, day, tzinfo=ZoneInfo("America/Sao_Paulo")) + timedelta(hours=hour)
    return Slot(start.astimezone(UTC), start.astimezone(UTC) + timedelta(minutes=minutes))


def halves(offered: Sequence[Slot], host: Host = HOST) -> list[tuple[date, bool]]:
    local = [slot.start.astimezone(ZoneInfo(host.timezone)) for slot in offered]
    return [(start.date(), start.hour >= 12) for start in local]


hosts = st.builds(
    host_with,
    minutes=st.integers(15, 240),
    buffer=st.integers(0, 120),
    zone=st.sampled_from(["America/Sao_Paulo", "America/Manaus", "America/Noronha", "Europe/Lisbon"]),
    opens=st.sampled_from([time(0), time(9), time(9, 10), time(13)]),
    closes=st.sampled_from([time(17, 50), time(18), time(0)]),
    weekdays=st.sets(st.integers(1, 7), min_size=1).map(frozenset),
)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 1), timezones=st.just(UTC))
guests = st.sampled_from([None, *map(ZoneInfo, ("America/Sao_Paulo", "America/Rio_Branco", "Asia/Tokyo"))])
days_off = st.sets(st.integers(0, 20), max_size=10)


@st.composite
def situations(draw: st.DrawFn) -> tuple[Host, datetime, list[Slot], set[date]]:
    now = draw(moments)
    spans = draw(st.lists(st.tuples(st.integers(0, 14 * 24 * 60), st.integers(1, 3 * 24 * 60)), max_size=25))
    busy = [
        Slot(now + timedelta(minutes=start), now + timedelta(minutes=start + length))
        for start, length in spans
    ]
    off = {(now + timedelta(days=number)).date() for number in draw(days_off)}
    return draw(hosts), now, busy, off


@st.composite
def wishes(draw: st.DrawFn) -> list[tuple[int, int]]:
    """Spans of a wish, as minutes from now and in length."""
    return draw(st.lists(st.tuples(st.integers(0, 20 * 24 * 60), st.integers(1, 600)), max_size=4))


def spans(now: datetime, wish: list[tuple[int, int]]) -> list[Slot]:
    return [
        Slot(now + timedelta(minutes=start), now + timedelta(minutes=start + length))
        for start, length in wish
    ]


@settings(deadline=None, max_examples=40)
@given(situations(), st.booleans(), st.integers(), guests, wishes())
def test_every_offered_slot_lies_in_free_working_hours_after_the_notice_and_in_decent_ones_of_the_guest(
    situation: tuple[Host, datetime, list[Slot], set[date]],
    urgent: bool,
    seed: int,
    guest: ZoneInfo | None,
    wish: list[tuple[int, int]],
) -> None:
    host, now, busy, off = situation
    wanted = spans(now, wish)
    offered = slots.offer(
        host, now, busy, off, Random(seed), urgent=urgent, guest_zone=guest, preferred=wanted
    )
    assert len(offered) <= 3
    working = slots.working_days(host, now, off)
    assert len(working) == 10
    span = slots.horizon(host, now, off)
    for slot in offered:
        assert slot.end - slot.start == timedelta(minutes=host.meetingMinutes)
        assert slot.start >= now + timedelta(hours=2)
        assert slot.start.minute % 15 == 0
        assert not any(slot.widened(timedelta(minutes=host.bufferMinutes)).overlaps(span) for span in busy)
        local, end = (moment.astimezone(ZoneInfo(host.timezone)) for moment in (slot.start, slot.end))
        assert local.date() in working
        assert local.time() >= host.hours.opens
        closes = host.hours.closes
        assert (end.date() == local.date() and closes in (time(0), max(closes, end.time()))) or (
            closes == end.time() == time(0) and end.date() == local.date() + timedelta(days=1)
        )
        zone = guest or ZoneInfo(host.timezone)
        begins, ends = (moment.astimezone(zone) for moment in (slot.start, slot.end))
        assert begins.hour >= 8
        assert ends <= begins.replace(hour=20, minute=0)
        assert span is not None
        assert span.start <= slot.start - timedelta(minutes=host.bufferMinutes)
        assert slot.end + timedelta(minutes=host.bufferMinutes) <= span.end
    for one, other in pairwise(offered):
        assert one.end <= other.start


@settings(deadline=None, max_examples=40)
@given(situations(), st.booleans(), st.integers(), guests)
def test_an_offer_is_never_smaller_than_it_could_be(
    situation: tuple[Host, datetime, list[Slot], set[date]], urgent: bool, seed: int, guest: ZoneInfo | None
) -> None:
    host, now, busy, off = situation
    offered = slots.offer(host, now, busy, off, Random(seed), urgent=urgent, guest_zone=guest)
    # The largest set of possible slots that do not overlap, found by always taking the one that ends first.
    possible, free_from = 0, now
    for slot in every_free(host, now, busy, off, guest or ZoneInfo(host.timezone)):
        if slot.start >= free_from:
            possible, free_from = possible + 1, slot.end
    assert len(offered) == min(3, possible)


def every_free(
    host: Host, now: datetime, busy: list[Slot], off: set[date], guest: ZoneInfo
) -> Iterator[Slot]:
    """Every slot that may be offered, in order."""
    buffer = timedelta(minutes=host.bufferMinutes)
    for day in slots.working_days(host, now, off):
        start = datetime.combine(day, time(0), ZoneInfo(host.timezone)).astimezone(UTC)
        for _ in range(100):
            slot = Slot(start, start + timedelta(minutes=host.meetingMinutes))
            local = start.astimezone(ZoneInfo(host.timezone))
            closes = (
                datetime.combine(day, host.hours.closes, ZoneInfo(host.timezone))
                + timedelta(days=host.hours.closes == time(0))
            ).astimezone(UTC)
            if (
                local.date() == day
                and local.time() >= host.hours.opens
                and slot.end <= closes
                and start >= now + timedelta(hours=2)
                and slots.is_decent(slot, guest)
                and not any(slot.widened(buffer).overlaps(span) for span in busy)
            ):
                yield slot
            start += timedelta(minutes=15)


@settings(deadline=None, max_examples=40)
@given(situations(), st.booleans(), st.integers(), wishes())
def test_no_free_slot_is_nearer_to_what_was_asked_for_than_those_that_are_offered(
    situation: tuple[Host, datetime, list[Slot], set[date]],
    urgent: bool,
    seed: int,
    wish: list[tuple[int, int]],
) -> None:
    host, now, busy, off = situation
    wanted = spans(now, wish or [(60, 60)])
    offered = slots.offer(host, now, busy, off, Random(seed), urgent=urgent, preferred=wanted)
    free = list(every_free(host, now, busy, off, ZoneInfo(host.timezone)))
    away = [slots.distance(slot, wanted) for slot in offered]
    assert bool(offered) is bool(free)
    if free:
        assert min(away) == min(slots.distance(slot, wanted) for slot in free)
    others = [slot for slot in free if not any(slot.overlaps(each) for each in offered)]
    assert len(offered) == 3 or not others
    for slot in others:
        assert slots.distance(slot, wanted) >= max(away)


@settings(deadline=None, max_examples=20)
@given(situations(), st.booleans(), st.integers())
def test_who_asks_for_nothing_is_offered_what_everybody_is(
    situation: tuple[Host, datetime, list[Slot], set[date]], urgent: bool, seed: int
) -> None:
    host, now, busy, off = situation
    as_ever = slots.offer(host, now, busy, off, Random(seed), urgent=urgent)
    assert slots.offer(host, now, busy, off, Random(seed), urgent=urgent, preferred=()) == as_ever


def test_thursday_mornings_are_offered_to_who_can_only_on_thursday_mornings() -> None:
    this, week = at(26, 8, 4 * 60), timedelta(days=7)
    mornings = [this, Slot(this.start + week, this.end + week)]
    offered = slots.offer(HOST, MONDAY, [], frozenset(), Random(3), preferred=mornings)
    assert len(offered) == 3
    assert {day.isoweekday() for day, _ in halves(offered)} == {4}
    assert {afternoon for _, afternoon in halves(offered)} == {False}
    assert len({day for day, _ in halves(offered)}) == 2


def test_where_the_hour_asked_for_is_busy_the_nearest_ones_are_offered() -> None:
    nine = [at(26, 9, 15)]
    offered = slots.offer(HOST, MONDAY, [at(26, 9)], frozenset(), Random(3), preferred=nine)
    assert offered == (at(26, 10.25), at(26, 11.25), at(26, 12.25))


@settings(deadline=None, max_examples=30)
@given(situations(), st.integers())
def test_an_urgent_offer_does_not_begin_later_than_another(
    situation: tuple[Host, datetime, list[Slot], set[date]], seed: int
) -> None:
    host, now, busy, off = situation
    urgent = slots.offer(host, now, busy, off, Random(seed), urgent=True)
    other = slots.offer(host, now, busy, off, Random(seed))
    if len({day for day, _ in halves(other, host)}) == 3:
        assert urgent[0].start <= other[0].start


@settings(deadline=None, max_examples=30)
@given(st.integers())
def test_a_free_host_is_offered_on_three_days_in_both_halves_on_the_half_hour(seed: int) -> None:
    offered = slots.offer(HOST, MONDAY, [], frozenset(), Random(seed))
    assert len({day for day, _ in halves(offered)}) == 3
    assert len({afternoon for _, afternoon in halves(offered)}) == 2
    assert all(slot.start.minute % 30 == 0 for slot in offered)
    assert halves(offered)[-1][0] <= date(2026, 11, 27)


def test_contacts_who_ask_at_once_are_not_all_offered_the_same() -> None:
    offers = {slots.offer(HOST, MONDAY, [], frozenset(), Random(seed)) for seed in range(50)}
    assert len(offers) > 40


def test_an_urgent_offer_takes_the_earliest_of_each_half_day() -> None:
    offered = slots.offer(HOST, MONDAY, [], frozenset(), Random(0), urgent=True)
    assert offered == (at(23, 10), at(24, 9), at(25, 12))


def test_where_there_is_one_day_the_slots_are_on_it() -> None:
    busy = [at(24, 0, 60 * 24 * 30)]
    offered = slots.offer(HOST, MONDAY, busy, frozenset(), Random(0))
    assert len(offered) == 3
    assert {day for day, _ in halves(offered)} == {date(2026, 11, 23)}


def test_a_start_on_the_quarter_is_offered_where_none_on_the_half_hour_is_free() -> None:
    busy = [at(23, 0, 60 * 11), at(23, 12.5, 60 * 24 * 30)]
    assert slots.offer(HOST, MONDAY, busy, frozenset(), Random(0)) == (at(23, 11.25),)


def test_a_host_without_free_time_is_offered_no_slot() -> None:
    assert slots.offer(HOST, MONDAY, [at(23, 0, 60 * 24 * 30)], frozenset(), Random(0)) == ()


@pytest.mark.parametrize(("zone", "first"), [("Europe/Lisbon", time(8)), ("Asia/Tokyo", time(20))])
def test_a_host_abroad_offers_sao_paulo_no_indecent_hour(zone: str, first: time) -> None:
    guest = ZoneInfo("America/Sao_Paulo")
    for seed in range(20):
        offered = slots.offer(host_with(zone=zone), MONDAY, [], frozenset(), Random(seed), guest_zone=guest)
        starts = [slot.start.astimezone(guest).time() for slot in offered]
        # From nine to six in Tokyo it is nine in the evening to six in the morning in São Paulo.
        assert all(start >= first for start in starts)
        assert bool(offered) is (zone == "Europe/Lisbon")


def test_the_first_working_day_is_today_unless_it_is_off() -> None:
    assert slots.working_days(HOST, MONDAY, frozenset())[0] == date(2026, 11, 23)
    assert slots.working_days(HOST, MONDAY, {date(2026, 11, 23)})[0] == date(2026, 11, 24)
    assert slots.working_days(HOST, MONDAY, frozenset())[-1] == date(2026, 12, 4)


def test_a_host_who_never_works_has_no_horizon() -> None:
    every_day = {date(2026, 1, 1) + timedelta(days=number) for number in range(800)}
    assert slots.horizon(HOST, MONDAY, every_day) is None


@pytest.mark.parametrize("hour", [9, 15])
def test_a_meeting_next_to_a_busy_time_keeps_the_buffer(hour: int) -> None:
    offered = slots.offer(HOST, MONDAY, [at(24, hour)], frozenset(), Random(1), urgent=True)
    for slot in offered:
        assert not slot.overlaps(at(24, hour).widened(timedelta(minutes=15)))
