"""An attempt to send a message, and how it ended."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Channel, State
from handlers.common.rules.retries import Ending
from handlers.dispatch.rules.facts import Facts, Status
from handlers.dispatch.rules.judgements import Defer, Drop, Go, Judgement, Record

TRIES_OF_THE_QUEUE = 3
"""``maxReceiveCount`` of the send queue, after which a message is in the dead-letter queue."""
FIRST_RETURN = timedelta(minutes=40)
"""Longer than the queue hides a message, whose tries come first."""
LAST_RETURN = timedelta(hours=2)


REPORTED = ""
"""The id of an attempt that is over: its message holds no claim, and a report tells of its end."""


class Attempt(NamedTuple):
    """A message that may go out, and the id under which its claim is held."""

    id: str
    facts: Facts
    go: Go
    partner: str = ""
    """The partner that its claim names, so that nobody repeats its request with another."""

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
        return idempotency_key(self.message.contactId, self.message.step, self.go.channel)


class Settlement(NamedTuple):
    """The end of an attempt that held its message."""

    ending: Ending
    reason: str = ""
    partner_message_id: str | None = None
    until: datetime | None = None
    """The instant until which the message goes back to the backlog, where it does."""
    at: datetime | None = None
    """The instant of the partner's answer; None if it was not asked."""
    noted: Mapping[str, Any] = MappingProxyType({})
    """Further attributes of the message's item."""
    gone: tuple[str, ...] = ()
    """Attributes that the item loses, of those that are not about its claim."""
    of_request: str | None = None
    """The provider's id of the request on which there is a report, as the item has it; None where it has none."""


def idempotency_key(contact_id: str, step: str, channel: str) -> str:
    """Return the key under which a contact's step is sent through a channel."""
    identity = "\x1f".join((contact_id, step, channel))
    return hashlib.sha256(identity.encode()).hexdigest()[:40]


def next_try(failed: int) -> timedelta:
    """Return the wait until the backlog brings back a message of which ``failed`` tries came to nothing.

    It is the same while the queue delivers the message itself, then twice as long each time, up to ``LAST_RETURN``.
    """
    doublings = min(max(0, failed - TRIES_OF_THE_QUEUE), 10)
    return min(FIRST_RETURN * 2**doublings, LAST_RETURN)


def held_back(way: Go, judgement: Judgement, now: datetime) -> Settlement | None:
    """The end of a claimed message that may not go out by now; None if it may, in the way that was claimed."""
    match judgement:
        case Go() if (judgement.channel, judgement.address) == (way.channel, way.address):
            return None
        case Defer():
            return Settlement(Ending.DEFERRED, judgement.reason, until=judgement.until)
        case Record(status=Status.EXPIRED):
            return Settlement(Ending.EXPIRED, judgement.reason)
        case Record(state=State.OPTED_OUT):
            return Settlement(Ending.OPTED_OUT, judgement.reason)
        case Record(status=Status.FAILED, state=None):
            return Settlement(Ending.FAILED, judgement.reason)
        case Record(status=Status.FAILED):
            return Settlement(Ending.BLOCKED, judgement.reason)
        case Record() | Drop():
            return Settlement(Ending.OVERTAKEN, judgement.reason)
    return Settlement(Ending.DEFERRED, "address_changed", until=now)
