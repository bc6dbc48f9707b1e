"""Who never answers: followed up, then given up."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from handlers.common.rules.model import Kind, State
from handlers.common.rules.steps import SILENCE, Step
from handlers.common.storage import contacts, dynamo, keys, stats, writes
from handlers.dispatch.storage import claims, silences

FOLLOW_UP = Step.follow_up(1)
CLOSED = (401, {"error": {"code": "unauthorized", "message": "…"}})


@pytest.fixture(autouse=True)
def _a_tenant(world: Any) -> None:
    world.tenant(followUpDays=(2,))
    world.campaign()


def silent(world: Any, number: int = 1, **changes: Any) -> str:
    """A contact whose silence has lasted to the end."""
    waits = {"state": "contacted", "nextStep": SILENCE, "priority": "follow_up"}
    return world.contact(number, **waits | changes)


def counters(campaign_id: str = "spring") -> dict[str, int]:
    return {name: value for name, value in stats.totals("acme", campaign_id).items() if value}


def test_a_contact_who_never_answers_is_followed_up_once_and_then_given_up(world: Any) -> None:
    message = world.queued()
    assert world.send(message) == []
    assert world.item(message.contactId)["nextStep"] == FOLLOW_UP
    assert world.send(world.message(message.contactId, Kind.FOLLOW_UP, step=FOLLOW_UP)) == []
    item = world.item(message.contactId)
    due = keys.instant(world.clock() + timedelta(days=2))
    assert (item["state"], item["nextStep"], item["backlogOrder"]) == ("contacted", SILENCE, f"0#{due}")
    assert world.release()["given_up"] == 0
    dynamo.client().put_item(
        TableName=world.tables["contacts"],
        Item=dynamo.encode(item | {"backlogOrder": "0#2020-01-01T00:00:00.000Z"}),
    )
    assert world.release() == {"released": 0, "postponed": 0, "given_up": 1}
    item = world.item(message.contactId)
    assert item["state"] == "unsuccessful"
    assert not set(contacts.BACKLOG) & item.keys()
    last = list(contacts.history(message.contactId))[-1]
    assert (last["what"], last["from"], last["to"]) == ("silent", "contacted", "unsuccessful")
    assert counters()["silent"] == 1
    assert counters()["contacts_sent"] == 1, "it was sent to, and is counted there still"
    assert world.release()["given_up"] == 0


def test_many_are_given_up_in_one_transaction_and_hold_up_nobody(world: Any) -> None:
    world.contact(98)
    world.requests.clear()
    assert world.release()["released"] == 1
    transactions = world.requests["TransactWriteItems"]
    people = [silent(world, number) for number in range(30)]
    fresh = world.contact(99)
    world.requests.clear()
    assert world.release() == {"released": 1, "postponed": 0, "given_up": 30}
    assert world.requests["TransactWriteItems"] == transactions + 1
    assert {world.item(person)["state"] for person in people} == {"unsuccessful"}
    assert world.item(fresh)["state"] == "queued"
    assert counters()["silent"] == 30


def test_a_run_in_which_nobody_has_been_silent_long_enough_asks_for_nothing_more(world: Any) -> None:
    first = world.contact(1, state="contacted", priority="follow_up", nextStep=FOLLOW_UP, due=later(world))
    world.requests.clear()
    world.release()
    as_ever = dict(world.requests)
    silent(world, 2, due=later(world), backlog=world.item(first)["backlog"])
    world.requests.clear()
    world.release()
    assert world.requests == as_ever


def later(world: Any) -> Any:
    return world.clock() + timedelta(days=400)


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "interested"},
        {"state": "meeting_proposed"},
        {"state": "scheduled"},
        {"state": "opted_out"},
        {"humanUntil": "2999-01-01T00:00:00.000Z"},
    ],
)
def test_nobody_is_given_up_who_has_moved_on_or_talks_to_a_person(
    world: Any, changes: dict[str, str]
) -> None:
    person, quiet = silent(world, 1, **changes), silent(world, 2)
    before = world.item(person)
    assert world.release()["given_up"] == 1
    after = world.item(person)
    assert after == {name: value for name, value in before.items() if name not in contacts.BACKLOG}
    assert not world.history(person)
    assert world.item(quiet)["state"] == "unsuccessful"
    assert counters()["silent"] == 1


def test_who_is_no_longer_talked_to_by_a_person_is_given_up(world: Any) -> None:
    person = silent(world, humanUntil="2020-01-01T00:00:00.000Z")
    assert world.release()["given_up"] == 1
    assert world.item(person)["state"] == "unsuccessful"


def test_who_answers_while_a_run_is_about_to_give_them_up_is_not_given_up(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, quiet = silent(world, 1), silent(world, 2)
    transact = writes.transact

    def answered_meanwhile(requests: Any) -> None:
        monkeypatch.setattr(writes, "transact", transact)
        contacts.move(person, State.INTERESTED, world.clock(), "reply", remove=contacts.BACKLOG)
        transact(requests)

    monkeypatch.setattr(silences.writes, "transact", answered_meanwhile)
    assert world.release()["given_up"] == 1
    assert (world.item(person)["state"], world.item(quiet)["state"]) == ("interested", "unsuccessful")
    assert [line["what"] for line in world.history(person)] == ["reply"]


def test_who_turns_out_to_be_away_meanwhile_waits_in_the_backlog_as_the_notice_says(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, back = silent(world), "0#2999-01-01T00:00:00.000Z"
    transact = writes.transact

    def away_meanwhile(requests: Any) -> None:
        monkeypatch.setattr(writes, "transact", transact)
        contacts.record(person, world.clock(), "reply", attributes={"backlogOrder": back})
        transact(requests)

    monkeypatch.setattr(silences.writes, "transact", away_meanwhile)
    assert world.release()["given_up"] == 0
    item = world.item(person)
    assert (item["state"], item["nextStep"], item["backlogOrder"]) == ("contacted", SILENCE, back)


@pytest.mark.parametrize(
    ("known", "extra_days"),
    [
        ({"unreadUntil": 5}, 0),
        ({"askedUntil": 5}, 0),
        ({"awayUntil": 5, "awaySaidAt": -1}, 2),
        ({"awayUntil": 5, "awaySaidAt": -2, "lastWroteAt": -1}, None),
        ({"unreadUntil": -1, "askedUntil": -1, "awayUntil": -3, "awaySaidAt": -5}, None),
    ],
)
def test_nobody_is_given_up_whose_person_has_just_written_or_is_away(
    world: Any, known: dict[str, int], extra_days: int | None
) -> None:
    person, quiet = silent(world, 1, email="ana@cliente.example"), silent(world, 2)
    place = {"pk": keys.address_pk("acme", "ana@cliente.example"), "sk": keys.ADDRESS_SK}
    instants = {name: keys.instant(world.clock() + timedelta(days=days)) for name, days in known.items()}
    dynamo.client().put_item(
        TableName=world.tables["contacts"], Item=dynamo.encode({**place, "alsoOf": {person}, **instants})
    )
    given_up = 2 if extra_days is None else 1
    assert world.release()["given_up"] == given_up
    assert world.item(quiet)["state"] == "unsuccessful"
    item = world.item(person)
    if extra_days is None:
        assert item["state"] == "unsuccessful"
        return
    due = datetime.fromisoformat(item["backlogOrder"].removeprefix("0#"))
    waits = due - world.clock() - timedelta(days=5 + extra_days)
    assert (item["state"], item["nextStep"]) == ("contacted", SILENCE)
    assert abs(waits) < timedelta(hours=1)


def test_a_follow_up_is_not_claimed_once_its_contact_has_answered(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = world.contact(1, state="contacted", priority="follow_up", nextStep=FOLLOW_UP)
    take = claims.take

    def answered_meanwhile(*known: Any) -> Any:
        contacts.record(person, world.clock(), "reply", remove=contacts.BACKLOG)
        return take(*known)

    monkeypatch.setattr(claims, "take", answered_meanwhile)
    assert world.send(world.message(person, Kind.FOLLOW_UP, step=FOLLOW_UP)) == []
    assert not world.partner.requests
    assert "nextStep" not in world.item(person)


def test_nobody_is_given_up_before_a_follow_up_that_was_put_off_has_gone_out(world: Any) -> None:
    contact_id = world.contact(state="contacted", priority="follow_up", nextStep=FOLLOW_UP)
    follow_up = world.message(contact_id, Kind.FOLLOW_UP, step=FOLLOW_UP)
    world.partner.answer = lambda _: CLOSED
    assert world.send(follow_up) == []
    again = world.item(contact_id, keys.message_sk(FOLLOW_UP))["backlogOrder"]
    for _ in range(2):
        item = world.item(contact_id)
        retry = keys.instant(instant(again) + timedelta(days=2))
        assert (item["nextStep"], item["backlogOrder"]) == (SILENCE, f"0#{retry}")
        # The channel is closed when it comes back, too.
        assert world.send(follow_up) == []
        again = world.item(contact_id, keys.message_sk(FOLLOW_UP))["backlogOrder"]


def instant(order: str) -> datetime:
    return datetime.fromisoformat(order.partition("#")[2])


def test_a_late_answer_of_who_was_given_up_leaves_the_counts_as_they_are(world: Any) -> None:
    person = silent(world)
    world.release()
    assert contacts.move(person, State.INTERESTED, world.clock(), "late") is None
    assert counters()["silent"] == 1
