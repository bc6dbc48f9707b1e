"""The questions and requests beside what a reply chooses or wants: it is carried out, and a human answers the rest.

A courtesy ("tudo bem?", "pode ser?", "ok?") and a question for times ask nothing that a human has to answer.
"""

from handlers.conversation.rules import own_sentences
from handlers.conversation.rules.negation import affirmed
from handlers.conversation.rules.phrases import asked_beside, further_wishes, questions, removed_elsewhere
from handlers.conversation.rules.phrases.parts import SENTENCE


def asks(text: str) -> bool:
    """Return True if a reply asks for something that neither slots nor their confirmation answer."""
    said = own_sentences.of(text)
    return any(map(_asks, SENTENCE.findall(said))) or asked_beside.FIRST.search(said) is not None


def _asks(sentence: str) -> bool:
    wishes = (further_wishes.TO_BE_SENT, asked_beside.CALLED, removed_elsewhere.REMOVED_ELSEWHERE)
    if any(affirmed(each, sentence) for each in wishes):
        return True
    if questions.ASKS_FOR_TIMES.search(sentence):
        return False
    return bool(asked_beside.QUESTION.search(sentence.strip()) or asked_beside.UNMARKED.search(sentence))
