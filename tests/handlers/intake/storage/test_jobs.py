"""A job is one run's at a time, and outlives the run that is killed."""

from datetime import timedelta

import pytest

from handlers.common.storage import dynamo, stats
from handlers.intake.rules.job import Job, JobStep, RowCounts
from handlers.intake.storage import job_remarks, job_steps, jobs
from tests import own_time
from tests.handlers.intake.storage.working import TODAY, Clock, claimed, stepped
from tests.handlers.lost import lost_answers

pytestmark = pytest.mark.usefixtures("tables")


def test_a_job_whose_run_was_killed_is_adopted_where_it_stood_whoever_asks(clock):
    job = stepped(claimed("a", clock), clock, remarks=b"first")
    clock.now += jobs.LEASE
    adopted = claimed("b", clock)
    assert (adopted.job_id, adopted.position, adopted.counts) == (job.job_id, 3, RowCounts(ingested=3))
    assert list(job_remarks.read(adopted)) == [b"first"]

    with pytest.raises(jobs.TakenOverError):
        stepped(job, clock)
    with pytest.raises(jobs.TakenOverError):
        jobs.finish(job, clock())
    assert stats.totals("acme", "spring")["ingested"] == 3
    assert stepped(adopted, clock).position == 6


def test_a_job_that_was_handed_over_is_adopted_at_once(clock):
    job = claimed("a", clock)
    job_steps.advance(job, JobStep(3, RowCounts(ingested=3), b""), TODAY, clock(), hand_over=True)
    assert claimed("a", clock).position == 3


def test_a_lease_is_waited_for_and_the_job_adopted_when_it_is_over(monkeypatch):
    monkeypatch.setattr(jobs, "POLL_SECONDS", 0)
    job = claimed("a", Clock())
    assert claimed("b", Clock(patience=3)).job_id == job.job_id


def test_the_same_list_loaded_at_once_is_another_job_and_the_same_event_none(clock, monkeypatch):
    job = claimed("a", clock)
    seen: list[Job | None] = []

    def renew(_: float) -> None:
        clock.now += timedelta(seconds=1)
        stepped(job, clock)

    own_time.give(monkeypatch, jobs, sleep=renew)
    seen = [jobs.claim("list", origin, clock) for origin in ("a", "b")]
    assert seen[0] is None
    assert seen[1] is not None
    assert seen[1].job_id != job.job_id


def test_a_finished_job_stays_so_and_a_later_load_is_another_one(clock):
    job = jobs.finish(stepped(claimed("a", clock), clock), clock())
    assert job.done
    again = claimed("a", clock)
    assert (again.done, again.job_id, again.counts) == (True, job.job_id, RowCounts(ingested=3))
    clock.now += timedelta(seconds=1)
    other = claimed("b", clock)
    assert (other.done, other.position) == (False, 0)
    assert other.job_id != job.job_id


def test_a_job_is_forgotten_after_a_day_and_its_name_is_never_used_again(clock):
    job = jobs.finish(stepped(claimed("a", clock), clock), clock())
    clock.now += jobs.REMEMBERED
    again = claimed("a", clock)
    assert (again.position, again.done) == (0, False)
    assert again.job_id != job.job_id


def test_a_job_whose_end_was_written_but_never_confirmed_is_finished_and_not_taken_over(clock):
    job = stepped(claimed("a", clock), clock)
    with lost_answers(dynamo.client(), "UpdateItem") as asked:
        assert jobs.finish(job, clock()).done
    assert asked == [2]
    assert claimed("a", clock).done


def test_a_job_that_was_begun_or_adopted_but_never_confirmed_is_worked_on_at_once(clock):
    with lost_answers(dynamo.client(), "PutItem") as asked:
        job = stepped(claimed("a", clock), clock)
    assert asked == [2]
    clock.now += jobs.LEASE
    adopted_at = clock.now
    with lost_answers(dynamo.client(), "UpdateItem") as asked:
        adopted = claimed("b", clock)
    assert asked == [2]
    assert (adopted.job_id, adopted.position, clock.now) == (job.job_id, 3, adopted_at)


def test_a_step_whose_answer_was_lost_is_counted_once(clock):
    with lost_answers(dynamo.client(), "TransactWriteItems") as asked:
        job = stepped(claimed("a", clock), clock)
    assert (asked, job.position, stats.totals("acme", "spring")["ingested"]) == ([2], 3, 3)
