"""The situations in which the replies of the corpus are read: its day and its offers, as its README has them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.common.rules import reply_texts
from handlers.conversation.rules.reading.stages import STAGES
from handlers.conversation.rules.replies import Context, Reading
from handlers.meetings.rules.meeting import Slot
from local.model.corpus import Line

Judged = tuple[Line, Reading, bool]
"""A line with its reading, and if that is right in intent and slot."""
SAO_PAULO = ZoneInfo("America/Sao_Paulo")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=SAO_PAULO)


def slot(month: int, day: int, hour: int, minute: int = 0) -> Slot:
    """Return a slot of an hour in 2026, by São Paulo's clock."""
    start = datetime(2026, month, day, hour, minute, tzinfo=SAO_PAULO)
    return Slot(start, start + timedelta(hours=1))


OFFERS = {
    "A": (slot(11, 24, 9), slot(11, 26, 14), slot(11, 30, 10)),
    "B": (slot(11, 25, 10), slot(11, 26, 16), slot(11, 27, 9, 30)),
    "C": (slot(11, 26, 11), slot(11, 27, 15), slot(12, 1, 14, 30)),
}


def situation(line: Line) -> Context:
    """Return the situation of the contact who wrote a line."""
    slots = OFFERS[line.offer] if line.offer else ()
    return Context(SAO_PAULO, MONDAY, slots, scheduled=line.standing == "scheduled")


def read(text: str, context: Context) -> Reading:
    """Return the reading of a reply as it arrives, quotations and all, by all stages."""
    return STAGES.classify(reply_texts.own_words(text), context)


def position(reading: Reading, context: Context) -> int | None:
    """Return the place in the offer of the slot that a reading chooses, counted from 1."""
    return context.slots.index(reading.slot) + 1 if reading.slot else None


def judged(lines: Iterable[Line]) -> list[Judged]:
    """Return each line with its reading, and if that is right in intent and slot."""
    found = []
    for line in lines:
        context = situation(line)
        reading = read(line.text, context)
        right = (reading.intent, position(reading, context)) == (line.intent, line.slot)
        found.append((line, reading, right))
    return found
