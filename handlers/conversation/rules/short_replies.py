"""Short replies that a closed grammar knows whole, whatever they resemble to the model."""

from handlers.common.rules.model import Intent
from handlers.conversation.rules import courtesies, kept_meetings, later_answers, not_fitting
from handlers.conversation.rules.intent_rules import Utterance
from handlers.conversation.rules.phrases import short_replies


def intent_of(reply: Utterance) -> Intent | None:
    """Return the intent of a reply of nothing but such words; None for any other.

    With slots on offer, "não serve" and "quero outros" want other ones, and thanks choose none and refuse none; "mais
    tarde" may be the time of an answer. Beside a meeting, "sim, pode mudar" wants another time, "desisti de remarcar"
    no other one, "não me esqueci" keeps it, and who says "não, pera" or "no" has still to say what. Without one,
    "remarca por favor" asks for a time, "pode encerrar" is no consent to meet, and of "era sim" nobody knows what it
    takes back. Who has not seen a message, or does not remember us, refuses nothing.
    """
    said = reply.said.strip()
    if len(said) > courtesies.LONGEST:
        return None
    if reply.offered and (not_fitting.is_all(said) or short_replies.WANTS_OTHERS.fullmatch(said)):
        return Intent.RESCHEDULE
    if reply.offered and (short_replies.NO_MATTER.fullmatch(said) or courtesies.take_note_of_an_offer(said)):
        return Intent.INTERESTED
    if short_replies.UNAWARE.fullmatch(said) or (reply.offered and later_answers.may_be(said)):
        return Intent.UNKNOWN
    stands = reply.offered or reply.scheduled
    holds = short_replies.HOLDS_ON.fullmatch(said) or short_replies.MOVES_NOTHING.fullmatch(said)
    if stands and (holds or later_answers.is_all(said)):
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
