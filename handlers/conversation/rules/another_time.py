"""The wish for another time, where the same words do not refuse one."""

from handlers.conversation.rules.phrases import changes_abroad, meeting_changes


def is_wanted(said: str) -> bool:
    """Return True if a result of ``portuguese.words`` speaks of another time: no "no new date is needed"."""
    return bool(meeting_changes.MOVES.search(changes_abroad.NO_OTHER_TIME.sub(" ", said)))
