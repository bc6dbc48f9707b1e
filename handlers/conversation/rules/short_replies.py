"""Short replies that a closed grammar knows whole, whatever they resemble to the model."""

from handlers.common.rules.model import Intent
from handlers.conversation.rules import courtesies, kept_meetings, not_fitting
from handlers.conversation.rules.intent_rules import Utterance
from handlers.conversation.rules.phrases import short_replies


def intent_of(reply: Utterance) -> Intent | None:
    """Return the intent of a reply of nothing but such words; None for any other.

    With slots on offer, "não serve" and "quero outros" want other ones, and thanks choose none and refuse none. Beside
    a meeting, "sim, pode mudar" wants another time, "não me esqueci" keeps it, and who says "não, pera" or "no" has
    still to say what. Without one, "remarca por favor" asks for a time, "pode encerrar" is no consent to meet, and of
    "era sim" nobody knows what it takes back.
    """
    said = reply.said.strip()
    if len(said) > courtesies.LONGEST:
        return None
    if reply.offered and (not_fitting.is_all(said) or short_replies.WANTS_OTHERS.fullmatch(said)):
        return Intent.RESCHEDULE
    if reply.offered and courtesies.take_note_of_an_offer(said):
        return Intent.INTERESTED
    if (reply.offered or reply.scheduled) and short_replies.HOLDS_ON.fullmatch(said):
        return Intent.UNKNOWN
    if short_replies.SETS_ANEW.fullmatch(said):
        return Intent.RESCHEDULE
    return _booked(said) if reply.scheduled else _unbooked(said, offered=reply.offered)


def _booked(said: str) -> Intent | None:
    if short_replies.GRANTS_ANOTHER_TIME.fullmatch(said):
        return Intent.RESCHEDULE
    if kept_meetings.takes_back(said):
        return Intent.UNKNOWN
    return Intent.INTERESTED if kept_meetings.is_kept(said) else None


def _unbooked(said: str, *, offered: bool) -> Intent | None:
    """Return the intent of such a reply without a meeting; nothing of it is an order."""
    if short_replies.LETS_END.fullmatch(said) or (not offered and short_replies.LETS_CANCEL.fullmatch(said)):
        return Intent.NOT_INTERESTED
    if not offered and short_replies.TAKES_BACK.fullmatch(said):
        return Intent.UNKNOWN
    return None
