"""Reading a reply: the contact who writes, the meeting that it may be about, and the intent."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from handlers.common.rules.checks import Check
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import FINAL_STATES, Intent, MeetingStatus
from handlers.common.storage import writes
from handlers.conversation import checking, choices, last_stage, people, seen_offers
from handlers.conversation.delivery import Delivery
from handlers.conversation.people import Writer
from handlers.conversation.rules import turn_readings
from handlers.conversation.rules.caution import permitted
from handlers.conversation.rules.replies import Context, Reading
from handlers.conversation.rules.understanding import Understanding
from handlers.conversation.storage import addresses, replies
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.times import Slot
from handlers.meetings.storage import meetings


def read(delivery: Delivery, until: datetime) -> Understanding | None:
    """Read the reply and keep the reading, held for this run until ``until``; None if another has read it meanwhile."""
    return writes.decided(lambda: _read(delivery, until), f"reply {delivery.correlation_id}")


def preview(delivery: Delivery) -> Understanding:
    """Return the reading of the reply as it is now, of which nothing is kept."""
    writer = _writer(delivery)
    return _understood(delivery, writer, checking.seen(delivery, writer.contact))


def classify(text: str, context: Context) -> Reading:
    """Return the reading of the person's own words."""
    # A cold start that deals with reports alone is spared the model and the phrases.
    from handlers.conversation.rules.stages import STAGES

    return STAGES.classify(text, context)


def _read(delivery: Delivery, until: datetime) -> Understanding | None:
    """Read and keep; ``ChangedError`` if another reply has changed what this one is read by."""
    writer = _writer(delivery)
    contact = writer.contact
    check = checking.seen(delivery, contact)
    understanding = _understood(delivery, writer, check)
    also = checking.changes(delivery, contact, check, understanding)
    if contact is not None:
        also.append(delivery.tally(contact, {f"reply_{understanding.intent}": 1}))
    if not replies.remember(delivery.reply, delivery.address, understanding, until, also, delivery.turn):
        return None
    if contact is not None and delivery.reply.userId:
        addresses.note_user(delivery.tenant.tenantId, delivery.reply.userId, contact.contact_id)
    return understanding


def _writer(delivery: Delivery) -> Writer:
    return people.writer(delivery, lambda context: _classified(delivery, context))


def _understood(delivery: Delivery, writer: Writer, check: Check | None) -> Understanding:
    contact = writer.contact
    certain = choices.chosen(delivery, contact)
    if certain is None and contact is not None and check is not None:
        certain = checking.answered(delivery, contact, check)
    if certain is not None:
        return certain
    if delivery.reply.shown:
        return Understanding(Intent.UNKNOWN, contact.contact_id if contact else None)
    meeting = _open_meeting(delivery, contact) if contact else None
    scheduled = meeting is not None and meeting.status is MeetingStatus.CONFIRMED
    quoted = delivery.reply.context
    offer = (
        seen_offers.seen(contact, meeting, delivery.wrote_at, quoted)
        if contact and meeting and meeting.awaits_choice
        else None
    )
    tenant = delivery.tenant
    context = Context(
        zone=contact.place(tenant).zone if contact else ZoneInfo(tenant.timezone),
        now=delivery.reply.receivedAt,
        slots=offer.slots if offer else (),
        scheduled=scheduled and not offer,
    )
    reading = _classified(delivery, context)
    is_over = meeting is not None and scheduled and not meeting.stands(delivery.now)
    if is_over and reading.intent is not Intent.SLOT_CHOICE:
        # The meeting has passed, and nothing is chosen of what was offered beside it.
        meeting = offer = None
        context = replace(context, slots=(), scheduled=False)
        reading = _classified(delivery, context)
    elif scheduled and offer and reading.intent not in (Intent.SLOT_CHOICE, Intent.RESCHEDULE):
        # Nothing is said of the other slots: it is about the meeting that stands.
        reading = _classified(delivery, replace(context, slots=(), scheduled=True))
    if contact is not None and contact.state not in FINAL_STATES:
        reading = last_stage.considered(delivery, reading, context)
    reading = permitted(reading, delivery.reply)
    if reading.intent in people.REQUESTS and not writer.is_clear:
        reading = Reading(Intent.UNKNOWN)
    understanding = Understanding(
        intent=reading.intent,
        contact_id=contact.contact_id if contact else None,
        meeting_id=meeting.meeting_id if meeting else None,
        round=offer.round if offer else meeting.round if meeting and scheduled else None,
        slot=reading.slot,
        urgent=reading.urgent,
        returns=reading.returns,
        certain=reading.certain,
    )
    return checking.considered(delivery, contact, understanding)


def _classified(delivery: Delivery, context: Context) -> Reading:
    said = delivery.turn.said if delivery.turn else ()
    if len(said) < 2:
        return classify(delivery.reply.text, context)
    return turn_readings.read(said, partial(classify, context=context), partial(_strictly, context=context))


def _strictly(text: str, context: Context) -> Slot | None:
    from handlers.conversation.rules import slot_choice

    return slot_choice.choose(text, context.slots, context.zone, context.now).slot


def _open_meeting(delivery: Delivery, contact: Contact) -> Meeting | None:
    """The last offer to the contact, also if it is over by now, or the appointment to come."""
    meeting = meetings.current(contact)
    is_open = meeting is not None and (meeting.awaits_choice or meeting.stands(delivery.now))
    return meeting if is_open else None
