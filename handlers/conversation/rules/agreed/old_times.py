"""The time that a meeting had before it was moved, wanted back: "deixa como estava"."""

from handlers.common.rules import portuguese
from handlers.common.rules.model import Intent
from handlers.conversation.rules.phrases.meetings import keeping
from handlers.conversation.rules.replies import Reading
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.reminder_outcomes import ReminderOutcome

_ENDS = frozenset({Intent.CANCEL, Intent.NOT_INTERESTED})


def may_want_back(reading: Reading, text: str, meeting: Meeting) -> bool:
    """Return True if what would keep the time that stands, or may end it, wants an earlier one of ``meeting``.

    "Não precisa mudar" does where the move is the last that was heard of the meeting, and keeps the new time later.
    """
    is_likely_end = reading.intent in _ENDS and not reading.certain
    if not (reading.intent is Intent.INTERESTED or is_likely_end) or not has_moved(meeting):
        return False
    said = portuguese.words(text)
    return bool(keeping.OLD_TIME.search(said) or (_is_heard_last(meeting) and keeping.NO_MOVE.search(said)))


def may_refuse(reading: Reading, text: str, meeting: Meeting) -> bool:
    """Return True for the no, however polite, to the time that the host has moved ``meeting`` to, heard of last."""
    if reading.intent is not Intent.INTERESTED or not _is_of_the_host(meeting):
        return False
    return _is_heard_last(meeting) and keeping.REFUSES.search(portuguese.words(text)) is not None


def has_moved(meeting: Meeting) -> bool:
    """Return True for a meeting that had another time before, as far as is on record.

    A host moves it to a time that was never offered; who moves it oneself has chosen twice, from two offers.
    """
    if meeting.time is None:
        return False
    return _is_of_the_host(meeting) or (meeting.booked_round > 1 and bool(meeting.earlier_choices))


def _is_heard_last(meeting: Meeting) -> bool:
    """Return True where no reminder has told of the new time since the move."""
    return ReminderOutcome.SENT not in meeting.reminders.values()


def _is_of_the_host(meeting: Meeting) -> bool:
    offered = {slot.start for each in meeting.offers for slot in each.slots}
    return meeting.time is not None and meeting.time.start not in offered
