"""The reading of a reply, as it was first made: a repeat carries it out and never reads again."""

from datetime import date
from typing import NamedTuple

from handlers.common.rules.model import Intent
from handlers.meetings.rules.meeting import Slot


class Understanding(NamedTuple):
    """An intent and what it is about."""

    intent: Intent
    contact_id: str | None = None
    """None: the address is nobody's."""
    meeting_id: str | None = None
    """The contact's meeting at that moment, if it stood."""
    round: int | None = None
    """The offer that the contact had seen, or of which the meeting came; None where that is not certain."""
    slot: Slot | None = None
    urgent: bool = False
    returns: date | None = None
    """The day on which somebody who is away comes back."""
    done: bool = False
    """All that follows from it has been carried out."""
