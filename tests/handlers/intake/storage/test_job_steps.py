"""A step moves the job and the counters of the day together."""

import pytest

from handlers.common.storage import stats
from handlers.intake.rules.job import JobStep, RowCounts
from handlers.intake.storage import job_steps
from tests.handlers.intake.storage.working import TODAY, claimed, stepped

pytestmark = pytest.mark.usefixtures("tables")


def test_a_step_moves_the_job_and_the_counters_together(clock):
    job = stepped(stepped(claimed("a", clock), clock), clock)
    assert (job.position, job.counts) == (6, RowCounts(ingested=6))
    assert stats.totals("acme", "spring") == {"ingested": 6, "contacts_waiting": 6}


def test_every_outcome_of_a_row_is_counted_and_the_ingested_ones_wait_to_be_written_to(clock):
    step = JobStep(7, RowCounts(ingested=1, duplicates=2, invalid=3, blank=1), b"")
    job_steps.advance(claimed("a", clock), step, TODAY, clock())
    assert stats.totals("acme", "spring") == {
        "ingested": 1,
        "duplicates": 2,
        "invalid": 3,
        "blank": 1,
        "contacts_waiting": 1,
    }
