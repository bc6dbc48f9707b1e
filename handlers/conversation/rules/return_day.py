"""The absence of which a notice speaks, and the day on which its writer returns."""

import re
from datetime import date, timedelta

from handlers.common.rules import portuguese
from handlers.conversation.rules.phrases import absence

_DAY_AND_MONTH = re.compile(r"\b(\d{1,2})/(\d{1,2})\b")
_DAY_ONLY = re.compile(r"\bdia (\d{1,2})\b(?!/)")


def is_away(text: str) -> bool:
    """Return True for a text that speaks of an absence, and not merely of hours or of an answer to come."""
    return bool(absence.GONE.search(portuguese.words(text)))


def return_day(said: str, today: date) -> date | None:
    """Return the last day that an absence notice names, or ``None``; days count from ``today`` on.

    "Até o dia 10" is an absence that ends on the day after. ``said`` is a result of ``portuguese.words``.
    """
    named: list[tuple[int, int | None]] = [
        (int(day), int(month)) for day, month in _DAY_AND_MONTH.findall(said)
    ]
    named += [(int(day), None) for day in _DAY_ONLY.findall(said)]
    days = [coming for day, month in named if (coming := _next(today, day, month)) is not None]
    if not days:
        return None
    last = max(days)
    until = re.search(rf"\bate (?:o )?(?:dia )?0?{last.day}\b", said)
    return last + timedelta(days=1) if until else last


def _next(today: date, day: int, month: int | None) -> date | None:
    """Return the first such day within a year from ``today`` on."""
    days = (today + timedelta(days=ahead) for ahead in range(366))
    return next((each for each in days if each.day == day and month in (None, each.month)), None)
