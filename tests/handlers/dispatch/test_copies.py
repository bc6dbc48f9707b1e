"""Copies by e-mail of what is said about a meeting on WhatsApp, which bring the iCalendar document."""

import base64
import os
from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from handlers.common.rules.envelope import Invitation, Message
from handlers.common.rules.model import Channel, Kind
from handlers.common.rules.steps import Step
from handlers.common.storage import clients, dynamo, keys, secrets

COPIES = {
    Kind.CONFIRMATION: Step.confirmation("m1", 2).by_email,
    Kind.CANCELLATION: Step.cancellation("m1").by_email,
}
STATUS = {Kind.CONFIRMATION: "confirmed", Kind.CANCELLATION: "cancelled"}


def meeting(world: Any, kind: Kind, version: int = 2) -> None:
    item = {"pk": keys.meeting_pk("m1"), "sk": keys.MEETING_SK, "meetingId": "m1", "status": STATUS[kind]}
    dynamo.client().put_item(
        TableName=world.tables["meetings"], Item=dynamo.encode(item | {"version": version})
    )


def copy(world: Any, kind: Kind, **contact: Any) -> Message:
    world.tenant()
    world.campaign()
    meeting(world, kind)
    state = "scheduled" if kind is Kind.CONFIRMATION else "unsuccessful"
    contact_id = world.contact(**{"state": state, "email": "a@b.example"} | contact)
    start = world.clock()
    return world.message(
        contact_id,
        kind,
        step=COPIES[kind],
        channel=Channel.EMAIL,
        meetingId="m1",
        meetingVersion=2 if kind is Kind.CONFIRMATION else None,
        variables={"when": "quinta"},
        invitation=Invitation(
            hostId="ana",
            start=start,
            end=start + timedelta(hours=1),
            stamp=start,
            sequence=None if kind is Kind.CONFIRMATION else 3,
        ),
    )


def ended(world: Any, message: Message) -> tuple[str, str | None]:
    item = world.item(message.contactId, keys.message_sk(message.step))
    return item["status"], item.get("failure")


@pytest.mark.parametrize(
    ("kind", "method", "sequence"), [(Kind.CONFIRMATION, "REQUEST", 2), (Kind.CANCELLATION, "CANCEL", 3)]
)
def test_a_copy_goes_by_email_and_brings_the_document(
    world: Any, kind: Kind, method: str, sequence: int
) -> None:
    message = copy(world, kind)
    assert world.send(message, message) == []
    (request,) = world.partner.requests
    assert (request["path"], request["to"]) == ("/email/send", "a@b.example")
    (attached,) = request["attachments"]
    assert f"method={method}" in attached["contentType"]
    calendar = Calendar.from_ical(base64.b64decode(attached["content"]).decode())
    (event,) = calendar.events
    assert (calendar["method"], event["sequence"]) == (method, sequence)
    assert str(event["uid"]).startswith("m1@")


@pytest.mark.parametrize("kind", COPIES)
def test_a_copy_to_an_address_that_failed_goes_no_other_way(world: Any, kind: Kind) -> None:
    message = copy(world, kind, undeliverableOn={"email"})
    assert world.send(message) == []
    assert not world.partner.requests
    assert ended(world, message)[0] == "skipped"
    assert world.item(message.contactId)["state"] in ("scheduled", "unsuccessful")


def test_an_address_that_does_not_exist_costs_the_contact_nothing_but_the_copy(world: Any) -> None:
    world.partner.answer = lambda _: (422, {"error": {"code": "undeliverable", "message": "no such mailbox"}})
    message = copy(world, Kind.CONFIRMATION)
    world.send(message)
    world.partner.requests.clear()
    world.send(message)
    assert not world.partner.requests
    assert ended(world, message)[0] == "skipped"
    assert world.item(message.contactId)["state"] == "scheduled"


@pytest.mark.parametrize("kind", COPIES)
def test_a_stack_without_email_sends_no_copy_and_closes_no_channel(world: Any, kind: Kind) -> None:
    clients.secretsmanager().delete_secret(
        SecretId=os.environ["SECRET_EMAIL"], ForceDeleteWithoutRecovery=True
    )
    secrets.forget("email")
    message = copy(world, kind)
    assert world.send(message) == []
    assert ended(world, message)[0] == "skipped"
    assert world.item(message.contactId)["state"] in ("scheduled", "unsuccessful")
    assert not [event for event, _ in world.events if event != "Message Sent"]


def test_nobody_who_has_opted_out_gets_a_copy(world: Any) -> None:
    message = copy(world, Kind.CANCELLATION)
    world.put_address("a@b.example", optedOut=True)
    assert world.send(message) == []
    assert not world.partner.requests
    assert ended(world, message)[0] == "skipped"


def test_the_invitation_to_a_meeting_that_has_moved_since_is_left_to_the_next_one(world: Any) -> None:
    message = copy(world, Kind.CONFIRMATION)
    meeting(world, Kind.CONFIRMATION, version=4)
    assert world.send(message) == []
    assert not world.partner.requests
    assert ended(world, message)[0] == "skipped"
