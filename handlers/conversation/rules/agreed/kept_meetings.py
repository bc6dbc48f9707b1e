"""Replies about a booked meeting that keep it for certain, and those that only seem to."""

from handlers.conversation.rules.intents import another_time
from handlers.conversation.rules.phrases.asking import news
from handlers.conversation.rules.phrases.meetings import (
    kept_in_words,
    kept_meetings,
    left_standing,
    meeting_changes,
    not_coming,
)
from handlers.conversation.rules.phrases.parts import SENTENCE
from handlers.conversation.rules.phrases.telling import bearing, doubt
from handlers.conversation.rules.sentences import own_sentences
from handlers.conversation.rules.sentences.courtesies import LONGEST
from handlers.conversation.rules.sentences.negation import affirmed


def is_kept(said: str) -> bool:
    """Return True if ``portuguese.words`` say nothing but that the meeting is left as it is."""
    return len(said) <= LONGEST and kept_meetings.KEEPS.fullmatch(said.strip()) is not None


def stands(said: str) -> bool:
    """Return True if they say that the meeting stays as it is, and nothing beside that which could change it."""
    is_said = affirmed(left_standing.STANDS, said) or kept_in_words.KEPT.search(said) is not None
    if not is_said or is_denied(said):
        return False
    said = kept_in_words.KEPT.sub(" . ", said)
    return not _may_change(left_standing.ANOTHER_WEEK.sub(" ", left_standing.STANDS.sub(" ", said)))


def comes_late(said: str) -> bool:
    """Return True if they say to be some minutes late, or at the door in no hurry, and ask for nothing else.

    The meeting stands, but somebody has to know.
    """
    waits = left_standing.IS_THERE.search(said) and left_standing.NO_HURRY.search(said)
    late = news.MINUTES_LATE.search(said) and not doubt.DOUBTS.search(said)
    return bool(waits or late) and not left_standing.TO_WAIT.search(said) and not _may_change(said)


def _may_change(said: str) -> bool:
    if any(map(own_sentences.asks, SENTENCE.findall(said))) or another_time.is_wanted(said):
        return True
    changes = (meeting_changes.RESCHEDULE, meeting_changes.CANCEL_VERB, meeting_changes.CANCEL_ORDERS)
    is_away = bearing.NOT_COMING.search(left_standing.BUT.sub(" , ", said)) is not None
    return is_away or any(affirmed(each, said) for each in changes)


def sets_out(said: str) -> bool:
    """Return True if they say nothing but that their writer is on the way."""
    return len(said) <= LONGEST and kept_meetings.SETS_OUT.fullmatch(said.strip()) is not None


def is_denied(said: str) -> bool:
    """Return True if they deny a word of keeping ("não está confirmado"), or say that the meeting is off or missed."""
    if kept_meetings.NOT_KEPT.search(kept_meetings.WHOLE_DENIALS.sub(" . ", said)):
        return True
    is_off = affirmed(not_coming.TOLD, said) or affirmed(not_coming.MISSES, said)
    return is_off or any(each.search(said) for each in (not_coming.NOT_WORTH, not_coming.OBSTACLE))


def takes_back(said: str) -> bool:
    """Return True for nothing but a "no", or a yes that corrects one: it is unclear what is meant."""
    known = (kept_meetings.SAYS_NO, kept_meetings.YES_AFTER_ALL)
    return len(said) <= LONGEST and any(each.fullmatch(said.strip()) for each in known)
