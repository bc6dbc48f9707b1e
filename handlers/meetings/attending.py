"""Taking a host's answer to the question whether a meeting took place.

Source: docs/system.md, "Meetings: after the meeting".
"""

from datetime import datetime

from handlers.common.rules.attendance import Attendance
from handlers.common.storage import writes
from handlers.meetings.rules import ending
from handlers.meetings.storage import meeting_contacts, meetings
from handlers.observability import count, logger


def take(attendance: Attendance, now: datetime) -> None:
    """Complete the meeting, or record that nobody came; an answer that comes too late, or again, changes nothing.

    The contact comes first: what was cut short between the two is done by the message's next delivery.
    """

    def attempt() -> bool:
        meeting = meetings.get(attendance.meeting_id)
        after = None if meeting is None else ending.answered(meeting, attendance, now)
        if meeting is None or after is None:
            return False
        meeting_contacts.follow(after, now)
        meetings.save(meeting, after)
        return True

    changed = writes.decided(attempt, f"meeting {attendance.meeting_id}")
    told = {"meetingId": attendance.meeting_id, "answer": attendance.answer.value, "changed": changed}
    logger.info("a host has said whether a meeting took place", extra=told)
    if changed:
        count(f"Attendance{attendance.answer.capitalize()}")
