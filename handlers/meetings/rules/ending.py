"""The ends of a meeting: called off, or over. Pure; docs/system.md, "Meetings: booking"."""

from dataclasses import replace
from datetime import datetime

from handlers.common.rules.model import MeetingStatus, Side
from handlers.meetings.rules.meeting import Meeting


def cancelled(meeting: Meeting, now: datetime, by: Side = Side.CONTACT) -> Meeting:
    """The meeting called off by a side; its time is free again, and the rest is still to be done."""
    return replace(
        meeting,
        status=MeetingStatus.CANCELLED,
        version=meeting.version + 1,
        to_withdraw=True,
        cancelled_by=by,
        moved_from=None,
        updated_at=now,
    )


def withdrawn(meeting: Meeting, now: datetime) -> Meeting:
    """The cancelled meeting after all that follows from it."""
    return replace(meeting, version=meeting.version + 1, to_withdraw=False, updated_at=now)


def completed(meeting: Meeting, now: datetime) -> Meeting:
    """The meeting after its end."""
    return replace(meeting, status=MeetingStatus.COMPLETED, version=meeting.version + 1, updated_at=now)
