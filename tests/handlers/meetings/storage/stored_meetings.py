"""Meetings in the table, for the tests of what is kept there."""

from datetime import UTC, datetime, timedelta

from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.storage import host_time, meetings

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def slot(hours: float, minutes: int = 60) -> Slot:
    start = NOW + timedelta(hours=hours)
    return Slot(start, start + timedelta(minutes=minutes))


def proposal(meeting_id: str = "m1", *slots: Slot) -> Meeting:
    return rules.proposed(
        meeting_id=meeting_id,
        tenant_id="acme",
        campaign_id="spring",
        contact_id="c1",
        host_id="ana",
        slots=slots or (slot(24), slot(48), slot(72)),
        request_id="event-1",
        now=NOW,
    )


def stored(meeting: Meeting) -> Meeting:
    meetings.save(None, meeting)
    return meeting


def booked(meeting: Meeting, at: Slot, buffer_minutes: int = 15) -> Meeting:
    after = rules.confirmed(meeting, at, buffer_minutes, "event-2", NOW, ())
    meetings.save(meeting, after)
    return after


def held() -> list[datetime]:
    return [
        cell.start
        for cell in host_time.claimed("acme", "ana", NOW - timedelta(days=30), NOW + timedelta(days=30))
    ]
