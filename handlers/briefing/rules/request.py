"""The request for a briefing."""

from pydantic import BaseModel, ConfigDict

from handlers.common.rules.envelope import Identifier
from handlers.meetings.rules.repeats import CorrelationId, Round


class MeetingProposed(BaseModel):
    """The detail of the event: ``round`` of a meeting was offered to its contact."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    tenantId: Identifier
    campaignId: Identifier
    meetingId: Identifier
    round: Round
    correlationId: CorrelationId = None
