"""Courtesies after what asks for nothing are the end of it; after anything else they are read as always."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers.common.rules.model import Event
from handlers.conversation.storage import replies
from tests.handlers.conversation import test_handle_replies
from tests.handlers.conversation.test_asking_back import deliver
from tests.handlers.conversation.test_handle_replies import booked, offered, reply, request, written_to
from tests.handlers.conversation.test_human_words import put, spoken
from tests.handlers.items import contact_item
from tests.handlers.meetings.appointments import TENANT, World

here = test_handle_replies.here


def refused(here: World, came: str = "farewell#r1", ago: timedelta = timedelta(minutes=1)) -> None:
    """Let the contact have refused, and have been told by a message that arrived some time ago."""
    written_to(here)
    reply("não tenho interesse", "r1")
    put(came, datetime.now(UTC) - ago)


def react(emoji: str, message_id: str = "r2") -> str | None:
    answered = deliver(request(f"[reaction] {emoji}", message_id) | {"shown": "reaction"})
    assert answered["intent"] == "unknown"
    return answered.get("human")


@pytest.mark.parametrize(
    "text", ["obrigada", "de nada", "👍", "valeu, fica pra próxima", "ok, se precisar eu chamo"]
)
@pytest.mark.parametrize("came", ["farewell#r1", "cancellation#m1", "unchanged#r1"])
def test_a_courtesy_after_the_end_calls_nobody(here: World, text: str, came: str) -> None:
    refused(here, came)
    sent = len(here.messages)
    assert "human" not in reply(text, "r2")
    assert len(here.messages) == sent
    assert "handedOverAt" not in contact_item("c1")


def test_it_calls_nobody_when_it_is_delivered_again(here: World) -> None:
    refused(here)
    reply("obrigada", "r2")
    assert reply("obrigada", "r2")["duplicate"]
    assert here.raised_of(Event.HUMAN_ATTENTION_NEEDED) == []


@pytest.mark.parametrize("text", ["sim", "bom dia", "obrigada, mas quanto custa", "ok, podemos marcar", "😡"])
def test_anything_beside_a_courtesy_is_a_humans(here: World, text: str) -> None:
    refused(here)
    assert reply(text, "r2")["human"] == "finished_contact_wrote"


@pytest.mark.parametrize("came", ["follow_up#1", "proposal#m1#1", "check#r1", "answer#a1"])
def test_a_courtesy_after_what_asks_for_something_is_a_humans(here: World, came: str) -> None:
    refused(here, came)
    assert reply("ok, combinado", "r2")["human"] == "finished_contact_wrote"


def test_a_courtesy_after_a_humans_words_is_the_humans(here: World) -> None:
    refused(here, ago=timedelta(hours=2))
    spoken(timedelta(hours=1))
    assert reply("ok, combinado", "r2")["human"] == "finished_contact_wrote"


def test_a_courtesy_that_quotes_another_message_is_a_humans(here: World) -> None:
    refused(here)
    assert deliver(request("ok", "r2") | {"context": "outreach"})["human"] == "finished_contact_wrote"
    assert "human" not in deliver(request("ok", "r3") | {"context": "farewell#r1"})


def test_thanks_for_the_acknowledgement_of_an_opt_out_call_nobody(here: World) -> None:
    written_to(here)
    reply("SAIR", "r1")
    put("opt_out_ack", datetime.now(UTC))
    assert "human" not in reply("valeu, sucesso", "r2")
    assert reply("quem passou meu número?", "r3")["human"] == "opted_out_contact_wrote"


@pytest.mark.parametrize(
    "came", ["confirmation#m1#v1", "reminder_24h#m1#v1", "reminder_1h#m1#v1", "lapse#m1#1"]
)
def test_a_reaction_of_assent_to_what_is_agreed_calls_nobody(here: World, came: str) -> None:
    booked(here)
    put(came, datetime.now(UTC))
    assert react("👍🏽") is None
    assert react("👎", "r3") == "not_text"


def test_a_reaction_to_an_offer_is_a_humans(here: World) -> None:
    offered(here)
    put("proposal#m1#1", datetime.now(UTC))
    assert react("👍") == "not_text"


@pytest.mark.parametrize("text", ["🙏", "❤️", "desculpa o transtorno viu", "valeu 😊"])
def test_who_is_booked_is_courteous_by_emoji_too(here: World, text: str) -> None:
    booked(here)
    assert reply(text) == {"intent": "interested", "duplicate": False, "contactId": "c1"}


def test_what_would_put_off_a_meeting_is_no_courtesy_while_it_stands(here: World) -> None:
    booked(here)
    put("confirmation#m1#v1", datetime.now(UTC))
    assert reply("fica pra próxima")["intent"] != "interested"


def test_a_repeat_takes_it_for_a_courtesy_too(here: World) -> None:
    refused(here)
    reply("obrigada", "r2")
    kept = replies.marked(TENANT.tenantId, test_handle_replies.PHONE, "r2")
    assert kept is not None
    assert kept.understanding.is_courtesy
