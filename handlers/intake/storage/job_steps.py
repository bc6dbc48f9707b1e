"""Steps of a job: the job moves forward in one transaction with the campaign's counters, both or neither."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from botocore.exceptions import ClientError

from handlers.common.rules import accounting
from handlers.common.storage import dynamo, keys
from handlers.environment import required
from handlers.intake.rules.job import Job, JobStep, RowCounts
from handlers.intake.storage import job_remarks, jobs


@dataclass(frozen=True)
class CampaignDay:
    """The campaign and the day whose counters a step adds to."""

    tenant_id: str
    campaign_id: str
    day: date
    """In the tenant's time zone."""


def advance(job: Job, step: JobStep, counted: CampaignDay, now: datetime, *, hand_over: bool = False) -> Job:
    """Record a step and add its counts to the day's counters; return the job after it.

    ``hand_over`` ends the lease, so that the next run can adopt the job at once. Raises ``jobs.TakenOverError``.
    """
    after = job.after(step, job_remarks.write(job, step.remarks, now))
    lease = now if hand_over else now + jobs.LEASE
    changes = [jobs.held_change(job, {"leaseUntil": keys.instant(lease), **jobs.progress(after)})]
    if step.counts != RowCounts():
        changes.append(_counting(step.counts, counted))
    transaction = [{"Update": change} for change in changes]
    try:
        # Other functions write the day's counters too.
        dynamo.through_conflicts(lambda: dynamo.client().transact_write_items(TransactItems=transaction))
    except ClientError as error:
        if dynamo.condition_failed(error):
            raise jobs.TakenOverError(job) from None
        raise
    return after


def _counting(counts: RowCounts, counted: CampaignDay) -> dict[str, Any]:
    amounts = {**asdict(counts), **accounting.entered(counts.ingested)}
    added = {name: amount for name, amount in amounts.items() if amount}
    day = counted.day.isoformat()
    pk = keys.counters_pk(counted.tenant_id, counted.campaign_id)
    return {
        "TableName": required("TABLE_STATS"),
        "Key": dynamo.encode({"pk": pk, "sk": keys.counters_sk(day)}),
        "UpdateExpression": "SET #date = :date ADD " + ", ".join(f"#{name} :{name}" for name in added),
        "ExpressionAttributeNames": {"#date": "date"} | {f"#{name}": name for name in added},
        "ExpressionAttributeValues": dynamo.encode(
            {":date": day} | {f":{name}": amount for name, amount in added.items()}
        ),
    }
