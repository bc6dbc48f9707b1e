"""A meeting that its host has moved in the calendar. Pure; docs/system.md, "Meetings: reading the calendar back"."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.meetings.rules import reminders
from handlers.meetings.rules.calendar_events import EventStatus, FoundEvent
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.rules.portuguese_dates import day_and_hour

LONGEST = timedelta(hours=4)
"""The length up to which an event is a meeting: a longer one is a whole day, or something that a human should see."""


def new_time(found: FoundEvent, now: datetime) -> Slot | None:
    """The time of an event that can be a meeting's: still to come, and no longer than one; None for any other."""
    slot = found.time
    if slot is None or slot.start <= now or not timedelta(0) < slot.end - slot.start <= LONGEST:
        return None
    return slot


def in_the_calendar(found: FoundEvent, zone: ZoneInfo) -> str:
    """Words for a human about an event that its meeting does not follow, by the host's clock."""
    if found.status is EventStatus.GONE:
        return "o evento foi apagado do calendário"
    if found.time is None:
        return "no calendário, o evento ocupa dias inteiros"
    start = day_and_hour(found.time.start, zone)
    return f"no calendário, o evento é de {start} até {day_and_hour(found.time.end, zone)}"


def moved(meeting: Meeting, slot: Slot, found: FoundEvent, now: datetime) -> Meeting:
    """The meeting at the time to which its host has moved it; its contact is still to be told.

    Its reminders are counted anew. Where only the end is another one, they stand, and nobody has to be told.
    """
    before = meeting.time
    starts_anew = before is None or before.start != slot.start
    return replace(
        meeting,
        version=meeting.version + 1,
        time=slot,
        booked_version=meeting.version + 1 if starts_anew else meeting.time_version,
        confirmed_at=now if starts_anew else meeting.confirmed_at,
        conference_link=found.conference_link or meeting.conference_link,
        reminders=reminders.skipped(slot.start, now) if starts_anew else meeting.reminders,
        moved_from=(meeting.moved_from or before) if starts_anew else meeting.moved_from,
        updated_at=now,
    )
