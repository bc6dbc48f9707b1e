"""Commands to stop: replies of nothing but the word for it, with courtesy, emoji or a signature."""

import re

from handlers.common.rules import portuguese
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.phrases.stopping import opt_out
from handlers.conversation.rules.phrases.telling import doubt
from handlers.conversation.rules.slots import slot_words

_SPELLED = Phrases(r"(?:[A-Za-z][\s.-]+){3,}[A-Za-z][.!]*")
_BETWEEN_LETTERS = Phrases(r"[\s.-]")
_LAST_MARKS = Phrases(r"(?:\s*(?:[.,!]|\b(?:joinha|negativo)\b))+\s*$")
_SENTENCES = re.compile(r"[.!?;\n]+")
_PARTS = re.compile(r"[.!?;,\n]+")
_MOST_SIGNATURE_LINES = 5
_LONGEST_SIGNATURE_LINE = 60
_OF_NAMES = frozenset({"de", "da", "do", "das", "dos", "e", "dr", "dra", "dona", "senhor", "doutora", "ltda"})
"""Words that stand in names and in what else a person says."""
_BEFORE_NOUNS = frozenset(
    {"a", "as", "o", "os", "de", "da", "em", "na", "no", "nas", "nos", "para", "por", "com", "que", "tudo"}
)
"""Words with which no name begins, but the rest of a sentence written in pieces."""


def is_command(text: str, *, stands: bool) -> bool:
    """Return True for nothing but a command to stop, with courtesy, emoji or a signature of names below it.

    ``stands`` is true while slots are on offer or a meeting is booked: "excluir" may mean them.
    """
    return _is_command(text) and not (stands and not opt_out.PLAIN_KEYWORD.search(portuguese.words(text)))


def stands_out(text: str, *, stands: bool) -> bool:
    """Return True for a command in the capitals of our own notice ("SAIR") beside other words, apart from them."""
    return any(part.isupper() and is_command(part, stands=stands) for part in _PARTS.split(text))


def is_a_sentence(text: str, *, stands: bool) -> bool:
    """Return True for a command, in capitals or not, that is a sentence or a line of its own."""
    return any(is_command(part, stands=stands) for part in _SENTENCES.split(text))


def _is_command(text: str) -> bool:
    if _SPELLED.fullmatch(text.strip()):
        text = _BETWEEN_LETTERS.sub("", text)
    first, *below = [line.strip() for line in text.strip().split("\n") if line.strip()] or [""]
    said = _LAST_MARKS.sub("", portuguese.words(text))
    if opt_out.KEYWORD_ONLY.fullmatch(said) and opt_out.KEYWORD.search(said):
        return not opt_out.UNFINISHED.search(said)
    if not 0 < len(below) <= _MOST_SIGNATURE_LINES or not all(map(_may_be_a_name, below)):
        return False
    said = _LAST_MARKS.sub("", portuguese.words(first))
    return bool(opt_out.COMMAND_LINE.fullmatch(said) and opt_out.KEYWORD.search(said))


def _may_be_a_name(line: str) -> bool:
    """Return True for a line of a signature: a name, a trade, a number, an address, and no word of a reply."""
    words = portuguese.words(line).split()
    if words and words[0] in _BEFORE_NOUNS:
        return False
    if len(line) > _LONGEST_SIGNATURE_LINE or len(words) <= 1 or slot_words.NEGATION.search(" ".join(words)):
        return False
    return not (slot_words.FILLERS - _OF_NAMES).intersection(words) and not doubt.TAKES_BACK.search(
        " ".join(words)
    )
