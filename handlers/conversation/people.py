"""Telling which of a person's contacts a reply is from: one for each campaign, and one conversation with all of them.

docs/system.md, "Conversation: one conversation".
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from handlers.common.rules import buttons
from handlers.common.rules.contact import Address, Contact
from handlers.common.rules.model import FINAL_STATES, Intent, State
from handlers.common.rules.steps import Step
from handlers.common.storage import configuration, contacts, persons
from handlers.conversation import seen_checks, seen_offers
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules import named_meetings
from handlers.conversation.rules.named_meetings import Named
from handlers.conversation.rules.replies import Context, Reading
from handlers.conversation.storage import addresses, sendings
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.times import Offer
from handlers.meetings.storage import meetings

Classify = Callable[[Context], Reading]
"""The classifier in use, over the words of the reply."""

UNWRITTEN = frozenset({State.NEW, State.QUEUED})
"""The states of whoever has not been written to."""
REQUESTS = frozenset({Intent.RESCHEDULE, Intent.CANCEL})
"""The intents that are about one meeting."""


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


def writer(delivery: Delivery, classify: Classify) -> Writer:
    """The contact who writes: the one whom the address written to names.

    Else, of those written to at the sender's address, the one whose button, message or question is answered; whose
    offer, the last one delivered, has a slot that is chosen; whose meeting is named; who has one booked; else the last
    one written to that is not finished with.
    """
    named = contacts.find(delivery.reply.contactId) if delivery.reply.contactId else None
    if named is not None and named.tenant_id == delivery.tenant.tenantId:
        return Writer(named)
    address = addresses.find(delivery.tenant.tenantId, delivery.forms)
    if address is None:
        return Writer(None)
    known = map(contacts.find, sorted(address.people))
    written = [each for each in known if each is not None and each.state not in UNWRITTEN]
    written.sort(key=lambda contact: _rank(contact, address), reverse=True)
    open_ones = [each for each in written if each.state not in FINAL_STATES]
    if len(open_ones) < 2:
        return Writer(written[0] if written else None)
    answered = _answered(delivery, written, open_ones)
    if answered is not None:
        return Writer(answered)
    if delivery.reply.shown or delivery.reply.button is not None:
        return Writer(written[0])
    return _meant(delivery, open_ones, classify)


def _rank(contact: Contact, address: Address) -> tuple[bool, bool, str]:
    is_last = contact.contact_id == address.last_contact_id
    return contact.state not in FINAL_STATES, is_last, contact.updated_at


def _answered(delivery: Delivery, written: Sequence[Contact], open_ones: Sequence[Contact]) -> Contact | None:
    """The contact whose button was pressed, whose message is quoted, or whose last question is answered."""
    reply = delivery.reply
    pressed = _pressed(reply.button, written) if reply.button else None
    if pressed is not None or reply.button:
        return pressed
    if reply.context:
        recipient = sendings.recipient([each.contact_id for each in open_ones], (reply.context,))
        if recipient is not None:
            return next(each for each in open_ones if each.contact_id == recipient)
    asked = [(check, each) for each in open_ones if (check := seen_checks.seen(delivery, each))]
    for check, contact in sorted(asked, key=lambda pair: pair[0].asked_at, reverse=True):
        if seen_checks.answer(delivery, contact, check) is not None:
            # Words answer the last of all that has arrived: no earlier question, of whichever contact.
            return contact if seen_checks.is_last(delivery, contact, check) else None
    return None


def _pressed(button: str, written: Sequence[Contact]) -> Contact | None:
    slot, check = buttons.slot(button), buttons.check(button)
    meeting = meetings.get(slot.meeting_id) if slot else None
    owners = (
        each
        for each in written
        if (meeting is not None and each.contact_id == meeting.contact_id)
        or (check is not None and each.check is not None and each.check.reply_id == check.reply_id)
    )
    return next(owners, None)


def _meant(delivery: Delivery, open_ones: Sequence[Contact], classify: Classify) -> Writer:
    """The contact whom words are about that answer nothing in particular."""
    now = delivery.now
    standings = [_Standing(each, meetings.current(each)) for each in open_ones]
    zone = open_ones[0].place(delivery.tenant).zone
    offered = _last_offer(delivery, standings)
    booked = [each for each in standings if each.is_booked(now)]
    if offered is not None:
        contact, offer = offered
        context = Context(contact.place(delivery.tenant).zone, delivery.reply.receivedAt, offer.slots)
        if classify(context).intent is Intent.SLOT_CHOICE:
            return Writer(contact)
    if booked:
        known = [_named(delivery, each) for each in booked]
        place = named_meetings.find(delivery.reply.text, known, zone, delivery.reply.receivedAt)
        if place is not None:
            return Writer(booked[place].contact)
        return Writer(booked[0].contact, is_clear=len(booked) == 1)
    waiting = [each for each in standings if each.meeting is not None and each.meeting.on_offer(now)]
    if waiting:
        return Writer(offered[0] if offered else waiting[0].contact, is_clear=len(waiting) == 1)
    return Writer(open_ones[0])


def _named(delivery: Delivery, standing: _Standing) -> Named:
    meeting = standing.meeting
    assert meeting is not None
    assert meeting.time is not None
    campaign = configuration.campaign(meeting.tenant_id, meeting.campaign_id)
    hosts = [host.name for host in delivery.tenant.hosts if host.hostId == meeting.host_id]
    names = [*(name.split()[0] for name in hosts if name.strip()), *([campaign.name] if campaign else [])]
    return Named(meeting.time, tuple(names))


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


def others(contact: Contact) -> list[Contact]:
    """The person's contacts of the tenant's other campaigns, those that have not been written to among them.

    Costs a query of the campaigns and two reads.
    """
    return persons.others(contact)
