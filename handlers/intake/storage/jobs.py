"""Jobs: one item per ingest of a list, held under a lease, so that a further run goes on where the last one stopped.

The item is in the idempotency table. A run that holds it renews the lease with every step (`job_steps.advance`). A
run that was killed stops renewing; the next one adopts the job and repeats the records since the last step, which
changes nothing, because a contact knows the job and the row that brought it.

The same list may be loaded again, also at the same time: then it is another job, with a number of its own.
"""

import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from handlers.common.storage import dynamo, keys, writes
from handlers.common.storage.writes import Condition, Write
from handlers.environment import required
from handlers.intake.rules.job import Job, RowCounts

LEASE = timedelta(seconds=20)
"""A run renews it with every step, each of which takes a few seconds at the most. If it ended too early, two runs
would do the same work, and only one of them would count."""
REMEMBERED = timedelta(hours=24)
POLL_SECONDS = 0.25

_RUNNING, _DONE = "running", "done"


class TakenOverError(RuntimeError):
    """Another run has adopted the job; this one must stop."""

    def __init__(self, job: Job) -> None:
        super().__init__(f"another run has adopted job {job.job_id}: nothing is lost, this run ends")


def claim(list_id: str, origin: str, clock: Callable[[], datetime]) -> Job | None:
    """Return the job to work on for a list, which may be ``done``, or None while a run of this ``origin`` holds it.

    An unfinished job is adopted, whoever began it. Where a run of another origin holds the list's job or has finished
    it, a new job is begun. May wait until a lease has ended or has been renewed.
    """
    number = 1
    while True:
        key = keys.ingest_job_pk(list_id, number)
        record = _watched(key, clock)
        if record is None:
            job_id = f"{list_id}-{int(clock().timestamp() * 1000):x}"
            if job := _begin(Job(key, job_id, origin, uuid.uuid4().hex), clock()):
                return job
        elif record["status"] == _DONE or _leased(record, clock()):
            if record["origin"] == origin:
                return _job(record) if record["status"] == _DONE else None
            number += 1
        elif job := _adopt(_job(record), clock()):
            return job


def finish(job: Job, now: datetime) -> Job:
    """Mark the job as done for good, and return it so; raises ``TakenOverError``."""
    if not writes.made(held(job, {"status": _DONE, "leaseUntil": keys.instant(now)})):
        raise TakenOverError(job)
    return replace(job, done=True)


def held(job: Job, values: Mapping[str, Any]) -> Write:
    """Return the write that changes the job's item if this attempt still holds the job.

    Repeated after a lost answer, it knows the item that it has left by the attempt and all ``values``.
    """
    text = "#attempt = :mine AND #status = :running"
    known = {"mine": job.attempt, "running": _RUNNING}
    mine = Condition(text, known, own={"attempt": job.attempt, **values})
    return writes.update(table(), {"pk": job.key}, values, mine)


def table() -> str:
    """Return the physical name of the table of jobs, which is that of other functions' runs too."""
    return required("TABLE_IDEMPOTENCY")


def progress(job: Job) -> dict[str, Any]:
    """Return the attributes of the job's item that a step changes."""
    return {"position": job.position, "parts": [list(part) for part in job.parts], **asdict(job.counts)}


def expiry(now: datetime) -> int:
    """Return the ``ttl`` of an item written now, in epoch seconds."""
    return int((now + REMEMBERED).timestamp())


def _watched(key: str, clock: Callable[[], datetime]) -> dynamo.Item | None:
    """Return the job's item once it is known whether its run is alive, or None if there is no item."""
    first = record = _read(key, clock())
    while record and first and record == first and _leased(record, clock()):
        time.sleep(POLL_SECONDS)
        record = _read(key, clock())
    return record


def _leased(record: dynamo.Item, now: datetime) -> bool:
    return record["status"] == _RUNNING and record["leaseUntil"] > keys.instant(now)


def _read(key: str, now: datetime) -> dynamo.Item | None:
    record = dynamo.read_item(table(), key)
    # The table deletes up to two days late.
    return record if record and record["ttl"] > int(now.timestamp()) else None


def _begin(job: Job, now: datetime) -> Job | None:
    """Write the new job and return it, or None if another run was first."""
    known = {"now": int(now.timestamp())}
    free = Condition("attribute_not_exists(pk) OR #ttl <= :now", known, own={"attempt": job.attempt})
    return job if writes.made(writes.put(table(), _item(job, now), free)) else None


def _adopt(job: Job, now: datetime) -> Job | None:
    """Return the job under a new attempt, or None if another run has adopted it first."""
    adopted = replace(job, attempt=uuid.uuid4().hex)
    change = held(job, {"attempt": adopted.attempt, "leaseUntil": keys.instant(now + LEASE)})
    return adopted if writes.made(change) else None


def _item(job: Job, now: datetime) -> dynamo.Item:
    return {
        "pk": job.key,
        "jobId": job.job_id,
        "origin": job.origin,
        "attempt": job.attempt,
        "status": _RUNNING,
        "leaseUntil": keys.instant(now + LEASE),
        "ttl": expiry(now),
        **progress(job),
    }


def _job(record: dynamo.Item) -> Job:
    return Job(
        key=record["pk"],
        job_id=record["jobId"],
        origin=record["origin"],
        attempt=record["attempt"],
        position=record["position"],
        counts=RowCounts.of(record),
        parts=tuple((position, parts) for position, parts in record["parts"]),
        done=record["status"] == _DONE,
    )
