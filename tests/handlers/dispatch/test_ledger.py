from collections.abc import Iterator
from typing import Any

import pytest

from handlers.common.storage import dynamo, stats
from handlers.common.storage.statements import StatementBatch
from handlers.dispatch.ledger import Ledger
from handlers.dispatch.storage import tallies
from tests.handlers.dispatch.known import NOW, facts
from tests.handlers.lost import lost_answers


@pytest.fixture(autouse=True)
def _a_new_worker(world: Any) -> Iterator[None]:
    tallies.forget()
    yield
    tallies.forget()


def totals() -> dict[str, int]:
    return stats.totals("acme", "spring")


def counting(**counters: int) -> Ledger:
    ledger = Ledger(NOW)
    ledger.add(facts(), counters)
    return ledger


def run(ledger: Ledger, expected: Ledger) -> None:
    """Write the counters of both along in a batch."""
    batch = StatementBatch()
    ledger.join(batch, expected)
    batch.run()
    ledger.take_over(expected)


def test_counters_that_went_along_in_a_batch_are_not_written_again() -> None:
    stats.count("acme", "spring", NOW.date(), {"sent_email": 1})
    ledger = counting(sent_email=2)
    run(ledger, counting(sent_email=3, contacts_waiting=-3))
    assert totals() == {"sent_email": 6, "contacts_waiting": -3}
    ledger.add(facts(), {"sent_email": 4})
    ledger.flush()
    assert totals() == {"sent_email": 10, "contacts_waiting": -3}


def test_the_batches_of_a_worker_add_up_and_so_do_workers() -> None:
    for _ in range(2):
        for _ in range(3):
            run(Ledger(NOW), counting(sent_email=2))
        tallies.forget()
    assert totals() == {"sent_email": 12}


@pytest.mark.parametrize("batches", [1, 2])
def test_counters_whose_answer_is_lost_are_counted_once(batches: int) -> None:
    for _ in range(batches):
        with lost_answers(dynamo.client(), "BatchExecuteStatement") as asked:
            ledger = Ledger(NOW)
            run(ledger, counting(sent_email=2))
            ledger.flush()
        assert asked == [2]
    assert totals() == {"sent_email": 2 * batches}


def test_counters_of_their_own_whose_answer_is_lost_are_counted_once() -> None:
    with lost_answers(dynamo.client(), "PutItem"):
        counting(sent_email=2).flush()
    assert totals() == {"sent_email": 2}


def test_what_a_batch_that_failed_may_have_counted_is_set_right() -> None:
    run(Ledger(NOW), counting(sent_email=1))
    ledger, batch = counting(deferred=1), StatementBatch()
    ledger.join(batch, counting(sent_email=5))
    batch.run()
    ledger.give_up()
    assert totals()["sent_email"] == 6
    ledger.flush()
    assert totals() == {"sent_email": 1, "deferred": 1}


def test_what_a_worker_wrote_that_then_died_stands() -> None:
    batch = StatementBatch()
    Ledger(NOW).join(batch, counting(sent_email=5))
    batch.run()
    run(Ledger(NOW), counting(sent_email=2))
    assert totals() == {"sent_email": 7}


def test_counters_that_could_not_be_written_go_along_with_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(tallies.writes, "made", lambda _: 1 / 0)
        counting(sent_email=2).flush()
    counting(sent_email=3).flush()
    assert totals() == {"sent_email": 5}


def test_counters_that_cancel_out_are_not_written(world: Any) -> None:
    ledger = counting(contacts_sent=1)
    ledger.add(facts(), {"contacts_sent": -1})
    world.requests.clear()
    ledger.flush()
    assert not world.requests
