"""Messages that nobody settles: an outage longer than the queue's tries, and functions that die at the last of them."""

import random
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Kind, State
from handlers.common.storage import contacts
from handlers.dispatch import releasing
from handlers.dispatch.ledger import Ledger
from handlers.dispatch.rules.attempts import FIRST_RETURN, LAST_RETURN, next_try
from handlers.dispatch.storage import backlog
from handlers.dispatch.storage.message_items import UNSETTLED

OK = (200, {"messageId": "m1", "status": "accepted"})
REFUSED = (429, {})
HIDDEN = timedelta(seconds=1_805)
"""The time for which the send queue hides a message that a function has not ended."""
SLOTS = {f"slot{number}": f"terça-feira, 1{number}h" for number in (1, 2, 3)}
PROPOSED = "MESSAGE#proposal"


@pytest.fixture(autouse=True)
def _a_campaign(world: Any) -> None:
    world.tenant()
    world.campaign()


def release(world: Any) -> list[Message]:
    """Run release-contacts at the world's own time; the messages that it has put into the queue."""
    releasing.release("acme", world.clock(), random.Random(0))
    return [Message.model_validate_json(record["body"]) for record in world.receive()]


def delivered_to_the_end(world: Any, message: Message) -> int:
    """Deliver a message as the queue does until it is done or in the dead-letter queue; the number of deliveries."""
    for delivery in (1, 2, 3):
        if not world.send(message):
            return delivery
        world.clock.advance(seconds=HIDDEN.total_seconds())
    return 3


def die_after_the_request(world: Any, message: Message, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a function die between the partner's answer and its record, at the queue's last delivery."""
    with monkeypatch.context() as broken:
        broken.setattr(Ledger, "join", lambda *_: 1 / 0)
        assert world.send(message) == [0]


def test_who_was_in_flight_through_a_long_outage_is_written_to_when_the_partner_is_back(world: Any) -> None:
    message = world.queued()
    world.partner.answer = lambda _: REFUSED
    assert delivered_to_the_end(world, message) == 3
    world.partner.answer = lambda _: OK
    world.clock.advance(minutes=15)
    returned = release(world)
    assert [each.step for each in returned] == ["outreach"]
    world.partner.requests.clear()
    assert world.send(*returned) == []
    assert world.send(message) == [], "the dead letter that is played again says nothing new"
    assert len(world.partner.requests) == 1
    item = world.item(message.contactId)
    assert (item["state"], item["nextStep"]) == ("contacted", "follow_up#1")
    assert "failedTries" not in item


def test_an_answer_that_was_in_flight_through_a_long_outage_goes_out_too(world: Any) -> None:
    contact_id = world.contact(state="interested", backlog=None, backlogOrder=None)
    message = world.message(contact_id, Kind.PROPOSAL, variables=SLOTS)
    world.partner.answer = lambda _: REFUSED
    delivered_to_the_end(world, message)
    world.partner.answer = lambda _: OK
    world.clock.advance(minutes=15)
    assert world.send(*release(world)) == []
    item = world.item(contact_id, PROPOSED)
    assert item["status"] == "sent"
    assert not {"backlog", "failedTries"} & item.keys()


def test_an_outage_of_days_leaves_one_dead_letter_and_asks_less_and_less_often(world: Any) -> None:
    message = world.queued()
    world.partner.answer = lambda _: REFUSED
    delivered_to_the_end(world, message)
    waits: list[timedelta] = []
    for _ in range(5):
        due = datetime.fromisoformat(world.item(message.contactId)["backlogOrder"].removeprefix("0#"))
        waits.append(due - world.clock())
        world.clock.set(due - timedelta(seconds=1))
        assert release(world) == []
        world.clock.set(due)
        assert world.send(*release(world)) == [], "the queue is not asked to try it again"
    minutes = [round(wait / timedelta(minutes=10)) * 10 for wait in waits]
    assert minutes == [10, 80, 120, 120, 120], "the queue's last delivery was half an hour ago"
    assert world.item(message.contactId)["state"] == "queued"


@pytest.mark.parametrize("kind", [Kind.OUTREACH, Kind.PROPOSAL])
def test_a_function_that_dies_at_the_last_delivery_leaves_an_unknown_message_with_a_human(
    world: Any, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = world.queued()
    if kind is Kind.PROPOSAL:
        contact_id = world.contact(state="interested", backlog=None, backlogOrder=None)
        message = world.message(contact_id, kind, variables=SLOTS)
    die_after_the_request(world, message, monkeypatch)
    assert release(world) == []
    world.clock.advance(minutes=41)
    returned = release(world)
    assert [each.step for each in returned] == [message.step]
    assert world.send(*returned) == []
    item = world.item(message.contactId, PROPOSED if kind is Kind.PROPOSAL else "CONTACT")
    assert item["status" if kind is Kind.PROPOSAL else "state"] == "unknown"
    assert not {"backlog", "attempt"} & item.keys()
    assert len(world.partner.requests) == 1
    assert [name for name, _ in world.events].count("Human Attention Needed") == 1


def test_two_releases_at_the_same_time_bring_an_unsettled_message_back_once(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = world.queued()
    die_after_the_request(world, message, monkeypatch)
    now = world.clock() + timedelta(minutes=41)
    seen = backlog.kept("acme", now, 10)
    assert len(backlog.release_kept(seen, now)) == 1
    assert backlog.release_kept(seen, now) == []


def test_who_answers_while_nobody_settles_the_message_leaves_nothing_in_the_backlog(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = world.queued()
    die_after_the_request(world, message, monkeypatch)
    contacts.move(message.contactId, State.CONTACTED, world.clock(), "answered")
    world.clock.advance(minutes=41)
    assert release(world) == []
    item = world.item(message.contactId)
    assert item["state"] == "contacted"
    assert "backlog" not in item


def test_the_queue_comes_before_the_backlog() -> None:
    assert min(UNSETTLED, FIRST_RETURN) > HIDDEN


@given(st.integers(1, 10_000))
def test_each_wait_for_another_try_is_as_long_as_the_one_before_or_longer(failed: int) -> None:
    assert FIRST_RETURN <= next_try(failed) <= next_try(failed + 1) <= LAST_RETURN
