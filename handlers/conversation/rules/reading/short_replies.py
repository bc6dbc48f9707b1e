"""Short replies that a closed grammar knows whole, whatever they resemble to the model."""

from handlers.common.rules.model import Intent
from handlers.conversation.rules.agreed import kept_meetings
from handlers.conversation.rules.choices import dropped_options, later_answers, refusals
from handlers.conversation.rules.intents import not_fitting
from handlers.conversation.rules.intents.intent_rules import Utterance
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.phrases.short import consoling, short_answers, short_replies, who_answers
from handlers.conversation.rules.phrases.short import short_replies_abroad as abroad
from handlers.conversation.rules.sentences import courtesies


def intent_of(reply: Utterance) -> Intent | None:
    """Return the intent of a reply of nothing but such words; None for any other.

    Before any offer, "faz sentido" and "por favor" answer the first message, "remarca por favor" asks for a time, "sou
    eu" and "ciente" say nothing of it, "pode encerrar" is no consent to meet, and of "era sim" nobody knows what it
    takes back. With slots on offer, "não serve" and "quero outros" want other ones, thanks choose none and refuse none,
    "mais tarde" may be the time of an answer. Beside a meeting, "sim, pode mudar" wants another time, "desisti de
    remarcar" no other one, "não me esqueci", "não muda nada" and "chego 5 min atrasado" keep it, and who says "não,
    pera" or "no" has still to say what. Who has not seen a message, does not remember us, has no Portuguese or says
    "not bad" refuses nothing.
    """
    said = reply.said.strip()
    if len(said) > courtesies.LONGEST:
        return None
    if _is_any(said, short_replies.UNAWARE, consoling.LEAVES_OPEN, consoling.NO_PORTUGUESE):
        return Intent.UNKNOWN
    if not (reply.offered or reply.scheduled):
        return _of_the_outreach(said)
    known = _of_the_offer(reply, said) if reply.offered else None
    if known is not None:
        return known
    if later_answers.is_all(said) or _is_any(
        said, short_replies.HOLDS_ON, short_replies.MOVES_NOTHING, short_answers.PLEASE
    ):
        return Intent.UNKNOWN
    if short_answers.TELL_MORE.fullmatch(said):
        return Intent.QUESTION
    if short_replies.SETS_ANEW.fullmatch(said):
        return Intent.RESCHEDULE
    if reply.scheduled:
        return _booked(said)
    return Intent.NOT_INTERESTED if short_replies.LETS_END.fullmatch(said) else None


def leaves_several(reply: Utterance) -> bool:
    """Return True for "os dois", "cancela a primeira" and "2 não" beside slots on offer, which are asked back."""
    said, is_open = reply.said.strip(), reply.offered and reply.choice.slot is None
    if not is_open or short_answers.BOTH.fullmatch(said) is not None:
        return is_open
    return dropped_options.is_one(said) or refusals.is_one(said)


def _of_the_outreach(said: str) -> Intent | None:
    if short_replies.SETS_ANEW.fullmatch(said):
        return Intent.RESCHEDULE
    if _is_any(said, short_replies.LETS_END, short_replies.LETS_CANCEL, short_answers.MAKES_NO_SENSE):
        return Intent.NOT_INTERESTED
    if short_replies.NO_PROBLEM.fullmatch(said):
        return Intent.INTERESTED
    of_nothing = (who_answers.IS_THERE, who_answers.TAKES_NOTE, consoling.NO_HURRY, abroad.NOT_NOW)
    if _is_any(said, short_replies.TAKES_BACK, short_replies.NO_MATTER, *of_nothing):
        return Intent.UNKNOWN
    wants = (
        short_answers.PLEASE,
        short_answers.OPTIONS,
        short_answers.MORE_OPTIONS,
        short_answers.SENDS,
        short_answers.TELL_MORE,
        short_answers.MAKES_SENSE,
    )
    return Intent.INTERESTED if _is_any(said, *wants) else None


def _of_the_offer(reply: Utterance, said: str) -> Intent | None:
    if not_fitting.is_all(said) or _is_any(said, short_replies.WANTS_OTHERS, abroad.CANNOT, abroad.OTHERS):
        return Intent.RESCHEDULE
    if _is_any(said, short_replies.NO_MATTER, short_replies.NO_PROBLEM) or courtesies.take_note_of_an_offer(
        said
    ):
        return Intent.INTERESTED
    if later_answers.may_be(said) or leaves_several(reply):
        return Intent.UNKNOWN
    is_open = reply.choice.slot is None
    return Intent.RESCHEDULE if is_open and short_answers.MORE_OPTIONS.fullmatch(said) else None


def _booked(said: str) -> Intent | None:
    if kept_meetings.takes_back(said):
        return Intent.UNKNOWN
    kept = (kept_meetings.is_kept, kept_meetings.sets_out, kept_meetings.stands, kept_meetings.comes_late)
    if any(each(said) for each in kept):
        return Intent.INTERESTED
    if _is_any(said, abroad.LEAVES, abroad.IS_WRONG):
        return Intent.UNKNOWN
    return Intent.RESCHEDULE if _is_any(said, short_replies.GRANTS_ANOTHER_TIME, abroad.MOVES) else None


def _is_any(said: str, *phrases: Phrases) -> bool:
    return any(each.fullmatch(said) for each in phrases)
