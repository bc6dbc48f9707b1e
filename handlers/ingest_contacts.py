"""ingest-contacts: a list of contacts, from a request or a file dropped in the intake bucket, into the backlog.

Input: a direct request (``IngestRequest``), S3's notification of new files, or ``{"continue": …}`` (``Continuation``)
from an earlier run that had no time left. Answer: an ``IngestAnswer``; for a notification ``{"files": […]}`` with one
for each file, ``{"status": "ignored"}`` where the file is a report of ours.
"""

import time
import uuid
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote_plus

from handlers.common.rules.contracts import ContractError, parse
from handlers.common.rules.refusals import Refused
from handlers.intake import ingesting
from handlers.intake.rules.ingest_answer import IngestAnswer
from handlers.intake.rules.requests import Continuation, IngestRequest
from handlers.observability import entry_point


@entry_point
def handler(event: dict[str, Any], context: Any) -> Mapping[str, Any]:
    """Take in the list that the event brings or names."""
    seconds_left = _countdown(context)
    if "Records" not in event:
        return _answer_request(event, context, seconds_left)
    return {"files": [_answer_notification(record["s3"], seconds_left) for record in event["Records"]]}


def _answer_request(
    event: Mapping[str, Any], context: Any, seconds_left: Callable[[], float]
) -> IngestAnswer:
    try:
        if "continue" in event:
            again = parse(Continuation, event["continue"], "the continuation")
            return ingesting.ingest(again, again.origin, seconds_left, again.judged)
        request = parse(IngestRequest, event, "the request")
    except ContractError as error:
        return ingesting.refuse(Refused("invalid_request", str(error)))
    origin = getattr(context, "aws_request_id", None) or uuid.uuid4().hex
    return ingesting.ingest(request, origin, seconds_left)


def _answer_notification(notified: Mapping[str, Any], seconds_left: Callable[[], float]) -> Mapping[str, Any]:
    bucket, stored = notified["bucket"]["name"], notified["object"]
    key = unquote_plus(stored["key"])
    return ingesting.ingest_dropped(bucket, key, stored["sequencer"], seconds_left) or {"status": "ignored"}


def _countdown(context: Any) -> Callable[[], float]:
    """Return the seconds that the run has left, as a function to be asked again and again."""
    ends = time.monotonic() + context.get_remaining_time_in_millis() / 1000
    return lambda: ends - time.monotonic()
