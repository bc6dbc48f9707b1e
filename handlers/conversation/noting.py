"""Noting a reply with its contact: its history, its state, and the follow-ups that it stops or puts off."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Channel, Intent, Priority, State
from handlers.common.rules.silence import Patience
from handlers.common.rules.steps import Step
from handlers.common.storage import configuration, contacts, keys
from handlers.conversation import handing_over
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.understanding import Understanding

ABSENCE = timedelta(days=7)
"""The time for which nobody is followed up who is away and does not say until when."""


def note(delivery: Delivery, contact: Contact, understanding: Understanding) -> Contact:
    """Note the reply with the contact, whom nothing is sent any more by itself; return the contact as it is then."""
    told = handing_over.noted(delivery, contact, understanding)
    failed = _undeliverable_on(delivery, contact)
    reached = {} if failed == contact.undeliverable_on else {"undeliverableOn": sorted(failed)}
    state = _recorded(delivery, contact, understanding, {**told, **reached})
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
    if contact.state in (State.SENDING, State.UNKNOWN):
        # Whoever answers has been reached, whatever is known of the sending.
        absent = _after_absence(delivery, contact, understanding) if away else {}
        contacts.move(contact_id, State.CONTACTED, now, "answered", attributes=absent, today=delivery.today)
    if away:
        later = {**noted, **_after_absence(delivery, contact, understanding)}
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


def _is_welcome(understanding: Understanding) -> bool:
    """True of somebody who wants a meeting and has none yet: the reply and its effect are one change."""
    wants = understanding.intent in (Intent.INTERESTED, Intent.RESCHEDULE)
    return wants and understanding.meeting_id is None


def _after_absence(delivery: Delivery, contact: Contact, understanding: Understanding) -> dict[str, str]:
    """The change that lets what is due meanwhile wait for the contact's return.

    While the first message is still being recorded, ``absentUntil`` tells its sender to let it wait.
    """
    if contact.backlog_order is None and contact.state is not State.SENDING:
        return {}
    back = returns(delivery, contact, understanding) or delivery.now + ABSENCE
    if contact.state is State.SENDING or contact.backlog_order is None:
        return {"absentUntil": keys.instant(back)}
    order = keys.backlog_order(Priority.FOLLOW_UP, _due(delivery, contact, back))
    return {"backlogOrder": max(contact.backlog_order, order)}


def returns(delivery: Delivery, contact: Contact, understanding: Understanding) -> datetime | None:
    """The beginning of the day, by the contact's clock, on which an absence notice says that it is back."""
    if understanding.returns is None:
        return None
    return datetime.combine(understanding.returns, time(), contact.place(delivery.tenant).zone)


def _due(delivery: Delivery, contact: Contact, back: datetime) -> datetime:
    """The instant from which the contact's next step is due if it is back at ``back``."""
    campaign = configuration.campaign(contact.tenant_id, contact.campaign_id)
    if campaign is None or contact.next_step is None:
        return back
    patience = Patience.of(delivery.tenant, campaign, contact.place(delivery.tenant))
    return patience.behind(Step(contact.next_step), back)
