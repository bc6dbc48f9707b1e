"""Telling who gives a meeting up, and promises to see to another time, from who wants other times now."""

import re

from handlers.conversation.rules.intents import another_time
from handlers.conversation.rules.phrases.meetings import meeting_changes, promised_later
from handlers.conversation.rules.sentences.negation import affirmed

_PARTS = re.compile(r"((?: ?[,.!?])+ ?| e | mas | que (?!vem\b)| and | y )")


def left_out(said: str) -> str:
    """Return ``portuguese.words`` without such promises, where all else gives up a meeting; else as they are.

    "Cancela, depois te procuro pra remarcar" asks for no other time.
    """
    parts = _PARTS.split(said)
    kept = "".join(part for place, part in enumerate(parts) if place % 2 or not _promises(part))
    gives_up = kept != said and affirmed(meeting_changes.CANCEL_ORDERS, kept)
    moves = another_time.is_wanted(kept) or affirmed(meeting_changes.RESCHEDULE, kept)
    return " ".join(kept.split()) if gives_up and not moves else said


def _promises(part: str) -> bool:
    if promised_later.FOR_A_TIME.search(part):
        return False
    sees_to_it = promised_later.SEES_TO_IT.search(part) and promised_later.LATER.search(part)
    return bool(sees_to_it) or affirmed(promised_later.COMES_BACK, part)
