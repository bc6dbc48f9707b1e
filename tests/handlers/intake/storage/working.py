"""Jobs at work: claimed and moved forward by a clock that stands still."""

from datetime import UTC, date, datetime

from handlers.intake.rules.job import Job, JobStep, RowCounts
from handlers.intake.storage import job_steps, jobs
from handlers.intake.storage.job_steps import CampaignDay

START = datetime(2026, 11, 16, 12, tzinfo=UTC)
TODAY = CampaignDay("acme", "spring", date(2026, 11, 16))


class Clock:
    """A clock that stands still until it has been looked at ``patience`` times."""

    def __init__(self, patience: int = 1_000) -> None:
        self.now = START
        self._patience = patience

    def __call__(self) -> datetime:
        self._patience -= 1
        if self._patience < 0:
            self.now += jobs.LEASE
        return self.now


def claimed(origin: str, clock: Clock) -> Job:
    job = jobs.claim("list", origin, clock)
    assert job is not None
    return job


def stepped(job: Job, clock: Clock, ingested: int = 3, remarks: bytes = b"") -> Job:
    return job_steps.advance(job, JobStep(ingested, RowCounts(ingested=ingested), remarks), TODAY, clock())
