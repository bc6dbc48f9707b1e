"""Announcing a time that is agreed, of which the host hears by mail."""

from datetime import datetime

from handlers.common import telling
from handlers.common.rules.model import Event
from handlers.meetings.rules.meeting import Meeting


def booked(meeting: Meeting, correlation_id: str, now: datetime) -> None:
    """Raise ``Meeting Booked`` for the agreed time of a meeting; a repeat for the same time is told once."""
    detail = {"bookingId": meeting.booking_id, "version": meeting.time_version}
    telling.tell(Event.MEETING_BOOKED, meeting.subject(correlation_id), now, detail)
