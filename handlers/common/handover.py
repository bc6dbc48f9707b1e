"""Telling a contact who has written that a person is going to answer: once a human has really been called."""

from datetime import datetime, timedelta

from handlers.common.rules.contact import Contact
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Channel, Kind, State
from handlers.common.rules.steps import Step
from handlers.common.rules.subject import Subject
from handlers.common.storage import contacts, outbox

NOT_AGAIN_FOR = timedelta(hours=12)
"""The time for which a contact who has been told is not told again."""


def noted(contact: Contact, reply_id: str, now: datetime) -> dict[str, str]:
    """The attributes of a contact who is to be told by ``tell``; none where nothing is to be written or said."""
    if _is_silent(contact, reply_id, now) or contact.handed_over_for == reply_id:
        return {}
    return contacts.handed_over(reply_id, now)


def tell(contact: Contact, reply_id: str, now: datetime, channel: Channel | None = None) -> None:
    """Tell the contact that a person is going to answer the reply ``reply_id``; may be repeated for the same reply.

    Nothing is said to whoever has been told lately, talks with a human or gets no more messages. Without a
    ``channel``: the main one.
    """
    if _is_silent(contact, reply_id, now):
        return
    is_noted = contact.handed_over_for == reply_id
    if not is_noted and not contacts.hand_over(contact.contact_id, reply_id, now, now - NOT_AGAIN_FOR):
        return
    step = Step.answering(Kind.HANDOVER, reply_id)
    subject = Subject(contact.tenant_id, reply_id, contact.campaign_id, contact.contact_id)
    outbox.enqueue([Message.answering(Kind.HANDOVER, step, subject, now, channel)])


def _is_silent(contact: Contact, reply_id: str, now: datetime) -> bool:
    told = contact.handed_over_at
    is_told = told is not None and now - told < NOT_AGAIN_FOR and contact.handed_over_for != reply_id
    return is_told or contact.state is State.OPTED_OUT or contact.is_with_human(now)
