"""The choices among slots on offer that are left open, or on a condition.

``said`` is a result of ``vocabulary.known``.
"""

from handlers.conversation.rules.phrases.choosing import undecided as phrases
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.slots import grammar

_SENTENCE = Phrases(r"[^.!?]+")
_AT_THE_START = 3
"""Characters before a condition that belongs to another sentence: "a 2. se meu sócio puder"."""


def is_open(said: str) -> bool:
    """Return True if a reply leaves the choice open or puts a condition on it."""
    return bool(phrases.OPEN.search(said)) or any(map(_is_conditional, _SENTENCE.findall(said)))


def _is_conditional(sentence: str) -> bool:
    condition = phrases.IF.search(sentence)
    if condition is None:
        return False
    return condition.start() < _AT_THE_START or bool(grammar.parse(sentence).mentions)
