"""How far the ingest of a list has come, so that a further run goes on from there and nothing counts twice.

The work on a list is a job, an item in the idempotency table (``ingest-contacts#<list>#<number>``). A run holds it
under a lease and moves it forward in one transaction with the campaign's counters: both or neither. A run that was
killed stops renewing its lease; the next one adopts the job and repeats what was done since the last step, which
changes nothing, because a contact knows the job and the row that brought it.

The same list may be loaded again, also at once: then it is another job, with a number of its own.
"""

import hashlib
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

from handlers.common.rules import accounting
from handlers.common.storage import dynamo, keys
from handlers.environment import required

FUNCTION = "ingest-contacts"
LEASE = timedelta(seconds=20)
"""A run renews it with every step, each of which takes a few seconds at the most. Were it over too early, two runs
would do the same work, and only one of them would count."""
REMEMBERED = timedelta(hours=24)
PART_BYTES = 350_000
"""An item may have 400 kB."""
POLL_SECONDS = 0.25


class TakenOverError(RuntimeError):
    """Another run has adopted the job; this one must not go on."""


@dataclass(frozen=True)
class Counts:
    """What became of the records: contacts written, contacts that were there, rows refused, blank rows."""

    ingested: int = 0
    duplicates: int = 0
    invalid: int = 0
    blank: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.ingested + other.ingested,
            self.duplicates + other.duplicates,
            self.invalid + other.invalid,
            self.blank + other.blank,
        )


@dataclass(frozen=True)
class Job:
    """A job as the run that holds it knows it."""

    key: str
    job_id: str
    origin: str
    """What asked for it: a retried request has the same one."""
    attempt: str
    position: int = 0
    """How many records are done."""
    counts: Counts = Counts()
    parts: tuple[tuple[int, int], ...] = ()
    """Where its remarks are: for each step that had any, its first position and the number of items."""
    done: bool = False


@dataclass(frozen=True)
class Step:
    """Some records, in order, that a run has done."""

    records: int
    counts: Counts
    remarks: bytes
    """Packed, to be given back by `remarks`; empty if there are none."""


@dataclass(frozen=True)
class Counters:
    """The counters that a step adds to; ``day`` in the tenant's time zone."""

    tenant_id: str
    campaign_id: str
    day: date


def list_id(*parts: str) -> str:
    """The name of a list: the same tenant, campaign and content give the same."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]


def claim(listed: str, origin: str, clock: Callable[[], datetime]) -> Job | None:
    """The job to work on for the list ``listed``; it may be ``done``. ``None``: a run of this ``origin`` is at it.

    Adopts a job that was left unfinished, whoever began it. Where another origin's run is at the same list, or has
    finished with it, a new job is begun. May wait for a lease to be over or renewed.
    """
    number = 1
    while True:
        key = f"{FUNCTION}#{listed}#{number}"
        record = _watched(key, clock)
        if record is None:
            job_id = f"{listed}-{int(clock().timestamp() * 1000):x}"
            if job := _begin(Job(key, job_id, origin, uuid.uuid4().hex), clock()):
                return job
        elif record["status"] == "done" or _leased(record, clock()):
            if record["origin"] == origin:
                return _job(record) if record["status"] == "done" else None
            number += 1
        elif job := _adopt(_job(record), clock()):
            return job


def advance(job: Job, step: Step, counters: Counters, now: datetime, *, hand_over: bool = False) -> Job:
    """The job after a step, written together with the campaign's counters of the day.

    ``hand_over`` ends the lease, for the next run to go on at once. Raises ``TakenOverError``.
    """
    parts = _put_remarks(job, step.remarks, now)
    after = replace(
        job,
        position=job.position + step.records,
        counts=job.counts + step.counts,
        parts=(*job.parts, (job.position, parts)) if parts else job.parts,
    )
    lease = now if hand_over else now + LEASE
    values = {"leaseUntil": keys.instant(lease), **_progress(after)}
    changes = [_update(job, values)]
    if step.counts != Counts():
        changes.append(_counting(step.counts, counters))
    transaction = [{"Update": change} for change in changes]
    try:
        # Other functions write the day's counters too.
        dynamo.through_conflicts(lambda: dynamo.client().transact_write_items(TransactItems=transaction))
    except ClientError as error:
        if dynamo.condition_failed(error):
            raise _taken_over(job) from None
        raise
    return after


def finish(job: Job, now: datetime) -> Job:
    """Marks the job as done, for good. Raises ``TakenOverError``."""
    try:
        dynamo.client().update_item(**_update(job, {"status": "done", "leaseUntil": keys.instant(now)}))
    except ClientError as error:
        if dynamo.condition_failed(error):
            raise _taken_over(job) from None
        raise
    return replace(job, done=True)


def remarks(job: Job) -> Iterator[bytes]:
    """The remarks of each step that had any, as they were given to `advance`, in order."""
    for position, parts in job.parts:
        keys_of_step = [_part_key(job, position, part) for part in range(parts)]
        yield b"".join(_read_part(key) for key in keys_of_step)


def _put_remarks(job: Job, packed: bytes, now: datetime) -> int:
    """Writes a step's remarks, in as many items as they need; a repeated step writes the same ones again."""
    pieces = [packed[start : start + PART_BYTES] for start in range(0, len(packed), PART_BYTES)]
    for part, piece in enumerate(pieces):
        item = {
            "pk": _part_key(job, job.position, part),
            "content": piece,
            "ttl": int((now + REMEMBERED).timestamp()),
        }
        dynamo.client().put_item(TableName=required("TABLE_IDEMPOTENCY"), Item=dynamo.encode(item))
    return len(pieces)


def _part_key(job: Job, position: int, part: int) -> str:
    return f"{job.key}#{position}#{part}"


def _read_part(key: str) -> bytes:
    item = dynamo.get(required("TABLE_IDEMPOTENCY"), key)
    if item is None:
        raise LookupError(f"the remarks {key} are gone: load the list again, it adds nobody twice")
    return bytes(item["content"])


def _watched(key: str, clock: Callable[[], datetime]) -> dynamo.Item | None:
    """The job's record as soon as it is known whether its run is alive; ``None`` if there is none."""
    first = record = _read(key, clock())
    while record and first and record == first and _leased(record, clock()):
        time.sleep(POLL_SECONDS)
        record = _read(key, clock())
    return record


def _leased(record: dynamo.Item, now: datetime) -> bool:
    return record["status"] == "running" and record["leaseUntil"] > keys.instant(now)


def _read(key: str, now: datetime) -> dynamo.Item | None:
    record = dynamo.get(required("TABLE_IDEMPOTENCY"), key)
    # The table deletes up to two days late.
    return record if record and record["ttl"] > int(now.timestamp()) else None


def _begin(job: Job, now: datetime) -> Job | None:
    """The new job; ``None`` if another run has begun it first."""
    record = {
        "pk": job.key,
        "jobId": job.job_id,
        "origin": job.origin,
        "attempt": job.attempt,
        "status": "running",
        "leaseUntil": keys.instant(now + LEASE),
        "ttl": int((now + REMEMBERED).timestamp()),
        **_progress(job),
    }
    try:
        dynamo.client().put_item(
            TableName=required("TABLE_IDEMPOTENCY"),
            Item=dynamo.encode(record),
            ConditionExpression="attribute_not_exists(pk) OR #ttl <= :now",
            ExpressionAttributeNames={"#ttl": "ttl"},
            ExpressionAttributeValues=dynamo.encode({":now": int(now.timestamp())}),
        )
    except ClientError as error:
        if dynamo.condition_failed(error):
            return None
        raise
    return job


def _adopt(job: Job, now: datetime) -> Job | None:
    """The job under a new attempt; ``None`` if another run has adopted it first."""
    adopted = replace(job, attempt=uuid.uuid4().hex)
    values = {"attempt": adopted.attempt, "leaseUntil": keys.instant(now + LEASE)}
    try:
        dynamo.client().update_item(**_update(job, values))
    except ClientError as error:
        if dynamo.condition_failed(error):
            return None
        raise
    return adopted


def _job(record: Mapping[str, Any]) -> Job:
    return Job(
        key=record["pk"],
        job_id=record["jobId"],
        origin=record["origin"],
        attempt=record["attempt"],
        position=record["position"],
        counts=Counts(**{name: record[name] for name in Counts.__dataclass_fields__}),
        parts=tuple((position, parts) for position, parts in record["parts"]),
        done=record["status"] == "done",
    )


def _progress(job: Job) -> dict[str, Any]:
    return {"position": job.position, "parts": [list(part) for part in job.parts], **asdict(job.counts)}


def _update(job: Job, values: Mapping[str, Any]) -> dict[str, Any]:
    """The change of the job's record, while it is this attempt's and not done."""
    return {
        "TableName": required("TABLE_IDEMPOTENCY"),
        "Key": dynamo.encode({"pk": job.key}),
        "UpdateExpression": "SET " + ", ".join(f"#{name} = :{name}" for name in values),
        "ConditionExpression": "#attempt = :mine AND #status = :running",
        "ExpressionAttributeNames": {f"#{name}": name for name in (*values, "attempt", "status")},
        "ExpressionAttributeValues": dynamo.encode(
            {":mine": job.attempt, ":running": "running"}
            | {f":{name}": value for name, value in values.items()}
        ),
    }


def _counting(counts: Counts, counters: Counters) -> dict[str, Any]:
    amounts = {**asdict(counts), **accounting.entered(counts.ingested)}
    added = {name: amount for name, amount in amounts.items() if amount}
    day = counters.day.isoformat()
    pk = keys.counters_pk(counters.tenant_id, counters.campaign_id)
    return {
        "TableName": required("TABLE_STATS"),
        "Key": dynamo.encode({"pk": pk, "sk": keys.counters_sk(day)}),
        "UpdateExpression": "SET #date = :date ADD " + ", ".join(f"#{name} :{name}" for name in added),
        "ExpressionAttributeNames": {"#date": "date"} | {f"#{name}": name for name in added},
        "ExpressionAttributeValues": dynamo.encode(
            {":date": day} | {f":{name}": amount for name, amount in added.items()}
        ),
    }


def _taken_over(job: Job) -> TakenOverError:
    return TakenOverError(f"job {job.job_id} is another run's by now: nothing is lost, this run ends")
