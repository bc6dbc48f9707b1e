"""Messages that cannot be written, because somebody has configured something wrong."""

from datetime import timedelta
from typing import Any

import pytest

from handlers.common.rules.model import Channel, Kind
from handlers.common.storage import configuration, dynamo, keys

TEMPLATE = "Olá {{ nobody }}"


@pytest.fixture(autouse=True)
def _a_campaign(world: Any) -> None:
    world.tenant()
    world.campaign()


def set_template(world: Any, body: str) -> None:
    sk = keys.template_sk(Channel.WHATSAPP, Kind.OUTREACH)
    item = {"pk": keys.tenant_pk("acme"), "sk": sk, "body": body}
    dynamo.client().put_item(TableName=configuration.table(), Item=dynamo.encode(item))
    configuration.forget()


def humans(world: Any) -> list[dict[str, Any]]:
    return [detail for name, detail in world.events if name == "Human Attention Needed"]


def test_contacts_whose_template_is_wrong_wait_with_the_reason_and_one_human_is_called(world: Any) -> None:
    set_template(world, TEMPLATE)
    messages = [world.queued(number) for number in range(3)]
    assert world.send(*messages) == []
    assert not world.partner.requests
    due = keys.instant(world.clock() + timedelta(hours=1))
    for message in messages:
        item = world.item(message.contactId)
        assert (item["state"], item["backlogOrder"]) == ("new", f"2#{due}")
        assert world.history(message.contactId)[-1]["detail"].startswith("message_unwritable: ")
    assert [detail["reason"] for detail in humans(world)] == ["message_unwritable"]
    assert world.usage().day_count == 0


def test_a_day_of_a_wrong_template_fills_no_queue_of_failures_and_calls_a_human_once_a_day(
    world: Any,
) -> None:
    set_template(world, TEMPLATE)
    message = world.queued()
    for _ in range(25):
        assert world.send(message) == []
        assert world.item(message.contactId)["state"] == "new"
        set_state(world, message, "queued")
        world.clock.advance(hours=1)
    assert len(humans(world)) == 2


def set_state(world: Any, message: Any, state: str) -> None:
    dynamo.client().update_item(
        TableName=world.tables["contacts"],
        Key=dynamo.encode({"pk": keys.contact_pk(message.contactId), "sk": keys.CONTACT_SK}),
        UpdateExpression="SET #state = :state",
        ExpressionAttributeNames={"#state": "state"},
        ExpressionAttributeValues=dynamo.encode({":state": state}),
    )


def test_a_template_that_is_put_right_lets_the_messages_out(world: Any) -> None:
    set_template(world, TEMPLATE)
    message = world.queued()
    assert world.send(message) == []
    set_template(world, "Olá {{ company }}")
    set_state(world, message, "queued")
    assert world.send(message) == []
    assert world.item(message.contactId)["state"] == "contacted"


def test_an_answer_that_cannot_be_written_waits_too(world: Any) -> None:
    contact_id = world.contact(state="interested", backlog=None, backlogOrder=None)
    proposal = world.message(contact_id, Kind.PROPOSAL)
    assert world.send(proposal) == []
    assert world.item(contact_id, "MESSAGE#proposal")["status"] == "queued"
    assert len(humans(world)) == 1


def test_a_campaign_whose_host_was_removed_waits(world: Any) -> None:
    world.campaign(hostId="bruno")
    message = world.queued()
    assert world.send(message) == []
    assert world.item(message.contactId)["state"] == "new"
    assert "bruno" in humans(world)[0]["problem"]
