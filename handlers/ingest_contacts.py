"""ingest-contacts: a list of contacts, from a request or a file dropped in the intake bucket, into the backlog.

Input: a direct request (``IngestRequest``), S3's notification of new files, or ``{"continue": …}`` (``Continuation``)
from an earlier run that had no time left. Answer: an ``IngestAnswer``; for a notification ``{"files": […]}`` with one
for each file, ``{"status": "ignored"}`` for a folder or a report. A direct request that cannot be understood
is refused; of a notification or a continuation, which nobody waits for, the failures' queue is told.
"""

import time
import uuid
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote_plus

from handlers.common.rules.contracts import ContractError, parse
from handlers.common.rules.notifications import Notification, NotifiedFile
from handlers.common.rules.refusals import Refused
from handlers.entry_point import entry_point
from handlers.intake import ingesting
from handlers.intake.rules.ingest_answer import IngestAnswer
from handlers.intake.rules.requests import Continued, FileReference, IngestRequest


@entry_point
def handler(event: Any, context: Any) -> Mapping[str, Any]:
    """Take in the list that the event brings or names."""
    seconds_left = _countdown(context)
    if isinstance(event, dict) and "Records" in event:
        return {"files": _answer_notification(event, seconds_left)}
    if isinstance(event, dict) and "continue" in event:
        return ingesting.go_on(parse(Continued, event, "the continuation").again, seconds_left)
    return _answer_request(event, context, seconds_left)


def _answer_request(event: Any, context: Any, seconds_left: Callable[[], float]) -> IngestAnswer:
    try:
        request = parse(IngestRequest, event, "the request")
    except ContractError as error:
        return ingesting.refuse(Refused("invalid_request", str(error)))
    origin = getattr(context, "aws_request_id", None) or uuid.uuid4().hex
    return ingesting.ingest(request, origin, seconds_left)


def _answer_notification(event: Any, seconds_left: Callable[[], float]) -> list[Mapping[str, Any]]:
    """The answers to all files that can be understood; ``ContractError`` after them if one cannot."""
    answers: list[Mapping[str, Any]] = []
    refused: ContractError | None = None
    for number, record in enumerate(parse(Notification, event, "the notification").Records):
        try:
            notified = parse(NotifiedFile, record, f"record {number} of the notification")
            stored = {"bucket": notified.s3.bucket.name, "key": unquote_plus(notified.s3.object.key)}
            file = parse(FileReference, stored, f"record {number} of the notification")
        except ContractError as error:
            refused = refused or error
            continue
        origin = notified.s3.object.sequencer
        answer = ingesting.ingest_dropped(file, origin, notified.eventTime, seconds_left)
        answers.append(answer or {"status": "ignored"})
    if refused:
        raise refused
    return answers


def _countdown(context: Any) -> Callable[[], float]:
    """Return the seconds that the run has left, as a function to be asked again and again."""
    ends = time.monotonic() + context.get_remaining_time_in_millis() / 1000
    return lambda: ends - time.monotonic()
