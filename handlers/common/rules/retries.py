"""What follows from a partner's answers to one message: the table of section 5 as rules.

The promise is at most one request that could have been accepted, unless the partner itself removes duplicates. So an
answer that leaves it open is followed by another request under the same key only where the partner is idempotent, and
once it is open only a 2xx settles it.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from handlers.common.rules.outcomes import CHANNEL_REFUSALS, Outcome

DELAYS = (1.0, 2.0, 4.0, 8.0, 16.0)
"""Seconds before the second, third, … request."""
CALL_SECONDS = 30.0
"""How long a request may take: another is made only if that much time is left after the wait."""


class Ending(StrEnum):
    """What became of a message."""

    SENT = "sent"
    UNDELIVERABLE = "undeliverable"
    """Never to this address; perhaps through the other channel."""
    OPTED_OUT = "opted_out"
    UNKNOWN = "unknown"
    """It may have been accepted, and will not be sent again."""
    CHANNEL_CLOSED = "channel_closed"
    """The channel takes nothing of this tenant; the message goes back to the backlog."""
    DEFERRED = "deferred"
    """Its room was gone by the time it was to go out; the message goes back to the backlog."""
    OVERTAKEN = "overtaken"
    """The contact has moved on since it was read: there is nothing to follow up."""
    EXHAUSTED = "exhausted"
    """Certainly not accepted, time and again; the queue delivers it once more, at last to the dead-letter queue."""


class Again(NamedTuple):
    """Make the same request under the same key after ``delay`` seconds."""

    delay: float


class AgainWithFreshSecret(NamedTuple):
    """Read the partner's secret again, then make the same request at once."""


Decision = Ending | Again | AgainWithFreshSecret


def decide(
    outcomes: Sequence[Outcome], *, idempotent: bool, remaining: float, retry_after: float | None = None
) -> Decision:
    """What to do after the last of ``outcomes``, all of one message.

    ``remaining``: seconds that the function may still spend on it. ``retry_after``: what the last answer asked for.
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
