"""Meetings that are due to be reminded of in one hourly run."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from handlers.meetings import reminding
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules import reminders
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.storage import meetings
from local.bench.recording.place import Place

LEAD = "24h"


def _start(week: int) -> datetime:
    """Return the hour of a Wednesday that is a month and some weeks ahead."""
    ahead = datetime.now(UTC) + timedelta(days=30, weeks=week)
    return (ahead + timedelta(days=(2 - ahead.weekday()) % 7)).replace(
        hour=14, minute=30, second=0, microsecond=0
    )


def book(place: Place, tenant_id: str, week: int) -> Meeting:
    """Write a contact with a meeting that was booked today, all of a week at the same hour."""
    now, start = datetime.now(UTC), _start(week)
    (contact_id,) = place.contacts(
        tenant_id, 1, 1, state="scheduled", backlog=None, backlogOrder=None, nextStep=None
    )
    slot = Slot(start, start + timedelta(hours=1))
    proposed = rules.proposed(
        meeting_id=uuid4().hex,
        tenant_id=tenant_id,
        campaign_id="campaign-1",
        contact_id=contact_id,
        host_id="host",
        slots=(slot,),
        request_id=uuid4().hex,
        now=now,
    )
    meetings.save(None, proposed)
    agreed = rules.confirmed(proposed, slot, 15, uuid4().hex, now, ())
    meetings.save(proposed, agreed)
    entered = meetings.get(proposed.meeting_id)
    assert entered is not None
    meetings.save(entered, rules.replace(entered, calendar_event_id="e"))
    return entered


def remind(booked: Sequence[Meeting]) -> None:
    """Run the hour in which the meetings are due a day before."""
    confirmed_at = booked[0].confirmed_at
    assert confirmed_at is not None
    at = reminders.runs(booked[0].scheduled_at, confirmed_at)[LEAD]
    answer = reminding.run(at, datetime.now(UTC), lambda: 60.0)
    if (answer["reminders"], answer["hostMails"]) != (len(booked), len(booked)) or answer["failed"]:
        raise RuntimeError(f"{len(booked)} meetings were to be reminded of: {answer}")
