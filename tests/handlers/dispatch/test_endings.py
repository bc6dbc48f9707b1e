"""What is written down at the end of a batch, where an answer is lost, a write fails or the process dies."""

from typing import Any

import pytest

from handlers.common.rules.model import Kind, State
from handlers.common.rules.steps import OPT_OUT_ACK
from handlers.common.storage import contacts, dynamo, events, keys, statements, stats
from handlers.dispatch.ledger import Ledger
from handlers.dispatch.storage import settlements
from tests.handlers.lost import lost_answers

OK = (200, {"messageId": "m1", "status": "accepted"})


@pytest.fixture(autouse=True)
def _a_campaign(world: Any) -> None:
    world.tenant()
    world.campaign()


def counters() -> dict[str, int]:
    return {name: value for name, value in stats.totals("acme", "spring").items() if value}


def names(world: Any) -> list[str]:
    return [name for name, _ in world.events]


@pytest.mark.parametrize("lost", [1, 2, 3])
def test_ten_opt_outs_are_counted_as_ten_where_an_answer_is_lost(world: Any, lost: int) -> None:
    world.partner.answer = lambda _: (403, {"error": {"code": "opted_out"}})
    messages = [world.queued(number) for number in range(10)]
    with lost_answers(dynamo.client(), "BatchExecuteStatement", times=lost):
        assert world.send(*messages) == []
    assert counters() == {"contacts_waiting": -10, "contacts_opted_out": 10, "opted_out": 10}


def test_messages_that_are_not_claimed_are_counted_once_where_an_answer_is_lost(world: Any) -> None:
    messages = [world.queued(number) for number in range(3)]
    for message in messages:
        world.put_address(world.item(message.contactId)["phone"], optedOut=True)
    with lost_answers(dynamo.client(), "BatchExecuteStatement"):
        assert world.send(*messages) == []
    assert counters() == {"contacts_waiting": -3, "contacts_opted_out": 3, "opted_out": 3}
    assert names(world) == ["Contact Opted Out"] * 3
    assert all(world.history(message.contactId) for message in messages)


def test_an_acknowledgement_whose_claim_was_made_but_never_confirmed_goes_out_once(world: Any) -> None:
    message = world.message(world.contact(state="opted_out", nextStep=None), Kind.OPT_OUT_ACK)
    with lost_answers(dynamo.client(), "BatchExecuteStatement") as asked:
        assert world.send(message) == []
    assert asked[0] > 1
    assert len(world.partner.requests) == 1
    assert world.item(message.contactId, keys.message_sk(OPT_OUT_ACK))["status"] == "sent"


def test_a_contact_is_released_in_its_run_where_the_answer_is_lost(world: Any) -> None:
    world.contact()
    with lost_answers(dynamo.client(), "BatchExecuteStatement"):
        assert world.release()["released"] == 1


def test_nothing_is_counted_of_ends_that_could_not_be_written(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages = [world.queued(number) for number in range(2)]
    run = statements.run

    def refused(batch: Any) -> Any:
        if any("partnerMessageId" in each.text for each in batch):
            raise statements.StatementFailedError("throttled to the end")
        return run(batch)

    monkeypatch.setattr(statements, "run", refused)
    assert world.send(*messages) == [0, 1]
    assert counters() == {}


def test_an_end_that_cannot_be_written_leaves_the_others_written(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages = [world.queued(number) for number in range(3)]
    end = settlements.end

    def broken(attempt: Any, *more: Any) -> Any:
        if attempt.message.contactId == messages[1].contactId:
            raise OverflowError("out of range")
        return end(attempt, *more)

    monkeypatch.setattr(settlements, "end", broken)
    assert world.send(*messages) == [1]
    assert [world.item(message.contactId)["state"] for message in messages] == [
        "contacted",
        "sending",
        "contacted",
    ]
    assert counters()["contacts_sent"] == 2


def test_a_human_hears_of_an_unknown_message_even_if_we_die_while_recording_it(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.partner.answer = lambda _: (500, {})
    message = world.queued()

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Ledger, "flush", die)
    with pytest.raises(KeyboardInterrupt):
        world.send(message)
    assert world.item(message.contactId)["state"] == "unknown"
    assert names(world) == ["Message Failed", "Human Attention Needed"]


def test_an_unknown_message_of_which_no_human_could_be_told_stays_open_until_one_is(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.partner.answer = lambda _: (500, {})
    message, accepted = world.queued(1), world.queued(2)
    world.partner.answer = lambda request: (500, {}) if request["to"].endswith("001") else OK
    with monkeypatch.context() as broken:
        broken.setattr(events, "raise_events", lambda *_: 1 / 0)
        assert world.send(message, accepted) == [0]
        assert world.item(accepted.contactId)["state"] == "contacted"
        world.clock.advance(minutes=31)
        assert world.send(message) == [0]
    assert world.item(message.contactId)["state"] == "sending"
    assert world.send(message) == []
    assert world.item(message.contactId)["state"] == "unknown"
    assert names(world) == ["Message Failed", "Human Attention Needed"]
    assert counters()["contacts_unknown"] == 1


def test_an_automatic_reply_that_comes_before_the_record_leaves_the_follow_ups(world: Any) -> None:
    message = world.queued()
    until = keys.instant(world.clock().replace(year=2099))

    def replies_at_once(_: Any) -> Any:
        contacts.move(
            message.contactId, State.CONTACTED, world.clock(), "answered", attributes={"absentUntil": until}
        )
        return OK

    world.campaign(followUpDays=(2,))
    world.partner.answer = replies_at_once
    assert world.send(message) == []
    item = world.item(message.contactId)
    assert (item["state"], item["nextStep"]) == ("contacted", "follow_up#1")
    assert item["backlogOrder"] == f"0#{until}"
    assert "absentUntil" not in item
    assert "attempt" not in item
