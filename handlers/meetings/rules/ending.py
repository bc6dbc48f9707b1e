"""The ends of a meeting: called off, or over. Pure; docs/system.md, "Meetings: booking"."""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers.common.rules.attendance import Answer, Attendance
from handlers.common.rules.model import MeetingStatus, Side, State
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.times import Slot

CORRECTED_WITHIN = timedelta(days=7)
"""The time after a meeting for which its host may say, or correct, whether it took place."""


def over_at(meeting: Meeting, agreed: Slot) -> datetime:
    """The instant at which nothing of a meeting is to come: its end, or that of other slots beside it.

    The later of the two: until then the contact may still move what it has missed, and the host is not asked.
    """
    has_others = meeting.booked_round < meeting.round
    return max(agreed.end, meeting.expires_at) if has_others else agreed.end


def outlasts(meeting: Meeting, state: State, now: datetime) -> bool:
    """Return True for the meeting of a contact in ``state`` who hears nothing more, though nobody has called it off.

    Of who has opted out that is an agreed time to come: words would have called it off. An offer goes with them.
    """
    if state is State.OPTED_OUT:
        return meeting.to_come(now) is not None
    return state is State.UNDELIVERABLE


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
    return _over(meeting, MeetingStatus.COMPLETED, now)


def answered(meeting: Meeting, attendance: Attendance, now: datetime) -> Meeting | None:
    """The meeting as its host's answer has it; None where the answer changes nothing.

    That is: for another version than the one that has just been over, for longer than ``CORRECTED_WITHIN``, or where
    it says what is known.
    """
    status = MeetingStatus.COMPLETED if attendance.answer is Answer.YES else MeetingStatus.NO_SHOW
    if (
        meeting.time is None
        or not meeting.time.end <= now < over_at(meeting, meeting.time) + CORRECTED_WITHIN
    ):
        return None
    asked = meeting.time_version if meeting.status is MeetingStatus.CONFIRMED else meeting.over_version
    if asked != attendance.version or meeting.status in (status, MeetingStatus.CANCELLED):
        return None
    return _over(meeting, status, now)


def _over(meeting: Meeting, status: MeetingStatus, now: datetime) -> Meeting:
    over_version = meeting.over_version or meeting.time_version
    return replace(
        meeting, status=status, version=meeting.version + 1, over_version=over_version, updated_at=now
    )
