"""Answers of ingest-contacts, as the caller gets them and as they lie beside the list."""

from enum import StrEnum
from typing import Any, NotRequired, TypedDict

from handlers.common.rules.refusals import Refused
from handlers.intake.rules.job import Job, RowCounts

Entry = dict[str, Any]
"""A refused row or a note: ``row``, ``field``, ``code``, ``message``."""


class IngestStatus(StrEnum):
    """The state of an ingest at the end of a run."""

    DONE = "done"
    """The list is taken in: ``errors`` has the rows that were refused, ``notes`` what was left out of others."""
    CONTINUING = "continuing"
    """A further run goes on from here."""
    RUNNING = "running"
    """Another run is working on the list, for the same event or because it has adopted this run's job."""
    REFUSED = "refused"
    """Nothing was taken in; ``errors`` has the reason."""


class IngestSummary(TypedDict):
    """The job, its status and its counts; ``report`` is the key of the file with the refused rows."""

    jobId: str | None
    status: IngestStatus
    ingested: int
    duplicates: int
    invalid: int
    optedOut: int
    blank: int
    report: str | None


class IngestAnswer(IngestSummary):
    """The whole answer; ``omitted`` counts the entries that it has no room for, and is there only if some are."""

    errors: list[Entry]
    notes: list[Entry]
    omitted: NotRequired[int]


def summary(status: IngestStatus, job: Job | None = None, report: str | None = None) -> IngestSummary:
    """Return the summary of a job, or of a run that has none."""
    counts = job.counts if job else RowCounts()
    return {
        "jobId": job.job_id if job else None,
        "status": status,
        "ingested": counts.ingested,
        "duplicates": counts.duplicates,
        "invalid": counts.invalid,
        "optedOut": counts.optedOut,
        "blank": counts.blank,
        "report": report,
    }


def without_rows(summary: IngestSummary, *errors: Entry) -> IngestAnswer:
    """Return the answer of a run that has no rows to report."""
    return {**summary, "errors": list(errors), "notes": []}


def refusal(refused: Refused) -> IngestAnswer:
    """Return the answer to a list that is refused whole."""
    error = {"row": None, "field": None, "code": refused.code, "message": refused.message}
    return without_rows(summary(IngestStatus.REFUSED), error)
