"""The clauses of a text taken apart, each by itself: what they mention of slots, and their other words."""

from handlers.common.rules import portuguese
from handlers.conversation.rules.slots import grammar
from handlers.conversation.rules.slots.grammar import ParsedClause
from handlers.conversation.rules.slots.mentions import Mention


def parsed(known: str) -> list[ParsedClause]:
    """Return the clauses of a result of ``vocabulary.known``."""
    return [grammar.parse(clause) for clause in portuguese.clauses(known)]


def mentions(known: str) -> list[Mention]:
    """Return what the clauses of a result of ``vocabulary.known`` mention, negated or not."""
    return [mention for clause in parsed(known) for mention in clause.mentions]
