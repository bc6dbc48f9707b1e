"""The consequences of a partner's answers to one message, as laid down in docs/system.md, "Sending".

At most one request that could have been accepted is made for a message, unless the partner itself removes
duplicates. So an ambiguous answer is followed by another request, under the same key, only where the partner
is idempotent, and after an ambiguous answer only a 2xx counts as sent.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from handlers.common.rules.outcomes import CHANNEL_REFUSALS, Outcome

DELAYS = (1.0, 2.0, 4.0, 8.0, 16.0)
"""Seconds before the second, third, … request."""
CALL_SECONDS = 30.0
"""The longest that a request may take; another is made only if that much time is left after the wait."""


class Ending(StrEnum):
    """The end of a message's delivery."""

    SENT = "sent"
    UNDELIVERABLE = "undeliverable"
    """Never deliverable to this address; the other channel may work."""
    OPTED_OUT = "opted_out"
    UNKNOWN = "unknown"
    """The message may have been accepted, and is not sent again."""
    CHANNEL_CLOSED = "channel_closed"
    """The channel accepts nothing from this tenant; the message returns to the backlog."""
    DEFERRED = "deferred"
    """The room within the limits was taken before the message went out; it returns to the backlog."""
    OVERTAKEN = "overtaken"
    """The message is no longer meant, or another holds it: what it was read for has changed since."""
    EXPIRED = "expired"
    """Worthless by the time at which it could have gone out."""
    FAILED = "failed"
    """The provider accepted the message, and reported later that it could not deliver it."""
    BLOCKED = "blocked"
    """The contact may not be written to, or has no address left."""
    EXHAUSTED = "exhausted"
    """Certainly not accepted in any try; the queue delivers the message again, in the end to its dead-letter
    queue."""


class Again(NamedTuple):
    """The decision to make the same request under the same key after ``delay`` seconds."""

    delay: float


class AgainWithFreshSecret(NamedTuple):
    """The decision to read the partner's secret again and make the same request at once."""


Decision = Ending | Again | AgainWithFreshSecret


def decide(
    outcomes: Sequence[Outcome], *, idempotent: bool, remaining: float, retry_after: float | None = None
) -> Decision:
    """Return what follows the last of ``outcomes``, all of one message and oldest first.

    ``remaining`` is the time that the function may still spend on the message and ``retry_after`` the wait
    that the last answer asked for, both in seconds.
    """
    last = outcomes[-1]
    open_question = Outcome.AMBIGUOUS in outcomes
    if last is Outcome.ACCEPTED:
        return Ending.SENT
    if last is Outcome.OPTED_OUT:
        return Ending.OPTED_OUT
    if last is Outcome.CONTACT_FAULT:
        return Ending.UNKNOWN if open_question else Ending.UNDELIVERABLE
    if last in CHANNEL_REFUSALS:
        if sum(outcome in CHANNEL_REFUSALS for outcome in outcomes) == 1:
            return AgainWithFreshSecret()
        return Ending.UNKNOWN if open_question else Ending.CHANNEL_CLOSED
    again = _again(outcomes, remaining, retry_after)
    if last is Outcome.AMBIGUOUS:
        return again if again and idempotent else Ending.UNKNOWN
    return again or (Ending.UNKNOWN if open_question else Ending.EXHAUSTED)


def _again(outcomes: Sequence[Outcome], remaining: float, retry_after: float | None) -> Again | None:
    waits = sum(outcome in (Outcome.NOT_ACCEPTED, Outcome.AMBIGUOUS) for outcome in outcomes) - 1
    if waits >= len(DELAYS):
        return None
    delay = max(DELAYS[waits], retry_after or 0.0)
    return Again(delay) if delay + CALL_SECONDS <= remaining else None
