"""Short replies that a closed grammar knows whole, whatever they resemble to the model."""

from handlers.common.rules.model import Intent
from handlers.conversation.rules import not_fitting
from handlers.conversation.rules.courtesies import LONGEST
from handlers.conversation.rules.intent_rules import Utterance
from handlers.conversation.rules.phrases import short_replies


def intent_of(reply: Utterance) -> Intent | None:
    """Return the intent of a reply of nothing but such words; None for any other.

    With slots on offer, "não serve" wants other ones. Beside a meeting, "sim, pode mudar" wants another time, and who
    says "não, pera" has still to say what. Before any offer, "faz sentido" and "por favor" answer the first message.
    """
    said = reply.said.strip()
    if len(said) > LONGEST:
        return None
    if not (reply.offered or reply.scheduled):
        return _of_the_outreach(said)
    if reply.offered and not_fitting.is_all(said):
        return Intent.RESCHEDULE
    if short_replies.HOLDS_ON.fullmatch(said) or short_replies.PLEASE.fullmatch(said):
        return Intent.UNKNOWN
    if short_replies.TELL_MORE.fullmatch(said):
        return Intent.QUESTION
    if reply.scheduled and short_replies.GRANTS_ANOTHER_TIME.fullmatch(said):
        return Intent.RESCHEDULE
    return _of_the_offer(said) if reply.offered and reply.choice.slot is None else None


def _of_the_outreach(said: str) -> Intent | None:
    wants = (
        short_replies.PLEASE,
        short_replies.OPTIONS,
        short_replies.MORE_OPTIONS,
        short_replies.SENDS,
        short_replies.TELL_MORE,
        short_replies.MAKES_SENSE,
    )
    if any(each.fullmatch(said) for each in wants):
        return Intent.INTERESTED
    return Intent.NOT_INTERESTED if short_replies.MAKES_NO_SENSE.fullmatch(said) else None


def _of_the_offer(said: str) -> Intent | None:
    if short_replies.MORE_OPTIONS.fullmatch(said):
        return Intent.RESCHEDULE
    return Intent.UNKNOWN if short_replies.BOTH.fullmatch(said) else None


def leaves_two(reply: Utterance) -> bool:
    """Return True for "os dois" and the like beside slots on offer, which are asked back."""
    is_open = reply.offered and reply.choice.slot is None
    return is_open and short_replies.BOTH.fullmatch(reply.said.strip()) is not None
