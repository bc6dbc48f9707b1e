"""The slot of an earlier offer that is chosen while a later one is open: by day and hour, or as one of that offer."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from handlers.conversation.rules.agreed import repeated_times
from handlers.conversation.rules.choices import closed_grammar
from handlers.conversation.rules.phrases.choosing import earlier_offers as phrases
from handlers.conversation.rules.slots import notation
from handlers.conversation.rules.slots.mentions import Aspect
from handlers.meetings.rules.times import Offer, Slot

_WEEK = timedelta(days=7)


class EarlierSlot(NamedTuple):
    """A slot with the offer that has it."""

    offer: Offer
    slot: Slot


def named(text: str, offers: Sequence[Offer], zone: ZoneInfo, now: datetime) -> EarlierSlot | None:
    """Return the one slot of ``offers``, the latest first, that a text names whole, and that has not begun.

    ``zone`` is the contact's; ``now`` is aware. A weekday without a date is the next one.
    """
    is_dated = Aspect.DATE in repeated_times.aspects(text)
    today = now.astimezone(zone).date()
    found: dict[Slot, EarlierSlot] = {}
    for offer in offers:
        for slot in offer.slots:
            is_near = is_dated or slot.start.astimezone(zone).date() - today < _WEEK
            if slot.start > now and is_near and repeated_times.names(text, slot, zone, now):
                found.setdefault(slot, EarlierSlot(offer, slot))
    return next(iter(found.values())) if len(found) == 1 else None


def points_back(text: str) -> bool:
    """Return True for words that say of a choice that it is of an earlier offer: "a 2 da lista anterior"."""
    return phrases.OF_AN_EARLIER.search(_in_one_line(text)) is not None


def pointed_at(text: str, offers: Sequence[Offer], zone: ZoneInfo, now: datetime) -> EarlierSlot | None:
    """Return the slot that such a text chooses of ``offers``; None if there are more than one, or none is chosen.

    The other words are for the grammar of choices alone. ``zone`` and ``now`` as of ``named``.
    """
    if len(offers) != 1:
        return None
    (offer,) = offers
    left = phrases.OF_AN_EARLIER.sub(" ", _in_one_line(text))
    slot = closed_grammar.choose(left, offer.slots, zone, now).slot
    return None if slot is None else EarlierSlot(offer, slot)


def _in_one_line(text: str) -> str:
    """The words of a text that may be several messages: "a 2 da lista" / "anterior"."""
    return notation.spoken(" ".join(text.split()))
