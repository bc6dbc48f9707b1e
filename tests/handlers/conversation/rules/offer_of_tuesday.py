"""An offer of three slots as it stands on a Tuesday, in the situations of a contact, and what a reply chooses of it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.conversation.rules.reading.stages import STAGES
from handlers.conversation.rules.replies import Context, Reading
from handlers.meetings.rules.times import Slot

SAO_PAULO = ZoneInfo("America/Sao_Paulo")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=SAO_PAULO)  # a Tuesday


def at(day: int, hour: int) -> Slot:
    """Return the slot of an hour that begins at one of November."""
    start = datetime(2026, 11, day, hour, 0, tzinfo=SAO_PAULO)
    return Slot(start, start + timedelta(hours=1))


OFFER = (at(26, 10), at(27, 15), at(30, 11))  # Thursday, Friday, Monday
NOTHING = Context(SAO_PAULO, NOW)
OFFERED = Context(SAO_PAULO, NOW, OFFER)
MOVING = Context(SAO_PAULO, NOW, OFFER, scheduled=True)
BOOKED = Context(SAO_PAULO, NOW, scheduled=True)


def heard(text: str, context: Context) -> Reading:
    """Return the reading of a reply by all stages."""
    return STAGES.classify(text, context)


def chosen(text: str) -> int | None:
    """Return the place in the offer of the slot that a reply chooses, counted from 1."""
    slot = heard(text, OFFERED).slot
    return None if slot is None else OFFER.index(slot) + 1
