"""Calling a meeting off: the host's time is free again, the calendar's event is gone, and others are told."""

from datetime import datetime

from handlers.common import telling
from handlers.common.rules.model import Event, Side
from handlers.common.storage import configuration, stats
from handlers.common.storage.writes import ChangedError
from handlers.meetings import entries
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.storage import meetings


def cancel(meeting_id: str, now: datetime, correlation_id: str, by: Side | None = None) -> Meeting | None:
    """Cancel a meeting that is proposed or confirmed; return the cancelled meeting, or ``None`` if it was over.

    To be called again after a failure: what the first call left is finished then, or by the hourly run.
    The contact's state and its messages are the caller's; the host hears of it by the event. Raises
    ``CalendarUnavailableError`` if the calendar cannot be reached.
    """
    meeting = meetings.cancel(meeting_id, now)
    return None if meeting is None else finish(meeting, now, correlation_id, by)


def finish(meeting: Meeting, now: datetime, correlation_id: str, by: Side | None = None) -> Meeting:
    """Do what is left of a cancelled meeting: remove the calendar's entries, tell others, count it once.

    ``by``: who has called it off, where that is known.
    """
    if not meeting.to_withdraw:
        return meeting
    entries.remove_all(meeting)
    told = {} if by is None else {"by": by.value}
    telling.tell(Event.MEETING_CANCELLED, meeting.subject(correlation_id), now, told)
    after = rules.withdrawn(meeting, now)
    tenant = configuration.tenant(meeting.tenant_id)
    counters = {"meetings_cancelled": 1}
    counted = (
        [stats.addition(meeting.tenant_id, meeting.campaign_id, tenant.today(now), counters)]
        if tenant
        else []
    )
    try:
        meetings.save(meeting, after, counted)
    except ChangedError:
        # Another run has finished it.
        return meeting
    return after
