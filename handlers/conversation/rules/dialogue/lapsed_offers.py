"""The words that take up the last sentence of the news that an offer is over: "se preferir outros, é só dizer"."""

from handlers.common.rules import portuguese
from handlers.common.rules.model import Intent
from handlers.conversation.rules.phrases.short import short_answers
from handlers.conversation.rules.replies import Reading
from handlers.conversation.rules.sentences.courtesies import LONGEST

_DOUBTFUL = frozenset({Intent.INTERESTED, Intent.UNKNOWN, Intent.QUESTION})


def taken_up(text: str, reading: Reading, *, booked: bool) -> Reading | None:
    """Return the reading right after that news of words that take it up; None where they are nothing of the kind.

    Of who is ``booked`` a bare yes may as well take note of the time that stands: a human's.
    """
    said = portuguese.words(text).strip()
    if reading.intent not in _DOUBTFUL or len(said) > LONGEST:
        return None
    if short_answers.TAKES_OTHERS.fullmatch(said):
        return Reading(Intent.RESCHEDULE, certain=True)
    return Reading(Intent.UNKNOWN) if booked and short_answers.MAY_TAKE_OTHERS.fullmatch(said) else None
