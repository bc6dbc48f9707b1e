"""The job: the work on one list, its position and its counts so far."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace


@dataclass(frozen=True)
class RowCounts:
    """Records of a list by outcome; every record that came in is in exactly one of them."""

    ingested: int = 0
    """Contacts written; of a list of addresses not to be written to: rows that brought a new one."""
    duplicates: int = 0
    """Contacts, or addresses, that were there already."""
    invalid: int = 0
    """Rows that were refused."""
    optedOut: int = 0
    """Rows left out because somebody does not want to be written to."""
    blank: int = 0

    def __add__(self, other: "RowCounts") -> "RowCounts":
        names = (each.name for each in fields(self))
        return RowCounts(**{name: getattr(self, name) + getattr(other, name) for name in names})

    @property
    def rows(self) -> int:
        """The records that came in."""
        return self.ingested + self.duplicates + self.invalid + self.optedOut + self.blank

    @classmethod
    def of(cls, item: Mapping[str, int]) -> "RowCounts":
        """Return the counts in a job's item; those that an earlier release did not know are 0."""
        return cls(**{each.name: item.get(each.name, 0) for each in fields(cls)})


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
