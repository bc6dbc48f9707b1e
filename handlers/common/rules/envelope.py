"""The body of a message in the send queue: one order to write one message to one contact."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic.types import GetPydanticSchema

from handlers.common.rules.contracts import Instant, Token
from handlers.common.rules.model import Channel, Kind
from handlers.common.rules.steps import Step
from handlers.common.rules.subject import Subject

Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
"""A tenant's, campaign's or host's id: it becomes part of keys, so ``#`` and ``/`` are not allowed."""

StepText = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9_]+(#[A-Za-z0-9_-]+)*$", max_length=120), AfterValidator(Step)
]


ANSWERED_WITHIN = timedelta(hours=24)
"""An answer that could not be sent by then is worth nothing."""


class Invitation(BaseModel):
    """The appointment that an e-mail invites to, or calls off; whoever sends it adds the names and addresses."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hostId: Identifier
    start: Instant
    end: Instant
    stamp: Instant
    """The instant at which the appointment was agreed, or called off."""
    sequence: int | None = None
    """The SEQUENCE of the document; None: the message's ``meetingVersion``."""


class Message(BaseModel):
    """The body of a message in the send queue.

    It names the contact and carries neither a name nor an address of theirs: whoever sends reads the contact as it is
    at that moment.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Literal[1] = 1
    kind: Kind
    step: Annotated[Step, GetPydanticSchema(lambda _, handler: handler.generate_schema(StepText))]
    """The message among all of its contact's: with the contact's id, the key of its claim."""
    tenantId: Identifier
    campaignId: Identifier
    contactId: Identifier
    correlationId: Token
    createdAt: Instant
    expiresAt: Instant | None = None
    """After this instant the message is worthless and is dropped, on the record."""
    meetingId: Identifier | None = None
    meetingVersion: int | None = None
    """With ``meetingId``: the message is about this version of the meeting and void for any other."""
    channel: Channel | None = None
    """Overrides the contact's main channel."""
    variables: dict[str, str] = Field(default_factory=dict)
    """Variables of the template beyond the contact's, tenant's and campaign's own fields."""
    invitation: Invitation | str | None = None
    """The appointment to attach where the channel can carry one; text is the document of an earlier release."""

    @classmethod
    def paced(cls, step: Step, subject: Subject, now: datetime) -> Self:
        """The outreach or the follow-up of the subject's contact, made at ``now``."""
        return cls.model_validate({"kind": step.paced_kind, "step": step, "createdAt": now, **subject.ids})

    @classmethod
    def answering(
        cls,
        kind: Kind,
        step: Step,
        subject: Subject,
        now: datetime,
        channel: Channel | None,
        variables: Mapping[str, str] | None = None,
    ) -> Self:
        """The message of a kind that answers the subject's contact, who has just written; it expires in a day."""
        written = {"kind": kind, "step": step, "channel": channel, "variables": dict(variables or {})}
        stands = {"createdAt": now, "expiresAt": now + ANSWERED_WITHIN}
        return cls.model_validate({**written, **stands, **subject.ids})

    @property
    def is_first(self) -> bool:
        """True for the outreach: its claim is on the contact itself, whose state is its progress."""
        return self.kind is Kind.OUTREACH

    @property
    def hangs_on_meeting(self) -> bool:
        """True of a message that is void once its meeting has changed; what an opt-out has called off stays so."""
        return self.meetingId is not None and self.kind is not Kind.OPT_OUT_ACK

    @property
    def subject(self) -> Subject:
        """The tenant, campaign and contact that events and lines of the log about the message name."""
        return Subject(self.tenantId, self.correlationId, self.campaignId, self.contactId)
