"""Noting a reply with its contact: its history, its state, and the follow-ups that it stops or puts off."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from handlers.common.rules.address import Address
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Channel, Intent, State
from handlers.common.storage import contacts, keys, persons
from handlers.conversation import handing_over
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.understanding import Understanding
from handlers.conversation.storage import addresses

ABSENCE = timedelta(days=7)
"""The time for which nobody is followed up who is away and does not say until when."""


def note(delivery: Delivery, contact: Contact, understanding: Understanding) -> Contact:
    """Note the reply with the contact, whom nothing is sent any more by itself; return the contact as it is then."""
    told = handing_over.noted(delivery, contact, understanding)
    failed = _undeliverable_on(delivery, contact)
    reached = {} if failed == contact.undeliverable_on else {"undeliverableOn": sorted(failed)}
    state = _recorded(delivery, contact, understanding, {**told, **reached})
    # What is asked back holds the others by itself until the answer, and a no leaves them as they are.
    if understanding.intent is not Intent.OUT_OF_OFFICE and not (understanding.asks or understanding.denies):
        _end_the_others_silence(delivery, contact)
    return contact._replace(
        state=state,
        handed_over_for=told.get(contacts.HANDED_OVER_FOR, contact.handed_over_for),
        undeliverable_on=failed,
    )


def _undeliverable_on(delivery: Delivery, contact: Contact) -> frozenset[Channel]:
    """The channels on which the contact cannot be reached: not that on which the person has just written."""
    reply = delivery.reply
    address = contact.phone if reply.channel is Channel.WHATSAPP else contact.email
    is_own = address in delivery.forms and reply.trusted and not reply.automatic
    return contact.undeliverable_on - {reply.channel} if is_own else contact.undeliverable_on


def _recorded(
    delivery: Delivery, contact: Contact, understanding: Understanding, noted: Mapping[str, Any]
) -> State:
    contact_id, now = contact.contact_id, delivery.now
    away = understanding.intent is Intent.OUT_OF_OFFICE
    back = _back(delivery, contact, understanding) if away else None
    # While the first message is still being recorded, this tells its sender to let the contact wait all the same.
    absent = {"absentUntil": keys.instant(back)} if back and contact.state is State.SENDING else {}
    if contact.state in (State.SENDING, State.UNKNOWN):
        # Whoever answers has been reached, whatever is known of the sending.
        contacts.move(contact_id, State.CONTACTED, now, "answered", attributes=absent, today=delivery.today)
    if back is not None:
        first = None if understanding.returns is None else begins(delivery, contact)
        addresses.away(contact.tenant_id, _own(delivery, contact), delivery.wrote_at, back, first)
        later = {**noted, **absent}
        return contacts.record(contact_id, now, "reply", understanding.intent, attributes=later)
    gone = (*contacts.BACKLOG, "absentUntil")
    if contact.state is State.CONTACTED and _is_welcome(understanding):
        moved = contacts.move(
            contact_id,
            State.INTERESTED,
            now,
            "reply",
            understanding.intent,
            noted,
            remove=gone,
            today=delivery.today,
        )
        if moved is not None:
            return State.INTERESTED
    return contacts.record(contact_id, now, "reply", understanding.intent, attributes=noted, remove=gone)


def _own(delivery: Delivery, contact: Contact) -> set[str]:
    """The addresses that tell of an absence: that which wrote, and the main ones of the person's contacts.

    A further one may be a colleague's too, who is not away. Costs ``persons.others``.
    """
    mains = (each.main_address for each in persons.of(contact))
    return {*delivery.forms, *(each for each in mains if each)}


def _is_welcome(understanding: Understanding) -> bool:
    """True of somebody who wants a meeting and has none yet: the reply and its effect are one change."""
    wants = understanding.intent in (Intent.INTERESTED, Intent.RESCHEDULE)
    return wants and understanding.meeting_id is None


def _end_the_others_silence(delivery: Delivery, contact: Contact) -> None:
    """Take the person's other contacts out of the backlog who were written to there: nobody is silent any more."""
    address = addresses.find(delivery.tenant.tenantId, delivery.forms) or Address()
    for contact_id in sorted(address.contacts - {contact.contact_id}):
        other = contacts.find(contact_id)
        if other is not None and other.state is State.CONTACTED and other.backlog_order is not None:
            contacts.end_silence(contact_id)


def returns(delivery: Delivery, contact: Contact, understanding: Understanding) -> datetime | None:
    """The beginning of the day, by the contact's clock, on which an absence notice says that it is back."""
    if understanding.returns is None:
        return None
    return datetime.combine(understanding.returns, time(), contact.place(delivery.tenant).zone)


def begins(delivery: Delivery, contact: Contact) -> datetime:
    """The beginning of the day on which an absence begins that is still to come, else the instant of the notice."""
    # A cold start that deals with reports alone is spared the phrases.
    from handlers.conversation.rules.absences import return_day

    zone = contact.place(delivery.tenant).zone
    first = return_day.days(delivery.reply.text, delivery.wrote_at.astimezone(zone).date()).begins
    return delivery.wrote_at if first is None else datetime.combine(first, time(), zone)


def _back(delivery: Delivery, contact: Contact, understanding: Understanding) -> datetime:
    """The end of an absence, for all of the person's contacts."""
    return returns(delivery, contact, understanding) or begins(delivery, contact) + ABSENCE
