"""An answer from another address of a contact is the contact's."""

from typing import Any

import pytest

from handlers import handle_replies
from handlers.common.rules.model import Event, State
from handlers.common.storage import contacts, dynamo, keys
from tests.handlers.conversation.test_handle_replies import PHONE, address, request, written_to
from tests.handlers.meetings.appointments import CONTEXT, World, world

OTHER = "+5592987651111"


@pytest.fixture
def here(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> World:
    return world(monkeypatch)


def also_of(form: str, *contact_ids: str) -> None:
    item = {"pk": keys.address_pk("acme", form), "sk": keys.ADDRESS_SK, "alsoOf": set(contact_ids)}
    dynamo.client().put_item(TableName=contacts.table(), Item=dynamo.encode(item))


def reply(text: str, sender: str = OTHER) -> Any:
    return handle_replies.handler(request(text, sender=sender), CONTEXT)


def test_who_answers_from_another_number_is_no_stranger(here: World) -> None:
    written_to(here)
    also_of(OTHER, "c1")
    assert reply("tenho interesse")["contactId"] == "c1"
    assert len(here.raised_of(Event.SCHEDULE_REQUESTED)) == 1


def test_whoever_was_written_to_under_a_number_comes_before_those_whose_other_number_it_is(
    here: World,
) -> None:
    written_to(here)
    also_of(OTHER, "c1")
    here.contact("c2", State.CONTACTED, phone=OTHER)
    dynamo.client().update_item(
        TableName=contacts.table(),
        Key=dynamo.encode({"pk": keys.address_pk("acme", OTHER), "sk": keys.ADDRESS_SK}),
        UpdateExpression="ADD contacts :ids",
        ExpressionAttributeValues=dynamo.encode({":ids": {"c2"}}),
    )
    assert reply("tenho interesse")["contactId"] == "c2"


def test_an_opt_out_from_another_number_closes_all_of_the_contacts_addresses(here: World) -> None:
    written_to(here, otherAddresses={OTHER})
    also_of(OTHER, "c1")
    assert reply("SAIR")["intent"] == "opt_out"
    assert here.state() == State.OPTED_OUT
    assert address(PHONE).opted_out is address(OTHER).opted_out is True
