"""The slot of an earlier offer, named by its day and its hour while a later offer is open."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from handlers.conversation.rules import repeated_times
from handlers.conversation.rules.slot_mentions import Aspect
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
