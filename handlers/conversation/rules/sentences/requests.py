"""The questions and requests of one sentence that no slot and no confirmation answers."""

from handlers.conversation.rules.phrases.asking import (
    asked_beside,
    further_wishes,
    questions,
    referred,
    requested_beside,
    who_comes,
)
from handlers.conversation.rules.phrases.stopping import removed_elsewhere
from handlers.conversation.rules.sentences.negation import affirmed

_REQUESTS = (
    further_wishes.TO_BE_SENT,
    further_wishes.TO_BE_LEFT_OUT,
    asked_beside.CALLED,
    asked_beside.TO_DO,
    removed_elsewhere.REMOVED_ELSEWHERE,
    requested_beside.REQUESTED,
    who_comes.TO_BE_ADDED,
    referred.OFFERED,
)


def is_made(sentence: str) -> bool:
    """Return True for a sentence of ``portuguese.words`` that asks for something that slots do not answer."""
    if any(affirmed(each, sentence) for each in _REQUESTS):
        return True
    if questions.ASKS_FOR_TIMES.search(sentence):
        return False
    return bool(asked_beside.QUESTION.search(sentence.strip()) or asked_beside.UNMARKED.search(sentence))
