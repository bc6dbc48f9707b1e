"""The question what would be if: "si por algo no llego, se puede mover ese mismo día?"."""

from handlers.conversation.rules.phrases.asking import questions
from handlers.conversation.rules.phrases.choosing import segments


def is_asked(said: str) -> bool:
    """Return True for ``portuguese.words`` that ask whether one might move the meeting, and want no day for it."""
    is_question = "?" in said and questions.IN_CASE.search(said) is not None
    return is_question and not segments.NAMES_A_DAY.search(said)
