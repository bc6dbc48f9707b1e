"""ingest-contacts: a list of contacts, from a request or a file dropped in the intake bucket, into the backlog.

Input: a direct request (``IngestRequest``), S3's notification of a new file, or ``{"continue": …}`` from a run of its
own that had no time left. Answer: ``{"jobId", "status", "ingested", "duplicates", "invalid", "blank", "errors",
"notes", "report"}``, where ``status`` is one of

- ``done``: the list is taken in, ``errors`` has the rows that were refused and ``notes`` what was left out of others;
- ``continuing``: a further run goes on from here;
- ``running``: another run is at it, for the same event or because it has taken this one's job over;
- ``refused``: nothing was taken in, ``errors`` says why.
"""

import json
import time
import uuid
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote_plus

from handlers.common.rules import contracts
from handlers.common.rules.model import Event
from handlers.common.rules.refusals import Refused
from handlers.common.rules.tenants import Campaign, Tenant
from handlers.common.storage import configuration, events, functions
from handlers.environment import required
from handlers.intake import walk
from handlers.intake.rules import files, json_lists
from handlers.intake.rules.ingest_report import IngestReport
from handlers.intake.rules.lists import ContactList
from handlers.intake.rules.requests import Continuation, IngestRequest
from handlers.intake.storage import files as stored
from handlers.intake.storage import jobs
from handlers.observability import count, entry_point, logger

Answer = dict[str, Any]


@entry_point
def handler(event: dict[str, Any], context: Any) -> Answer:
    """Answers for the list that the event names; of several files in one notification, under ``files``."""
    if "Records" not in event:
        return _answer_request(event, context)
    return {"files": [_answer_notification(record["s3"], context) for record in event["Records"]]}


def _answer_request(event: dict[str, Any], context: Any) -> Answer:
    origin = getattr(context, "aws_request_id", None) or uuid.uuid4().hex
    judged = None
    try:
        if "continue" in event:
            continuation = contracts.parse(Continuation, event["continue"], "the continuation")
            request, origin, judged = continuation, continuation.origin, continuation.judged
        else:
            request = contracts.parse(IngestRequest, event, "the request")
    except contracts.ContractError as error:
        return _refused(Refused("invalid_request", str(error)))
    return _ingest(request, origin, context, judged)


def _answer_notification(notified: Mapping[str, Any], context: Any) -> Answer:
    bucket, key = notified["bucket"]["name"], unquote_plus(notified["object"]["key"])
    if files.is_ours(key):
        return {"status": "ignored"}
    try:
        tenant_id, campaign_id = files.place(key)
        place = {"tenantId": tenant_id, "campaignId": campaign_id, "file": {"bucket": bucket, "key": key}}
        request = contracts.parse(IngestRequest, place, "the file's key")
    except Refused as refused:
        answer = _refused(refused)
    except contracts.ContractError as error:
        answer = _refused(Refused("wrong_place", str(error)))
    else:
        answer = _ingest(request, notified["object"]["sequencer"], context)
    if answer["status"] == "refused":
        # Nobody reads the answer to a notification: whoever dropped the file looks beside it.
        body = json.dumps(answer, ensure_ascii=False).encode()
        stored.write(bucket, key + files.REPORT, body, "application/json")
    return answer


def _ingest(request: IngestRequest, origin: str, context: Any, judged: str | None = None) -> Answer:
    ends = time.monotonic() + context.get_remaining_time_in_millis() / 1000
    try:
        tenant, campaign = _configured(request)
        list_id, listed = _opened(request, judged)
    except Refused as refused:
        return _refused(refused)
    logger.append_keys(tenantId=request.tenantId, campaignId=request.campaignId)
    job = jobs.claim(list_id, origin, _now)
    if job is None:
        return _nothing("running")
    intake = walk.Intake(tenant, campaign, _now, lambda: ends - time.monotonic())
    finished = True
    if not job.done:
        try:
            job, finished = walk.walk(intake, listed, job, may_hand_over=request.file is not None)
        except jobs.TakenOverError as error:
            logger.warning(str(error))
            return _nothing("running")
    logger.info("took in", jobId=job.job_id, position=job.position, finished=finished, **asdict(job.counts))
    if not finished:
        # AWS ends such a chain after 16 runs, which is about 350,000 rows; the last event then lies in the
        # failed-events queue and, played again, goes on from where the job stands.
        again = {
            **request.model_dump(mode="json", exclude_none=True),
            "origin": job.origin,
            "judged": list_id,
        }
        functions.start(required("INGEST_FUNCTION"), {"continue": again})
        return {**_summary(request, job), "status": "continuing", "errors": [], "notes": []}
    report = walk.report(listed, job)
    if not job.done:
        _finish(request, job, report)
    return report.answer(_summary(request, job))


def _configured(request: IngestRequest) -> tuple[Tenant, Campaign]:
    tenant = configuration.tenant(request.tenantId)
    if tenant is None:
        raise Refused(
            "unknown_tenant",
            f"there is no tenant {request.tenantId}: create it with python -m ops tenant put tenant.json",
        )
    campaign = configuration.campaign(request.tenantId, request.campaignId)
    if campaign is None:
        raise Refused(
            "unknown_campaign",
            f"tenant {request.tenantId} has no campaign {request.campaignId}: create it with "
            "python -m ops campaign put campaign.json",
        )
    return tenant, campaign


def _opened(request: IngestRequest, judged: str | None) -> tuple[str, ContactList]:
    """The list and a name for it: the same list for the same tenant and campaign has the same."""
    place = (request.tenantId, request.campaignId)
    if request.file is None:
        items = request.contacts or []
        return jobs.list_id(*place, json.dumps(items, sort_keys=True)), json_lists.of_items(items)
    found = stored.open_file(request.file.bucket, request.file.key)
    files.check_size(found.key, found.size)
    list_id = jobs.list_id(*place, found.bucket, found.key, found.etag)
    return list_id, files.read(found.key, found.body(), judged=list_id == judged)


def _finish(request: IngestRequest, job: jobs.Job, report: IngestReport) -> None:
    """What follows the last record. A run that is killed in here is repeated, and the event may be raised twice."""
    summary = _summary(request, job)
    if request.file:
        bucket, key = request.file.bucket, request.file.key
        stored.write(bucket, key + files.REJECTED, report.rejected(), "text/csv; charset=utf-8")
        stored.write(bucket, key + files.REPORT, report.document(summary), "application/json")
    place = {"tenantId": request.tenantId, "campaignId": request.campaignId}
    counts = asdict(job.counts)
    events.raise_events(
        [(Event.CONTACTS_INGESTED, {**place, "correlationId": job.job_id, "jobId": job.job_id, **counts})]
    )
    if job.counts.ingested:
        functions.start(required("RELEASE_FUNCTION"), place)
    jobs.finish(job, _now())
    for name, amount in counts.items():
        count(f"Contacts{name.capitalize()}", amount)


def _summary(request: IngestRequest, job: jobs.Job) -> Answer:
    report = request.file.key + files.REJECTED if request.file else None
    return {"jobId": job.job_id, "status": "done", **asdict(job.counts), "report": report}


def _refused(refused: Refused) -> Answer:
    logger.warning("refused", code=refused.code)
    error = {"row": None, "field": None, "code": refused.code, "message": refused.message}
    return _nothing("refused", error)


def _nothing(status: str, *errors: Answer) -> Answer:
    """The answer of a run that has taken nothing in."""
    return {
        "jobId": None,
        "status": status,
        **asdict(jobs.Counts()),
        "errors": list(errors),
        "notes": [],
        "report": None,
    }


def _now() -> datetime:
    return datetime.now(UTC)
