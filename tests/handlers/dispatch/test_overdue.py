"""The alarm on what needs a human and has been left alone."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from handlers import release_contacts
from handlers.attention.rules.request import AttentionNeeded
from handlers.attention.storage import entries
from handlers.common import fencing
from tests.handlers.meetings.appointments import CONTEXT


def needed(number: int, tenant_id: str = "acme") -> AttentionNeeded:
    return AttentionNeeded.model_validate(
        {
            "tenantId": tenant_id,
            "contactId": f"c{number}",
            "correlationId": f"r{number}",
            "reason": "question",
            "occurredAt": datetime.now(UTC),
        }
    )


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    found: dict[str, int] = {}
    monkeypatch.setattr(release_contacts, "count", lambda name, value=1: found.update({name: value}))
    return found


@pytest.fixture
def rings(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The values, run after run, of the metric that rings the alarm."""
    found: list[int] = []
    ringing = "InboxBecameOverdue"
    monkeypatch.setattr(
        release_contacts, "count", lambda name, value=1: found.append(value) if name == ringing else None
    )
    return found


def waiting(number: int, age: timedelta, tenant_id: str = "acme") -> None:
    entries.add(needed(number, tenant_id), datetime.now(UTC) - age, timedelta(hours=4))


def test_entries_of_all_tenants_that_nobody_touched_in_time_are_counted(
    world: Any, counted: dict[str, int]
) -> None:
    world.tenant()
    waiting(1, timedelta(hours=5))
    waiting(2, timedelta(hours=5), "other")
    waiting(3, timedelta(hours=3))
    assert release_all(world)["released"] == 0
    assert (counted["InboxWaiting"], counted["InboxOverdue"]) == (3, 2)


def release_all(world: Any) -> Any:
    return release_contacts.handler({"source": "scheduler"}, CONTEXT)


def test_nothing_is_counted_while_nobody_waits_too_long_or_for_one_tenant_alone(
    world: Any, counted: dict[str, int]
) -> None:
    world.tenant()
    waiting(1, timedelta(hours=3))
    release_all(world)
    waiting(2, timedelta(hours=5))
    release_contacts.handler({"tenantId": "acme"}, CONTEXT)
    assert "InboxOverdue" not in counted


def test_the_alarm_rings_for_each_entry_that_becomes_overdue_while_another_lies_there(
    world: Any, rings: list[int]
) -> None:
    world.tenant()
    waiting(1, timedelta(hours=5))
    release_all(world)
    release_all(world)
    waiting(2, timedelta(hours=3), "other")
    entries.note_ringing(datetime.now(UTC) - timedelta(minutes=30))
    release_all(world)
    assert rings == [1, 0, 0], "it tells of a change alone, so it rests while nothing is new"
    waiting(3, timedelta(hours=4, minutes=20), "other")
    release_all(world)
    release_all(world)
    assert rings[3:] == [1, 0]


def test_what_becomes_overdue_before_the_alarm_has_come_to_rest_rings_when_it_has(
    world: Any, rings: list[int]
) -> None:
    world.tenant()
    waiting(1, timedelta(hours=5))
    waiting(2, timedelta(hours=4, minutes=5))
    entries.note_ringing(datetime.now(UTC) - timedelta(minutes=9))
    release_all(world)
    entries.note_ringing(datetime.now(UTC) - timedelta(minutes=11))
    release_all(world)
    assert rings == [0, 1]
    assert timedelta(minutes=5) < entries.RINGS_EVERY, "the period of the alarm"


def test_a_run_that_dies_before_it_is_kept_that_the_alarm_rang_has_rung_all_the_same(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.tenant()
    waiting(1, timedelta(hours=5))
    order: list[str] = []
    monkeypatch.setattr(release_contacts, "flush", lambda: order.append("written"))
    monkeypatch.setattr(entries, "note_ringing", lambda _: order.append("kept"))
    release_all(world)
    assert order == ["written", "kept"]


def test_they_are_counted_while_nothing_is_released(
    world: Any, counted: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    world.tenant()
    waiting(1, timedelta(hours=5))
    monkeypatch.setattr(fencing, "advance", lambda _: False)
    release_all(world)
    assert counted["InboxOverdue"] == 1


def test_a_count_that_fails_keeps_no_message_back_and_is_seen(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.tenant()
    world.campaign()
    world.contact(1)

    def broken(_: datetime) -> Any:
        raise ConnectionError("no index")

    monkeypatch.setattr(entries, "waiting", broken)
    with pytest.raises(Exception, match="withheld"):
        release_all(world)
    assert len(world.receive()) == 1
