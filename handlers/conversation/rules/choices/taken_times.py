"""The times at which somebody is taken up: "minha agenda na sexta está cheia", "de tarde estou no consultório".

To the grammar of slots "agenda" is a word that takes one, and to the model a sign of who keeps an appointment. Who is
at work can be met there at an hour that is named, but of a day or a part of it nobody knows what it is said for.
"""

from collections.abc import Sequence

from handlers.conversation.rules.phrases.choosing import engaged, segments
from handlers.conversation.rules.phrases.choosing import taken_times as phrases
from handlers.conversation.rules.slots import grammar, wish_words

_BUSY = " estou ocupado "


def plainly(known: str) -> str:
    """Return a result of ``vocabulary.known`` with such times said to be engaged in words that take no slot."""
    said = without_diaries(known)
    if not engaged.AT_WORK.search(said):
        return said
    clauses = [match[0] for match in phrases.CLAUSE.finditer(said)]
    for place, clause in enumerate(clauses):
        if _only_tells_where(place, clauses):
            said = said.replace(clause, engaged.AT_WORK.sub(_BUSY, clause))
    return said


def without_diaries(known: str) -> str:
    """Return such words with the times of full diaries alone said to be engaged."""
    return phrases.CLAUSE.sub(lambda clause: _without_diary(clause[0]), known)


def keep_from_coming(said: str) -> bool:
    """Return True for ``portuguese.words`` of a diary, or a day, that is taken up, and none of coming all the same."""
    is_taken = any(_is_taken(clause[0]) for clause in phrases.CLAUSE.finditer(said))
    return is_taken and not phrases.COMES.search(said)


def _without_diary(clause: str) -> str:
    return phrases.DIARY.sub(" ", phrases.TAKEN.sub(_BUSY, clause)) if _is_taken(clause) else clause


def _is_taken(clause: str) -> bool:
    has_diary = phrases.DIARY.search(clause) or phrases.OWN_DAY.search(clause)
    return bool(has_diary and phrases.TAKEN.search(clause)) and not phrases.SPARES.search(clause)


def _only_tells_where(place: int, clauses: Sequence[str]) -> bool:
    """Return True for a clause by which somebody is at work by day, not by the hour, and nothing takes that time."""
    clause, following = clauses[place], clauses[place + 1 :][:1]
    if not engaged.AT_WORK.search(clause) or engaged.HOUR.search(clause):
        return False
    if not grammar.parse(clause).mentions:
        return False
    if _takes(engaged.AT_WORK.sub(" ", clause)) or any(map(_consents, following)):
        return False
    return place == 0 or not engaged.ASSENT.fullmatch(clauses[place - 1].strip())


def _consents(clause: str) -> bool:
    return _takes(clause) and not grammar.parse(wish_words.plainly(clause)).mentions


def _takes(clause: str) -> bool:
    strong = segments.TAKES_WEAKLY.sub(" ", clause)
    takes = segments.TAKES.search(strong) or segments.MAY_TAKE.search(strong)
    return bool(takes) and not segments.REFUSES.search(clause)
