"""Requests to those who arrange meetings: slots to be offered, and the booking of one."""

from typing import Any

from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Event
from handlers.common.storage import keys
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.understanding import Understanding
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.times import Slot
from handlers.meetings.storage import meetings


def booking(delivery: Delivery, contact: Contact, understanding: Understanding, slot: Slot) -> None:
    """Ask for the slot that was chosen to be booked."""
    chosen = {"start": keys.instant(slot.start), "end": keys.instant(slot.end)}
    delivery.ask(Event.MEETING_CONFIRMED, contact, {**_about_offer(understanding), "slot": chosen})


def slots(delivery: Delivery, contact: Contact, understanding: Understanding, reason: str) -> None:
    """Ask for slots to be offered, with the times that the person asks for."""
    urgency = "urgent" if understanding.urgent else "normal"
    about = {"reason": reason, "urgency": urgency, **_about_offer(understanding)}
    if wanted := _wanted(delivery, contact, understanding):
        about["preferred"] = wanted
    delivery.ask(Event.SCHEDULE_REQUESTED, contact, about)


def _wanted(delivery: Delivery, contact: Contact, understanding: Understanding) -> list[dict[str, str]]:
    """The times that the person asks for, as ``Schedule Requested`` has them."""
    # A cold start that deals with reports alone is spared the phrases.
    from handlers.conversation.rules import slot_wishes

    text, zone, before = delivery.reply.text, contact.place(delivery.tenant).zone, tuple[Slot, ...]()
    # What "mais cedo" is earlier than is looked up for such words alone.
    if understanding.meeting_id and slot_wishes.counts_from_an_offer(text):
        before = _named_last(meetings.get(understanding.meeting_id))
    spans = slot_wishes.wished(text, zone, delivery.reply.receivedAt, before)
    return [{"start": keys.instant(span.start), "end": keys.instant(span.end)} for span in spans]


def _named_last(meeting: Meeting | None) -> tuple[Slot, ...]:
    """The slots that the person has to choose from, else the time that is agreed."""
    if meeting is None:
        return ()
    return meeting.slots if meeting.awaits_choice or meeting.time is None else (meeting.time,)


def _about_offer(understanding: Understanding) -> dict[str, Any]:
    """The meeting and the round that the reply is about, where they are known."""
    about = {"meetingId": understanding.meeting_id, "round": understanding.round}
    return {name: value for name, value in about.items() if value}
