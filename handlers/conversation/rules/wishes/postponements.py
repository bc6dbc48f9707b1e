"""The wishes that move a time by a stretch: "adiar uma semana", "uma hora mais tarde", "antecipar dois dias".

``said`` is a result of ``notation.spoken``.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from handlers.conversation.rules.phrases.amounts import DAYS, NUMBERS
from handlers.conversation.rules.phrases.notation import Phrases

_NUMBERS = NUMBERS | dict.fromkeys(("meia", "media", "half", "half a", "half an"), 0.5)
_MINUTES = {"min": 1, "hor": 60, "hou": 60, "h": 60}
_AROUND = ((7, 1), (28, 3))
"""From so many days on, how many before and after the counted one count too: "uma semana" is about then."""
_WITHIN = timedelta(hours=2)
"""The stretch behind the hour that was asked for in which a time is still near it."""
_SATURDAY, _WEEK = 5, 7

_AMOUNT = (
    rf"(?<!\bde )\b(?:(?:uns|umas|unos|unas|mais|about|another) )?(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)}) ?"
    r"(?P<unit>h|horas?|hours?|min|mins|minutos?|minutes?|dias?|days?|semanas?|weeks?|mes|meses|months?)\b"
    r"(?P<half> e meia| y media)?"
)
_ITS_OBJECT = (
    r"(?:(?!para\b|daqui|dentro|within|in\b|ate\b|porque|pois|que\b|vou\b|viaj|estou\b|because|i\b|m\b)"
    r"\w+ ){0,6}?"
)
_LATER = Phrases(
    rf"\b(?:adi\w+|posterg\w+|prorrog\w+|empurr\w+|atras(?:ar|e|em)|aplaz\w+|pospon\w+|retras\w+|postpone|delay|push) "
    rf"{_ITS_OBJECT}{_AMOUNT}"
)
_BY_LATER = Phrases(
    rf"{_AMOUNT} (?:mais tarde|depois|(?:mais )?para (?:a )?frente|adiante|a frente|later|back|mas tarde|despues"
    r"|(?:mas )?adelante|para adelante)\b(?! (?:d[aeo]l?s?|que|of|the)\b)"
)
_EARLIER = Phrases(
    rf"\b(?:antecip\w+|adiant\w+|adelant\w+|bring|move (?=\w+ (?:up|forward))) {_ITS_OBJECT}{_AMOUNT}"
)
_BY_EARLIER = Phrases(
    rf"{_AMOUNT} (?:mais cedo|antes|earlier|sooner|mas temprano|up|forward)\b(?! (?:d[aeo]l?s?|que|of|the)\b)"
)
_TELLS = Phrases(r"\b(?:avis\w+|lembr\w+|cheg\w+|remind\w*|arriv\w+|recuerd\w+|lleg\w+)\b")
"""Words of something else that is earlier or later than the meeting: "me lembra uma hora antes"."""


class Shift(NamedTuple):
    """The stretch by which a time is to be moved; below zero it is to be earlier."""

    days: int = 0
    minutes: int = 0

    def reaches(self, start: datetime, named: Sequence[datetime]) -> bool:
        """Return True if a start is where the shift leads from the starts that were named last."""
        if self.minutes:
            return any(self._is_by_minutes(start, each) for each in named)
        aim = (max(named) if self.days > 0 else min(named)).date() + timedelta(self.days)
        first, last = _over_a_weekend(aim, back=self.days < 0)
        around = timedelta(max((away for least, away in _AROUND if abs(self.days) >= least), default=0))
        return first - around <= start.date() <= last + around

    def _is_by_minutes(self, start: datetime, named: datetime) -> bool:
        aim = named + timedelta(minutes=self.minutes)
        if start.date() != named.date():
            return False
        return aim <= start <= aim + _WITHIN if self.minutes > 0 else aim - _WITHIN <= start <= aim


def shift(said: str) -> Shift | None:
    """Return how far a reply asks for a time to be moved; None where it does not."""
    found = _found(said)
    return None if found is None else _shift(*found)


def without(said: str) -> str:
    """Return the words but for those of the shift, of which no time of the day or the week is told."""
    found = _found(said)
    return said if found is None else f"{said[: found[0].start()]} {said[found[0].end() :]}"


def _found(said: str) -> tuple[re.Match[str], int] | None:
    if _TELLS.search(said):
        return None
    for phrases, sign in ((_BY_EARLIER, -1), (_EARLIER, -1), (_BY_LATER, 1), (_LATER, 1)):
        found = phrases.search(said)
        if found is not None:
            return found, sign
    return None


def _shift(found: re.Match[str], sign: int) -> Shift:
    number = _NUMBERS[found["number"]] if found["number"] in _NUMBERS else float(found["number"])
    unit = found["unit"][:3]
    number = sign * (number + (0.5 if found["half"] else 0))
    if unit in DAYS:
        return Shift(days=round(number * DAYS[unit]))
    return Shift(minutes=round(number * _MINUTES[unit]))


def _over_a_weekend(aim: date, *, back: bool) -> tuple[date, date]:
    """Return the day, and where it is of a weekend the working day behind it, or before it (``back``)."""
    if aim.weekday() < _SATURDAY:
        return aim, aim
    if back:
        return aim - timedelta(aim.weekday() - _SATURDAY + 1), aim
    return aim, aim + timedelta(_WEEK - aim.weekday())
