"""A stack at rest, and the hours of the schedule."""

import time
from datetime import datetime
from zoneinfo import ZoneInfo

from local.campaign.reminding import hourly_runs
from local.campaign.resting import rest

ZONE = ZoneInfo("America/Sao_Paulo")


def test_rest_comes_once_nothing_changes_and_nothing_is_under_way() -> None:
    pulses = iter([(1, 0), (2, 0), (3, 1)])
    assert rest(lambda: next(pulses, (3, 0)), 0.3, time.monotonic())
    assert next(pulses, None) is None


def test_what_is_wanted_is_waited_for_until_the_deadline_and_no_longer() -> None:
    answers = iter([False, False, True])
    assert rest(lambda: (0,), 0.0, time.monotonic() + 600, lambda: next(answers))
    assert not rest(lambda: (0,), 0.0, time.monotonic(), lambda: False)


def test_the_hours_of_the_schedule_are_those_of_working_days() -> None:
    friday, monday = datetime(2026, 11, 27, 16, 30, tzinfo=ZONE), datetime(2026, 11, 30, 9, 0, tzinfo=ZONE)
    assert [f"{run:%a %H}" for run in hourly_runs(friday, monday)] == ["Fri 17", "Fri 18", "Mon 08"]
    assert list(hourly_runs(monday, monday)) == []
