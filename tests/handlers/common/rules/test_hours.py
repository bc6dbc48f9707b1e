from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.common.rules.hours import NeverOpenError, next_permitted, permitted
from handlers.common.rules.tenants import Hours

ZONES = sorted(available_timezones())
MOMENTS = st.datetimes(datetime(2019, 1, 1), datetime(2031, 12, 31), timezones=st.just(UTC))
QUARTERS = st.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))
SAO_PAULO = ZoneInfo("America/Sao_Paulo")


@st.composite
def any_hours(draw: st.DrawFn) -> Hours:
    opens, closes = sorted((draw(QUARTERS), draw(QUARTERS)))
    weekdays = draw(st.frozensets(st.integers(1, 7), min_size=1))
    return Hours(opens=opens, closes=time(0) if opens == closes else closes, weekdays=weekdays)


@settings(max_examples=400, deadline=None)
@given(MOMENTS, any_hours(), st.sampled_from(ZONES), st.frozensets(st.integers(0, 20), max_size=6))
def test_the_next_permitted_instant_is_permitted_and_never_before_now(
    now: datetime, hours: Hours, zone_name: str, days_off: frozenset[int]
) -> None:
    zone = ZoneInfo(zone_name)
    holidays = {now.astimezone(zone).date() + timedelta(days=offset) for offset in days_off}
    found = next_permitted(now, hours, zone, holidays)
    assert found >= now
    local = found.astimezone(zone)
    assert local.date() not in holidays
    assert local.isoweekday() in hours.weekdays
    assert local.time() >= hours.opens
    assert hours.closes == time(0) or local.time() < hours.closes


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(
        [
            ("America/Sao_Paulo", datetime(2018, 11, 3, 20, tzinfo=UTC)),
            ("America/Sao_Paulo", datetime(2019, 2, 16, 20, tzinfo=UTC)),
            ("Europe/Lisbon", datetime(2027, 3, 27, 20, tzinfo=UTC)),
            ("Europe/Lisbon", datetime(2026, 10, 24, 20, tzinfo=UTC)),
            ("Australia/Lord_Howe", datetime(2026, 4, 4, 12, tzinfo=UTC)),
            ("America/New_York", datetime(2026, 11, 1, 0, tzinfo=UTC)),
            ("Pacific/Apia", datetime(2011, 12, 29, 20, tzinfo=UTC)),
        ]
    ),
    st.integers(0, 60),
    any_hours(),
)
def test_nothing_permitted_is_passed_over_where_clocks_change(
    place: tuple[str, datetime], offset: int, hours: Hours
) -> None:
    zone, now = ZoneInfo(place[0]), place[1] + timedelta(minutes=15 * offset)
    found = next_permitted(now, hours, zone, ())
    moment = now
    while moment < min(found, now + timedelta(days=2)):
        assert not permitted(moment, hours, zone, ())
        moment += timedelta(minutes=15)


def test_friday_evening_waits_for_monday_morning() -> None:
    friday = datetime(2026, 11, 27, 18, 0, tzinfo=SAO_PAULO)
    assert next_permitted(friday, Hours(), SAO_PAULO, ()) == datetime(2026, 11, 30, 8, tzinfo=SAO_PAULO)


def test_the_closing_minute_is_closed_and_the_opening_one_open() -> None:
    monday = date(2026, 11, 23)
    assert permitted(datetime.combine(monday, time(8), SAO_PAULO), Hours(), SAO_PAULO, ())
    assert permitted(datetime.combine(monday, time(17, 59, 59), SAO_PAULO), Hours(), SAO_PAULO, ())
    assert not permitted(datetime.combine(monday, time(18), SAO_PAULO), Hours(), SAO_PAULO, ())


def test_the_contacts_clock_counts_and_not_the_tenants() -> None:
    rio_branco = ZoneInfo("America/Rio_Branco")
    nine_in_sao_paulo = datetime(2026, 11, 23, 9, tzinfo=SAO_PAULO)
    assert next_permitted(nine_in_sao_paulo, Hours(), rio_branco, ()) == datetime(
        2026, 11, 23, 8, tzinfo=rio_branco
    )


def test_hours_that_never_open_are_an_error_that_says_what_to_correct() -> None:
    class Always:
        def __contains__(self, day: object) -> bool:
            return True

    with pytest.raises(NeverOpenError, match="own holidays"):
        next_permitted(datetime(2026, 1, 1, tzinfo=UTC), Hours(), SAO_PAULO, Always())
