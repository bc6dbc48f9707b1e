"""The questions and requests beside what a reply chooses or wants: it is carried out, and a human answers the rest.

A courtesy ("tudo bem?", "pode ser?", "ok?") and a question for times ask nothing that a human has to answer.
"""

from handlers.common.rules import portuguese
from handlers.conversation.rules import own_sentences, slot_clauses, slot_vocabulary, slot_words
from handlers.conversation.rules.negation import affirmed
from handlers.conversation.rules.phrases import (
    asked_beside,
    further_wishes,
    interest,
    meeting_changes,
    opt_out_hints,
    questions,
)
from handlers.conversation.rules.phrases.parts import SENTENCE


def asks(text: str) -> bool:
    """Return True if a reply asks for something that neither slots nor their confirmation answer."""
    said = own_sentences.of(text)
    return any(map(_asks, SENTENCE.findall(said))) or asked_beside.FIRST.search(said) is not None


def asks_beside_an_end(text: str) -> bool:
    """Return True if a reply that ends something, or may, asks for what is not answered by that end.

    How to stop or to cancel is. Who else is to be written to ("fala com meu sócio") is nothing that it answers.
    """
    return any(map(_asks_on, SENTENCE.findall(own_sentences.of(text))))


def wishes_beside_an_opt_out(text: str, *, offered: bool, scheduled: bool) -> bool:
    """Return True if a reply that may be an opt-out wishes for what a no to that would lose: a slot, or a meeting.

    ``offered``: while slots are on offer, of which a day or a number is one.
    """
    clauses = _clauses(own_sentences.of(text))
    return any(_wishes(each, offered=offered, scheduled=scheduled) for each in clauses)


def _wishes(clause: str, *, offered: bool, scheduled: bool) -> bool:
    stands = (offered or scheduled) and not opt_out_hints.OF_MESSAGES.search(clause)
    if (stands and affirmed(meeting_changes.RESCHEDULE, clause)) or affirmed(interest.INTERESTED, clause):
        return True
    is_choice = offered and not slot_words.NEGATION.search(clause)
    return is_choice and bool(slot_clauses.mentions(slot_vocabulary.known(clause)))


def _clauses(said: str) -> list[str]:
    """The clauses that speak of no end."""
    clauses = portuguese.clauses(asked_beside.AND.sub(" , ", said))
    return [each for each in clauses if not _speaks_of_an_end(each)]


def _asks_on(sentence: str) -> bool:
    mark = " ?" if sentence.endswith("?") else ""
    left = " , ".join(_clauses(sentence)) + mark
    if _asks(left) or asked_beside.REFERRED.search(left):
        return True
    if affirmed(asked_beside.TO_BE_TOLD, left) or affirmed(asked_beside.SOMEBODY, left):
        return True
    return bool(mark) and bool(asked_beside.OF_THE_FIRM.search(left))


def _speaks_of_an_end(clause: str) -> bool:
    clause = asked_beside.GOT.sub(" ", clause)
    return bool(opt_out_hints.STOPS.search(clause) or meeting_changes.CANCEL_VERB.search(clause))


def _asks(sentence: str) -> bool:
    if affirmed(further_wishes.TO_BE_SENT, sentence) or affirmed(asked_beside.CALLED, sentence):
        return True
    if questions.ASKS_FOR_TIMES.search(sentence):
        return False
    return bool(asked_beside.QUESTION.search(sentence.strip()) or asked_beside.UNMARKED.search(sentence))
