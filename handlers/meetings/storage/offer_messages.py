"""The messages of offers, as send-messages has put them on record in the contacts table."""

from datetime import datetime, timedelta

from handlers.common.rules.steps import Step
from handlers.common.storage import contacts, dynamo, keys
from handlers.meetings.rules.meeting import Meeting

_ARRIVED = frozenset({"sent", "unknown"})
_WAITING = frozenset({"queued", "sending"})
_NEWS = timedelta(days=1)
"""The time after which a contact has had its say on what it heard."""


def may_have_arrived(meeting: Meeting) -> bool:
    """False where the latest offer certainly has not: it was skipped, has failed or expired, or waits yet."""
    item = _item(meeting, Step.proposal(meeting.meeting_id, meeting.round))
    return item is None or item["status"] in _ARRIVED


def lapse_is_news(meeting: Meeting, now: datetime) -> bool:
    """True while the news that the latest offer is over waits, for a contact who is away, say, and for a day after."""
    item = _item(meeting, Step.lapse(meeting.meeting_id, meeting.round)) or {}
    is_recent = "sentAt" in item and now < datetime.fromisoformat(item["sentAt"]) + _NEWS
    return is_recent or item.get("status") in _WAITING


def _item(meeting: Meeting, step: Step) -> dynamo.Item | None:
    return dynamo.read_item(contacts.table(), keys.contact_pk(meeting.contact_id), keys.message_sk(step))
