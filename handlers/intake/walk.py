"""The walk through a list: every record is dealt with once, and a further run can continue it."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Protocol

from handlers.common.rules.tenants import Campaign, Tenant
from handlers.intake.blocking import Blocking
from handlers.intake.rules.job import Job, JobStep
from handlers.intake.rules.lists import ContactList, Record
from handlers.intake.storage import job_steps
from handlers.intake.storage.background import workers
from handlers.intake.storage.job_steps import CampaignDay
from handlers.intake.taking_in import Intake

STEP = 2_500
"""Records of a step: 100 requests to write and 50 to read, a second or two."""
RESERVE_SECONDS = 12.0
"""A run with less time left hands over: a step, the report and the hand-over must fit in."""


@dataclass(frozen=True)
class IngestRun:
    """The tenant and campaign that the contacts of a list go to, and the time that the run has left."""

    tenant: Tenant
    campaign: Campaign | None
    """None: the list is of addresses that are not to be written to."""
    clock: Callable[[], datetime]
    """The time now, with its zone."""
    seconds_left: Callable[[], float]
    stepped: Callable[[Job], None]
    """Told of the job after each step."""


class Step(Protocol):
    """A step whose rows have been judged, and whose reads are under way."""

    def write(self) -> None:
        """Begin to write what the rows bring."""
        ...

    def settle(self) -> JobStep:
        """Wait for the writes, and return what has become of the rows."""
        ...


class Work(Protocol):
    """The work on the rows of a list."""

    def prepare(self, rows: Sequence[tuple[int, Record]], now: datetime) -> Step:
        """Judge rows, and begin to read what has to be known before anything of them is written."""
        ...


def walk(run: IngestRun, listed: ContactList, job: Job, *, may_hand_over: bool) -> tuple[Job, bool]:
    """Take in the records that the job has not processed; return the job after them, and True if it is at the end.

    While the rows of a step are written, those of the next one are judged and looked up. With ``may_hand_over`` the
    walk stops while there is time left to start another run. Raises ``jobs.TakenOverError`` if another run has
    adopted the job.
    """
    records = islice(listed.records(), job.position, None)
    with workers() as pool:
        work = _work(run, listed, job, pool)
        upcoming = _prepared(run, work, list(islice(records, STEP)))
        while step := upcoming:
            step.write()
            # Asked once a step has begun, so that every run brings the job forward.
            hand_over = may_hand_over and run.seconds_left() < RESERVE_SECONDS
            upcoming = None if hand_over else _prepared(run, work, list(islice(records, STEP)))
            done, now = step.settle(), run.clock()
            job = job_steps.advance(job, done, _counted(run, now), now, hand_over=hand_over)
            run.stepped(job)
            if hand_over:
                return job, False
    return job, True


def _work(run: IngestRun, listed: ContactList, job: Job, pool: Executor) -> Work:
    if run.campaign is None:
        return Blocking(run.tenant.tenantId, listed, job.job_id, pool)
    return Intake(run.tenant, run.campaign, listed, job.job_id, pool)


def _prepared(run: IngestRun, work: Work, rows: Sequence[tuple[int, Record]]) -> Step | None:
    return work.prepare(rows, run.clock()) if rows else None


def _counted(run: IngestRun, now: datetime) -> CampaignDay | None:
    """Return the counters to add to; a list of addresses that are not to be written to has none."""
    if run.campaign is None:
        return None
    return CampaignDay(run.campaign.tenantId, run.campaign.campaignId, run.tenant.today(now))
