"""Letting time pass: only what says until when something waits is moved, and only if nobody has touched it."""

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from handlers.common.storage import dynamo
from local.chaos import passing
from local.chaos.passing import earlier, let_pass

HOUR = timedelta(hours=1)


def stage(tables: dict[str, str]) -> Any:
    return SimpleNamespace(table=tables.__getitem__)


def put(table: str, item: dict[str, Any]) -> None:
    dynamo.client().put_item(TableName=table, Item=dynamo.encode(item))


def test_an_instant_is_moved_back_and_keeps_its_form() -> None:
    assert earlier("2026-11-23T00:30:00.250Z", HOUR) == "2026-11-22T23:30:00.250Z"


def test_a_place_in_the_backlog_keeps_its_priority() -> None:
    assert earlier("2#2026-11-23T12:00:00.000Z", HOUR) == "2#2026-11-23T11:00:00.000Z"


def test_a_plan_of_departures_is_moved_minute_by_minute() -> None:
    plan = {"2026-11-23T12:00:00.000Z": 3, "2026-11-23T12:01:00.000Z": 4}
    assert earlier(plan, HOUR) == {"2026-11-23T11:00:00.000Z": 3, "2026-11-23T11:01:00.000Z": 4}


def test_a_lease_is_over_afterwards_and_everything_else_is_as_it_was(tables: dict[str, str]) -> None:
    at = "2026-11-23T12:00:00.000Z"
    claimed = {
        "pk": "CONTACT#a",
        "sk": "CONTACT",
        "state": "sending",
        "attempt": "x",
        "deadline": at,
        "backlogOrder": f"0#{at}",
        "updatedAt": at,
    }
    put(tables["contacts"], claimed)
    put(tables["contacts"], {"pk": "CONTACT#b", "sk": "CONTACT", "state": "contacted", "sentAt": at})
    assert let_pass(stage(tables), HOUR) == 2
    moved = dynamo.read_item(tables["contacts"], "CONTACT#a", "CONTACT")
    before = "2026-11-23T11:00:00.000Z"
    assert moved == claimed | {"deadline": before, "backlogOrder": f"0#{before}"}
    untouched = dynamo.read_item(tables["contacts"], "CONTACT#b", "CONTACT")
    assert untouched is not None
    assert untouched["sentAt"] == at


def test_closed_channels_runs_and_windows_of_the_limits_are_moved_too(tables: dict[str, str]) -> None:
    at = "2026-11-23T12:00:00.000Z"
    put(tables["config"], {"pk": "TENANT#t", "sk": "CHANNEL#email", "since": at, "retryAt": at})
    put(tables["idempotency"], {"pk": "schedule-meeting#1", "status": "running", "leaseUntil": at})
    put(tables["rate-limit"], {"pk": "TENANT#t#2026-11-23", "minute": at, "hour": at, "hourCount": 5})
    put(tables["rate-limit"], {"pk": "PLAN#t", "minutes": {at: 5}, "revision": 1})
    assert let_pass(stage(tables), HOUR) == 5
    channel = dynamo.read_item(tables["config"], "TENANT#t", "CHANNEL#email")
    assert channel is not None
    assert (channel["since"], channel["retryAt"]) == (at, earlier(at, HOUR))


def test_what_changes_meanwhile_stays_as_it_is(tables: dict[str, str], monkeypatch: Any) -> None:
    at, later = "2026-11-23T12:00:00.000Z", "2026-11-23T12:30:00.000Z"
    put(tables["contacts"], {"pk": "CONTACT#a", "sk": "CONTACT", "deadline": at})

    def read_then_changed(table: str) -> list[Any]:
        found = scan(table)
        if table == tables["contacts"]:
            put(table, {"pk": "CONTACT#a", "sk": "CONTACT", "deadline": later})
        return found

    scan = passing.scan
    monkeypatch.setattr(passing, "scan", read_then_changed)
    assert let_pass(stage(tables), HOUR) == 0
    kept = dynamo.read_item(tables["contacts"], "CONTACT#a", "CONTACT")
    assert kept is not None
    assert kept["deadline"] == later


def test_every_attribute_that_is_moved_is_one_that_the_functions_write() -> None:
    """A renamed attribute must not turn the passing of time into nothing."""
    handlers = Path(__file__).resolve().parents[3] / "handlers"
    sources = "".join(path.read_text("utf-8") for path in handlers.rglob("storage/*.py"))
    for names in passing._WAITS.values():
        assert [name for name in names if f'"{name}"' not in sources] == []
