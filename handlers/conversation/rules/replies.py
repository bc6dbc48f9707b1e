"""The reading of a reply: its intent, and what belongs to it, whoever reads.

A reply of whose meaning nothing is likely is ``unknown`` and goes to a human: a wrong guess costs more than an answer
that comes an hour later. The classifier in use is ``stages``; the labelled corpus is in local/model/corpus/.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from handlers.common.rules.model import Intent
from handlers.meetings.rules.meeting import Slot

STANDINGS = ("nothing", "offered", "scheduled")
"""The situations of a contact: after an outreach, with slots on offer, with a meeting to come."""


@dataclass(frozen=True)
class Context:
    """The situation in which a contact replies, as far as it changes the meaning of an answer."""

    zone: ZoneInfo
    """The contact's time zone."""
    now: datetime
    """The instant of the reply; aware."""
    slots: tuple[Slot, ...] = ()
    """The slots on offer, in the order in which they were offered."""
    scheduled: bool = False
    """True if the contact has a meeting to come."""

    @property
    def standing(self) -> str:
        """The one of ``STANDINGS`` that the contact is in."""
        return "scheduled" if self.scheduled else "offered" if self.slots else "nothing"


@dataclass(frozen=True)
class Reading:
    """The meaning of a reply."""

    intent: Intent
    slot: Slot | None = None
    """The chosen slot of a ``slot_choice``."""
    urgent: bool = False
    """True if the contact wants the meeting soon."""
    returns: date | None = None
    """The day of return of an ``out_of_office``, where one is named."""
    certain: bool = False
    """True if it may be acted on at once, even where that cannot be taken back; False for what is merely likely."""
    is_open_choice: bool = False
    """True of what is ``unknown`` although it is likely to choose a slot on offer: it is unclear which."""

    @property
    def chooses(self) -> bool:
        """True of the choice of a slot, clear or not."""
        return self.is_open_choice or self.intent is Intent.SLOT_CHOICE

    def unclear_beside(self, other: "Reading") -> "Reading":
        """The reading of what is also read as ``other``: a choice of an unclear slot, if both choose."""
        return Reading(Intent.UNKNOWN, is_open_choice=self.chooses and other.chooses)


class Classifier(Protocol):
    """A reader of replies."""

    def classify(self, text: str, context: Context) -> Reading:
        """Return the reading of the person's own words, whatever they are, none included."""
        ...
