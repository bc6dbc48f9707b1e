from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.common.rules.holidays import DaysOff
from handlers.common.rules.tenants import Host, Hours
from handlers.meetings.rules import offers
from handlers.meetings.rules.meeting import Slot

SAO_PAULO = ZoneInfo("America/Sao_Paulo")


def host(weekdays: frozenset[int] = frozenset({1, 2, 3, 4, 5}), zone: str = "America/Sao_Paulo") -> Host:
    hours = Hours(opens=time(9), closes=time(18), weekdays=weekdays)
    return Host(
        hostId="ana", name="Ana", email="ana@acme.example", calendarId="ana", timezone=zone, hours=hours
    )


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SAO_PAULO)


FAR = (Slot(datetime(2027, 6, 1, tzinfo=UTC), datetime(2027, 6, 1, 1, tzinfo=UTC)),)
SP = DaysOff("SP")


@pytest.mark.parametrize(
    ("offered", "until"),
    [
        (at(11, 24, 10), at(11, 25, 10)),
        (at(11, 27, 17), at(11, 30, 17)),
        # Saturday counts from Monday on.
        (at(11, 28, 11), at(12, 1, 0)),
        # The holiday of 20 November is a Friday.
        (at(11, 19, 15), at(11, 23, 15)),
    ],
)
def test_an_offer_stands_for_a_day_without_weekends_and_holidays(offered: datetime, until: datetime) -> None:
    assert offers.expires_at(offered, FAR, host(), SP) == until


def test_a_host_who_works_at_weekends_holds_offers_then_too() -> None:
    always = host(frozenset(range(1, 8)))
    assert offers.expires_at(at(11, 27, 17), FAR, always, ()) == at(11, 28, 17)


def test_an_offer_is_over_when_its_last_slot_begins() -> None:
    slots = [Slot(at(11, 24, hour), at(11, 24, hour + 1)) for hour in (14, 16)]
    assert offers.expires_at(at(11, 24, 10), slots, host(), SP) == at(11, 24, 16)


@settings(deadline=None, max_examples=60)
@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 5, 1), timezones=st.just(UTC)),
    st.sets(st.integers(1, 7), min_size=1).map(frozenset),
    st.sets(st.integers(0, 20)),
    st.sampled_from(["America/Sao_Paulo", "Europe/Lisbon", "Asia/Tokyo"]),
)
def test_just_24_hours_of_working_days_lie_within_an_offer(
    offered: datetime, weekdays: frozenset[int], off: set[int], zone: str
) -> None:
    days_off: set[date] = {(offered + timedelta(days=number)).date() for number in off}
    until = offers.expires_at(offered, FAR, host(weekdays, zone), days_off)
    assert until - offered >= timedelta(hours=24)
    # By the hour: every change of the day in these zones is at a full hour of the clock.
    counted, moment = timedelta(), offered
    while moment < until:
        following = min(until, moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1))
        day = moment.astimezone(ZoneInfo(zone)).date()
        if day.isoweekday() in weekdays and day not in days_off:
            counted += following - moment
        moment = following
    assert counted == timedelta(hours=24)
