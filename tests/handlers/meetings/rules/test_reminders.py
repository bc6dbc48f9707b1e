from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.meetings.rules import reminders

SAO_PAULO = ZoneInfo("America/Sao_Paulo")
instants = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """In November 2026 in São Paulo; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=SAO_PAULO)


@pytest.mark.parametrize(
    ("instant", "run"),
    [
        (local(23, 10, 30), local(23, 10)),
        (local(23, 10), local(23, 10)),
        (local(23, 7, 59), local(20, 18)),
        (local(22, 15), local(20, 18)),
        (local(24, 23), local(24, 18)),
    ],
)
def test_a_reminder_goes_out_with_the_last_run_not_later_than_its_instant(
    instant: datetime, run: datetime
) -> None:
    assert reminders.due_run(instant) == run


def test_mondays_reminder_goes_out_on_friday() -> None:
    runs = reminders.runs(start=local(23, 10), booked_at=local(18, 10))
    assert runs == {"24h": local(20, 18), "1h": local(23, 9)}


def test_a_reminder_whose_run_lies_before_the_booking_is_skipped() -> None:
    assert reminders.runs(local(24, 10), booked_at=local(23, 15)) == {"24h": None, "1h": local(24, 9)}
    # Booked more than a day ahead, but after Friday's last run.
    assert reminders.runs(local(23, 10), booked_at=local(21, 12)) == {"24h": None, "1h": local(23, 9)}
    assert reminders.runs(local(24, 10), booked_at=local(24, 9, 1)) == {"24h": None, "1h": None}


def test_of_two_reminders_that_fall_into_one_run_the_second_is_skipped() -> None:
    # At half past eight on a Monday both are due on Friday at six.
    assert reminders.runs(local(23, 8, 30), booked_at=local(18, 10)) == {"24h": local(20, 18), "1h": None}
    assert reminders.runs(local(23, 8, 30), booked_at=local(21, 10)) == {"24h": None, "1h": None}


def test_a_reminder_counts_from_its_run_unless_that_is_over() -> None:
    run = local(23, 10)
    assert reminders.judged_at(run, run - timedelta(days=30)) == run
    assert reminders.judged_at(run, run + timedelta(minutes=2)) == run
    assert reminders.judged_at(run, local(23, 14)) == local(23, 14)


def test_a_booking_at_the_very_instant_of_the_run_is_in_time() -> None:
    assert reminders.runs(local(24, 10), booked_at=local(23, 10))["24h"] == local(23, 10)


@settings(deadline=None)
@given(instants)
def test_a_due_run_is_one_of_the_schedule_and_none_lies_between(instant: datetime) -> None:
    run = reminders.due_run(instant)
    at = run.astimezone(SAO_PAULO)
    assert run <= instant
    assert at.isoweekday() <= 5
    assert 8 <= at.hour <= 18
    assert at.minute == 0
    window = reminders.run_window(run)
    assert window.start == run
    assert run <= instant < window.end
    assert reminders.due_run(window.end) == window.end
    assert reminders.due_run(window.end - timedelta(microseconds=1)) == run


@settings(deadline=None)
@given(instants, st.timedeltas(timedelta(0), timedelta(days=20)))
def test_every_meeting_is_in_the_window_of_exactly_the_run_that_reminds_of_it(
    start: datetime, ahead: timedelta
) -> None:
    found = reminders.runs(start, start - ahead)
    assert len({run for run in found.values() if run}) == sum(run is not None for run in found.values())
    for lead, run in found.items():
        due = reminders.due_run(start - reminders.LEADS[lead])
        span = reminders.starts(due, lead)
        assert span.start <= start < span.end
        assert run in (due, None)
        assert (run is None) == (start - ahead > due or (lead == "1h" and found["24h"] == due))
