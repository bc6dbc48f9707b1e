"""An attempt to send a message, and how it ended."""

import hashlib
from datetime import datetime
from typing import NamedTuple

from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Channel
from handlers.common.rules.retries import Ending
from handlers.dispatch.rules.facts import Facts
from handlers.dispatch.rules.judgement import Go


class Attempt(NamedTuple):
    """A message that may go out, and the id under which its claim is held."""

    id: str
    facts: Facts
    go: Go

    @property
    def message(self) -> Message:
        return self.facts.message

    @property
    def other_channel(self) -> Channel | None:
        """The channel through which the contact may still be reached once this one has failed for good."""
        return next(
            (channel for channel in self.facts.contact.reachable() if channel is not self.go.channel), None
        )

    @property
    def idempotency_key(self) -> str:
        """The key of every attempt at the same message through the same channel, in whatever process."""
        identity = "\x1f".join((self.message.contactId, self.message.step, self.go.channel))
        return hashlib.sha256(identity.encode()).hexdigest()[:40]


class Settlement(NamedTuple):
    """The end of an attempt that held its message."""

    ending: Ending
    reason: str = ""
    partner_message_id: str | None = None
    until: datetime | None = None
    """The instant until which the message goes back to the backlog, where it does."""
    at: datetime | None = None
    """The instant of the partner's answer; None if it was not asked."""
