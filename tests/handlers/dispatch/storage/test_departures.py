from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.common.storage import dynamo
from handlers.dispatch.storage import departures
from tests.handlers.lost import lost_answers

ZONE = ZoneInfo("America/Sao_Paulo")
NOW = datetime(2026, 11, 23, 12, 30, 15, tzinfo=UTC)
MINUTE = NOW.replace(second=0)

pytestmark = pytest.mark.usefixtures("tables")


def add(seen: departures.Outlook, *leaving: datetime, now: datetime = NOW) -> bool:
    return departures.add("acme", seen, leaving, ZONE, now)


def test_departures_are_planned_by_the_minute_and_added_to_those_that_are() -> None:
    assert departures.outlook("acme", ZONE, NOW) == departures.Outlook(None, {}, 0)
    assert add(departures.outlook("acme", ZONE, NOW), NOW, NOW + timedelta(seconds=10))
    assert add(departures.outlook("acme", ZONE, NOW), NOW, NOW + timedelta(minutes=1))
    planned = departures.outlook("acme", ZONE, NOW).planned
    assert planned == {MINUTE: 3, MINUTE + timedelta(minutes=1): 1}


def test_of_two_runs_that_saw_the_same_plan_one_adds_to_it() -> None:
    seen = departures.outlook("acme", ZONE, NOW)
    assert add(seen, NOW)
    assert not add(seen, NOW)
    assert departures.outlook("acme", ZONE, NOW).planned == {MINUTE: 1}


def test_a_plan_whose_answer_was_lost_is_known_as_one_s_own() -> None:
    seen = departures.outlook("acme", ZONE, NOW)
    with lost_answers(dynamo.client(), "PutItem") as asked:
        assert add(seen, NOW)
    assert asked == [2]
    assert departures.outlook("acme", ZONE, NOW).planned == {MINUTE: 1}
    assert not add(seen, NOW)


def test_an_hour_that_is_over_is_forgotten() -> None:
    assert add(departures.outlook("acme", ZONE, NOW), NOW)
    later = NOW + timedelta(hours=1)
    assert add(departures.outlook("acme", ZONE, later), later, now=later)
    assert departures.outlook("acme", ZONE, later).planned == {MINUTE + timedelta(hours=1): 1}
