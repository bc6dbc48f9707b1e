"""Options that somebody drops of an offer, and nothing else: "cancela a última", "a segunda opção cancela"."""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum, auto
from zoneinfo import ZoneInfo

from handlers.conversation.rules.phrases.choosing import dropped_options as phrases
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.phrases.parts import MEETING
from handlers.conversation.rules.slots import grammar, notation, vocabulary
from handlers.conversation.rules.slots.mentions import Aspect, Mention, fitting, offer
from handlers.meetings.rules.times import Slot

_LONGEST = 200
"""The characters of the longest reply that is tried: the time of a try grows with the third power of them."""
_MEETING = Phrases(rf"\b{MEETING}")


class Dropped(Enum):
    """The things that are dropped beside a meeting that is agreed."""

    SLOTS = auto()
    """Slots of the offer, for certain no meeting."""
    EITHER = auto()
    """Those, or what was asked for, or the meeting."""


def is_one(said: str) -> bool:
    """Return True if ``portuguese.words`` drop one option, by its number, day or hour, and say no more."""
    dropped = _dropped(said)
    return bool(_named(dropped)) and not phrases.SEVERAL.search(dropped or "")


def beside(text: str, agreed: Slot, offered: Sequence[Slot], zone: ZoneInfo, now: datetime) -> Dropped | None:
    """Return what a text drops beside the meeting at ``agreed``; None where it is that, or nothing known.

    ``offered``: the other slots that are open to choice. Where there are none, an option by its number may be the one
    that was chosen. ``zone`` is the contact's; ``now`` is aware.
    """
    said = notation.spoken(text)
    dropped = _dropped(said)
    named = _named(dropped)
    is_by_time = all(each.aspect is not Aspect.OPTION for each in named)
    if not offered:
        return Dropped.EITHER if named and not is_by_time else None
    if dropped is not None and phrases.SLOTS.fullmatch(dropped):
        return Dropped.SLOTS
    if any(fitting([each], offer(offered, zone, now)) for each in named):
        may_be_agreed = is_by_time and fitting(named, offer((agreed,), zone, now))
        return Dropped.EITHER if may_be_agreed else Dropped.SLOTS
    return Dropped.EITHER if phrases.UNCLEAR.search(said) and not _MEETING.search(said) else None


def _dropped(said: str) -> str | None:
    """The words for what is dropped, where nothing else is said."""
    found = phrases.ALL.fullmatch(said.strip()) if len(said) <= _LONGEST else None
    return None if found is None else phrases.WHOSE.sub("", found["what"] or found["first"])


def _named(dropped: str | None) -> Sequence[Mention]:
    """The options that are dropped; none where one of the words is more than a part of their names."""
    if dropped is None:
        return ()
    parsed = grammar.parse(vocabulary.known(dropped))
    return parsed.mentions if phrases.BESIDE.issuperset(parsed.rest) else ()
