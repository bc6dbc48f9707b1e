import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.common.rules.tenants import Limits
from handlers.dispatch.rules.pace import Usage, departures, refused_until, room, windows

ZONES = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)
MOMENTS = st.datetimes(datetime(2018, 1, 1), datetime(2031, 12, 31), timezones=st.just(UTC))
SAO_PAULO = ZoneInfo("America/Sao_Paulo")
LIMITS = Limits(perMinute=10, perHour=100, perDay=500)
MORNING = datetime(2026, 11, 23, 12, 30, 15, tzinfo=UTC)


@settings(max_examples=300, deadline=None)
@given(MOMENTS, ZONES, st.timedeltas(timedelta(0), timedelta(days=3)))
def test_an_instant_lies_in_its_windows_and_they_never_go_back(
    now: datetime, zone: ZoneInfo, later: timedelta
) -> None:
    first, second = windows(now, zone), windows(now + later, zone)
    assert first.hour <= first.minute <= now < first.minute_ends
    assert now < first.hour_ends
    assert now < first.day_ends
    assert first.day <= second.day
    assert first.minute <= second.minute
    assert first.hour <= second.hour or first.day == second.day


def test_an_hour_that_comes_twice_counts_twice() -> None:
    lisbon = ZoneInfo("Europe/Lisbon")
    first = windows(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), lisbon)
    second = windows(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), lisbon)
    assert first.hour != second.hour


@given(st.integers(0, 600), st.integers(0, 120), st.integers(0, 12))
def test_the_narrowest_window_decides_and_is_named(day: int, hour: int, minute: int) -> None:
    at = windows(MORNING, SAO_PAULO)
    usage = Usage(day, at.hour, hour, at.minute, minute)
    free = room(usage, at, LIMITS)
    assert free == max(0, min(10 - minute, 100 - hour, 500 - day))
    if free == 0:
        expected = at.day_ends if day >= 500 else at.hour_ends if hour >= 100 else at.minute_ends
        assert refused_until(usage, at, LIMITS) == expected


def test_counts_of_an_hour_and_minute_that_are_over_do_not_count() -> None:
    at = windows(MORNING, SAO_PAULO)
    before = windows(MORNING - timedelta(hours=2), SAO_PAULO)
    assert room(Usage(120, before.hour, 100, before.minute, 10), at, LIMITS) == 10


def test_a_worker_whose_clock_is_behind_gets_nothing() -> None:
    at = windows(MORNING, SAO_PAULO)
    ahead = windows(MORNING + timedelta(minutes=1), SAO_PAULO)
    assert room(Usage(1, ahead.hour, 1, ahead.minute, 1), at, LIMITS) == 0


@settings(max_examples=200, deadline=None)
@given(
    MOMENTS,
    st.integers(1, 30),
    st.integers(1, 200),
    st.integers(1, 900),
    st.integers(0, 900),
    st.integers(0, 2**32),
)
def test_released_messages_fit_into_every_window_run_after_run(
    now: datetime, per_minute: int, per_hour: int, per_day: int, jitter: int, seed: int
) -> None:
    limits = Limits(perMinute=per_minute, perHour=per_hour, perDay=per_day)
    chance = random.Random(seed)
    planned: Counter[datetime] = Counter()
    hours: Counter[datetime] = Counter()
    days: Counter[str] = Counter()
    for run in range(4):
        at = now + timedelta(minutes=run)
        for delay in departures(at, SAO_PAULO, limits, None, planned, jitter, chance):
            assert 0 <= delay <= jitter
            gone = windows(at + timedelta(seconds=delay), SAO_PAULO)
            planned[gone.minute] += 1
            hours[gone.hour] += 1
            days[gone.day] += 1
        assert max(planned.values(), default=0) <= per_minute
    # Nothing is counted as sent here, so what was released keeps its room for as long as its hour lasts.
    assert max(hours.values(), default=0) <= per_hour
    assert all(count <= per_day + per_hour for count in days.values())


def test_what_has_gone_out_frees_no_room_twice() -> None:
    at = windows(MORNING, SAO_PAULO)
    usage = Usage(10, at.hour, 10, at.minute, 10)
    planned = {at.minute: 10}
    assert departures(MORNING, SAO_PAULO, LIMITS, usage, planned, 0, random.Random(1)) == []


def test_what_is_still_on_its_way_keeps_its_room() -> None:
    at = windows(MORNING, SAO_PAULO)
    planned = {at.minute - timedelta(minutes=number): 10 for number in range(1, 10)}
    assert len(departures(MORNING, SAO_PAULO, LIMITS, None, planned, 0, random.Random(1))) == 10
    planned[at.minute - timedelta(minutes=10)] = 10
    assert departures(MORNING, SAO_PAULO, LIMITS, None, planned, 0, random.Random(1)) == []


def test_a_few_minutes_of_chance_spread_the_messages() -> None:
    delays = departures(MORNING, SAO_PAULO, LIMITS, None, {}, 180, random.Random(1))
    assert len(delays) == 40
    assert len(set(delays)) > 20
