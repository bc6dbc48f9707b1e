from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest

from handlers.common.storage import idempotency
from handlers.common.storage.idempotency import StillRunningError, once

pytestmark = pytest.mark.usefixtures("tables")

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LEASE = timedelta(seconds=40)


class Work:
    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.runs = 0

    def __call__(self) -> Any:
        self.runs += 1
        answer = self.answers.pop(0) if self.answers else {"n": self.runs}
        if isinstance(answer, Exception):
            raise answer
        return answer


def test_a_repeat_gets_the_first_runs_answer_and_runs_nothing() -> None:
    work = Work({"outcome": "olá"})
    assert once("f#1", NOW, LEASE, work) == once("f#1", NOW, LEASE, work) == {"outcome": "olá"}
    assert work.runs == 1


def test_keys_do_not_know_of_each_other() -> None:
    work = Work()
    assert once("f#1", NOW, LEASE, work) != once("f#2", NOW, LEASE, work)


def test_a_run_that_failed_gives_the_key_back_at_once() -> None:
    work = Work(KeyError("x"), "done")
    with pytest.raises(KeyError):
        once("f#1", NOW, LEASE, work)
    assert once("f#1", NOW, LEASE, work) == "done"


def test_while_a_run_is_at_it_another_is_told_to_come_back() -> None:
    def run() -> str:
        with pytest.raises(StillRunningError, match="f#1"):
            once("f#1", NOW + LEASE / 2, LEASE, Work())
        return "mine"

    assert once("f#1", NOW, LEASE, run) == "mine"


def test_a_run_whose_lease_is_over_is_taken_over_and_ends_without_effect_on_the_key() -> None:
    def slow() -> str:
        assert once("f#1", NOW + LEASE, LEASE, Work("second")) == "second"
        return "first"

    assert once("f#1", NOW, LEASE, slow) == "first"
    assert once("f#1", NOW + LEASE, LEASE, Work()) == "second"


def test_a_run_that_was_taken_over_and_fails_does_not_give_away_the_other_runs_lease() -> None:
    def slow() -> str:
        def other() -> str:
            raise AssertionError

        with pytest.raises(AssertionError):
            once("f#1", NOW + LEASE, LEASE, other)
        assert once("f#1", NOW + LEASE, LEASE, Work("third")) == "third"
        raise KeyError

    with pytest.raises(KeyError):
        once("f#1", NOW, LEASE, slow)
    assert once("f#1", NOW + LEASE, LEASE, Work()) == "third"


def test_what_the_table_has_not_deleted_in_time_counts_as_forgotten() -> None:
    work = Work("first", "next day")
    once("f#1", NOW, LEASE, work)
    almost = NOW + idempotency.REMEMBERED - timedelta(seconds=1)
    assert once("f#1", almost, LEASE, work) == "first"
    assert once("f#1", NOW + idempotency.REMEMBERED, LEASE, work) == "next day"


def test_of_many_at_once_exactly_one_runs() -> None:
    gate = Barrier(8)
    work = Work()

    def attempt(_: int) -> Any:
        gate.wait()
        try:
            return once("f#1", NOW, LEASE, work)
        except StillRunningError:
            return None

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(attempt, range(8)))
    assert work.runs == 1
    assert {str(answer) for answer in answers} <= {"None", "{'n': 1}"}
