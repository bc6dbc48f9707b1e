"""A write that meets a transaction on the same item is made again: boto3 repeats it for other reasons only."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import ClientError

from handlers.common.storage import dynamo, stats
from handlers.intake.storage import jobs
from handlers.intake.storage.jobs import Counters, Counts, Step

NOW = datetime(2026, 11, 16, 12, tzinfo=UTC)
DAY = date(2026, 11, 16)
CONFLICT = {"Error": {"Code": "TransactionConflictException", "Message": "a transaction is under way"}}
CANCELLED = {
    "Error": {"Code": "TransactionCanceledException", "Message": "cancelled"},
    "CancellationReasons": [{"Code": "None"}, {"Code": "TransactionConflict"}],
}


@pytest.fixture(autouse=True)
def place(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dynamo, "CONFLICT_PAUSES", (0.001, 0.001))


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


def count() -> None:
    stats.count("acme", "spring", DAY, {"failed": 1})


def advance() -> None:
    job = jobs.claim("list", "origin", lambda: NOW)
    assert job is not None
    jobs.advance(job, Step(1, Counts(ingested=1), b""), Counters("acme", "spring", DAY), NOW)


@pytest.mark.parametrize(
    ("write", "operation", "answer", "written"),
    [
        (count, "UpdateItem", CONFLICT, {"failed": 1}),
        (advance, "TransactWriteItems", CANCELLED, {"ingested": 1, "contacts_waiting": 1}),
    ],
)
def test_counters_survive_a_transaction_on_their_day(
    write: Callable[[], None], operation: str, answer: dict[str, Any], written: dict[str, int]
) -> None:
    with answering(operation, answer, times=2) as asked:
        write()
    assert asked == [3]
    assert stats.totals("acme", "spring") == written


def test_a_conflict_that_does_not_end_is_raised() -> None:
    with answering("UpdateItem", CONFLICT, times=9) as asked, pytest.raises(ClientError, match="under way"):
        count()
    assert asked == [3]


def test_another_error_is_raised_at_once() -> None:
    denied = {"Error": {"Code": "AccessDeniedException", "Message": "no"}}
    with answering("UpdateItem", denied, times=9) as asked, pytest.raises(ClientError, match="AccessDenied"):
        count()
    assert asked == [1]
