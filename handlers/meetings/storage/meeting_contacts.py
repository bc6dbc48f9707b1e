"""A contact's state follows the status of its current meeting."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from handlers.common.rules.model import MeetingStatus, State
from handlers.common.storage import contacts
from handlers.meetings.rules.meeting import Meeting

# The states to move to, in order; those before the last one are passed through where an earlier run was cut short.
_WAY: Mapping[MeetingStatus, tuple[State, ...]] = MappingProxyType(
    {
        MeetingStatus.PROPOSED: (State.MEETING_PROPOSED,),
        MeetingStatus.CONFIRMED: (State.MEETING_PROPOSED, State.SCHEDULED),
        MeetingStatus.EXPIRED: (State.INTERESTED,),
        MeetingStatus.COMPLETED: (State.MEETING_PROPOSED, State.SCHEDULED, State.COMPLETED),
    }
)


def waits_for(meeting: Meeting) -> bool:
    """Whether the contact still stands as if this meeting, now expired, were on offer."""
    contact = contacts.read(meeting.contact_id)
    return contact.meeting_id == meeting.meeting_id and contact.state == State.MEETING_PROPOSED


def follow(meeting: Meeting, now: datetime) -> bool:
    """Whether the contact stands where its meeting is, by this call or already before it.

    It does not if the contact has come to an end of its own (it has opted out, say), and an expired or completed
    meeting moves nobody who has another one since.
    """
    way = _WAY[meeting.status]
    names_another = contacts.read(meeting.contact_id).meeting_id != meeting.meeting_id
    if meeting.status in (MeetingStatus.EXPIRED, MeetingStatus.COMPLETED) and names_another:
        return False
    attributes = {"meetingId": meeting.meeting_id} if names_another else None

    def move(target: State) -> bool:
        what = f"meeting_{meeting.status}"
        before = contacts.move(
            meeting.contact_id, target, now, what, meeting.meeting_id, attributes=attributes
        )
        return before is not None

    # The last step alone is the rule; the whole way is for what was cut short.
    return move(way[-1]) or (len(way) > 1 and [move(state) for state in way][-1])
