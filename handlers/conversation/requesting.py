"""Requests to those who arrange meetings: slots to be offered, and the booking of one."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Event
from handlers.common.storage import keys
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.understanding import Understanding
from handlers.conversation.storage import addresses
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
    from handlers.conversation.rules.wishes import wanted_times

    text, zone, before = delivery.reply.text, contact.place(delivery.tenant).zone, tuple[Slot, ...]()
    # What "mais cedo" is earlier than is looked up for such words alone.
    if understanding.meeting_id and wanted_times.counts_from_an_offer(text):
        before = _named_last(meetings.get(understanding.meeting_id))
    spans = wanted_times.wished(text, zone, delivery.reply.receivedAt, before)
    spans = _while_here(delivery, zone, understanding, spans)
    return [{"start": keys.instant(span.start), "end": keys.instant(span.end)} for span in spans]


def _while_here(
    delivery: Delivery, zone: ZoneInfo, understanding: Understanding, wanted: Sequence[Slot]
) -> Sequence[Slot]:
    """The times but for those at which the person is away, as is said beside the wish or was said before.

    A time that is asked for after the notice counts all the same. Whoever turns down the slots of an offer that was
    made for a wish still has that wish.
    """
    # A cold start that deals with reports alone is spared the phrases.
    from handlers.conversation.rules.wishes import absent_times

    here = absent_times.told(delivery.reply.text, delivery.wrote_at.astimezone(zone).date())
    away = here or absent_times.noted(
        addresses.find(delivery.tenant.tenantId, delivery.forms), zone, delivery.now
    )
    if away is None:
        return wanted
    if wanted:
        return absent_times.without(wanted, away, zone) or (wanted if here is None else ())
    meeting = meetings.get(understanding.meeting_id) if understanding.meeting_id else None
    if here is None and meeting is not None and meeting.on_offer(delivery.now) and meeting.preferred:
        return ()
    return absent_times.outside(away, zone, delivery.now, _named_last(meeting))


def _named_last(meeting: Meeting | None) -> tuple[Slot, ...]:
    """The slots that the person has to choose from, else the time that is agreed."""
    if meeting is None:
        return ()
    return meeting.slots if meeting.awaits_choice or meeting.time is None else (meeting.time,)


def _about_offer(understanding: Understanding) -> dict[str, Any]:
    """The meeting and the round that the reply is about, where they are known."""
    about = {"meetingId": understanding.meeting_id, "round": understanding.round}
    return {name: value for name, value in about.items() if value}
