"""The sentences of a reply that somebody has written: without footers, menus and automatic notices."""

from functools import lru_cache

from handlers.common.rules import portuguese
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.phrases.parts import SENTENCE
from handlers.conversation.rules.phrases.short import idioms
from handlers.conversation.rules.phrases.stopping import notices
from handlers.conversation.rules.phrases.telling import absence, doubt
from handlers.conversation.rules.sentences import broken_lines

_TEXT_SENTENCE = Phrases(r"[^.!?\n]+[.!?\n]*|[.!?\n]+")


def without_notices(text: str) -> str:
    """Return a text without the sentences of footers, menus and automatic notices, as people see it."""
    return "".join(
        part for part in _TEXT_SENTENCE.findall(text) if not notices.NOTICES.search(portuguese.words(part))
    )


def of(text: str) -> str:
    """Return the words of a text, in plain ones for idioms, without footers, menus and automatic notices."""
    return own(idioms.plainly(portuguese.words(broken_lines.joined(text))))


@lru_cache(maxsize=64)
def own(said: str) -> str:
    """Return a result of ``portuguese.words`` without the sentences of footers, menus and automatic notices."""
    written = absence.MENU.sub(" ", said)
    return "".join(each for each in SENTENCE.findall(written) if not notices.NOTICES.search(each))


def asks(sentence: str) -> bool:
    """Return True for a question, and False for an order that only asks for a nod: "tira meu nome, tá?"."""
    return "?" in sentence and not doubt.NODS.search(sentence)
