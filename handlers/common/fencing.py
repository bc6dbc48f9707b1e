"""Asking the fence before anything goes out: docs/recovery.md, "The fence"."""

from datetime import datetime

from handlers.common.rules.fence import Marks, Standing
from handlers.common.storage import fence
from handlers.observability import count, logger


class FenceUnreadableError(RuntimeError):
    """Nobody can tell now whether messages may go out."""


def lets_pass(marks: Marks, now: datetime) -> bool:
    """True if messages may go out, given the marks inside; keeps them up where nobody else does."""
    found = fence.standing(marks)
    if found is Standing.OPEN:
        try:
            fence.keep_up(marks, now)
        except Exception:
            logger.exception("the mark could not be advanced")
    return _told(found)


def is_open() -> bool:
    """True if messages may go out; reads the marks for that.

    ``FenceUnreadableError`` if they cannot be read now: nothing else would make up for a run that did nothing.
    """
    found = fence.standing(fence.inside())
    if found is Standing.UNREADABLE:
        _told(found)
        raise FenceUnreadableError("the marks outside the tables cannot be read: run again")
    return _told(found)


def advance(now: datetime) -> bool:
    """Advance the marks of all tables; False if nothing may be released, because the fence is down or cannot be asked.

    A minute whose mark cannot be written releases nothing: what goes out under no mark could not be known later.
    """
    try:
        found = fence.advance(now)
    except Exception:
        logger.exception("the marks could not be advanced")
        found = Standing.UNREADABLE
    return _told(found)


def _told(found: Standing) -> bool:
    if found is Standing.OPEN:
        return True
    logger.error(
        "nothing goes out: see docs/recovery.md and python -m ops recovery show", extra={"reason": found}
    )
    count("FenceDown")
    return False
