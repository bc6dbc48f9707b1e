"""Short replies that a closed grammar knows whole, whatever they resemble to the model."""

from handlers.common.rules.model import Intent
from handlers.conversation.rules import kept_meetings, not_fitting
from handlers.conversation.rules.courtesies import LONGEST
from handlers.conversation.rules.intent_rules import Utterance
from handlers.conversation.rules.phrases import short_replies


def intent_of(reply: Utterance) -> Intent | None:
    """Return the intent of a reply of nothing but such words; None for any other.

    With slots on offer, "não serve" wants other ones. Beside a meeting, "sim, pode mudar" wants another time, "não me
    esqueci" keeps it, and who says "não, pera" or "no" has still to say what.
    """
    said = reply.said.strip()
    if len(said) > LONGEST:
        return None
    if reply.offered and not_fitting.is_all(said):
        return Intent.RESCHEDULE
    if (reply.offered or reply.scheduled) and short_replies.HOLDS_ON.fullmatch(said):
        return Intent.UNKNOWN
    return _beside_a_meeting(said) if reply.scheduled else None


def _beside_a_meeting(said: str) -> Intent | None:
    if short_replies.GRANTS_ANOTHER_TIME.fullmatch(said):
        return Intent.RESCHEDULE
    if kept_meetings.takes_back(said):
        return Intent.UNKNOWN
    return Intent.INTERESTED if kept_meetings.is_kept(said) else None
