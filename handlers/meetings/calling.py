"""Calling a human for a problem of a meeting, once, whoever comes upon it."""

from datetime import datetime

from handlers.common import telling
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Attention
from handlers.common.rules.subject import Subject
from handlers.common.storage import keys
from handlers.meetings.storage import attention


def once(about: Subject, reason: Attention, problem: str, now: datetime, said: str = "") -> None:
    """Call a human for a problem of the meeting that ``about`` names, unless one has been called for it.

    ``said`` is what the mail about it says in the place of ``problem``.
    """
    if about.meeting_id is None or attention.is_noted(about.meeting_id, problem):
        return
    telling.call_human(about, reason, now, {"problem": problem, **({"detail": said} if said else {})})
    attention.note(about.meeting_id, problem)


def unreachable(about: Subject, contact: Contact, now: datetime) -> None:
    """Call a human for an agreed meeting whose contact is not written to any more, or cannot be.

    An opt-out that follows an opt-in is another problem of the same meeting.
    """
    reason, opted_in_at = Attention.CONTACT_UNREACHABLE, contact.opted_in_at
    problem = f"{reason}_after_{keys.instant(opted_in_at)}" if opted_in_at else reason.value
    once(about, reason, problem, now, reason)
