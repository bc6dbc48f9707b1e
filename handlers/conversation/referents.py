"""Telling which of a person's contacts words mean: the meeting named, the one booked, the last message, or a human's.

docs/system.md, "Conversation: one conversation".
"""

from collections.abc import Sequence
from datetime import datetime

from handlers.common.rules.contact import Contact
from handlers.common.rules.model import FINAL_STATES, Intent
from handlers.common.rules.steps import Step
from handlers.conversation import beside_meetings, naming, seen_checks, seen_offers, standings
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.agreed import named_meetings
from handlers.conversation.rules.dialogue import confirming
from handlers.conversation.rules.replies import Reading
from handlers.conversation.standings import Standing
from handlers.conversation.storage import sendings
from handlers.conversation.writers import REQUESTS, Classify, Writer
from handlers.meetings.rules.times import Offer


def addressed(delivery: Delivery, contact: Contact, classify: Classify, *, answers: bool = True) -> Writer:
    """The contact whose message words answer, unless they are a request about the meeting of another of the person's.

    ``answers``: False of words that answer no message, and are the contact's because no other is known at the address.
    A request costs what ``persons.others`` does, and a read of each of their meetings.
    """
    intent = _request(delivery, contact, classify)
    if intent is None:
        return Writer(contact, is_humans=_may_confirm_another(delivery, contact))
    now = delivery.now
    own, *others = known = standings.of_person(contact)
    called = naming.called(delivery, known)
    if called and not all(each.is_booked(now) for each in called):
        return _called(delivery, called, known)
    if answers and intent is Intent.NOT_INTERESTED and not called:
        return Writer(contact)
    booked = [each for each in others if each.is_booked(now)]
    if not booked:
        return Writer(contact)
    if intent is Intent.NOT_INTERESTED and not called:
        return Writer(contact, is_clear=not own.is_booked(now))
    named = naming.named(delivery, [*booked, *([own] if own.is_booked(now) else [])])
    text = delivery.reply.text
    of_offer = intent is Intent.RESCHEDULE and named_meetings.is_about_offer(text)
    if named is not None:
        return Writer(named.contact, is_clear=not (own.is_offered(now) and of_offer))
    if own.is_booked(now):
        return Writer(contact, is_clear=answers)
    has_offer = own.awaits_choice and contact.state not in FINAL_STATES
    if has_offer and (of_offer or own.is_offered(now)):
        return Writer(contact, is_clear=of_offer)
    if intent is Intent.RESCHEDULE and standings.called_off(delivery, known) == contact:
        return Writer(contact)
    is_of_message = answers and intent is Intent.CANCEL and named_meetings.is_about_message(text)
    return Writer(booked[0].contact, is_clear=len(booked) == 1 and not is_of_message)


def _called(delivery: Delivery, called: Sequence[Standing], known: Sequence[Standing]) -> Writer:
    """The contact whom words call by host or campaign, of whom not all are booked.

    A human decides where they call several, or name the meeting of another one by its time.
    """
    booked = [each for each in known if each.is_booked(delivery.now)]
    (contact, meeting), *others = called
    if others or (booked and naming.named(delivery, booked) is not None):
        return Writer(known[0].contact, is_humans=True)
    has_nothing = meeting is None or not (meeting.awaits_choice or meeting.stands(delivery.now))
    return Writer(contact, is_humans=has_nothing and named_meetings.moves(delivery.reply.text))


def _may_confirm_another(delivery: Delivery, contact: Contact) -> bool:
    """True of a confirmation that answers the news that an offer is over, where another meeting is booked.

    Costs as ``standings.of_person`` for such words, and nothing for others.
    """
    reply = delivery.reply
    if reply.shown or reply.button is not None or reply.automatic or not confirming.confirms(reply.text):
        return False
    own, *others = standings.of_person(contact)
    is_over = own.awaits_choice and not own.is_offered(delivery.now) and not own.is_booked(delivery.now)
    return is_over and any(each.is_booked(delivery.now) for each in others)


def _request(delivery: Delivery, contact: Contact, classify: Classify) -> Intent | None:
    """The request or refusal that the words are, if a meeting is booked; None for an answer to what was asked."""
    reply = delivery.reply
    if reply.shown or reply.button is not None or reply.automatic or not reply.trusted:
        return None
    check = seen_checks.seen(delivery, contact)
    if check is not None and seen_checks.answer(delivery, contact, check) is not None:
        return None
    intent = classify(delivery.context(contact, scheduled=True)).intent
    return intent if intent in {*REQUESTS, Intent.NOT_INTERESTED} else None


def meant(delivery: Delivery, written: Sequence[Contact], classify: Classify) -> Writer:
    """The contact, of those written to, whom words are about that answer nothing in particular.

    Who is finished with is meant only by name.
    """
    open_ones = [each for each in written if each.state not in FINAL_STATES]
    known = standings.read(open_ones)
    finished = [Standing(each, None) for each in written if each.state in FINAL_STATES]
    called = naming.called(delivery, [*known, *finished])
    if called and not all(each.is_booked(delivery.now) for each in called):
        return _called(delivery, called, known)
    return _meant(delivery, known, classify)


def _meant(delivery: Delivery, known: Sequence[Standing], classify: Classify) -> Writer:
    now = delivery.now
    booked = [each for each in known if each.is_booked(now)]
    offered = _last_offer(delivery, known)
    unbooked = Reading(Intent.UNKNOWN)
    if offered is not None:
        contact, offer = offered
        unbooked = classify(delivery.context(contact, offer.slots))
        if unbooked.intent is Intent.SLOT_CHOICE:
            named = naming.named(delivery, booked) if booked else None
            if named is None:
                return Writer(contact)
            # The words fit the meeting that stands, too: they confirm or move it, unless the offer was what came last.
            text = delivery.reply.text
            moves = named_meetings.moves(text) and not named_meetings.names_a_place(text)
            is_offered_last = not moves and standings.last(delivery, known) == contact
            return Writer(contact, is_clear=False) if is_offered_last else Writer(named.contact)
    if booked:
        if len(booked) == len(known):
            named = naming.named(delivery, booked)
            return Writer((named or booked[0]).contact, is_clear=named is not None or len(booked) == 1)
        if offered is None:
            unbooked = classify(delivery.context(known[0].contact))
        return beside_meetings.meant(delivery, known, offered[0] if offered else None, unbooked, classify)
    waiting = [each for each in known if each.is_offered(now)]
    if waiting:
        return Writer(offered[0] if offered else waiting[0].contact, is_clear=len(waiting) == 1)
    return Writer(known[0].contact)


def _last_offer(delivery: Delivery, known: Sequence[Standing]) -> tuple[Contact, Offer] | None:
    """The offer, of all that the contacts had seen, that was delivered last, and whose it is."""
    found: list[tuple[datetime, Contact, Offer]] = []
    for contact, meeting in known:
        if meeting is None or not meeting.awaits_choice:
            continue
        offer = seen_offers.seen(contact, meeting, delivery.wrote_at)
        sending = offer and sendings.read(contact.contact_id, Step.proposal(meeting.meeting_id, offer.round))
        if offer and sending and sending.arrived_at:
            found.append((sending.arrived_at, contact, offer))
    if not found:
        return None
    _, contact, offer = max(found, key=lambda each: each[0])
    return contact, offer
