"""Calling a meeting off: the host's time is free again, the calendar's event is gone, and others are told."""

from datetime import datetime

from handlers.common import telling
from handlers.common.rules.model import Event, Side
from handlers.common.storage import configuration, contacts, stats
from handlers.common.storage.writes import ChangedError
from handlers.meetings import calling, entries, host_changes
from handlers.meetings.rules import ending
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.storage import meetings


def cancel(meeting_id: str, now: datetime, correlation_id: str, by: Side = Side.CONTACT) -> Meeting | None:
    """Cancel a meeting that is proposed or confirmed; return the cancelled meeting, or ``None`` if it was over.

    To be called again after a failure: what the first call left is finished then, or by the hourly run.
    The contact's state and its messages are the caller's; the host hears of it by the event. Raises
    ``CalendarUnavailableError`` if the calendar cannot be reached.
    """
    meeting = meetings.cancel(meeting_id, now, by)
    return None if meeting is None else finish(meeting, now, correlation_id)


def unless_it_outlasts(meeting: Meeting, now: datetime, correlation_id: str) -> bool:
    """Cancel a meeting that its contact does not follow; return True, and call a human, if it stands all the same."""
    contact = contacts.find(meeting.contact_id)
    if contact is not None and ending.outlasts(meeting, contact.state, now):
        calling.unreachable(meeting.subject(correlation_id), contact, now)
        return True
    cancel(meeting.meeting_id, now, correlation_id, Side.SYSTEM)
    return False


def finish(meeting: Meeting, now: datetime, correlation_id: str) -> Meeting:
    """Do what is left of a cancelled meeting: remove the calendar's entries, tell others, count it once."""
    if not meeting.to_withdraw:
        return meeting
    if meeting.cancelled_by is Side.HOST:
        host_changes.tell_cancelled(meeting, now, correlation_id)
    entries.remove_all(meeting)
    by = {"by": meeting.cancelled_by} if meeting.cancelled_by else {}
    telling.tell(Event.MEETING_CANCELLED, meeting.subject(correlation_id), now, by)
    after = ending.withdrawn(meeting, now)
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
