"""The news of messages that did not go out as they were meant: counted, told as events, and a human called."""

from datetime import datetime
from enum import StrEnum

from handlers.common.rules.envelope import Message
from handlers.common.rules.model import ANSWERING_KINDS, Attention, Event, Kind
from handlers.dispatch.ledger import Ledger
from handlers.dispatch.rules.facts import Facts
from handlers.observability import count


class Told(StrEnum):
    """The news of a message that did not go out as it was meant; the value is its counter."""

    FAILED = "failed"
    OPTED_OUT = "opted_out"
    UNKNOWN = "unknown"
    SENT = "sent"
    """After all: told, and counted by its channel and kind."""


_COUNTED = {
    Told.FAILED: "MessagesFailed",
    Told.OPTED_OUT: "MessagesOptedOut",
    Told.UNKNOWN: "MessagesUnknown",
}
"""The metric of each piece of bad news."""


def attention(message: Message, told: Told | None, now: datetime) -> Attention | None:
    """The reason to call a human for a message that ends so; None where nobody waits for it.

    Nor does anybody for a copy by e-mail: the message itself goes another way.
    """
    if told is Told.UNKNOWN:
        return Attention.MESSAGE_UNKNOWN
    if told is not Told.FAILED or message.step.is_copy:
        return None
    if message.kind is Kind.REMINDER and (message.expiresAt is None or now < message.expiresAt):
        return Attention.CONTACT_UNREACHABLE
    return Attention.MESSAGE_FAILED if message.kind in ANSWERING_KINDS else None


def call_human(ledger: Ledger, message: Message, told: Told, reason: str, now: datetime) -> bool:
    """Raise the call for a human, if there is one, before a message ends so; return True if there is.

    That nobody knows how it ended is told along with it; other news are once they are on record (``tell``).
    """
    why = attention(message, told, now)
    if why is None:
        return False
    if told is Told.UNKNOWN:
        tell(ledger, message, told, reason)
        ledger.event(Event.HUMAN_ATTENTION_NEEDED, message, reason=why.value)
    else:
        problem = f"{message.kind}: {reason}"
        ledger.event(Event.HUMAN_ATTENTION_NEEDED, message, reason=why.value, problem=problem)
    return True


def tell(ledger: Ledger, message: Message, told: Told, reason: str) -> None:
    """Tell of a message's end, and measure it."""
    count(_COUNTED[told])
    if told is Told.OPTED_OUT:
        ledger.event(Event.CONTACT_OPTED_OUT, message, reason=reason)
    else:
        ledger.event(Event.MESSAGE_FAILED, message, reason=reason, outcome=told.value)


def tell_and_count(ledger: Ledger, facts: Facts, told: Told, reason: str) -> None:
    """Tell of a message's end, and add it to the counters of its campaign."""
    ledger.add(facts, {told.value: 1})
    tell(ledger, facts.message, told, reason)
