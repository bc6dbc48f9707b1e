"""Telling a wish to be called at a later time from a refusal: nobody but a human can keep it."""

from handlers.common.rules import portuguese
from handlers.common.rules.model import Intent
from handlers.conversation.rules.phrases.telling import later
from handlers.conversation.rules.replies import Reading
from handlers.conversation.rules.sentences.negation import affirmed


def considered(reading: Reading, text: str) -> Reading:
    """Return the reading of somebody without a meeting: a refusal that asks for a call in some months is a human's.

    So is what merely resembles an order to stop; one that is certain stands.
    """
    refuses = reading.intent is Intent.NOT_INTERESTED
    if not refuses and not (reading.intent is Intent.OPT_OUT and not reading.certain):
        return reading
    return Reading(Intent.UNKNOWN) if affirmed(later.CALL_LATER, portuguese.words(text)) else reading
