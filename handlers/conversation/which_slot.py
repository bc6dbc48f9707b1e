"""Asking which slot of an offer is meant, where it is likely that one is chosen.

docs/system.md, "Conversation: asking back". Each offer is asked about once; whoever is still unclear then is a human's.
"""

from handlers.common.rules import portuguese
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Attention, Intent, Kind
from handlers.common.rules.steps import Step
from handlers.common.storage import outbox
from handlers.conversation import handing_over, human_words
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.replies import Reading
from handlers.conversation.rules.understanding import Understanding
from handlers.conversation.storage import sendings
from handlers.meetings.rules import messages
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.times import Offer
from handlers.meetings.storage import meetings


def is_asked(delivery: Delivery, contact: Contact, meeting: Meeting, offer: Offer, reading: Reading) -> bool:
    """Return True if the reading of words about an offer that was seen is asked back.

    Not beside a meeting that stands, which may be meant, or another question that is open; not of a machine, of whoever
    may be somebody else, or of an offer that another one follows or that is over. Costs a read of the question's
    message, where all that holds.
    """
    reply = delivery.reply
    if not _is_unclear(delivery, contact, reading) or reply.automatic or not reply.trusted or reply.attached:
        return False
    if contact.open_check is not None or meeting.to_come(delivery.now) is not None:
        return False
    if not _is_open(meeting, offer.round, delivery):
        return False
    return sendings.read(contact.contact_id, Step.which_slot(meeting.meeting_id, offer.round)) is None


def ask(delivery: Delivery, contact: Contact, understanding: Understanding) -> Attention | None:
    """Ask which slot is meant, and call a human for what is asked beside; return the reason, if one was called.

    A human is called in the question's place where the offer has ended since the reply was read.
    """
    meeting = meetings.get(understanding.meeting_id) if understanding.meeting_id else None
    if meeting is None or not _is_open(meeting, understanding.round, delivery):
        return handing_over.call_human(delivery, contact, Attention.UNCLEAR_REPLY)
    about = meeting, delivery.tenant, contact, delivery.correlation_id, delivery.now
    outbox.enqueue([messages.proposal(*about, Kind.WHICH_SLOT, delivery.reply.channel)])
    return handing_over.call_for_what_is_beside(delivery, contact)


def _is_unclear(delivery: Delivery, contact: Contact, reading: Reading) -> bool:
    """Return True for a choice that is not clear, and for interest that puts no choice off, nor awaits a human."""
    if reading.is_open_choice or reading.intent is not Intent.INTERESTED:
        return reading.is_open_choice
    # A cold start that deals with reports alone is spared the phrases.
    from handlers.conversation.rules.reading import open_choices

    if open_choices.puts_off(portuguese.words(delivery.reply.text)):
        return False
    return not human_words.awaits_a_human(delivery, contact)


def _is_open(meeting: Meeting, round_: int | None, delivery: Delivery) -> bool:
    return meeting.round == round_ and meeting.on_offer(delivery.now)
