"""The ingest of a list: it is opened, claimed as a job, walked through, and reported to its owner."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime

from handlers.common.rules.contracts import ContractError, parse
from handlers.common.rules.model import Event
from handlers.common.rules.refusals import Refused
from handlers.common.rules.tenants import DO_NOT_CONTACT
from handlers.common.storage import events, functions
from handlers.environment import required
from handlers.intake import walk
from handlers.intake.opening import OpenedList, open_list
from handlers.intake.rules import files, ingest_answer
from handlers.intake.rules.ingest_answer import IngestAnswer, IngestStatus, IngestSummary
from handlers.intake.rules.ingest_report import IngestReport
from handlers.intake.rules.job import Job
from handlers.intake.rules.requests import IngestRequest
from handlers.intake.storage import bucket, jobs
from handlers.observability import count, logger


def ingest(
    request: IngestRequest, origin: str, seconds_left: Callable[[], float], judged: str | None = None
) -> IngestAnswer:
    """Take a list in, as far as the time allows; a further run is started for the rest of a file.

    ``origin`` is the id of the event, the same in each of its deliveries. ``judged``: see `open_list`.
    """
    try:
        opened = open_list(request, judged)
    except Refused as refused:
        return refuse(refused)
    logger.append_keys(tenantId=request.tenantId, campaignId=request.campaignId)
    job, finished = jobs.claim(opened.list_id, origin, _now), True
    if job is not None and not job.done:
        run = walk.IngestRun(opened.tenant, opened.campaign, _now, seconds_left)
        try:
            job, finished = walk.walk(run, opened.records, job, may_hand_over=request.file is not None)
        except jobs.TakenOverError as error:
            logger.warning(str(error))
            job = None
    if job is None:
        return ingest_answer.without_rows(ingest_answer.summary(IngestStatus.RUNNING))
    logger.info("took in", jobId=job.job_id, position=job.position, finished=finished, **asdict(job.counts))
    return _report(request, opened, job) if finished else _hand_over(request, opened, job)


def ingest_dropped(
    file_bucket: str, key: str, origin: str, seconds_left: Callable[[], float]
) -> IngestAnswer | None:
    """Take in a file dropped in the intake bucket; None if an ingest has put it there itself.

    A refusal is put beside the file: nobody reads the answer to a notification.
    """
    if files.is_ours(key):
        return None
    try:
        tenant_id, campaign_id = files.place(key)
        file = {"bucket": file_bucket, "key": key}
        place = {"tenantId": tenant_id, "campaignId": campaign_id, "file": file}
        answer = ingest(parse(IngestRequest, place, "the file's key"), origin, seconds_left)
    except Refused as refused:
        answer = refuse(refused)
    except ContractError as error:
        answer = refuse(Refused("wrong_place", str(error)))
    if answer["status"] == IngestStatus.REFUSED:
        body = json.dumps(answer, ensure_ascii=False).encode()
        bucket.write(file_bucket, key + files.REPORT, body, "application/json")
    return answer


def refuse(refused: Refused) -> IngestAnswer:
    """Log that a list is refused, without its message, which may hold an address; return the answer."""
    logger.warning("refused", code=refused.code)
    return ingest_answer.refusal(refused)


def _hand_over(request: IngestRequest, opened: OpenedList, job: Job) -> IngestAnswer:
    """Start the next run.

    AWS ends such a chain after 16 runs, which is about 350,000 rows; the last event then lies in the failed-events
    queue and, played again, goes on from where the job stands.
    """
    again = request.model_dump(mode="json", exclude_none=True)
    again |= {"origin": job.origin, "judged": opened.list_id}
    functions.start(required("INGEST_FUNCTION"), {"continue": again})
    return ingest_answer.without_rows(_summary(request, job, IngestStatus.CONTINUING))


def _report(request: IngestRequest, opened: OpenedList, job: Job) -> IngestAnswer:
    report = walk.report(opened.records, job)
    if not job.done:
        _finish(request, job, report)
    return report.answer(_summary(request, job))


def _finish(request: IngestRequest, job: Job, report: IngestReport) -> None:
    """Report the list, release its contacts and mark the job as done.

    A run that is killed in here is repeated, and the event may be raised twice.
    """
    _put_beside(request, job, report)
    place = {"tenantId": request.tenantId, "campaignId": request.campaignId}
    counts = asdict(job.counts)
    detail = {**place, "correlationId": job.job_id, "jobId": job.job_id, **counts}
    if request.campaignId != DO_NOT_CONTACT:
        events.raise_events([(Event.CONTACTS_INGESTED, detail)])
        if job.counts.ingested:
            functions.start(required("RELEASE_FUNCTION"), place)
    jobs.finish(job, _now())
    for name, amount in counts.items():
        count(f"Contacts{name[0].upper()}{name[1:]}", amount)


def _put_beside(request: IngestRequest, job: Job, report: IngestReport) -> None:
    if request.file is None:
        return
    name, key = request.file.bucket, request.file.key
    bucket.write(name, key + files.REJECTED, report.rejected(), "text/csv; charset=utf-8")
    bucket.write(name, key + files.REPORT, report.document(_summary(request, job)), "application/json")


def _summary(request: IngestRequest, job: Job, status: IngestStatus = IngestStatus.DONE) -> IngestSummary:
    report = request.file.key + files.REJECTED if request.file else None
    return ingest_answer.summary(status, job, report)


def _now() -> datetime:
    return datetime.now(UTC)
