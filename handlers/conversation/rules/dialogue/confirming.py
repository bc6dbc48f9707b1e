"""The words that confirm a meeting which is agreed, where another campaign's message came last."""

from handlers.common.rules import portuguese
from handlers.conversation.rules.agreed import repeated_times
from handlers.conversation.rules.phrases.meetings import coming
from handlers.conversation.rules.sentences import courtesies
from handlers.conversation.rules.sentences.negation import affirmed


def confirms(text: str) -> bool:
    """Return True for a text that says to come to a meeting, or that one is agreed: "confirmo presença"."""
    return affirmed(coming.CONFIRMS, portuguese.words(text))


def parts(text: str) -> bool:
    """Return True for courtesies alone until a meeting that is agreed: "obrigado, até lá"."""
    return courtesies.are_all(text) and repeated_times.is_coming(text)
