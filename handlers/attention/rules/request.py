"""The event Human Attention Needed, as the inbox reads it."""

import hashlib
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from handlers.common.rules.contracts import Instant, Token
from handlers.common.rules.envelope import Identifier
from handlers.common.rules.model import Attention, Channel

_OF_TENANT = frozenset({Attention.CHANNEL_CLOSED, Attention.MESSAGE_UNWRITABLE, Attention.PROVIDER_NOTICE})
"""The reasons that are about an account or a template: one matter, whichever contact's message has shown it."""


class AttentionNeeded(BaseModel):
    """The detail of the event: something about a person, or about the tenant itself, needs a human."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    tenantId: Identifier
    correlationId: Token
    reason: Attention
    occurredAt: Instant
    campaignId: Identifier | None = None
    contactId: Identifier | None = None
    meetingId: Identifier | None = None
    channel: Channel | None = None
    text: str = ""
    """The words of the reply, where there is one."""
    sender: Annotated[str, Field(alias="from")] = ""
    """The address of somebody who is no contact."""
    shown: str = ""
    """The kind of what is no text."""
    step: str = ""
    """The message that it is about, where there is one."""
    problem: str = ""
    field: str = ""
    detail: str = ""

    @property
    def is_of_tenant(self) -> bool:
        """True where it is about the tenant's account or texts rather than about a person."""
        return self.reason in _OF_TENANT

    @property
    def is_of_colleague(self) -> bool:
        """True where the words are those of one of the tenant's own people."""
        return self.reason is Attention.COLLEAGUE_WROTE

    @property
    def entry_id(self) -> str:
        """The id of the entry: the contact's, or one that stands for a stranger's address or for a matter."""
        if self.is_of_tenant:
            return _digest(self.tenantId, self.reason, self.channel or "", self.field)
        if self.contactId is not None:
            return self.contactId
        return _digest(self.tenantId, "from", self.sender or self.correlationId)

    @property
    def word_id(self) -> str:
        """The id of this call among all: the same for an event that is put on the bus again."""
        parts = (self.reason, self.correlationId, self.entry_id, self.meetingId or "", self.problem)
        step = (self.step,) if self.step else ()
        return f"w{_digest(self.tenantId, *parts, *step)}"

    @property
    def note(self) -> str:
        """The remarks of a machine beside the reason, such as the kind of what is no text; words instead of a code."""
        remarks = (self.shown, "" if self.detail else self.problem, self.field, self.detail)
        return " ".join(filter(None, remarks))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
