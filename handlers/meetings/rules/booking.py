"""What comes of a contact's choice of a slot: pure."""

from datetime import datetime
from enum import Enum, auto
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints, model_validator

from handlers.common.rules.envelope import Identifier
from handlers.common.rules.model import MeetingStatus
from handlers.meetings.rules.meeting import Meeting, Slot


class ChosenSlot(BaseModel):
    """One of the slots that were offered."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    start: AwareDatetime
    end: AwareDatetime

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
    meetingId: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    slot: ChosenSlot
    correlationId: str | None = None
    occurredAt: AwareDatetime | None = None

    @property
    def chosen(self) -> Slot:
        return Slot(self.slot.start, self.slot.end)


class Verdict(Enum):
    """What is done about a choice."""

    BOOK = auto()
    """The slot is on offer: the host's time may be claimed."""
    FINISH = auto()
    """This very choice was booked: whatever of it is still to do is done."""
    UNDO = auto()
    """This very choice was booked and the meeting cancelled since: no calendar event of it may stay behind."""
    OFFER_AGAIN = auto()
    """The slot is not, or no longer, to be had: the contact gets an apology and new slots."""
    HUMAN = auto()
    """The contact has an appointment and now chooses another slot."""
    NOTHING = auto()
    """It has been dealt with, or the meeting is over."""


def judge(meeting: Meeting, slot: Slot, confirmation_id: str, chosen_at: datetime, now: datetime) -> Verdict:
    """What is done about the choice of ``slot``, made at ``chosen_at``, by the event ``confirmation_id``."""
    if meeting.confirmation_id == confirmation_id:
        return _judge_repeat(meeting, now)
    if meeting.status is MeetingStatus.PROPOSED:
        offered = slot in meeting.slots and chosen_at < meeting.expires_at and now < slot.start
        return Verdict.BOOK if offered else Verdict.OFFER_AGAIN
    if meeting.status is MeetingStatus.EXPIRED:
        return Verdict.OFFER_AGAIN
    if meeting.status is MeetingStatus.CONFIRMED and meeting.time != slot:
        return Verdict.HUMAN
    return Verdict.NOTHING


def _judge_repeat(meeting: Meeting, now: datetime) -> Verdict:
    if meeting.status is MeetingStatus.CONFIRMED:
        return Verdict.FINISH
    if meeting.status is MeetingStatus.CANCELLED:
        return Verdict.UNDO
    if meeting.status in (MeetingStatus.PROPOSED, MeetingStatus.EXPIRED) and not meeting.on_offer(now):
        return Verdict.OFFER_AGAIN
    return Verdict.NOTHING
