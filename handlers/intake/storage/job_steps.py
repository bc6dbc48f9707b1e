"""Steps of a job: the job moves forward in one transaction with the campaign's counters, both or neither."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from handlers.common.rules import accounting
from handlers.common.storage import keys, stats, writes
from handlers.intake.rules.job import Job, JobStep, RowCounts
from handlers.intake.storage import job_remarks, jobs


@dataclass(frozen=True)
class CampaignDay:
    """The campaign and the day whose counters a step adds to."""

    tenant_id: str
    campaign_id: str
    day: date
    """In the tenant's time zone."""


def advance(
    job: Job, step: JobStep, counted: CampaignDay | None, now: datetime, *, hand_over: bool = False
) -> Job:
    """Record a step and add its counts to the day's counters, if it has any; return the job after it.

    ``hand_over`` ends the lease, so that the next run can adopt the job at once. Raises ``jobs.TakenOverError``.
    """
    after = job.after(step, job_remarks.write(job, step.remarks, now))
    lease = now if hand_over else now + jobs.LEASE
    changes = [jobs.held(job, {"leaseUntil": keys.instant(lease), **jobs.progress(after)})]
    if counted is not None and step.counts != RowCounts():
        changes.append(_counting(step.counts, counted))
    try:
        writes.transact(changes)
    except writes.ChangedError:
        raise jobs.TakenOverError(job) from None
    return after


def _counting(counts: RowCounts, counted: CampaignDay) -> writes.Write:
    amounts = {**asdict(counts), **accounting.entered(counts.ingested)}
    added = {name: amount for name, amount in amounts.items() if amount}
    return stats.addition(counted.tenant_id, counted.campaign_id, counted.day, added)
