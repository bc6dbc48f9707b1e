"""A write that meets a transaction on the same item is made again: boto3 repeats it for other reasons only."""

from collections.abc import Generator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import ClientError

from handlers.common.storage import contacts, dynamo, keys, writes
from handlers.common.storage.writes import ABSENT, IN_TRANSACTION, REPEATABLE, Condition, ContendedError
from tests.handlers.lost import lost_answers

KEY = {"pk": keys.contact_pk("c1"), "sk": keys.CONTACT_SK}
CONFLICT = {"Error": {"Code": "TransactionConflictException", "Message": "a transaction is under way"}}
CANCELLED = {
    "Error": {"Code": "TransactionCanceledException", "Message": "cancelled"},
    "CancellationReasons": [{"Code": "None"}, {"Code": "TransactionConflict"}],
}
DENIED = {"Error": {"Code": "AccessDeniedException", "Message": "no"}}


class TakenError(Exception):
    """The key is somebody else's."""


@pytest.fixture(autouse=True)
def place(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writes, "FIRST_PAUSE", 0.001)
    monkeypatch.setattr(writes, "LONGEST_PAUSE", 0.001)


@contextmanager
def answering(operation: str, answer: dict[str, Any], times: int) -> Generator[list[int]]:
    """The first requests of the operation are answered so; gives how many there were."""
    asked = [0]

    def refuse(**_: object) -> tuple[SimpleNamespace, dict[str, Any]] | None:
        asked[0] += 1
        return (SimpleNamespace(status_code=400), answer) if asked[0] <= times else None

    events, name = dynamo.client().meta.events, f"before-call.dynamodb.{operation}"
    events.register(name, refuse)
    try:
        yield asked
    finally:
        events.unregister(name, refuse)


def counted(amount: int = 1) -> writes.Write:
    return writes.update(contacts.table(), KEY, {}, IN_TRANSACTION, add={"number": amount})


def named(name: str, where: Condition = REPEATABLE) -> writes.Write:
    return writes.update(contacts.table(), KEY, {"name": name}, where)


def stored() -> dict[str, Any]:
    return dynamo.read_item(contacts.table(), KEY["pk"], KEY["sk"]) or {}


def test_a_single_write_is_made_again_after_a_conflict() -> None:
    with answering("UpdateItem", CONFLICT, times=2) as asked:
        assert writes.made(named("Ana"))
    assert (asked, stored()["name"]) == ([3], "Ana")


def test_a_transaction_is_made_again_after_a_conflict_and_counts_once() -> None:
    with answering("TransactWriteItems", CANCELLED, times=2) as asked:
        writes.transact([counted()])
    assert (asked, stored()["number"]) == ([3], 1)


def test_a_conflict_that_does_not_end_is_an_error_that_says_to_run_again() -> None:
    with (
        answering("UpdateItem", CONFLICT, times=99) as asked,
        pytest.raises(ContendedError, match="run again"),
    ):
        writes.made(named("Ana"))
    assert asked == [writes.CONFLICT_TRIES]


@pytest.mark.parametrize("operation", ["UpdateItem", "TransactWriteItems"])
def test_another_error_is_raised_at_once(operation: str) -> None:
    with answering(operation, DENIED, times=99) as asked, pytest.raises(ClientError, match="AccessDenied"):
        _ = writes.transact([counted()]) if operation == "TransactWriteItems" else writes.made(named("Ana"))
    assert asked == [1]


def test_a_write_whose_condition_fails_gives_the_item_that_refused_it() -> None:
    assert writes.made(named("Ana", ABSENT))
    assert writes.refusal(named("Bia", ABSENT)) == {**KEY, "name": "Ana"}
    assert writes.refusal(named("Bia", Condition("#name = :old", {"old": "Ana"}))) is None


def test_a_failed_condition_of_a_transaction_says_what_it_means() -> None:
    writes.made(named("Ana"))
    other = {**KEY, "sk": "OTHER"}
    taken = Condition("attribute_not_exists(pk)", otherwise=TakenError)
    with pytest.raises(TakenError):
        writes.transact([writes.put(contacts.table(), other, ABSENT), named("Bia", taken)])
    assert dynamo.read_item(contacts.table(), other["pk"], other["sk"]) is None


def test_a_write_that_adds_is_refused_where_a_repeat_would_add_again() -> None:
    with pytest.raises(ValueError, match="number would be added to again"):
        writes.update(contacts.table(), KEY, {}, REPEATABLE, add={"number": 1})
    with pytest.raises(ValueError, match="for a transaction only"):
        writes.made(counted())


def test_an_update_sets_removes_adds_and_leaves_what_is_there_already() -> None:
    first = writes.update(contacts.table(), KEY, {"a": 1, "b": 2}, REPEATABLE, initial={"since": "Monday"})
    again = writes.update(
        contacts.table(), KEY, {"a": 3}, REPEATABLE, remove=("b",), initial={"since": "Tuesday"}
    )
    assert writes.made(first)
    assert writes.made(again)
    assert stored() == {**KEY, "a": 3, "since": "Monday"}


def test_one_entry_of_a_map_is_set_and_the_others_stay() -> None:
    writes.made(writes.update(contacts.table(), KEY, {"marks": {"a": 1, "b": 2}}, REPEATABLE))
    was_one = Condition("#marks.#a = :old", {"old": 1})
    marked = writes.update(contacts.table(), KEY, {"marks.a": 3}, was_one)
    assert writes.made(marked)
    assert not writes.made(marked)
    assert stored()["marks"] == {"a": 3, "b": 2}


def test_what_was_read_and_has_changed_is_decided_anew_and_given_up_in_the_end() -> None:
    tries: list[int] = []

    def attempt() -> str:
        tries.append(1)
        if len(tries) < 3:
            raise writes.ChangedError
        return "done"

    def changing() -> None:
        raise writes.ChangedError

    assert writes.decided(attempt, "contact c1") == "done"
    with pytest.raises(ContendedError, match="contact c1"):
        writes.decided(changing, "contact c1")


def test_a_write_whose_answer_was_lost_is_made_although_its_repeat_is_refused() -> None:
    mine = Condition("attribute_not_exists(pk)", own={"run": "r1"})
    taken = writes.put(contacts.table(), {**KEY, "run": "r1"}, mine)
    with lost_answers(dynamo.client(), "PutItem") as asked:
        assert writes.made(taken)
    assert (asked, stored()["run"]) == ([2], "r1")


def test_a_write_that_another_run_has_made_is_refused_and_says_by_whom() -> None:
    mine = Condition("attribute_not_exists(pk)", own={"run": "r2", "step": 1})
    taken = writes.put(contacts.table(), {**KEY, "run": "r2", "step": 1}, mine)
    for other in ({"run": "r1", "step": 1}, {"run": "r2"}):
        writes.made(writes.put(contacts.table(), {**KEY, **other}, REPEATABLE))
        assert writes.refusal(taken) == {**KEY, **other}


def test_a_transaction_whose_answer_was_lost_counts_once_and_is_no_failed_condition() -> None:
    taken = writes.put(contacts.table(), {**KEY, "sk": "TAKEN"}, ABSENT)
    with lost_answers(dynamo.client(), "TransactWriteItems") as asked:
        writes.transact([counted(), taken])
    assert (asked, stored()["number"]) == ([2], 1)


def test_a_transaction_that_met_others_and_then_lost_its_answer_counts_once() -> None:
    with (
        answering("TransactWriteItems", CANCELLED, times=1),
        lost_answers(dynamo.client(), "TransactWriteItems") as asked,
    ):
        writes.transact([counted()])
    assert (asked, stored()["number"]) == ([2], 1)
