"""The grammar of the mentions of offered slots: a clause of ``portuguese.words`` taken apart by ``patterns``."""

import re
from functools import lru_cache
from typing import NamedTuple

from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.slots import option_mentions as options
from handlers.conversation.rules.slots.mentions import Mention
from handlers.conversation.rules.slots.patterns import RULES
from handlers.conversation.rules.slots.slot_words import FILLERS, NEGATION

_NEAR = 4
"""The words behind a negation among which it may refuse something."""
_ONE_DIGIT = Phrases(r"0?[1-9]")
_AN_AMOUNT = Phrases(r"\b(?:[ao]s|d[ao]s|dia|de|e|em|hora|com) \d|\d (?:de|d[ao]|e|horas?|dia|semana)\b")
"""A number that is a day, an hour or an amount rather than an option."""


class ParsedClause(NamedTuple):
    """A clause taken apart."""

    mentions: tuple[Mention, ...]
    rest: tuple[str, ...]
    """The words that mention no slot."""

    @property
    def leaves_number(self) -> bool:
        """True if a number is among the rest."""
        return any(character.isdigit() for word in self.rest for character in word)


@lru_cache(maxsize=64)
def parse(clause: str) -> ParsedClause:
    """Return what a clause of ``portuguese.clauses`` mentions."""
    telling = [word for word in clause.split() if word not in FILLERS]
    numbers = [word for word in telling[:2] if not NEGATION.fullmatch(word)]
    alone = len(telling) <= 2 and len(numbers) == 1 and _ONE_DIGIT.fullmatch(numbers[0])
    if alone and not _AN_AMOUNT.search(clause):
        return ParsedClause((options.option(int(numbers[0])),), ())
    found: list[Mention] = []
    for phrases, mention in RULES:

        def taken(match: re.Match[str], mention=mention) -> str:
            found.append(mention(match))
            return " | "

        clause = phrases.sub(taken, clause)
    return ParsedClause(tuple(found), tuple(clause.replace("|", " ").split()))


def sets_against(clause: str) -> bool:
    """Return True if a negation stands between two mentions: "a 1 não a 2" refuses one, and nobody knows which."""
    negation = NEGATION.search(clause)
    if negation is None or not parse(clause[: negation.start()]).mentions:
        return False
    return bool(parse(" ".join(clause[negation.end() :].split()[:_NEAR])).mentions)
