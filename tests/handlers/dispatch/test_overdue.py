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
