"""The rules for a request for a meeting or for other slots (docs/system.md, "Meetings: offers"): pure."""

import hashlib
from datetime import datetime
from enum import Enum, StrEnum, auto
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, TypeAdapter, ValidationError, field_validator

from handlers.common.rules.contracts import Instant
from handlers.common.rules.envelope import Identifier
from handlers.common.rules.model import Channel, Kind, MeetingStatus, State
from handlers.common.rules.subject import Subject
from handlers.meetings.rules import rescheduling
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.rules.repeats import CorrelationId, RequestId, Round


class Reason(StrEnum):
    """The cause of a request."""

    INTERESTED = "interested"
    RESCHEDULE = "reschedule"
    SLOT_TAKEN = "slot_taken"
    """The slot that was chosen is another meeting's."""
    CALENDAR_REFUSED = "calendar_refused"
    """The host's calendar has something else in the slot that was chosen."""
    SLOT_GONE = "slot_gone"
    """The slot that was chosen has begun, or its offer is not kept any more."""


class Urgency(StrEnum):
    """The haste of a request: an urgent one is offered the earliest slots."""

    NORMAL = "normal"
    URGENT = "urgent"


MOST_PREFERRED = 100
"""The spans of a request that are read; what a reply asks for makes at most two for each of 35 days."""


class PreferredSpan(BaseModel):
    """A span of time in which the contact wants the meeting to begin."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    start: Instant
    end: Instant


def _spans(value: object) -> object:
    """Leave out what the customer's own systems may mean by such a field."""
    try:
        spans = TypeAdapter(tuple[PreferredSpan, ...]).validate_python(value)
    except ValidationError:
        return ()
    return tuple(span for span in spans if span.start < span.end)[:MOST_PREFERRED]


def _known_channel(value: object) -> object:
    """Leave out what the customer's own systems may mean by such a field."""
    return value if value in tuple(Channel) else None


WrittenOn = Annotated[Channel | None, BeforeValidator(_known_channel)]
"""The channel on which the contact wrote, and hears what follows; None, the main one, where it wrote nothing."""


class ScheduleRequest(BaseModel):
    """The detail of a ``Schedule Requested`` event, ours or the customer's own, who sends no more than the ids."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    tenantId: Identifier
    campaignId: Identifier
    contactId: Identifier
    reason: Reason = Reason.INTERESTED
    urgency: Urgency = Urgency.NORMAL
    meetingId: Identifier | None = None
    round: Round | None = None
    """The latest offer of ``meetingId`` when the request was made; the request does not concern a later one."""
    preferred: Annotated[tuple[PreferredSpan, ...], BeforeValidator(_spans)] = ()
    """The times that the contact asks for; empty: none were said, or none that are understood."""
    channel: WrittenOn = None
    refused: PreferredSpan | None = None
    """The time that the contact may have heard of and the calendar refused."""
    requestId: RequestId = None
    correlationId: CorrelationId = None

    @field_validator("reason", mode="before")
    @classmethod
    def _known_reason(cls, reason: object) -> object:
        """The customer's system has words of its own; whatever it says, somebody is interested."""
        return reason if reason in tuple(Reason) else Reason.INTERESTED

    @field_validator("urgency", mode="before")
    @classmethod
    def _known_urgency(cls, urgency: object) -> object:
        return urgency if urgency in tuple(Urgency) else Urgency.NORMAL

    @property
    def follows_choice(self) -> bool:
        """True if the contact chose a slot and did not get it."""
        return self.reason in (Reason.SLOT_TAKEN, Reason.CALENDAR_REFUSED, Reason.SLOT_GONE)

    @property
    def message_kind(self) -> Kind:
        """The kind of the offer that answers the request: an apology only where the slot really is taken."""
        if self.reason is Reason.INTERESTED:
            return Kind.PROPOSAL
        taken = self.reason in (Reason.SLOT_TAKEN, Reason.CALENDAR_REFUSED)
        return Kind.APOLOGY if taken else Kind.OTHER_SLOTS

    @property
    def wanted(self) -> tuple[Slot, ...]:
        """The times that the contact asks for."""
        return tuple(Slot(span.start, span.end) for span in self.preferred)

    def identity(self, event_id: str) -> str:
        """The id of the request, the same for all events that make it."""
        return self.requestId or event_id

    def is_about_earlier(self, meeting: Meeting) -> bool:
        """True if the offer that the request is about has been followed by another one."""
        same = self.round == meeting.round and self.meetingId in (None, meeting.meeting_id)
        return self.round is not None and not same

    def subject(self, event_id: str) -> Subject:
        """The ids that the event brings; its own stands in for a correlation id."""
        return Subject(self.tenantId, self.correlationId or event_id, self.campaignId, self.contactId)


class RequestAction(Enum):
    """The next thing to do about a request."""

    NEW = auto()
    """A new meeting is proposed."""
    AGAIN = auto()
    """The meeting is proposed again with other slots."""
    FINISH = auto()
    """The offer was made for this very request: the rest of the work is done."""
    HUMAN = auto()
    """The contact has moved the meeting, or found nothing in other slots, often enough: a human takes over."""
    NOTHING = auto()
    """The meeting stands as it is, or the request is about an offer that has been replaced."""


class ScheduleOutcome(StrEnum):
    """The answer of schedule-meeting, as it stands in its log and its metrics."""

    OFFERED = "offered"
    STANDS = "stands"
    HUMAN = "human"
    REFUSED = "refused"
    """The contact has come to an end of its own, by opting out, say."""


_CAN_BE_OFFERED = frozenset({MeetingStatus.PROPOSED, MeetingStatus.EXPIRED})

WAITING_STATES = frozenset({State.INTERESTED, State.MEETING_PROPOSED, State.SCHEDULED})
"""A contact in one of these can be offered slots."""
REPLYING_STATES = frozenset({State.CONTACTED, State.UNKNOWN})
"""A contact in one of these becomes interested by asking for a meeting."""


def judge(meeting: Meeting | None, request: ScheduleRequest, request_id: str, now: datetime) -> RequestAction:
    """Return what to do about ``request``, given the contact's latest meeting."""
    if meeting is None:
        return RequestAction.NEW
    if meeting.request_id == request_id:
        return RequestAction.FINISH if meeting.on_offer(now) else RequestAction.NOTHING
    if request.follows_choice:
        can_be_offered = meeting.awaits_choice and not request.is_about_earlier(meeting)
        return RequestAction.AGAIN if can_be_offered else RequestAction.NOTHING
    if request.is_about_earlier(meeting) and meeting.stands(now):
        return RequestAction.NOTHING
    if request.reason is Reason.RESCHEDULE:
        if meeting.status not in _CAN_BE_OFFERED and not meeting.stands(now):
            return RequestAction.NEW
        return RequestAction.HUMAN if rescheduling.is_for_a_human(meeting) else RequestAction.AGAIN
    if meeting.status in _CAN_BE_OFFERED and not meeting.on_offer(now):
        return RequestAction.AGAIN
    return RequestAction.NOTHING if meeting.stands(now) else RequestAction.NEW


def next_meeting_id(contact_id: str, previous: Meeting | None) -> str:
    """The id of the meeting that follows ``previous`` with that contact.

    However many requests ask at once and however often one is repeated, they name the same meeting, and it can be
    made only once.
    """
    text = f"{contact_id}\x1f{previous.meeting_id if previous else ''}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]
