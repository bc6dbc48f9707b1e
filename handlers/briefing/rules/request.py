"""The request for a briefing."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from handlers.common.rules.envelope import Identifier


class MeetingProposed(BaseModel):
    """The detail of the event: ``round`` of a meeting was offered to its contact."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    tenantId: Identifier
    campaignId: Identifier
    meetingId: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    round: Annotated[int, Field(ge=1)]
    correlationId: str | None = None
