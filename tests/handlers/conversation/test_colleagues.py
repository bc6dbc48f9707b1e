"""What a tenant's own people write in the conversation with a contact is a human's word."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from handlers.attention.rules.conversation import Speaker, of_entry
from handlers.attention.rules.request import AttentionNeeded
from handlers.attention.storage import entries
from handlers.common.rules.model import Event, MeetingStatus, State
from handlers.common.storage import configuration, contacts
from handlers.conversation.storage import replies
from tests.handlers.conversation import test_inbound
from tests.handlers.conversation.test_handle_replies import booked, offered, written_to
from tests.handlers.conversation.test_inbound import mail, receive
from tests.handlers.meetings.appointments import TENANT, World

here = test_inbound.here

HOST, TEAM, SALES = "ana@acme.example", "equipe@acme.example", "vendas@acme.example"


@pytest.fixture(autouse=True)
def team(here: World) -> None:
    named = {"attention": TEAM, "mailSender": f"Acme <{SALES.upper()}>"}
    configuration.put_tenant(TENANT.model_copy(update=named))


def in_the_thread(words: str, sender: str = HOST, **more: Any) -> list[int]:
    answered = mail(words, to=[f"c1.{'a' * 12}@in.acme.example"], **more)
    return receive({**answered, "from": sender})


def reasons(here: World) -> list[str]:
    return [detail["reason"] for detail in here.raised_of(Event.HUMAN_ATTENTION_NEEDED)]


@pytest.mark.parametrize("sender", [HOST, HOST.upper(), TEAM, SALES])
@pytest.mark.parametrize("words", ["Cancele a reunião, por favor.", "SAIR", "não tenho interesse", "2"])
def test_nothing_is_decided_by_it_and_the_agent_keeps_quiet(here: World, words: str, sender: str) -> None:
    booked(here)
    assert in_the_thread(words, sender) == []
    assert [event for event, _ in here.raised] == [Event.HUMAN_ATTENTION_NEEDED]
    (detail,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert (detail["reason"], detail["contactId"], detail["text"]) == ("colleague_wrote", "c1", words)
    assert (here.meeting().status, here.state()) == (MeetingStatus.CONFIRMED, State.SCHEDULED)
    until = contacts.read("c1").human_until
    assert until is not None
    assert until - datetime.now(until.tzinfo) > timedelta(hours=TENANT.humanHours - 1)
    assert list(replies.of_contact("c1")) == [], "they are no words of the contact's"


def test_it_is_acted_on_once(here: World) -> None:
    offered(here)
    for _ in range(2):
        assert in_the_thread("quinta às 10h") == []
    assert reasons(here) == ["colleague_wrote"]


@pytest.mark.parametrize("more", [{"trusted": False}, {"automatic": True}])
def test_a_machine_and_whoever_may_be_anybody_do_not_silence_the_agent(
    here: World, more: dict[str, Any]
) -> None:
    offered(here)
    assert in_the_thread("SAIR", **more) == []
    assert reasons(here) == ["colleague_wrote"]
    assert contacts.read("c1").human_until is None
    assert here.state() == State.MEETING_PROPOSED


def test_a_contact_who_has_the_address_of_a_host_is_the_contact(here: World) -> None:
    written_to(here, email=HOST)
    assert in_the_thread("Tenho interesse!") == []
    assert reasons(here) == []
    assert here.state() == State.INTERESTED


def test_its_words_are_shown_as_those_of_the_team(here: World) -> None:
    offered(here)
    in_the_thread("Te espero na quinta.")
    (detail,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    at = here.meeting().created_at
    needed = AttentionNeeded.model_validate({**detail, "occurredAt": at.isoformat()})
    entries.add(needed, at, timedelta(hours=4))
    entry = entries.read("acme", "c1")
    assert entry is not None
    assert [(line.speaker, line.text) for line in of_entry(entry)] == [
        (Speaker.HUMAN, "Te espero na quinta.")
    ]
    assert entry.words[-1].note == HOST
