"""The answers to a list in the bucket: a page to read, the rows to mend, and the same as data for machines.

They lie in one folder for each time that the list was handed in (`places.report_folder`). While a long list is read the
page and the document say how far it is; at the end they are replaced, and the rows to mend are put beside them.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import IO

from handlers.common.rules.refusals import Refused
from handlers.common.rules.tenants import Campaign, Tenant
from handlers.intake.rules import ingest_answer, places, remarks, report_page, rows_to_mend
from handlers.intake.rules.ingest_answer import IngestAnswer, IngestStatus
from handlers.intake.rules.ingest_report import IngestReport
from handlers.intake.rules.job import Job, RowCounts
from handlers.intake.rules.lists import ContactList
from handlers.intake.rules.report_page import Page
from handlers.intake.rules.requests import FileReference
from handlers.intake.storage import bucket, job_remarks

PROGRESS_ROWS = 10_000
"""Rows between two reports of how far a list is: two requests beside the 400 for the contacts."""
ROWS_A_SECOND = 5_000
"""Refused rows that are reported in a second, of a workbook and with the processor that 512 MB have."""
ZONE = "America/Sao_Paulo"
"""The zone of times for a tenant that is not known."""


@dataclass(frozen=True)
class Place:
    """The place for the answers to a file, and their readers."""

    file: FileReference
    folder: str
    """The folder of the answers, with its slash."""
    tenant: str
    """The tenant's name, else the id or what stands in its place."""
    campaign: str | None
    """The campaign's; None for a list of people who are not to be written to."""
    zone: str = ZONE


def place(file: FileReference, tenant: Tenant | str, campaign: Campaign | str | None, job: Job) -> Place:
    """Return where the answers to a job's list go; tenant and campaign are their ids where they are there no more."""
    folder = places.report_folder(file.key, job.begun, f"{job.key}#{job.job_id}")
    zone = tenant.timezone if isinstance(tenant, Tenant) else ZONE
    return Place(file, folder, _name(tenant), _name(campaign) if campaign else None, zone)


def refused_place(file: FileReference, at: datetime, identity: str) -> Place:
    """Return where the refusal of a file goes that was handed in then; ``identity``: see `places.report_folder`."""
    tenant, campaign, *_ = [*file.key.removeprefix(places.INBOX).split("/")[:-1], "", ""]
    return Place(file, places.report_folder(file.key, at, identity), tenant or "?", campaign or "?")


def seconds_needed(job: Job) -> float:
    """Return the time that the answers to a job's list may take to write."""
    return 5 + job.counts.invalid / ROWS_A_SECOND


def tell_progress(where: Place, job: Job, read_as: str, total: int | None, now: datetime) -> None:
    """Write how far a list is: ``total`` is the number of its records, if that is known."""
    status = IngestStatus.CONTINUING
    summary = ingest_answer.summary(status, job, where.folder)
    nothing = IngestReport()
    _put_page(where, replace(_page(where, job, status, now), read_as=read_as, total=total), nothing)
    _put_document(where, nothing.document(summary, readAs=read_as, rowsToMend=None, total=total))


def collect(job: Job, listed: ContactList | None = None, key: str = "") -> IngestReport:
    """Return the report from the remarks of every run of the job.

    With ``listed``, the list that came as ``key``, its refused rows are written down in its own form too.
    """
    mend = rows_to_mend.begun(listed, key, job.counts.invalid) if listed and job.counts.invalid else None
    report = IngestReport(mend)
    for packed in job_remarks.read(job):
        for remark in remarks.unpack(packed):
            report.add(remark)
    return report


def tell(where: Place, job: Job, report: IngestReport, read_as: str, now: datetime) -> IngestAnswer:
    """Write the answers to a list that was read, to its end unless it was stopped; return the answer to its caller."""
    status = IngestStatus.CUT_SHORT if report.stopped else IngestStatus.DONE
    summary = ingest_answer.summary(status, job, where.folder)
    mend = report.mend.name if report.mend else None
    if report.mend and mend:
        content = report.mend.finished()
        bucket.write(where.file.bucket, where.folder + mend, content, rows_to_mend.content_type(mend))
    _put_page(where, replace(_page(where, job, status, now), read_as=read_as, mend=mend), report)
    # The document last: a program that sees it finds the other files too.
    _put_document(where, report.document(summary, readAs=read_as, rowsToMend=mend))
    return report.answer(summary)


def refuse(where: Place, refused: Refused, now: datetime) -> IngestAnswer:
    """Write the answers to a list that is refused whole, and return the answer."""
    status = IngestStatus.REFUSED
    summary = ingest_answer.summary(status, None, where.folder)
    report = IngestReport()
    report.stop(refused, status)
    _put_page(where, _page(where, None, status, now), report)
    _put_document(where, report.document(summary, readAs="", rowsToMend=None))
    return report.answer(summary)


def _name(configured: Tenant | Campaign | str) -> str:
    return configured if isinstance(configured, str) else configured.name


def _page(where: Place, job: Job | None, status: IngestStatus, now: datetime) -> Page:
    return Page(
        status=status,
        file=where.file.key,
        inbox=places.inbox_of(where.file.key),
        tenant=where.tenant,
        campaign=where.campaign,
        counts=job.counts if job else RowCounts(),
        written=now,
        zone=where.zone,
        begun=job.begun if job else None,
    )


def _put_document(where: Place, content: IO[bytes]) -> None:
    bucket.write(where.file.bucket, where.folder + places.DOCUMENT, content, "application/json")


def _put_page(where: Place, page: Page, report: IngestReport) -> None:
    content = report_page.page(page, report)
    bucket.write(where.file.bucket, where.folder + places.PAGE, content, "text/html; charset=utf-8")
