"""The rules for a contact's choice of a slot (docs/system.md, "Meetings: booking"): pure."""

from datetime import datetime
from enum import Enum, StrEnum, auto
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, model_validator

from handlers.common.rules.contracts import Instant
from handlers.common.rules.envelope import Identifier
from handlers.common.rules.model import MeetingStatus
from handlers.common.rules.subject import Subject
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.rules.proposing import Reason, WrittenOn
from handlers.meetings.rules.repeats import CorrelationId, RequestId, Round


class ChosenSlot(BaseModel):
    """One of the slots that were offered."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    start: Instant
    end: Instant

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "ChosenSlot":
        if self.end <= self.start:
            raise ValueError(f"the slot's end {self.end} is not after its start {self.start}")
        return self


class Confirmation(BaseModel):
    """The detail of a ``Meeting Confirmed`` event: a contact has chosen a slot."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    tenantId: Identifier
    campaignId: Identifier
    meetingId: Identifier
    slot: ChosenSlot
    round: Round | None = None
    """The offer of which the slot was chosen; None: the latest."""
    channel: WrittenOn = None
    requestId: RequestId = None
    correlationId: CorrelationId = None
    occurredAt: Instant | None = None

    @property
    def chosen(self) -> Slot:
        return Slot(self.slot.start, self.slot.end)

    def identity(self, event_id: str) -> str:
        """The id of the choice, the same for all events that tell of it."""
        return self.requestId or event_id

    def subject(self, event_id: str) -> Subject:
        """The ids that the event brings; its own stands in for a correlation id."""
        correlation_id = self.correlationId or event_id
        return Subject(self.tenantId, correlation_id, self.campaignId, meeting_id=self.meetingId)


class ChoiceAction(Enum):
    """The next thing to do about a choice."""

    BOOK = auto()
    """The slot is on offer: the host's time may be claimed."""
    KEEP = auto()
    """The meeting stands there already: the host has moved it there, or the contact stays: nobody is told it anew."""
    FINISH = auto()
    """This very choice was booked: the rest of the work is done."""
    UNDO = auto()
    """This very choice was booked and the meeting cancelled since: no calendar event of it may stay behind."""
    OFFER_AGAIN = auto()
    """The slot is not, or no longer, available: the contact gets other slots, with an apology if it is taken."""
    HUMAN = auto()
    """The contact has an appointment and chooses another slot, though it is offered no other, or chose before."""
    NOTHING = auto()
    """It has been dealt with, or the meeting is over."""


class BookingOutcome(StrEnum):
    """The answer of confirm-meeting, as it stands in its log and its metrics."""

    BOOKED = "booked"
    KEPT = "kept"
    SLOT_TAKEN = "slot_taken"
    CALENDAR_REFUSED = "calendar_refused"
    SLOT_GONE = "slot_gone"
    UNDONE = "undone"
    HUMAN = "human"
    REFUSED = "refused"
    """The contact has come to an end of its own, by opting out, say."""
    NOTHING = "nothing"


class Choice(NamedTuple):
    """A contact's choice of a slot, from the offer of ``round``, else from the latest one."""

    choice_id: str
    slot: Slot
    chosen_at: datetime
    round: int | None = None

    def is_overtaken(self, meeting: Meeting) -> bool:
        """True if it was made of an offer, and before a time, that a later choice has settled since."""
        booked_at = meeting.confirmed_at
        return (
            self.round is not None
            and self.round <= meeting.booked_round
            and booked_at is not None
            and self.chosen_at < booked_at
        )


def judge(meeting: Meeting, choice: Choice, now: datetime) -> ChoiceAction:
    """Return what to do about the choice."""
    if choice.choice_id in (meeting.confirmation_id, meeting.booking_id):
        return _judge_repeat(meeting, choice, now)
    if choice.choice_id in meeting.earlier_choices:
        return ChoiceAction.NOTHING
    is_booked = meeting.status is MeetingStatus.CONFIRMED
    if meeting.awaits_choice and not (is_booked and choice.is_overtaken(meeting)):
        if _stands_at(meeting, choice.slot) and now < choice.slot.start:
            return ChoiceAction.KEEP
        return ChoiceAction.BOOK if _is_to_be_had(meeting, choice, now) else ChoiceAction.OFFER_AGAIN
    return ChoiceAction.HUMAN if is_booked and meeting.time != choice.slot else ChoiceAction.NOTHING


def why_lost(meeting: Meeting, choice: Choice, now: datetime) -> Reason:
    """Return the reason for which the contact is offered other slots than the chosen one."""
    return Reason.SLOT_TAKEN if _is_to_be_had(meeting, choice, now) else Reason.SLOT_GONE


def _is_to_be_had(meeting: Meeting, choice: Choice, now: datetime) -> bool:
    """True for a slot of its offer that is still to come: it is the contact's unless another meeting has the time."""
    offer = meeting.offer(choice.round)
    return offer is not None and choice.slot in offer.slots and now < choice.slot.start


def _stands_at(meeting: Meeting, slot: Slot) -> bool:
    """True if the meeting is agreed to begin with the slot; its host may have given it another end."""
    agreed = meeting.time if meeting.status is MeetingStatus.CONFIRMED else None
    return agreed is not None and agreed.start == slot.start


def _judge_repeat(meeting: Meeting, choice: Choice, now: datetime) -> ChoiceAction:
    is_booking = choice.choice_id == (meeting.booking_id or meeting.confirmation_id)
    if meeting.status is MeetingStatus.CONFIRMED and is_booking:
        return ChoiceAction.FINISH
    if meeting.status is MeetingStatus.CANCELLED:
        return ChoiceAction.UNDO
    if meeting.awaits_choice and not meeting.on_offer(now):
        return ChoiceAction.OFFER_AGAIN
    is_latest = choice.choice_id == meeting.confirmation_id
    is_kept = is_latest and not meeting.awaits_choice and _stands_at(meeting, choice.slot)
    return ChoiceAction.KEEP if is_kept else ChoiceAction.NOTHING
