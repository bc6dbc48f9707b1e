"""Replies about a booked meeting that keep it for certain, and those that only seem to."""

from handlers.conversation.rules.courtesies import LONGEST
from handlers.conversation.rules.phrases import kept_meetings


def is_kept(said: str) -> bool:
    """Return True if ``portuguese.words`` say nothing but that the meeting is left as it is."""
    return len(said) <= LONGEST and kept_meetings.KEEPS.fullmatch(said.strip()) is not None


def sets_out(said: str) -> bool:
    """Return True if they say nothing but that their writer is on the way."""
    return len(said) <= LONGEST and kept_meetings.SETS_OUT.fullmatch(said.strip()) is not None


def is_denied(said: str) -> bool:
    """Return True if they deny a word of keeping: "não está confirmado" resembles a confirmation."""
    return kept_meetings.NOT_KEPT.search(kept_meetings.WHOLE_DENIALS.sub(" . ", said)) is not None


def takes_back(said: str) -> bool:
    """Return True for nothing but a "no", or a yes that corrects one: it is unclear what is meant."""
    known = (kept_meetings.SAYS_NO, kept_meetings.YES_AFTER_ALL)
    return len(said) <= LONGEST and any(each.fullmatch(said.strip()) for each in known)
