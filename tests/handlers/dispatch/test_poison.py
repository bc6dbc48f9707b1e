"""One message that is bad stops none of the others."""

from collections.abc import Callable
from typing import Any

import pytest

from handlers.common.rules.model import Kind
from handlers.common.storage import configuration, dynamo, keys
from handlers.dispatch.ledger import Ledger


@pytest.fixture(autouse=True)
def _a_campaign(world: Any) -> None:
    world.tenant()
    world.campaign()


@pytest.mark.parametrize("name", ["contactId", "correlationId", "meetingId"])
def test_a_message_with_an_endless_id_ends_alone(world: Any, name: str) -> None:
    good = world.queued()
    poison = good.model_copy(update={name: "x" * 5000})
    assert world.send(poison, good) == [0]
    assert world.item(good.contactId)["state"] == "contacted"


def test_a_message_whose_items_cannot_be_read_ends_alone(world: Any) -> None:
    good = world.queued(1)
    poison = world.queued(2, phone="+" + "5" * 5000)
    assert world.send(poison, good) == [0]
    assert world.item(good.contactId)["state"] == "contacted"


@pytest.mark.parametrize("created", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_message_from_the_beginning_of_time_ends_alone(world: Any, created: str) -> None:
    good = world.queued(1)
    ack = world.message(world.contact(2, state="opted_out"), Kind.OPT_OUT_ACK)
    poison = ack.model_dump_json().replace(ack.model_dump(mode="json")["createdAt"], created)
    assert world.send(poison, good) == [0]
    assert world.item(good.contactId)["state"] == "contacted"
    assert len(world.partner.requests) == 1


def test_a_malformed_secret_and_a_lease_that_is_over_leave_the_mails_alone(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = world.queued(1)
    with monkeypatch.context() as broken:
        broken.setattr(Ledger, "join", lambda *_: 1 / 0)
        assert world.send(dead) == [0]
    world.clock.advance(minutes=31)
    world.secret(endpoint=None)
    mail = world.queued(2, channel="email", phone=None, email="a@b.example")
    assert world.send(dead, mail) == []
    assert world.item(mail.contactId)["state"] == "contacted"
    assert world.item(dead.contactId)["state"] == "unknown"


def keep(world: Any, number: int, envelope: Callable[[Any], str]) -> Any:
    """A proposal that waits for its channel, kept as ``envelope`` makes it."""
    contact_id = world.contact(number, state="interested", backlog=None, backlogOrder=None)
    slots = {"slot1": "quinta", "slot2": "sexta", "slot3": "segunda"}
    message = world.message(contact_id, Kind.PROPOSAL, variables=slots)
    item = {
        "pk": keys.contact_pk(contact_id),
        "sk": keys.message_sk("proposal"),
        "status": "queued",
        "backlog": keys.kept_partition("acme"),
        "backlogOrder": f"0#2020-01-01T00:00:0{number}.000Z",
        "nextStep": "proposal",
        "envelope": envelope(message),
    }
    dynamo.client().put_item(TableName=world.tables["contacts"], Item=dynamo.encode(item))
    return message


def test_a_kept_message_that_cannot_be_read_stops_nobody(world: Any) -> None:
    keep(world, 1, lambda message: message.model_dump_json().replace('"version":1', '"version":2'))
    good = keep(world, 2, lambda message: message.model_dump_json())
    world.contact(3)
    assert world.release()["released"] == 2
    bodies = [record["body"] for record in world.receive()]
    assert sum(good.contactId in body for body in bodies) == 1
    assert world.release()["released"] == 0


@pytest.mark.parametrize("changes", [{"nextStep": None}, {"backlogOrder": "9#2020-01-01T00:00:00.000Z"}])
def test_a_contact_whose_place_in_the_backlog_cannot_be_read_stops_nobody(
    world: Any, changes: dict[str, Any]
) -> None:
    world.contact(1, **changes)
    world.contact(2)
    assert world.release()["released"] == 1


def test_a_campaign_that_cannot_be_read_stops_no_other(world: Any) -> None:
    item = {"pk": keys.tenant_pk("acme"), "sk": keys.campaign_sk("broken"), "active": True, "document": "{}"}
    dynamo.client().put_item(TableName=configuration.table(), Item=dynamo.encode(item))
    world.contact(1)
    assert world.release()["released"] == 1
