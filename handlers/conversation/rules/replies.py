"""The reading of a reply: its intent, and what belongs to it, by rules over its words.

A reply that no rule is sure of is ``unknown`` and goes to a human: a wrong guess costs more than an answer
that comes an hour later. Any ``Classifier``, such as a model, may stand in for the rules. The labelled corpus
is tests/handlers/conversation/rules/replies.jsonl.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from handlers.common.rules import portuguese, visible
from handlers.common.rules.model import Intent
from handlers.conversation.rules import slot_choice
from handlers.conversation.rules.intent_rules import Utterance, intent_of
from handlers.conversation.rules.phrases import idioms, interest
from handlers.conversation.rules.return_day import return_day
from handlers.meetings.rules.meeting import Slot

LONGEST_READ = 1500
"""The longest reply that is read, in characters of the contact's own words; a longer one is left to a
human."""


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
    certain: bool = True
    """False where the intent is merely likely: what cannot be taken back is asked first."""


class Classifier(Protocol):
    """A reader of replies."""

    def classify(self, text: str, context: Context) -> Reading:
        """Return the reading of the person's own words, whatever they are, none included."""
        ...


class Rules:
    """The classifier by rules."""

    def classify(self, text: str, context: Context) -> Reading:
        """Return the reading of a reply; ``unknown`` where no rule is sure, as for an empty text."""
        text = visible.visible(text)
        if len(text) > LONGEST_READ:
            return Reading(Intent.UNKNOWN)
        said = idioms.plainly(portuguese.words(text))
        choice = slot_choice.choose(text, context.slots, context.zone, context.now)
        intent = intent_of(Utterance(said, choice, bool(context.slots), context.scheduled))
        if intent is None:
            return Reading(Intent.UNKNOWN)
        today = context.now.astimezone(context.zone).date()
        return Reading(
            intent,
            slot=choice.slot if intent is Intent.SLOT_CHOICE else None,
            urgent=bool(interest.URGENT.search(said)),
            returns=return_day(said, today) if intent is Intent.OUT_OF_OFFICE else None,
        )


RULES: Classifier = Rules()
"""The classifier in use."""
