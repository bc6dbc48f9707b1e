"""The days and the months that an absence notice names, and for how long it says to last."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from handlers.conversation.rules.absences import feast_days
from handlers.conversation.rules.phrases.amounts import DAYS, NUMBERS
from handlers.conversation.rules.phrases.calendar_names import WEEKDAYS
from handlers.conversation.rules.phrases.notation import Phrases

_LONG_PAST = timedelta(days=60)
"""The longest time ago of a date without a year that is past, and not next year's."""
_LAST_YEAR = 2100
"""Programs write a later one, such as 31/12/9999, for an absence without an end."""
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janeiro jan january enero ene",
            "fevereiro fev february feb febrero",
            "marco mar march marzo",
            "abril abr april apr",
            "maio mai may mayo",
            "junho jun june junio",
            "julho jul july julio",
            "agosto ago august aug",
            "setembro set september sept sep septiembre",
            "outubro out october oct octubre",
            "novembro nov november noviembre",
            "dezembro dez december dec diciembre dic",
        ),
        1,
    )
    for name in names.split()
}
_WEEKDAYS = WEEKDAYS | {
    name: number
    for number, names in enumerate(
        (
            "monday mon lunes",
            "tuesday tue martes",
            "wednesday wed miercoles",
            "thursday thu jueves",
            "friday fri viernes",
            "saturday",
            "sunday",
        )
    )
    for name in names.split()
}
_PARTS = dict.fromkeys(("comeco", "inicio", "principios", "early", "beginning"), 8) | dict.fromkeys(
    ("meio", "meados", "mediados", "middle", "mid"), 16
)
"""The parts of a month with the day on which they are over; the end of it is over with the month."""

_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\b"
_NO_HOUR = r"\b(?! ?(?:h|horas|am|pm|:)\b)"
_NTH = r"(?: ?(?:st|nd|rd|th|o)\b)?"
_YEAR = r"(?:(?: (?:de|del|of|,))? (?P<year>20\d\d)\b)?"
_DAY_ALONE = rf"(?P<day>\d{{1,2}}){_NTH}{_NO_HOUR}(?!/| (?:(?:de|of) )?(?:{'|'.join(_MONTHS)})\b)"
_PART = rf"(?P<part>{'|'.join((*_PARTS, 'fim', 'final', 'fin', 'finales', 'end', 'late'))})"
_DATES = tuple(
    map(
        Phrases,
        (
            r"\b(?P<day>\d{1,2})/(?P<number>\d{1,2})(?:/(?P<year>\d{4}|\d\d))?\b",
            rf"\b(?P<day>\d{{1,2}}){_NTH}(?: (?:de|of))? {_MONTH}{_YEAR}",
            rf"\b{_MONTH} (?:the )?(?P<day>\d{{1,2}}){_NTH}{_NO_HOUR}{_YEAR}",
            rf"\b(?:dias?|ate o|(?:hasta|vuelvo|regreso|volvemos|regresamos) el|(?:until|on) the) {_DAY_ALONE}",
        ),
    )
)
WEEKDAY_NAMES = "|".join(_WEEKDAYS)
_WEEKDAY = Phrases(
    rf"\b(?P<name>{WEEKDAY_NAMES})\b(?! (?:opcao|vez|via|quinzena|semana))"
    r"(?P<next>(?: feira)?(?: d?a)? (?:semana que vem|(?:outra|proxima) semana))?"
)
_WHOLE_MONTHS = tuple(
    map(
        Phrases,
        (
            rf"\b(?:{_PART} (?:d[eo]l? |of )?)?{_MONTH}(?! \d{{1,2}}\b){_YEAR}",
            rf"\b{_PART} (?:d[eo]l? |of )(?:the )?(?:mes|month)\b(?! que vem)",
            r"\b(?P<next>mes que (?:vem|viene)|proximo mes|next month)\b",
        ),
    )
)
_LASTS = Phrases(
    r"\b(?:por|durante|for|(?:volt|retorn|regres|vuelv)\w+ (?:em|daqui a|en)|back in"
    r"|(?:ferias|licenca|recesso|atestado|repouso|folga|afastad[oa]|vacaciones) (?:de|por))"
    rf"(?: (?:mais|uns|umas|the next))? (?P<number>\d{{1,3}}|{'|'.join(NUMBERS)}) "
    r"(?P<unit>dias?|semanas?|mes(?:es)?|days?|weeks?|months?)\b"
)


class Named(NamedTuple):
    """A stretch of days that is named, from its place in the words to another."""

    start: int
    end: int
    first: date
    until: date
    """The day on which who is away "até" then is back."""
    after: date
    """The day behind the last."""


def dates(said: str, today: date) -> list[Named]:
    """Return the days that are named by their date, in the order of ``said``, a result of ``portuguese.words``."""
    found = {match.end(): match for pattern in reversed(_DATES) for match in pattern.finditer(said)}
    days = ((match, _date(match.groupdict(), today)) for _, match in sorted(found.items()))
    return [_a_day(match, day) for match, day in days if day is not None]


def weekdays(said: str, today: date) -> list[Named]:
    """Return the days that are named by their weekday: the next ones, of which today is none."""
    return [_a_day(match, _coming(match, today)) for match in _WEEKDAY.finditer(said)]


def months(said: str, today: date) -> list[Named]:
    """Return the months, and the parts of them, that are named without a day."""
    found = (_stretch(match, today) for pattern in _WHOLE_MONTHS for match in pattern.finditer(said))
    return [each for each in found if each is not None]


def feasts(said: str, today: date) -> list[Named]:
    """Return the feasts that are named, each as the day on which it is over."""
    return [Named(match.start(), match.end(), day, day, day) for match, day in feast_days.named(said, today)]


def lasting(said: str, today: date) -> Iterator[date]:
    """Yield the days on which an absence of so many days, weeks or months is over that begins today."""
    for match in _LASTS.finditer(said):
        number = NUMBERS.get(match["number"]) or int(match["number"])
        yield today + timedelta(days=number * DAYS[match["unit"][:3]])


def _a_day(match: re.Match[str], day: date) -> Named:
    after = day + timedelta(days=1)
    return Named(match.start(), match.end(), day, after, after)


def _coming(match: re.Match[str], today: date) -> date:
    weekday = _WEEKDAYS[match["name"]]
    if match["next"]:
        return today + timedelta(days=7 - today.weekday() + weekday)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _date(told: dict[str, str | None], today: date) -> date | None:
    month = _MONTHS.get(told.get("month") or "", int(told.get("number") or 0))
    day, year = int(told["day"] or 0), told.get("year")
    if year:
        return _valid(int(year) if len(year) > 2 else 2000 + int(year), month, day)
    if not month:
        coming = (today + timedelta(days=ahead) for ahead in range(62))
        return next((each for each in coming if each.day == day), None)
    this_year = _valid(today.year, month, day)
    if this_year is not None and this_year >= today - _LONG_PAST:
        return this_year
    return _valid(today.year + 1, month, day)


def _stretch(match: re.Match[str], today: date) -> Named | None:
    told = match.groupdict()
    number = _MONTHS.get(told.get("month") or "", today.month)
    if told.get("next"):
        first = _behind(today)
    else:
        year = told.get("year")
        first = _valid(int(year) if year else today.year + (number < today.month), number, 1)
        if first is None:
            return None
    part, behind = told.get("part"), _behind(first)
    until = first if part is None else first.replace(day=_PARTS[part]) if part in _PARTS else behind
    return Named(match.start(), match.end(), first, until, behind if part is None else until)


def _behind(day: date) -> date:
    """Return the first day of the month behind that of a day."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year <= _LAST_YEAR else None
    except ValueError:
        return None
