"""The news beside a choice or a meeting: where it is, for how long, who comes. Who reads a calendar does not see it."""

from handlers.conversation.rules.phrases.asking import news
from handlers.conversation.rules.phrases.notation import Phrases

_CLAUSE = Phrases(r"(?:^|(?<=[.,!?]))(?: |mas |so que )*([^.,!?]+)")


def are_told(said: str) -> bool:
    """Return True if a result of ``portuguese.words`` tells what somebody has to know before the meeting."""
    if any(each.search(said) for each in news.ALL):
        return True
    return any(news.ALONE.fullmatch(clause[1].strip()) for clause in _CLAUSE.finditer(said))
