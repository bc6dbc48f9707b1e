"""Orders to stop that are not about everything: with a bound of their own, or beside what keeps a meeting."""

from handlers.conversation.rules.intent_rules import Utterance
from handlers.conversation.rules.negation import affirmed
from handlers.conversation.rules.phrases import limited_orders, other_channels


def is_limited(reply: Utterance) -> bool:
    """Return True if an order to stop in a reply may not be about all messages, so that it is no plain one."""
    elsewhere = other_channels.ANOTHER_CHANNEL.search(reply.said) is not None
    return elsewhere or _keeps_meeting(reply) or _is_bounded(reply)


def is_beside_a_consent(reply: Utterance, *, chooses: bool) -> bool:
    """Return True if an order with a bound stands beside what keeps the meeting, or ``chooses`` a slot."""
    return _is_bounded(reply) and (chooses or _keeps_meeting(reply))


def _keeps_meeting(reply: Utterance) -> bool:
    return reply.scheduled and affirmed(limited_orders.CONFIRMS, reply.said)


def _is_bounded(reply: Utterance) -> bool:
    """Return True if another sender, somebody else's number or, beside a meeting, one channel or list is named."""
    if limited_orders.OF_ANOTHER.search(reply.said):
        return True
    stands = reply.scheduled or reply.offered
    return stands and limited_orders.OF_A_CHANNEL.search(reply.said) is not None
