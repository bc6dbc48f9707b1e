"""The wish for another time, where the same words do not refuse one."""

from handlers.conversation.rules.phrases.meetings import changes_abroad, meeting_changes, swaps


def is_wanted(said: str) -> bool:
    """Return True if a result of ``portuguese.words`` speaks of another time: no "no new date is needed"."""
    kept = changes_abroad.NO_OTHER_TIME.sub(" ", said)
    return bool(meeting_changes.MOVES.search(kept) or swaps.SET_INSTEAD.search(kept))
