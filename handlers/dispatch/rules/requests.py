"""The events that start sending and releasing."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from handlers.common.rules.contracts import Token
from handlers.common.rules.envelope import Identifier


class ReleaseRequest(BaseModel):
    """The input of release-contacts: one tenant's backlog, or all of them."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    tenantId: Identifier | None = None


class QueueBatch(BaseModel):
    """A batch of the queue's mapping; each record is read by itself, so that a bad one stops no other."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    Records: list[Any]


class QueueRecord(BaseModel):
    """A message as the queue delivers it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    messageId: Token
    body: str
