"""Words that ask to meet or for times, and do not merely agree to whatever was said last."""

from handlers.common.rules import portuguese
from handlers.conversation.rules.phrases.asking import questions
from handlers.conversation.rules.phrases.telling import interest
from handlers.conversation.rules.sentences.negation import affirmed


def asks_to_meet(text: str) -> bool:
    """Return True for a wish to talk or to meet, or for the times at which one could, which nothing denies."""
    said = portuguese.words(text)
    wishes = (interest.STILL_WANTS, interest.PROPOSED_TIME, questions.ASKS_FOR_TIMES, questions.TIMES_WANTED)
    return any(affirmed(each, said) for each in wishes)
