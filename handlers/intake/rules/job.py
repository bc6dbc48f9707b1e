"""The job: the work on one list, its position and its counts so far."""

import hashlib
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class RowCounts:
    """Records of a list by outcome: contacts written, contacts already present, rows refused, blank rows."""

    ingested: int = 0
    duplicates: int = 0
    invalid: int = 0
    blank: int = 0

    def __add__(self, other: "RowCounts") -> "RowCounts":
        return RowCounts(
            self.ingested + other.ingested,
            self.duplicates + other.duplicates,
            self.invalid + other.invalid,
            self.blank + other.blank,
        )


@dataclass(frozen=True)
class JobStep:
    """Consecutive records that a run has processed."""

    records: int
    counts: RowCounts
    remarks: bytes
    """Packed, as `remarks.pack` gives them; empty if there are none."""


@dataclass(frozen=True)
class Job:
    """A job as the run that holds it knows it."""

    key: str
    job_id: str
    origin: str
    """The id of the event that asked for it; a retried event has the same one."""
    attempt: str
    """The run that holds it; a run that adopts the job draws a new one."""
    position: int = 0
    """The number of records processed."""
    counts: RowCounts = RowCounts()
    parts: tuple[tuple[int, int], ...] = ()
    """The places of its remarks: for each step that had any, its first position and the number of items."""
    done: bool = False

    def after(self, step: JobStep, parts: int) -> "Job":
        """Return the job with a step behind it whose remarks are in that many items."""
        return replace(
            self,
            position=self.position + step.records,
            counts=self.counts + step.counts,
            parts=(*self.parts, (self.position, parts)) if parts else self.parts,
        )


def list_id(*parts: str) -> str:
    """Return the name of a list: the same tenant, campaign and content give the same one."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]
