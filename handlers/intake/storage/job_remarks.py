"""Remarks of a job, kept beside it step by step until the list's report is made."""

from collections.abc import Iterator
from datetime import datetime

from handlers.common.storage import dynamo, keys, writes
from handlers.intake.rules.job import Job
from handlers.intake.storage import jobs

PART_BYTES = 350_000
"""An item may have 400 kB."""


def write(job: Job, packed: bytes, now: datetime) -> int:
    """Write the remarks of the step at the job's position, and return the number of items that they fill.

    A repeated step writes the same items again.
    """
    pieces = [packed[start : start + PART_BYTES] for start in range(0, len(packed), PART_BYTES)]
    for part, piece in enumerate(pieces):
        pk = keys.job_remarks_pk(job.key, job.position, part)
        item = {"pk": pk, "content": piece, "ttl": jobs.expiry(now)}
        writes.made(writes.put(jobs.table(), item, writes.REPEATABLE))
    return len(pieces)


def read(job: Job) -> Iterator[bytes]:
    """Return the remarks of each step that had any, as they were given to `write`, in order."""
    for position, parts in job.parts:
        yield b"".join(_content(keys.job_remarks_pk(job.key, position, part)) for part in range(parts))


def _content(pk: str) -> bytes:
    item = dynamo.read_item(jobs.table(), pk)
    if item is None:
        raise LookupError(f"the remarks {pk} have expired: load the list again, nobody is added twice")
    return bytes(item["content"])
