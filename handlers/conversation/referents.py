"""Telling which of a person's contacts words mean: the meeting named, the one booked, the last message, or a human's.

docs/system.md, "Conversation: one conversation".
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from handlers.common.rules.contact import Contact
from handlers.common.rules.model import FINAL_STATES, Intent, MeetingStatus
from handlers.common.rules.steps import Step
from handlers.common.storage import configuration, persons
from handlers.conversation import seen_checks, seen_offers
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules import named_meetings
from handlers.conversation.rules.named_meetings import Named
from handlers.conversation.rules.replies import Context, Reading
from handlers.conversation.storage import sendings
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.times import Offer, Slot
from handlers.meetings.storage import meetings

Classify = Callable[[Context], Reading]
"""The classifier in use, over the words of the reply."""

REQUESTS = frozenset({Intent.RESCHEDULE, Intent.CANCEL})
"""The intents that are about one meeting."""
_ANSWERS = frozenset({Intent.INTERESTED, Intent.NOT_INTERESTED})
"""The intents that are about the message that came last."""


class Writer(NamedTuple):
    """The contact who writes; None where the address is nobody's."""

    contact: Contact | None
    is_clear: bool = True
    """False where a request may be about more than one meeting: a human decides about which."""


class _Standing(NamedTuple):
    contact: Contact
    meeting: Meeting | None

    def is_booked(self, now: datetime) -> bool:
        return self.meeting is not None and self.meeting.to_come(now) is not None

    @property
    def is_called_off(self) -> bool:
        return self.meeting is not None and self.meeting.status is MeetingStatus.CANCELLED

    def is_offered(self, now: datetime) -> bool:
        return self.meeting is not None and self.meeting.on_offer(now)


def addressed(delivery: Delivery, contact: Contact, classify: Classify, *, answers: bool = True) -> Writer:
    """The contact whose message words answer, unless they are a request about the meeting of another of the person's.

    ``answers``: False of words that answer no message, and are the contact's because no other is known at the address.
    A request costs what ``persons.others`` does, and a read of each of their meetings.
    """
    intent = _request(delivery, contact, classify)
    if intent is None or (answers and intent is Intent.NOT_INTERESTED):
        return Writer(contact)
    now = delivery.now
    own, *others = _standings(persons.of(contact))
    booked = [each for each in others if each.is_booked(now)]
    if not booked:
        return Writer(contact)
    if intent is Intent.NOT_INTERESTED:
        return Writer(contact, is_clear=not own.is_booked(now))
    known = [*booked, *([own] if own.is_booked(now) else [])]
    named = _named(delivery, known)
    of_offer = intent is Intent.RESCHEDULE and named_meetings.is_about_offer(delivery.reply.text)
    if named is not None:
        return Writer(named.contact, is_clear=not (own.is_offered(now) and of_offer))
    if own.is_booked(now):
        return Writer(contact, is_clear=answers)
    has_offer = own.meeting is not None and own.meeting.awaits_choice and contact.state not in FINAL_STATES
    if has_offer and (of_offer or own.is_offered(now)):
        return Writer(contact, is_clear=of_offer)
    if intent is Intent.RESCHEDULE and _called_off(delivery, [own, *others]) == contact:
        return Writer(contact)
    return Writer(booked[0].contact, is_clear=len(booked) == 1)


def _request(delivery: Delivery, contact: Contact, classify: Classify) -> Intent | None:
    """The request or refusal that the words are, if a meeting is booked; None for an answer to what was asked."""
    reply = delivery.reply
    if reply.shown or reply.button is not None or reply.automatic or not reply.trusted:
        return None
    check = seen_checks.seen(delivery, contact)
    if check is not None and seen_checks.answer(delivery, contact, check) is not None:
        return None
    intent = classify(_context(delivery, contact, scheduled=True)).intent
    return intent if intent in {*REQUESTS, Intent.NOT_INTERESTED} else None


def meant(delivery: Delivery, open_ones: Sequence[Contact], classify: Classify) -> Writer:
    """The contact, of those not finished with, whom words are about that answer nothing in particular."""
    now = delivery.now
    standings = _standings(open_ones)
    booked = [each for each in standings if each.is_booked(now)]
    offered = _last_offer(delivery, standings)
    unbooked = Reading(Intent.UNKNOWN)
    if offered is not None:
        contact, offer = offered
        unbooked = classify(_context(delivery, contact, offer.slots))
        if unbooked.intent is Intent.SLOT_CHOICE:
            named = _named(delivery, booked) if booked else None
            if named is None:
                return Writer(contact)
            # The words fit the meeting that stands, too: they confirm it, unless the offer was what came last.
            is_offered_last = _last(delivery, standings) == contact
            return Writer(contact, is_clear=False) if is_offered_last else Writer(named.contact)
    if booked:
        if len(booked) == len(standings):
            named = _named(delivery, booked)
            return Writer((named or booked[0]).contact, is_clear=named is not None or len(booked) == 1)
        if offered is None:
            unbooked = classify(_context(delivery, open_ones[0]))
        return _beside_a_meeting(delivery, standings, offered[0] if offered else None, unbooked, classify)
    waiting = [each for each in standings if each.is_offered(now)]
    if waiting:
        return Writer(offered[0] if offered else waiting[0].contact, is_clear=len(waiting) == 1)
    return Writer(open_ones[0])


def _beside_a_meeting(
    delivery: Delivery,
    standings: Sequence[_Standing],
    offered: Contact | None,
    unbooked: Reading,
    classify: Classify,
) -> Writer:
    """The contact whom words are about where some have a meeting booked and others have not.

    ``offered`` has the last offer, ``unbooked`` is the reading by who has no meeting.
    """
    booked = [each for each in standings if each.is_booked(delivery.now)]
    intent = classify(_context(delivery, booked[0].contact, scheduled=True)).intent
    named, text = _named(delivery, booked), delivery.reply.text
    if intent is Intent.RESCHEDULE and offered is not None and named_meetings.is_about_offer(text):
        is_clear = named is None and not named_meetings.moves(text) and _last(delivery, standings) == offered
        return Writer(offered, is_clear=is_clear)
    if named is not None:
        return Writer(named.contact)
    if intent is Intent.CANCEL and offered is not None and not named_meetings.is_about_meeting(text):
        return Writer(booked[0].contact, is_clear=_last(delivery, standings) != offered and len(booked) == 1)
    called_off = _called_off(delivery, standings) if intent is Intent.RESCHEDULE else None
    if called_off is not None:
        return Writer(called_off)
    if intent not in REQUESTS and unbooked.intent in _ANSWERS:
        last = _last(delivery, standings)
        if last is not None and last not in [each.contact for each in booked]:
            return Writer(last)
    return Writer(booked[0].contact, is_clear=len(booked) == 1)


def _standings(contacts: Sequence[Contact]) -> list[_Standing]:
    return [_Standing(each, meetings.current(each)) for each in contacts]


def _context(
    delivery: Delivery, contact: Contact, slots: tuple[Slot, ...] = (), *, scheduled: bool = False
) -> Context:
    zone = contact.place(delivery.tenant).zone
    return Context(zone, delivery.reply.receivedAt, slots, scheduled)


def _named(delivery: Delivery, booked: Sequence[_Standing]) -> _Standing | None:
    """The one of those with a meeting booked whose meeting the words name."""
    known = [_name(delivery, each) for each in booked]
    zone = booked[0].contact.place(delivery.tenant).zone
    place = named_meetings.find(delivery.reply.text, known, zone, delivery.reply.receivedAt)
    return None if place is None else booked[place]


def _name(delivery: Delivery, standing: _Standing) -> Named:
    meeting = standing.meeting
    assert meeting is not None
    assert meeting.time is not None
    campaign = configuration.campaign(meeting.tenant_id, meeting.campaign_id)
    hosts = [host.name for host in delivery.tenant.hosts if host.hostId == meeting.host_id]
    names = [*(name.split()[0] for name in hosts if name.strip()), *([campaign.name] if campaign else [])]
    return Named(meeting.time, tuple(names))


def _last(delivery: Delivery, standings: Sequence[_Standing]) -> Contact | None:
    """The contact to whom the last message came before the reply was written. Costs as ``sendings.recipient``."""
    known = {each.contact.contact_id: each.contact for each in standings}
    found = sendings.last(known, delivery.wrote_at)
    return None if found is None else known[found.contact_id]


def _called_off(delivery: Delivery, standings: Sequence[_Standing]) -> Contact | None:
    """The contact whose meeting is called off, if the last message came to it: that has asked for another hour.

    Costs what ``_last`` does, where a meeting is called off.
    """
    off = [each.contact for each in standings if each.is_called_off]
    last = _last(delivery, standings) if off else None
    return last if last in off else None


def _last_offer(delivery: Delivery, standings: Sequence[_Standing]) -> tuple[Contact, Offer] | None:
    """The offer, of all that the contacts had seen, that was delivered last, and whose it is."""
    found: list[tuple[datetime, Contact, Offer]] = []
    for contact, meeting in standings:
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
