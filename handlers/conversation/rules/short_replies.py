"""Short replies that a closed grammar knows whole, whatever they resemble to the model."""

from handlers.common.rules.model import Intent
from handlers.conversation.rules import later_answers, not_fitting
from handlers.conversation.rules.courtesies import LONGEST
from handlers.conversation.rules.intent_rules import Utterance
from handlers.conversation.rules.phrases import short_replies


def intent_of(reply: Utterance) -> Intent | None:
    """Return the intent of a reply of nothing but such words; None for any other.

    With slots on offer, "não serve" wants other ones, and "não tem problema" goes on with them; "mais tarde" may be the
    time of an answer. Beside a meeting, "sim, pode mudar" wants another time, "desisti de remarcar" no other one, and
    who says "não, pera" has still to say what. Who has not seen a message, or does not remember us, refuses nothing.
    """
    said = reply.said.strip()
    if len(said) > LONGEST:
        return None
    if reply.offered and not_fitting.is_all(said):
        return Intent.RESCHEDULE
    if reply.offered and short_replies.NO_MATTER.fullmatch(said):
        return Intent.INTERESTED
    if short_replies.UNAWARE.fullmatch(said) or (reply.offered and later_answers.may_be(said)):
        return Intent.UNKNOWN
    stands = reply.offered or reply.scheduled
    holds = short_replies.HOLDS_ON.fullmatch(said) or short_replies.MOVES_NOTHING.fullmatch(said)
    if stands and (holds or later_answers.is_all(said)):
        return Intent.UNKNOWN
    if reply.scheduled and short_replies.GRANTS_ANOTHER_TIME.fullmatch(said):
        return Intent.RESCHEDULE
    return None
