"""The question by which a contact is asked back about what was merely likely: a plain value, read from the contact."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple, Self

from handlers.common.rules.model import Intent


class CheckStatus(StrEnum):
    """The progress of a check."""

    OPEN = "open"
    YES = "yes"
    NO = "no"
    CLOSED = "closed"
    """The contact, who had seen it, wrote of something else."""


class Check(NamedTuple):
    """The last question that a contact was asked back."""

    intent: Intent
    """The intent that is carried out if the answer is yes."""
    reply_id: str
    """The identity of the reply that it asks about; its message and its buttons are known by it."""
    asked_at: datetime
    status: CheckStatus = CheckStatus.OPEN
    meeting_id: str | None = None
    start: datetime | None = None
    """The agreed time of that meeting, which the question names; None where there was none."""

    @classmethod
    def of(cls, item: Mapping[str, Any]) -> Self:
        """The check of the attribute ``lastCheck`` of a contact's item."""
        start = item.get("start")
        return cls(
            Intent(item["intent"]),
            item["replyId"],
            datetime.fromisoformat(item["askedAt"]),
            CheckStatus(item["status"]),
            item.get("meetingId"),
            start and datetime.fromisoformat(start),
        )

    @property
    def is_decided(self) -> bool:
        return self.status in (CheckStatus.YES, CheckStatus.NO)
