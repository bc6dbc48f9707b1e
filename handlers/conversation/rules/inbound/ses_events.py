"""Reading the events that Amazon SES publishes about an e-mail, as the event bus hands them on.

Source: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html; in an event of the bus
the record is the ``detail`` (https://docs.aws.amazon.com/ses/latest/dg/monitoring-eventbridge.html).
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from handlers.common.rules.outcomes import LONGEST_CODE, LONGEST_ID, Outcome
from handlers.common.rules.references import Reference
from handlers.common.rules.reports import Report, Reported

SOURCE = "aws.ses"

_NO_COMPLAINTS = frozenset({"not-spam", "auth-failure", "virus"})
"""Types of feedback in which no person asks for an end."""


class _Told(NamedTuple):
    status: Reported
    code: str = ""
    outcome: Outcome | None = None


_BOUNCES: Mapping[tuple[str, str], Outcome] = MappingProxyType(
    {("Permanent", "UnsubscribedRecipient"): Outcome.OPTED_OUT}
)


def report(event: object) -> Report | None:
    """Return what an event reports on a message of ours.

    None for an event of anything else, and for one that settles nothing: a delay, after which SES goes on trying, and
    feedback that is no complaint.
    """
    detail = _part(event, "detail")
    if not isinstance(event, Mapping) or event.get("source") != SOURCE:
        return None
    mail = _part(detail, "mail")
    tags = _part(mail, "tags").get("reference")
    reference = Reference.parse(tags[0]) if isinstance(tags, list) and tags else None
    told = _told(detail)
    if reference is None or told is None:
        return None
    at = _instant(_part(detail, _text(detail, "eventType").lower()), mail, {"timestamp": event.get("time")})
    message_id = _text(mail, "messageId")[:LONGEST_ID] or None
    return None if at is None else Report(reference, told.status, at, message_id, told.code, told.outcome)


def _told(detail: Mapping[str, Any]) -> _Told | None:
    match _text(detail, "eventType"):
        case "Send":
            return _Told(Reported.SENT)
        case "Delivery":
            return _Told(Reported.DELIVERED)
        case "Bounce":
            return _bounced(_part(detail, "bounce"))
        case "Complaint":
            return _complained(_part(detail, "complaint"))
        case "Reject" | "Rendering Failure":
            return _Told(Reported.FAILED, "reject")
    return None


def _bounced(bounce: Mapping[str, Any]) -> _Told:
    """A failure for good: of the address if it is permanent, otherwise of this message, for which SES has given up."""
    kind, detail = _text(bounce, "bounceType"), _text(bounce, "bounceSubType")
    outcome = _BOUNCES.get((kind, detail), Outcome.CONTACT_FAULT if kind == "Permanent" else None)
    return _Told(Reported.FAILED, "_".join(("bounce", kind, detail)).lower()[:LONGEST_CODE], outcome)


def _complained(complaint: Mapping[str, Any]) -> _Told | None:
    if _text(complaint, "complaintFeedbackType") in _NO_COMPLAINTS:
        return None
    return _Told(Reported.COMPLAINED, "complaint")


def _instant(*places: Mapping[str, Any]) -> datetime | None:
    """Return the first timestamp that can be read; one without an offset is in UTC."""
    for place in places:
        try:
            found = datetime.fromisoformat(_text(place, "timestamp"))
        except ValueError:
            continue
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found
    return None


def _part(whole: object, name: str) -> Mapping[str, Any]:
    found = whole.get(name) if isinstance(whole, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _text(part: Mapping[str, Any], name: str) -> str:
    found = part.get(name)
    return found if isinstance(found, str) else ""
