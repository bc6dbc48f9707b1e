"""Announcing a time that is agreed: to the contact by a message, to the host by mail."""

from datetime import datetime

from handlers.common import telling
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Channel, Event
from handlers.common.rules.tenants import Tenant
from handlers.common.storage import outbox
from handlers.meetings.rules import copies, messages
from handlers.meetings.rules.meeting import Meeting


def agreed(
    meeting: Meeting,
    tenant: Tenant,
    contact: Contact,
    correlation_id: str,
    now: datetime,
    channel: Channel | None = None,
) -> None:
    """Queue the confirmation to the contact, by e-mail too where there is an address for the invitation.

    Without a ``channel`` on which it was chosen: by the main one.
    """
    message = messages.confirmation(meeting, tenant, contact, correlation_id, now, channel)
    outbox.enqueue(copies.with_copy(message, contact))
    booked(meeting, correlation_id, now)


def booked(meeting: Meeting, correlation_id: str, now: datetime) -> None:
    """Raise ``Meeting Booked`` for the agreed time of a meeting; a repeat for the same time is told once."""
    detail = {"bookingId": meeting.booking_id, "version": meeting.time_version}
    telling.tell(Event.MEETING_BOOKED, meeting.subject(correlation_id), now, detail)
