"""Courtesies after what asks for nothing are the end of it; after anything else they are read as always."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers.common.rules.model import Event
from handlers.common.storage import contacts
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


@pytest.mark.parametrize("text", ["não, obrigado", "não precisa", "depois eu remarco", "contato salvo"])
@pytest.mark.parametrize("came", ["farewell#r1", "cancellation#m1"])
def test_who_declines_to_come_back_calls_nobody_and_hears_nothing_again(
    here: World, text: str, came: str
) -> None:
    refused(here, came)
    sent = len(here.messages)
    assert "human" not in reply(text, "r2")
    assert len(here.messages) == sent


def test_declining_is_a_humans_after_what_invited_to_nothing(here: World) -> None:
    refused(here, "unchanged#r1")
    assert reply("não precisa", "r2")["human"] == "finished_contact_wrote"


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


def waiting(here: World, ago: timedelta = timedelta(minutes=1), *, is_offered: bool = True) -> None:
    """Let the contact have asked something, and have heard some time ago that a human is going to answer."""
    (offered if is_offered else written_to)(here)
    assert reply("quanto custa?", "r1")["human"] == "question"
    at = datetime.now(UTC) - ago
    contacts.record("c1", at, "told", "handover", attributes=contacts.handed_over("r1", at))
    put("handover#r1", at)
    put("proposal#m1#1", at - timedelta(minutes=1))


@pytest.mark.parametrize(
    "text", ["valeu", "muito obrigado", "ok", "no aguardo", "ok, aguardo", "👍", "sem pressa"]
)
@pytest.mark.parametrize("is_offered", [True, False])
def test_thanks_and_waiting_for_a_human_who_has_been_called_ask_for_nothing(
    here: World, text: str, *, is_offered: bool
) -> None:
    waiting(here, is_offered=is_offered)
    sent, state = len(here.messages), contact_item("c1")["state"]
    assert "human" not in reply(text, "r2")
    assert len(here.messages) == sent
    assert contact_item("c1")["state"] == state


def test_they_are_read_as_always_where_something_has_been_said_since(here: World) -> None:
    waiting(here)
    put("follow_up#1", datetime.now(UTC) - timedelta(seconds=1))
    assert reply("ok", "r2")["intent"] == "interested"


def test_after_half_a_day_the_human_learns_that_somebody_still_waits(here: World) -> None:
    waiting(here, timedelta(hours=13))
    assert "human" in reply("no aguardo", "r2")


def test_a_slot_is_chosen_while_a_human_is_awaited(here: World) -> None:
    waiting(here)
    assert reply("ok, a 2", "r2")["intent"] == "slot_choice"


@pytest.mark.parametrize("text", ["pode ser", "tá demorando"])
def test_who_awaits_a_human_is_not_pressed_to_choose(here: World, text: str) -> None:
    waiting(here)
    assert reply(text, "r2")["human"] == "interested_without_choice"


@pytest.mark.parametrize("text", ["gracias", "ok, aguardo"])
def test_thanks_for_the_news_that_a_slot_is_lost_ask_for_nothing(here: World, text: str) -> None:
    offered(here)
    put("proposal#m1#1", datetime.now(UTC) - timedelta(minutes=2))
    put("slot_lost#r0", datetime.now(UTC) - timedelta(minutes=1))
    assert "human" not in reply(text, "r2")
    assert here.messages == []
