"""Telling who promises an answer for later from who chooses a slot by the same words."""

from handlers.common.rules import portuguese
from handlers.conversation.rules.phrases.choosing import later_answers
from handlers.conversation.rules.slots import grammar, vocabulary


def is_all(said: str) -> bool:
    """Return True if a result of ``portuguese.words`` promises an answer, and says nothing else."""
    clauses = portuguese.clauses(said)
    left = [each for each in clauses if not later_answers.PROMISE.fullmatch(each)]
    return len(left) < len(clauses) and all(map(later_answers.LEADS.fullmatch, left)) and "?" not in said


def names_its_time(said: str) -> bool:
    """Return True if it promises one, and names no time or slot but in that promise."""
    clauses = portuguese.clauses(said)
    left = [each for each in clauses if not later_answers.PROMISE.fullmatch(each)]
    return len(left) < len(clauses) and not any(
        grammar.parse(vocabulary.known(each)).mentions for each in left
    )


def may_be(said: str) -> bool:
    """Return True if it may name the time of the answer, or of a slot."""
    return later_answers.MAY_PROMISE.fullmatch(said.strip()) is not None
