"""A booked meeting, the runs that remind of it, and the mails to its host."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from handlers import send_reminders
from handlers.common.rules.model import State
from handlers.common.rules.retries import Ending
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.storage import meetings
from tests.handlers.meetings.appointments import CONTEXT, NOW, World

# A Wednesday, in São Paulo, far enough ahead that nothing in it is over by the real clock.
_AHEAD = NOW.astimezone(ZoneInfo("America/Sao_Paulo")) + timedelta(days=30)
START = (_AHEAD + timedelta(days=(2 - _AHEAD.weekday()) % 7)).replace(hour=10, minute=30, second=0)
DAY_BEFORE = START - timedelta(days=1, minutes=30)
HOUR_BEFORE = START - timedelta(hours=1, minutes=30)


@dataclass
class Mails:
    """The mails to hosts: address, subject, body, key."""

    ending: Ending = Ending.SENT
    sent: list[tuple[str, str, str, str]] = field(default_factory=list)

    def send(self, to: str, subject: str, body: str, key: str, seconds: float) -> Ending:
        self.sent.append((to, subject, body, key))
        return self.ending


def booked(
    here: World,
    contact_id: str = "c1",
    start: datetime = START,
    booked_at: datetime = NOW,
    tenant_id: str = "acme",
) -> Meeting:
    """The meeting of a contact that is booked and not in the calendar yet."""
    slot = Slot(start, start + timedelta(hours=1))
    meeting = rules.proposed(
        meeting_id=f"m-{contact_id}",
        tenant_id=tenant_id,
        campaign_id="spring",
        contact_id=contact_id,
        host_id="ana",
        slots=(slot,),
        request_id="e0",
        now=booked_at,
    )
    meetings.save(None, meeting)
    confirmed = rules.confirmed(meeting, slot, 15, "e1", booked_at, ())
    meetings.save(meeting, confirmed)
    here.contact(contact_id, State.SCHEDULED, meetingId=meeting.meeting_id, tenantId=tenant_id)
    return confirmed


def entered(here: World, contact_id: str = "c1", start: datetime = START) -> Meeting:
    """The meeting of a contact that is booked and in the calendar."""
    meeting = booked(here, contact_id, start)
    after = replace(meeting, calendar_event_id=f"event-of-{contact_id}")
    meetings.save(meeting, after)
    here.calendar.events[f"event-of-{contact_id}"] = Slot(start, start + timedelta(hours=1))
    return after


def run(at: datetime | None = None) -> Any:
    """Run send-reminders by the clock, or rehearse the run of an hour."""
    detail: dict[str, Any] = {"type": "reminder_check", "environment": "dev"}
    if at is not None:
        detail |= {"at": at.isoformat(), "ahead": True}
    event = {"source": "scheduler", "detail-type": "Scheduled Reminder Check", "detail": detail}
    return send_reminders.handler(event, CONTEXT)
