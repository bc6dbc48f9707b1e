"""The queues of failures, for what can never be understood: it goes there at once, with its reason.

What merely failed goes there by AWS's own doing, once its repeats have failed too, in the same form.
"""

import json
from datetime import UTC, datetime
from typing import Any

from handlers.common.storage import clients, keys
from handlers.environment import required

MALFORMED = "Malformed"
"""The condition, or error code, of what was put here by its function."""
LONGEST_REASON = 1_000
LONGEST_RECORD = 1_000_000
"""Bytes; SQS takes 1 MiB."""
LONGEST_PART = 400_000
"""Characters that are kept of an event whose record would be longer."""


def keep_event(event: Any, context: Any, error: Exception) -> None:
    """Put an event into the failures' queue as Lambda does, in the form of its destinations' records.

    A repeat of the invocation has the same request id, so that two entries of one event can be told for what they are.
    Of an event that is too long for the queue the beginning is kept, as ``{"cut": …}``.
    """
    record = {
        "version": "1.0",
        "timestamp": keys.instant(datetime.now(UTC)),
        "requestContext": {
            "requestId": getattr(context, "aws_request_id", None),
            "functionArn": getattr(context, "invoked_function_arn", None),
            "condition": MALFORMED,
        },
        "requestPayload": event,
        "responsePayload": {
            "errorType": type(error).__name__,
            "errorMessage": str(error)[:LONGEST_REASON],
        },
    }
    body = json.dumps(record)
    if len(body) > LONGEST_RECORD:
        body = json.dumps({**record, "requestPayload": {"cut": json.dumps(event)[:LONGEST_PART]}})
    clients.sqs().send_message(QueueUrl=required("FAILED_EVENTS_URL"), MessageBody=body)


def keep_inbound(body: str, reason: str) -> None:
    """Put the body of a message into the inbound queue's dead-letter queue, as ``keep_message`` does."""
    _keep(required("INBOUND_DLQ_URL"), body, reason)


def keep_message(body: str, reason: str) -> None:
    """Put the body of a message into the send queue's dead-letter queue, with the attributes that Lambda gives one."""
    _keep(required("SEND_DLQ_URL"), body, reason)


def _keep(queue_url: str, body: str, reason: str) -> None:
    attributes = {"ErrorCode": MALFORMED, "ErrorMessage": reason[:LONGEST_REASON]}
    clients.sqs().send_message(
        QueueUrl=queue_url,
        MessageBody=body,
        MessageAttributes={
            name: {"DataType": "String", "StringValue": value} for name, value in attributes.items()
        },
    )
