"""The offer that a contact had seen when writing (docs/system.md, "Conversation: which offer is meant")."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from handlers.common.rules.contact import Contact
from handlers.common.rules.steps import Step
from handlers.conversation.storage import sendings
from handlers.conversation.storage.sendings import Sending
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.times import Offer

DOUBT = timedelta(seconds=60)
"""The time before its recorded sending in which a message may have been delivered: a call and clocks that differ."""


def seen(contact: Contact, meeting: Meeting, written: datetime, quoted: str | None = None) -> Offer | None:
    """The offer whose message is ``quoted``, else the last one that had been delivered when the contact wrote.

    Where nothing is known of its delivery it is enough that it was sent. None if there is none, or where that is
    doubtful. Who quotes the question which slot of an offer is meant means that offer.
    """
    sent = _sent(contact, meeting)
    named = _of_message(sent, quoted) or _asked_about(contact, meeting, quoted) if quoted else None
    if named is not None:
        return named
    for offer, sending in sent:
        if sending is not None and sending.had_arrived(written):
            return offer
        if _may_have_been_sent(sending, written):
            # Whoever answers the only offer that there has been has seen it.
            return offer if offer.round == 1 else None
    return None


def turned_down(contact: Contact, meeting: Meeting, written: datetime, meant: Offer) -> Offer:
    """The offer that a wish for other slots turns down: the last one seen, also where an earlier one is ``meant``.

    Who quotes that has seen the later one, and wants none of it. Costs as ``seen`` for an earlier one.
    """
    is_last = meant.round == meeting.round
    return meant if is_last else seen(contact, meeting, written) or meant


def quoted(contact: Contact, meeting: Meeting, message_id: str) -> Offer | None:
    """The offer whose message, or question, has that id; None if there is none. Costs two reads for each offer."""
    return _of_message(_sent(contact, meeting), message_id) or _asked_about(contact, meeting, message_id)


def _sent(
    contact: Contact, meeting: Meeting, step: Callable[[str, int], Step] = Step.proposal
) -> list[tuple[Offer, Sending | None]]:
    """The meeting's offers, the latest first, each with the message of that step about it."""
    return [
        (offer, sendings.read(contact.contact_id, step(meeting.meeting_id, offer.round)))
        for offer in meeting.offers
    ]


def _asked_about(contact: Contact, meeting: Meeting, message_id: str) -> Offer | None:
    """The offer of which that message asks which slot is meant; None for any other message. Costs a read for each."""
    return _of_message(_sent(contact, meeting, Step.which_slot), message_id)


def _of_message(sent: Sequence[tuple[Offer, Sending | None]], message_id: str) -> Offer | None:
    return next(
        (offer for offer, sending in sent if sending is not None and sending.message_id == message_id), None
    )


def _may_have_been_sent(sending: Sending | None, written: datetime) -> bool:
    if sending is None or sending.delivered_at is not None:
        return False
    if sending.sent_at is None:
        return sending.status in ("sending", "unknown")
    return sending.sent_at - DOUBT <= written
