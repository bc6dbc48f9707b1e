"""The questions and wishes beside what ends something: it ends, and a human is called for the rest."""

from handlers.common.rules import portuguese
from handlers.conversation.rules.phrases.asking import beside_an_end, referred
from handlers.conversation.rules.phrases.meetings import meeting_changes
from handlers.conversation.rules.phrases.parts import SENTENCE
from handlers.conversation.rules.phrases.stopping import opt_out_hints
from handlers.conversation.rules.phrases.telling import interest
from handlers.conversation.rules.sentences import own_sentences, requests
from handlers.conversation.rules.sentences.negation import affirmed
from handlers.conversation.rules.slots import clauses as slot_clauses
from handlers.conversation.rules.slots import slot_words, vocabulary


def asks(text: str) -> bool:
    """Return True if a reply that ends something, or may, asks for what is not answered by that end.

    How to stop or to cancel is. Who else is to be written to ("fala com meu sócio") is nothing that it answers.
    """
    return any(map(_asks_on, SENTENCE.findall(own_sentences.of(text))))


def stays_interested(text: str) -> bool:
    """Return True if a reply that ends something, or may, says beside it that the interest goes on."""
    clauses = _clauses(own_sentences.of(text))
    return any(
        affirmed(beside_an_end.STAYS_INTERESTED, each) or beside_an_end.INTEREST_NOT_LOST.search(each)
        for each in clauses
    )


def wishes(text: str, *, offered: bool, scheduled: bool) -> bool:
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
    return is_choice and bool(slot_clauses.mentions(vocabulary.known(clause)))


def _clauses(said: str) -> list[str]:
    """The clauses that speak of no end."""
    clauses = portuguese.clauses(beside_an_end.AND.sub(" , ", said))
    return [each for each in clauses if not _speaks_of_an_end(each)]


def _asks_on(sentence: str) -> bool:
    mark = " ?" if sentence.endswith("?") else ""
    left = " , ".join(_clauses(sentence)) + mark
    if requests.is_made(left) or beside_an_end.REFERRED.search(left) or referred.NAMED.search(left):
        return True
    if affirmed(beside_an_end.TO_BE_TOLD, left) or affirmed(beside_an_end.SOMEBODY, left):
        return True
    return bool(mark) and bool(beside_an_end.OF_THE_FIRM.search(left))


def _speaks_of_an_end(clause: str) -> bool:
    clause = beside_an_end.GOT.sub(" ", clause)
    return bool(opt_out_hints.STOPS.search(clause) or meeting_changes.CANCEL_VERB.search(clause))
