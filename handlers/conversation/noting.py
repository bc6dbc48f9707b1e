"""Noting a reply with its contact: its history, its state, and the follow-ups that it stops or puts off."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Intent, Priority, State
from handlers.common.storage import contacts, keys
from handlers.conversation import handing_over
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.understanding import Understanding

ABSENCE = timedelta(days=7)
"""The time for which nobody is followed up who is away and does not say until when."""


def note(delivery: Delivery, contact: Contact, understanding: Understanding) -> Contact:
    """Note the reply with the contact, whom nothing is sent any more by itself; return the contact as it is then."""
    told = handing_over.noted(delivery, contact, understanding)
    state = _recorded(delivery, contact, understanding, told)
    return contact._replace(
        state=state, handed_over_for=told.get(contacts.HANDED_OVER_FOR, contact.handed_over_for)
    )


def _recorded(
    delivery: Delivery, contact: Contact, understanding: Understanding, told: Mapping[str, str]
) -> State:
    contact_id, now = contact.contact_id, delivery.now
    away = understanding.intent is Intent.OUT_OF_OFFICE
    if contact.state in (State.SENDING, State.UNKNOWN):
        # Whoever answers has been reached, whatever is known of the sending.
        absent = _after_absence(delivery, contact, understanding) if away else {}
        contacts.move(contact_id, State.CONTACTED, now, "answered", attributes=absent, today=delivery.today)
    if away:
        later = _after_absence(delivery, contact, understanding)
        return contacts.record(contact_id, now, "reply", understanding.intent, attributes=later)
    gone = (*contacts.BACKLOG, "absentUntil")
    if contact.state is State.CONTACTED and _is_welcome(understanding):
        moved = contacts.move(
            contact_id,
            State.INTERESTED,
            now,
            "reply",
            understanding.intent,
            remove=gone,
            today=delivery.today,
        )
        if moved is not None:
            return State.INTERESTED
    return contacts.record(contact_id, now, "reply", understanding.intent, attributes=told, remove=gone)


def _is_welcome(understanding: Understanding) -> bool:
    """True of somebody who wants a meeting and has none yet: the reply and its effect are one change."""
    wants = understanding.intent in (Intent.INTERESTED, Intent.RESCHEDULE)
    return wants and understanding.meeting_id is None


def _after_absence(delivery: Delivery, contact: Contact, understanding: Understanding) -> dict[str, str]:
    """The change that lets the follow-up that is due meanwhile wait for the contact's return.

    While the first message is still being recorded, ``absentUntil`` tells its sender to let the follow-up wait.
    """
    if contact.backlog_order is None and contact.state is not State.SENDING:
        return {}
    back = delivery.now + ABSENCE
    if understanding.returns is not None:
        zone = contact.place(delivery.tenant).zone
        back = datetime.combine(understanding.returns, time(), zone)
    if contact.state is State.SENDING or contact.backlog_order is None:
        return {"absentUntil": keys.instant(back)}
    return {"backlogOrder": max(contact.backlog_order, keys.backlog_order(Priority.FOLLOW_UP, back))}
