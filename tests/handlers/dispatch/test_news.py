"""A human hears of what a person was to be told and was not; of what nobody waits for none does."""

from datetime import timedelta
from typing import Any

import pytest

from handlers.common.rules.envelope import Message
from handlers.common.rules.model import ANSWERING_KINDS, Attention, Kind, State
from handlers.common.rules.steps import Step
from handlers.common.storage import keys
from handlers.dispatch import news
from handlers.dispatch.ledger import Ledger
from handlers.dispatch.news import Told
from tests.handlers.dispatch.test_unwritable import humans

REFUSED = (422, {"error": {"code": "undeliverable"}})


@pytest.fixture(autouse=True)
def _a_campaign(world: Any) -> None:
    world.tenant()
    world.campaign()


def answer(world: Any, **more: Any) -> Message:
    """An answer to somebody who was written to by WhatsApp and has no e-mail address."""
    contact_id = world.contact(state="contacted", lastChannel="whatsapp")
    step = Step.answering(Kind.ANSWER, "a1")
    return world.message(contact_id, Kind.ANSWER, step=step, variables={"answer": "500 reais"}, **more)


def end(world: Any, message: Message) -> str:
    return world.item(message.contactId, f"MESSAGE#{message.step}")["status"]


def test_a_human_hears_of_an_answer_that_cannot_be_delivered_and_of_which_once(world: Any) -> None:
    world.partner.answer = lambda _: REFUSED
    message = answer(world)
    assert world.send(message) == []
    assert world.send(message) == []
    assert end(world, message) == "failed"
    (human,) = humans(world)
    assert (human["reason"], human["problem"]) == ("message_failed", "answer: undeliverable")
    assert human["step"] == message.step


@pytest.mark.parametrize("state", [State.CONTACTED, State.SCHEDULED])
def test_a_human_hears_of_an_answer_that_somebody_elses_opt_out_keeps_back(world: Any, state: State) -> None:
    contact_id = world.contact(state=state.value, lastChannel="whatsapp", email="contato@sol.example")
    step = Step.answering(Kind.ANSWER, "a1")
    message = world.message(contact_id, Kind.ANSWER, step=step, variables={"answer": "500 reais"})
    world.put_address("contato@sol.example", optedOut=True)
    assert world.send(message) == []
    assert end(world, message) == "failed"
    assert [human["problem"] for human in humans(world)] == ["answer: address_closed"]
    assert world.item(contact_id)["state"] == state


def test_a_human_hears_of_an_answer_that_has_expired(world: Any) -> None:
    message = answer(world, expiresAt=world.clock() - timedelta(seconds=1))
    assert world.send(message) == []
    assert end(world, message) == "expired"
    assert [human["problem"] for human in humans(world)] == ["answer: expired"]


def test_a_human_hears_of_an_answer_that_failed_even_if_we_die_while_recording_it(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.partner.answer = lambda _: REFUSED
    message = answer(world)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr(Ledger, "flush", die)
        with pytest.raises(KeyboardInterrupt):
            world.send(message)
    assert end(world, message) == "failed"
    assert [human["reason"] for human in humans(world)] == ["message_failed"]


def test_an_answer_of_whose_end_no_human_could_be_told_stays_open(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = answer(world, expiresAt=world.clock() - timedelta(seconds=1))
    with monkeypatch.context() as broken:
        broken.setattr("handlers.common.storage.events.raise_events", lambda *_: 1 / 0)
        assert world.send(message) == [0]
    assert world.send(message) == []
    assert end(world, message) == "expired"
    assert len(humans(world)) == 1


def test_the_end_of_an_answer_and_that_of_its_contact_both_stand_in_the_history(world: Any) -> None:
    world.partner.answer = lambda _: REFUSED
    message = answer(world)
    world.send(message)
    ends = [line for line in world.history(message.contactId) if line["what"] == "undeliverable"]
    assert [line.get("to") for line in ends] == [None, "undeliverable"]


@pytest.mark.parametrize("kind", Kind)
def test_who_hears_of_a_kind_that_fails(world: Any, kind: Kind) -> None:
    expected = Attention.MESSAGE_FAILED if kind in ANSWERING_KINDS else None
    if kind is Kind.REMINDER:
        expected = Attention.CONTACT_UNREACHABLE
    message = world.message(keys.contact_id("acme", "spring", "1"), kind)
    assert news.attention(message, Told.FAILED, world.clock()) == expected
    assert news.attention(message, Told.OPTED_OUT, world.clock()) is None
    assert news.attention(message, Told.UNKNOWN, world.clock()) is Attention.MESSAGE_UNKNOWN


def test_nobody_hears_of_a_copy_or_of_a_reminder_of_what_has_begun(world: Any) -> None:
    copy = answer(world).model_copy(update={"step": Step.confirmation("m1", 1).by_email})
    late = world.message(copy.contactId, Kind.REMINDER, expiresAt=world.clock())
    assert news.attention(copy, Told.FAILED, world.clock()) is None
    assert news.attention(late, Told.FAILED, world.clock()) is None
