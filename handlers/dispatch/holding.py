"""Calling a human for a kind of message that cannot be written, once a day."""

from handlers.common.rules.model import Attention
from handlers.dispatch.journal import Journal
from handlers.dispatch.rules.attempts import Attempt
from handlers.dispatch.storage import unwritable
from handlers.observability import logger

UNWRITABLE = Attention.MESSAGE_UNWRITABLE.value


def tell_once(attempt: Attempt, problem: str, journal: Journal) -> None:
    """Call a human for the attempt's campaign, channel and kind, unless one has heard of it within a day."""
    try:
        if unwritable.first_told(attempt, problem, journal.now):
            journal.call_human(attempt.message, UNWRITABLE, channel=attempt.go.channel, problem=problem)
    except Exception:
        logger.exception("a human could not be called", extra=attempt.message.subject.ids)
