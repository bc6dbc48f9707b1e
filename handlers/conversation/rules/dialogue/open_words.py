"""Words that say what they are about only together with what was said before them, by a human or by their writer."""

from handlers.common.rules import portuguese
from handlers.common.rules.model import Intent
from handlers.conversation.rules.agreed import named_meetings, repeated_times
from handlers.conversation.rules.dialogue import check_answers, wanting
from handlers.conversation.rules.intents import commands
from handlers.conversation.rules.phrases.asking import called_first, open_words
from handlers.conversation.rules.phrases.meetings import given_up
from handlers.conversation.rules.phrases.short import short_answers
from handlers.conversation.rules.replies import Reading
from handlers.conversation.rules.sentences import own_sentences
from handlers.conversation.rules.sentences.negation import affirmed
from handlers.conversation.rules.slots.mentions import Aspect

_DAYS = frozenset({Aspect.WEEKDAY, Aspect.DATE})
_TIMES = _DAYS | {Aspect.HOUR, Aspect.PERIOD}
_ENDS_MEETINGS = frozenset({Intent.CANCEL, Intent.NOT_INTERESTED})


def ends_unnamed(text: str, reading: Reading) -> bool:
    """Return True for the end of something that is not named as the meeting, by word or time: "quero cancelar"."""
    if reading.intent not in _ENDS_MEETINGS:
        return False
    said = portuguese.words(text)
    is_named = given_up.MEETINGS.search(said) or open_words.ATTENDS.search(said)
    return not is_named and _TIMES.isdisjoint(repeated_times.aspects(text))


def stops_unnamed(text: str, reading: Reading) -> bool:
    """Return True for an opt-out that names no messages, list or data, and is no command: "não quero receber mais"."""
    if reading.intent is not Intent.OPT_OUT or commands.is_command(text, stands=True):
        return False
    return open_words.MESSAGES.search(open_words.SENDS_NOTHING.sub(" ", own_sentences.of(text))) is None


def agrees(text: str, reading: Reading) -> bool:
    """Return True for what may agree to a human's words: an assent first, a time, a part of one, a place in a list.

    So is what lets something be sent that is not named. A slot on offer that is named by its day and its hour is no
    such answer, nor is a wish to move what stands.
    """
    if check_answers.is_bare(text):
        return True
    named = repeated_times.aspects(text)
    is_time = not _TIMES.isdisjoint(named)
    match reading.intent:
        case Intent.SLOT_CHOICE:
            return not (Aspect.HOUR in named and not _DAYS.isdisjoint(named))
        case Intent.INTERESTED:
            said = portuguese.words(text).strip()
            first, *_ = portuguese.clauses(said) or ("",)
            is_assent = open_words.ASSENTS.match(first, 0) is not None
            lets_be_sent = short_answers.SENDS.fullmatch(said) is not None and not wanting.asks_to_meet(text)
            return named == {Aspect.OPTION} or is_time or is_assent or lets_be_sent
        case Intent.RESCHEDULE:
            return is_time and not named_meetings.moves(text)
    return False


def may_be_of_a_call(text: str, reading: Reading) -> bool:
    """Return True for a day, a part of one or an hour that may be that of a call, and not a slot's in full."""
    named = repeated_times.aspects(text)
    return bool(named) and named <= _TIMES and agrees(text, reading)


def wishes_a_call(text: str) -> bool:
    """Return True for a message whose writer wants to be called, or to speak with somebody first."""
    return affirmed(called_first.WISHES, portuguese.words(text))
