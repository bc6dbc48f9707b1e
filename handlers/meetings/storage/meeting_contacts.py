"""A contact's state follows the status of its current meeting."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from handlers.common.rules.model import MeetingStatus, State
from handlers.common.storage import contacts
from handlers.meetings.rules.meeting import Meeting

_WAY: Mapping[MeetingStatus, tuple[State, ...]] = MappingProxyType(
    {
        MeetingStatus.PROPOSED: (State.MEETING_PROPOSED,),
        MeetingStatus.CONFIRMED: (State.MEETING_PROPOSED, State.SCHEDULED),
        MeetingStatus.EXPIRED: (State.INTERESTED,),
        MeetingStatus.CANCELLED: (State.INTERESTED,),
        MeetingStatus.COMPLETED: (State.MEETING_PROPOSED, State.SCHEDULED, State.COMPLETED),
        MeetingStatus.NO_SHOW: (State.UNSUCCESSFUL,),
    }
)
"""The states to move to, in order; those before the last one are passed through where an earlier run was cut short."""


def waits_for(meeting: Meeting) -> bool:
    """True while the contact stands as if this meeting, now expired, were on offer."""
    contact = contacts.find(meeting.contact_id)
    if contact is None:
        return False
    return contact.meeting_id == meeting.meeting_id and contact.state == State.MEETING_PROPOSED


def follow(meeting: Meeting, now: datetime) -> bool:
    """Move the contact to where its meeting is; return whether it stands there, by this call or before it.

    A contact that has come to an end of its own (it has opted out or been erased, say) is not moved, and a meeting that
    is over moves nobody who has had another one since.
    """
    way = _WAY[meeting.status]
    contact = contacts.find(meeting.contact_id)
    if contact is None:
        return False
    names_another = contact.meeting_id != meeting.meeting_id
    if not meeting.is_held and names_another:
        return False
    attributes = {"meetingId": meeting.meeting_id} if names_another else None

    def move(target: State) -> bool:
        what = f"meeting_{meeting.status}"
        before = contacts.move(
            meeting.contact_id, target, now, what, meeting.meeting_id, attributes=attributes
        )
        return before is not None

    # One step is the rule; the whole way is for a run that was cut short.
    return move(way[-1]) or (len(way) > 1 and [move(state) for state in way][-1])
