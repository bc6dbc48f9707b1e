"""Reading a reply: the contact who writes, the meeting that it may be about, and the intent."""

from dataclasses import replace
from datetime import datetime
from functools import cache, partial

from handlers.common.rules.checks import Check
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import FINAL_STATES, Channel, Intent, MeetingStatus
from handlers.common.storage import writes
from handlers.conversation import (
    checking,
    choices,
    closing,
    colleagues,
    ending,
    human_words,
    last_stage,
    let_down,
    naming,
    people,
    seen_checks,
    seen_offers,
    which_slot,
    worded_choices,
)
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.agreed import afterwards, called_off_by_host, doubtful_requests
from handlers.conversation.rules.inbound.caution import permitted
from handlers.conversation.rules.intents import called_later
from handlers.conversation.rules.reading import mail_appended, turn_readings
from handlers.conversation.rules.replies import Context, Reading
from handlers.conversation.rules.understanding import Understanding
from handlers.conversation.storage import addresses, replies
from handlers.conversation.writers import ANYBODYS, REQUESTS, Classify, Writer
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.times import Slot
from handlers.meetings.storage import meetings
from handlers.observability import count, logger


def read(delivery: Delivery, until: datetime) -> Understanding | None:
    """Read the reply and keep the reading, held for this run until ``until``; None if another has read it meanwhile."""
    return writes.decided(lambda: _read(delivery, until), f"reply {delivery.correlation_id}")


def preview(delivery: Delivery) -> Understanding:
    """Return the reading of the reply as it is now, of which nothing is kept, and which asks no model on Bedrock."""
    spoken = _spoken(delivery)
    classified = _classifier(spoken)
    writer = people.writer(spoken, classified)
    check = seen_checks.seen(spoken, writer.contact)
    return _understood(spoken, writer, check, classified, is_preview=True)


def classify(text: str, context: Context) -> Reading:
    """Return the reading of the person's own words; a human's where a rule fails on them."""
    # A cold start that deals with reports alone is spared the model and the phrases.
    from handlers.conversation.rules.reading.stages import STAGES

    try:
        return STAGES.classify(text, context)
    except Exception:
        # Left to fail, it would take with it whatever the person writes afterwards.
        logger.exception("the words could not be read")
        count("RepliesUnreadable")
        return Reading(Intent.UNKNOWN)


def _read(delivery: Delivery, until: datetime) -> Understanding | None:
    """Read and keep; ``ChangedError`` if another reply has changed what this one is read by."""
    if colleagues.addressee(delivery) is not None:
        nobodys = Understanding(Intent.UNKNOWN)
        return nobodys if replies.remember(delivery.reply, delivery.address, nobodys, until) else None
    spoken = _spoken(delivery)
    classified = _classifier(spoken)
    writer = people.writer(spoken, classified)
    contact = writer.contact
    check = seen_checks.seen(spoken, contact)
    understanding = _understood(spoken, writer, check, classified)
    also = checking.changes(delivery, contact, check, understanding)
    if contact is not None:
        also.append(delivery.tally(contact, {f"reply_{understanding.intent}": 1}))
    if not replies.remember(delivery.reply, delivery.address, understanding, until, also, delivery.turn):
        return None
    if contact is not None and delivery.reply.userId:
        addresses.note_user(delivery.tenant.tenantId, delivery.reply.userId, contact.contact_id)
    return understanding


def _spoken(delivery: Delivery) -> Delivery:
    """The delivery with the person's words alone, of a turn in which a program of theirs answers, too."""
    turn = delivery.turn
    if turn is None or len(turn.said) < 2:
        return delivery
    said = turn_readings.spoken(turn.said, partial(classify, context=delivery.context(None)))
    if len(said) == len(turn.said):
        return delivery
    reply = delivery.reply.model_copy(update={"text": "\n".join(said)})
    return delivery._replace(reply=reply, turn=turn.only(said))


def _classifier(delivery: Delivery) -> Classify:
    """Return the classifier of the reply, which reads it once in each situation."""
    return cache(partial(_classified, delivery))


def _understood(
    delivery: Delivery,
    writer: Writer,
    check: Check | None,
    classified: Classify,
    *,
    is_preview: bool = False,
) -> Understanding:
    contact = writer.contact
    certain = choices.chosen(delivery, contact)
    if certain is None and contact is not None and check is not None:
        certain = checking.answered(delivery, contact, check)
    if certain is not None:
        return certain
    if contact is not None and closing.is_courtesy(delivery, contact):
        return Understanding(Intent.UNKNOWN, contact.contact_id, is_courtesy=True)
    if delivery.reply.shown:
        return Understanding(Intent.UNKNOWN, contact.contact_id if contact else None)
    latest = meetings.current(contact) if contact else None
    meeting = latest if latest and (latest.awaits_choice or latest.stands(delivery.now)) else None
    scheduled = meeting is not None and meeting.status is MeetingStatus.CONFIRMED
    offer = (
        seen_offers.seen(contact, meeting, delivery.wrote_at, delivery.reply.context)
        if contact and meeting and meeting.awaits_choice
        else None
    )
    context = delivery.context(contact, offer.slots if offer else (), scheduled=scheduled and not offer)
    reading = classified(context)
    if contact and meeting and offer:
        offer, reading = worded_choices.of_earlier_offers(delivery, meeting, offer, reading, context)
        reading = worded_choices.to_come(delivery, reading)
    is_over = latest is not None and _is_over(latest, delivery.now)
    if is_over and reading.intent is not Intent.SLOT_CHOICE:
        # The meeting has passed, and nothing is chosen of what was offered beside it.
        meeting = offer = None
        context = replace(context, slots=(), scheduled=False)
        reading = afterwards.read(classified(context), classified(replace(context, scheduled=True)))
        if reading.intent is Intent.INTERESTED:
            meeting = latest
    elif scheduled and offer and reading.intent not in (Intent.SLOT_CHOICE, Intent.RESCHEDULE):
        # Nothing is said of the other slots: it is about the meeting that stands.
        reading = classified(replace(context, slots=(), scheduled=True))
    if contact is not None and meeting is not None and scheduled and writer.is_clear:
        reading = worded_choices.agreeing(delivery, contact, meeting, check, reading)
        reading = worded_choices.of_another_slot(delivery, contact, meeting, reading, classified)
    if contact is not None and meeting is not None and check is None and writer.is_clear:
        reading = worded_choices.after_a_lapse(delivery, contact, reading, booked=scheduled)
    if contact is not None and meeting is not None and offer and writer.is_clear:
        reading = worded_choices.after_an_apology(delivery, contact, meeting, offer, reading)
        reading = worded_choices.kept(delivery, contact, meeting, reading, context, classified)
    unclear = contact is not None and seen_checks.is_unclear(delivery, contact, booked=scheduled)
    if reading.intent is Intent.INTERESTED and unclear:
        reading = Reading(Intent.UNKNOWN)
    if contact is not None and not is_preview and _is_answered_here(delivery, contact):
        reading = last_stage.considered(delivery, reading, context)
    if not scheduled:
        reading = called_later.considered(reading, delivery.reply.text)
    is_let_down = called_off_by_host.is_so(latest) and not unclear
    if contact is not None and latest is not None and is_let_down:
        reading = let_down.read(delivery, contact, latest, reading, context, classified)
    if is_over and reading.intent is Intent.NOT_INTERESTED:
        # A meeting that took place is not undone by a no to what follows: the salesperson learns of it.
        reading = Reading(Intent.UNKNOWN)
    reading = _bounded(delivery, writer, check, reading, scheduled=scheduled, meeting=meeting)
    if contact and meeting and offer and reading.intent is Intent.RESCHEDULE:
        offer = seen_offers.turned_down(contact, meeting, delivery.wrote_at, offer)
    is_about_latest = is_let_down and reading.intent in called_off_by_host.ABOUT_IT
    meeting = latest if is_about_latest else meeting
    understanding = Understanding(
        intent=reading.intent,
        contact_id=contact.contact_id if contact else None,
        meeting_id=meeting.meeting_id if meeting else None,
        round=offer.round if offer else meeting.round if meeting and (scheduled or is_about_latest) else None,
        slot=reading.slot,
        urgent=reading.urgent,
        returns=reading.returns,
        certain=reading.certain,
        asks_which=bool(contact and meeting and offer)
        and which_slot.is_asked(delivery, contact, meeting, offer, reading),
    )
    return checking.considered(delivery, contact, understanding)


def _bounded(
    delivery: Delivery,
    writer: Writer,
    check: Check | None,
    reading: Reading,
    *,
    scheduled: bool,
    meeting: Meeting | None,
) -> Reading:
    """The reading as far as it may be acted on: what may mean something else is merely likely, or a human's."""
    contact = writer.contact
    reading = permitted(
        reading, delivery.reply, lambda: contact is not None and ending.calls_off(delivery, contact)
    )
    if scheduled and reading.intent is Intent.INTERESTED:
        # Nothing follows from the words alone: nobody would learn of a picture, or of a question that has no answer.
        evades = contact and check and seen_checks.is_last(delivery, contact, check)
        reading = Reading(Intent.UNKNOWN) if delivery.reply.attached or evades else reading
    if contact is not None and meeting is not None and scheduled:
        reading = doubtful_requests.doubted(
            reading, meeting, delivery.reply.text, delivery.wrote_at, contact.place(delivery.tenant).zone
        )
        reading = worded_choices.of_another_time(delivery, contact, meeting, reading)
    if contact is not None:
        reading = human_words.considered(delivery, contact, reading, scheduled=scheduled)
    ends_one = reading.intent in REQUESTS or (scheduled and reading.intent is Intent.NOT_INTERESTED)
    if not writer.is_clear and (ends_one or reading.intent is Intent.SLOT_CHOICE):
        reading = Reading(Intent.UNKNOWN)
    is_humans = writer.is_humans and reading.intent not in ANYBODYS
    if is_humans or (contact and reading.chooses and naming.calls_another(delivery, contact)):
        reading = Reading(Intent.UNKNOWN)
    return reading


def _is_answered_here(delivery: Delivery, contact: Contact) -> bool:
    """False where the words go to a human whatever they mean."""
    return contact.state not in FINAL_STATES and not contact.is_with_human(delivery.now)


def _classified(delivery: Delivery, context: Context) -> Reading:
    said = delivery.turn.said if delivery.turn else ()
    if len(said) < 2:
        reading = classify(delivery.reply.text, context)
        if delivery.reply.channel is not Channel.EMAIL:
            return reading
        return mail_appended.bounded(delivery.reply.text, reading, partial(classify, context=context))
    return turn_readings.read(said, partial(classify, context=context), partial(_strictly, context=context))


def _strictly(text: str, context: Context) -> Slot | None:
    from handlers.conversation.rules.choices import closed_grammar

    return closed_grammar.choose(text, context.slots, context.zone, context.now).slot


def _is_over(meeting: Meeting, now: datetime) -> bool:
    """Return True for an agreed meeting that has passed, until its end is on record."""
    return meeting.status is MeetingStatus.CONFIRMED and not meeting.stands(now)
