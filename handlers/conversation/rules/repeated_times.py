"""The time of a booked meeting, said again: by its day and hour, or by its number in the offer it was chosen from.

The grammar is that of choices (``slot_choice``): a word that it does not know, or a refusal, makes it something else.
"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.common.rules import portuguese
from handlers.conversation.rules import slot_choice, slot_grammar, slot_notation, slot_vocabulary
from handlers.conversation.rules.slot_mentions import Aspect
from handlers.meetings.rules.times import Slot

_DAYS = frozenset({Aspect.WEEKDAY, Aspect.DATE})


def names(text: str, agreed: Slot, zone: ZoneInfo, now: datetime) -> bool:
    """Return True if a text says nothing but the day and the hour of the agreed time.

    ``zone`` is the contact's; "amanhã" counts from ``now`` (aware).
    """
    aspects = _aspects(text)
    is_whole = Aspect.HOUR in aspects and not _DAYS.isdisjoint(aspects) and Aspect.OPTION not in aspects
    return is_whole and _chooses(text, agreed, (agreed,), zone, now)


def numbers(text: str, agreed: Slot, offered: Sequence[Slot], zone: ZoneInfo, now: datetime) -> bool:
    """Return True if a text chooses the agreed time by its place among ``offered``; ``zone`` and ``now`` as above.

    What would choose it in any other place, too ("o mais cedo", "de tarde"), may be a wish for another time.
    """
    elsewhere = (*offered[1:], *offered[:1])
    return _chooses(text, agreed, offered, zone, now) and not _chooses(text, agreed, elsewhere, zone, now)


def _chooses(text: str, agreed: Slot, offered: Sequence[Slot], zone: ZoneInfo, now: datetime) -> bool:
    choice = slot_choice.choose(text, offered, zone, now)
    return choice.slot == agreed and not choice.asks


def _aspects(text: str) -> set[Aspect]:
    said = slot_vocabulary.known(slot_notation.spoken(text))
    return {
        each.aspect for clause in portuguese.clauses(said) for each in slot_grammar.parse(clause).mentions
    }
