"""Reading a reply: the contact who writes, the meeting that it may be about, and the intent."""

from datetime import datetime

from handlers.common.rules.checks import Check
from handlers.common.rules.model import Intent
from handlers.common.storage import writes
from handlers.conversation import (
    checking,
    choices,
    closing,
    colleagues,
    people,
    seen_checks,
    which_slot,
)
from handlers.conversation.classifying import classifier, spoken
from handlers.conversation.delivery import Delivery
from handlers.conversation.passes import PASSES
from handlers.conversation.rules.understanding import Understanding
from handlers.conversation.storage import addresses, replies
from handlers.conversation.understood import Understood, by_words
from handlers.conversation.writers import Classify, Writer


def read(delivery: Delivery, until: datetime) -> Understanding | None:
    """Read the reply and keep the reading, held for this run until ``until``; None if another has read it meanwhile."""
    return writes.decided(lambda: _read(delivery, until), f"reply {delivery.correlation_id}")


def preview(delivery: Delivery) -> Understanding:
    """Return the reading of the reply as it is now, of which nothing is kept, and which asks no model on Bedrock."""
    words = spoken(delivery)
    classified = classifier(words)
    writer = people.writer(words, classified)
    check = seen_checks.seen(words, writer.contact)
    return _understood(words, writer, check, classified, is_preview=True)


def _read(delivery: Delivery, until: datetime) -> Understanding | None:
    """Read and keep; ``ChangedError`` if another reply has changed what this one is read by."""
    if colleagues.addressee(delivery) is not None:
        nobodys = Understanding(Intent.UNKNOWN)
        return nobodys if replies.remember(delivery.reply, delivery.address, nobodys, until) else None
    words = spoken(delivery)
    classified = classifier(words)
    writer = people.writer(words, classified)
    contact = writer.contact
    check = seen_checks.seen(words, contact)
    understanding = _understood(words, writer, check, classified)
    also = checking.changes(delivery, contact, check, understanding)
    if contact is not None:
        also.append(delivery.tally(contact, {f"reply_{understanding.intent}": 1}))
    if not replies.remember(delivery.reply, delivery.address, understanding, until, also, delivery.turn):
        return None
    if contact is not None and delivery.reply.userId:
        addresses.note_user(delivery.tenant.tenantId, delivery.reply.userId, contact.contact_id)
    return understanding


def _understood(
    delivery: Delivery,
    writer: Writer,
    check: Check | None,
    classified: Classify,
    *,
    is_preview: bool = False,
) -> Understanding:
    contact = writer.contact
    contact_id = contact.contact_id if contact else None
    certain = choices.chosen(delivery, contact)
    if certain is None and contact is not None and check is not None:
        certain = checking.answered(delivery, contact, check)
    if certain is not None:
        return certain
    if contact is not None and closing.is_courtesy(delivery, contact):
        return Understanding(Intent.UNKNOWN, contact_id, is_courtesy=True)
    if delivery.reply.shown:
        return Understanding(Intent.UNKNOWN, contact_id)
    found = by_words(delivery, writer, check, classified, is_preview=is_preview)
    for each in PASSES:
        found = each(found)
    meeting, offer, reading = found.meeting, found.offer, found.reading
    understanding = Understanding(
        intent=reading.intent,
        contact_id=contact_id,
        meeting_id=meeting.meeting_id if meeting else None,
        round=_round(found),
        slot=reading.slot,
        urgent=reading.urgent,
        returns=reading.returns,
        certain=reading.certain,
        asks_which=bool(contact and meeting and offer)
        and which_slot.is_asked(delivery, contact, meeting, offer, reading),
    )
    return checking.considered(delivery, contact, understanding)


def _round(found: Understood) -> int | None:
    """The offer that was seen, or the one of which the agreed meeting came."""
    if found.offer:
        return found.offer.round
    is_known = found.booked or found.is_about_what_was_called_off
    return found.meeting.round if found.meeting and is_known else None
