"""The messages of offers, as send-messages has put them on record in the contacts table."""

from handlers.common.rules.steps import Step
from handlers.common.storage import contacts, dynamo, keys
from handlers.meetings.rules.meeting import Meeting

_ARRIVED = frozenset({"sent", "unknown"})


def may_have_arrived(meeting: Meeting) -> bool:
    """False where the latest offer certainly has not: it was skipped, has failed or expired, or waits yet."""
    step = Step.proposal(meeting.meeting_id, meeting.round)
    item = dynamo.read_item(contacts.table(), keys.contact_pk(meeting.contact_id), keys.message_sk(step))
    return item is None or item["status"] in _ARRIVED
