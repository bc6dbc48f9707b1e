"""The events that have a host mailed."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from handlers.common.rules.contracts import Token
from handlers.common.rules.envelope import Identifier
from handlers.common.rules.model import Side
from handlers.meetings.rules.proposing import PreferredSpan
from handlers.meetings.rules.repeats import CorrelationId, Round


class AboutMeeting(BaseModel):
    """The detail of an event about a meeting."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    tenantId: Identifier
    campaignId: Identifier
    meetingId: Identifier
    correlationId: CorrelationId = None


class MeetingProposed(AboutMeeting):
    """The detail of the event: ``round`` of a meeting was offered to its contact."""

    round: Round


class MeetingBooked(AboutMeeting):
    """The detail of the event: a meeting was booked or moved by the choice ``bookingId``, or by its host since."""

    bookingId: Token
    version: Annotated[int, Field(ge=1)]
    """The version that agreed the time, which the invitation has as its SEQUENCE."""


class MeetingCancelled(AboutMeeting):
    """The detail of the event: a meeting was called off."""

    by: Side | None = None
    """The side that called it off, where that is known."""
    bookingId: Token | None = None
    refused: PreferredSpan | None = None
    """The time of that booking, where the host's calendar refused it; the meeting itself goes on without one."""

    @property
    def about(self) -> str:
        """The name of the news among all of the meeting's."""
        return "cancelled" if self.refused is None else f"cancelled#{self.bookingId}"
