"""The reading of a reply, as it was first made: a repeat carries it out and never reads again."""

from datetime import date
from typing import NamedTuple

from handlers.common.rules.model import Intent
from handlers.meetings.rules.meeting import Slot

ASKED_BACK = frozenset({Intent.OPT_OUT, Intent.CANCEL, Intent.NOT_INTERESTED})
"""The intents that end something for good: they follow only from what is certain."""


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
    certain: bool = True
    """False where the intent is merely likely."""
    check: str | None = None
    """The check that it answers, by the reply which that asked about: with the intent that was asked for yes, with
    ``unknown`` for no."""
    is_courtesy: bool = False
    """True of thanks and the like after what asks for nothing: nothing follows."""
    asks_which: bool = False
    """True of an ``unknown``, or an interest, that is asked back which slot it chooses."""
    done: bool = False
    """All that follows from it has been carried out."""

    @property
    def asks(self) -> bool:
        """True where a contact is to be asked back before anything else follows."""
        return not self.certain and self.contact_id is not None and self.intent in ASKED_BACK

    @property
    def denies(self) -> bool:
        """True of a no to a check."""
        return self.check is not None and self.intent is Intent.UNKNOWN
