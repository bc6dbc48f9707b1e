"""What a request for a meeting asks for, and what comes of it: pure."""

import hashlib
from datetime import datetime
from enum import Enum, auto
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from handlers.common.rules.envelope import Identifier
from handlers.common.rules.model import MeetingStatus, State
from handlers.meetings.rules.meeting import MAXIMUM_RESCHEDULES, Meeting

Reason = Literal["interested", "reschedule", "slot_taken", "calendar_refused"]
Urgency = Literal["normal", "urgent"]


class ScheduleRequest(BaseModel):
    """The detail of a ``Schedule Requested`` event, ours or the customer's own, who sends no more than the ids."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    tenantId: Identifier
    campaignId: Identifier
    contactId: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    reason: Reason = "interested"
    urgency: Urgency = "normal"
    meetingId: str | None = None
    round: Annotated[int, Field(ge=1)] | None = None
    """The offer that came to nothing, where that is the reason: of a later one the request says nothing."""
    correlationId: str | None = None

    @field_validator("reason", mode="before")
    @classmethod
    def _known_reason(cls, reason: object) -> object:
        """The customer's system has words of its own; whatever it says, somebody is interested."""
        return reason if reason in get_args(Reason) else "interested"

    @field_validator("urgency", mode="before")
    @classmethod
    def _known_urgency(cls, urgency: object) -> object:
        return urgency if urgency in get_args(Urgency) else "normal"

    @property
    def apologizes(self) -> bool:
        """Whether the contact chose a slot and could not have it."""
        return self.reason in ("slot_taken", "calendar_refused")


class Answer(Enum):
    """What is done about a request."""

    NEW = auto()
    """A new meeting is proposed."""
    AGAIN = auto()
    """The meeting is proposed again with other slots."""
    FINISH = auto()
    """The offer was made for this very request: whatever of it is still to do is done."""
    HUMAN = auto()
    """The contact has moved the meeting as often as may be: a human takes over."""
    NOTHING = auto()
    """The meeting stands as it is, or the request is about an offer that has been replaced."""


_CAN_BE_OFFERED = frozenset({MeetingStatus.PROPOSED, MeetingStatus.EXPIRED})

WAITING_STATES = frozenset({State.INTERESTED, State.MEETING_PROPOSED, State.SCHEDULED})
"""A contact in one of these can be offered slots."""
REPLYING_STATES = frozenset({State.CONTACTED, State.UNKNOWN})
"""A contact in one of these becomes interested by asking for a meeting."""


def answer(meeting: Meeting | None, request: ScheduleRequest, request_id: str, now: datetime) -> Answer:
    """What is done about ``request``, given the contact's latest meeting."""
    if meeting is None:
        return Answer.NEW
    if meeting.request_id == request_id:
        return Answer.FINISH if meeting.on_offer(now) else Answer.NOTHING
    if request.apologizes:
        stale = request.round is not None and request.round != meeting.round
        return Answer.NOTHING if stale or meeting.status not in _CAN_BE_OFFERED else Answer.AGAIN
    if request.reason == "reschedule":
        if meeting.status not in _CAN_BE_OFFERED and not meeting.stands(now):
            return Answer.NEW
        return Answer.HUMAN if meeting.reschedules >= MAXIMUM_RESCHEDULES else Answer.AGAIN
    if meeting.status in _CAN_BE_OFFERED and not meeting.on_offer(now):
        return Answer.AGAIN
    return Answer.NOTHING if meeting.stands(now) else Answer.NEW


def next_meeting_id(contact_id: str, previous: Meeting | None) -> str:
    """The id of the meeting that follows ``previous`` with that contact.

    However many requests ask at once and however often one is repeated, they name the same meeting, and it can be
    made only once.
    """
    text = f"{contact_id}\x1f{previous.meeting_id if previous else ''}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]
