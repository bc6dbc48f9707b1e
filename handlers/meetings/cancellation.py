"""Calling a meeting off: the host's time is free again and the calendar's event is gone."""

from datetime import datetime

from handlers.meetings import calendars
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.storage import meetings


def cancel(meeting_id: str, now: datetime) -> Meeting | None:
    """Cancel a meeting that is proposed or confirmed; return the cancelled meeting, or ``None`` if it was over.

    To be called again after a failure: the meeting is cancelled before its event is deleted, and a repeat deletes
    what is left. The contact's state, its messages, the ``Meeting Cancelled`` event and the counter
    ``meetings_cancelled`` are the caller's. Raises ``CalendarUnavailableError`` if the calendar cannot be reached.
    """
    meeting = meetings.cancel(meeting_id, now)
    if meeting is not None:
        for event_id in (meeting.calendar_event_id, meeting.former_event_id):
            if event_id:
                calendars.CALENDAR.delete_event(event_id)
    return meeting
