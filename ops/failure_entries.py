"""The entries of the queues of failures, as they are read: what each is about, and what would play it again.

What is shown of one names ids, kinds, types of errors and fields, never an address, a text or a name.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from handlers.common.rules.envelope import Message
from handlers.common.storage.failures import MALFORMED
from ops.tables import moment

QueueName = Literal["send-dlq", "inbound-dlq", "failed-events"]
QUEUES: tuple[QueueName, ...] = ("send-dlq", "inbound-dlq", "failed-events")
SEND_QUEUE, INBOUND_QUEUE = "send-queue", "inbound-queue"
SHORT = 8
"""The characters of an id that are printed."""
UNREADABLE = "cannot be read: it would fail again"
_ID = re.compile(r"(?!\d{8})[A-Za-z0-9_.-]{1,64}")
_KIND = re.compile(r"[A-Za-z][A-Za-z ]{0,39}")
"""Ids and kinds of events as they are shown; whatever else stands in their place may be anything."""
_SHOWN = ("tenantId", "campaignId", "contactId", "meetingId", "correlationId", "jobId")


@dataclass(frozen=True)
class SendAgain:
    """Putting a message back into the queue that it came from."""

    body: str
    queue: str = SEND_QUEUE

    def __str__(self) -> str:
        return f"put it back into {'the send queue' if self.queue == SEND_QUEUE else self.queue}"


@dataclass(frozen=True)
class InvokeAgain:
    """Invoking a function with the event that it failed on."""

    function: str
    """The name of the function."""
    payload: Mapping[str, Any]

    def __str__(self) -> str:
        return f"invoke {self.function} again with the same event"


@dataclass(frozen=True)
class RaiseAgain:
    """Putting an event on the bus again, for a target that is no function."""

    entry: Mapping[str, str]

    def __str__(self) -> str:
        return f"raise {self.entry['DetailType']} again"


Cure = SendAgain | InvokeAgain | RaiseAgain


@dataclass(frozen=True)
class Failure:
    """One entry of a queue of failures."""

    queue: QueueName
    id: str
    """The id that SQS gave the entry."""
    receipt: str
    """The handle by which the entry is deleted or shown to others again."""
    since: datetime
    """The instant at which it came into the queue."""
    what: str
    """The message or the event, such as ``outreach`` or ``Meeting Confirmed``."""
    error: str
    """The type of the error, where the queue knows it."""
    ids: Mapping[str, str]
    """The tenant, campaign, contact and so on that it is about."""
    cure: Cure | None
    """The replay; None where the entry cannot be read."""
    reason: str = ""
    """The fields at fault of what could not be understood; empty for what merely failed."""
    body: str = field(default="", repr=False)
    """The entry as it lies in the queue; it may hold personal data, and is shown to nobody."""

    @property
    def line(self) -> str:
        """The entry in one line."""
        parts = (
            self.id[:SHORT], moment(self.since), self.queue, self.what, self.about, self.error, self.reason,
        )  # fmt: skip
        return "  ".join(part for part in parts if part)

    @property
    def about(self) -> str:
        """The ids of what it is about, in one line."""
        return " ".join(f"{name}={value}" for name, value in self.ids.items())


def entry_of(queue: QueueName, entry: Mapping[str, Any]) -> Failure:
    """Return the failure that an entry, as SQS gives it, tells of."""
    attributes = {
        name: each.get("StringValue", "") for name, each in entry.get("MessageAttributes", {}).items()
    }
    readers = {"send-dlq": _of_message, "inbound-dlq": _of_inbound, "failed-events": _of_event}
    what, error, about, cure, reason = readers[queue](entry["Body"], attributes)
    since = datetime.fromtimestamp(int(entry["Attributes"]["SentTimestamp"]) / 1000, UTC)
    ids = {name: _shown(about[name], _ID) for name in _SHOWN if about.get(name)}
    body = entry["Body"]
    return Failure(
        queue, entry["MessageId"], entry["ReceiptHandle"], since, what, error, ids, cure, reason, body
    )


_Reading = tuple[str, str, Mapping[str, Any], Cure | None, str]


def _of_message(body: str, attributes: Mapping[str, str]) -> _Reading:
    error = attributes.get("ErrorCode", "")
    reason = attributes.get("ErrorMessage", "") if error == MALFORMED else ""
    try:
        message = Message.model_validate_json(body)
    except ValueError:
        return "unreadable message", error, {}, None, reason
    return f"{message.kind} {message.step}", error, message.model_dump(), SendAgain(body), reason


def _of_inbound(body: str, attributes: Mapping[str, str]) -> _Reading:
    """Read what a contact wrote, or a provider reported; of it only its kind is shown."""
    message = _document(body)
    kind = _shown(message.get("kind") or message.get("detail-type") or "reply", _KIND)
    return f"inbound {kind}", attributes.get("ErrorCode", ""), {}, SendAgain(body, INBOUND_QUEUE), ""


def _of_event(body: str, attributes: Mapping[str, str]) -> _Reading:
    """Read what a function failed on for good, or what a rule or a schedule could not deliver."""
    record, reason = _document(body), ""
    if "requestPayload" in record:
        failed, answered = _map(record.get("requestContext")), _map(record.get("responsePayload"))
        arn, payload = str(failed.get("functionArn", "")), _map(record["requestPayload"])
        error = str(answered.get("errorType") or failed.get("condition", ""))
        if failed.get("condition") == MALFORMED:
            reason = str(answered.get("errorMessage", ""))
    else:
        arn, payload, error = attributes.get("TARGET_ARN", ""), record, attributes.get("ERROR_CODE", "")
    about = {**payload, **_map(payload.get("detail")), **_map(payload.get("continue"))}
    cure = _cure(arn, payload)
    return _kind(payload, cure), error, about, cure, reason


def _cure(arn: str, payload: Mapping[str, Any]) -> Cure | None:
    if payload and arn.endswith(f"-{INBOUND_QUEUE}"):
        # A provider's report, which the bus takes from its provider alone.
        return SendAgain(json.dumps(payload, ensure_ascii=False), INBOUND_QUEUE)
    if payload and ":function:" in arn:
        return InvokeAgain(arn.partition(":function:")[2].partition(":")[0], payload)
    if arn and {"source", "detail-type", "detail"} <= payload.keys():
        detail = json.dumps(payload["detail"], ensure_ascii=False)
        source, kind = str(payload["source"]), str(payload["detail-type"])
        return RaiseAgain({"Source": source, "DetailType": kind, "Detail": detail})
    return None


def _kind(payload: Mapping[str, Any], cure: Cure | None) -> str:
    if cure is None:
        return "unreadable event"
    if "detail-type" in payload:
        return _shown(payload["detail-type"], _KIND)
    return f"invocation of {cure.function}" if isinstance(cure, InvokeAgain) else "event"


def _shown(value: Any, pattern: re.Pattern[str]) -> str:
    return value if isinstance(value, str) and pattern.fullmatch(value) else "…"


def _document(text: str) -> Mapping[str, Any]:
    try:
        return _map(json.loads(text))
    except ValueError:
        return {}


def _map(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
