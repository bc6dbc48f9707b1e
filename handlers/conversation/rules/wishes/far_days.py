"""The days that people name by how far off they are, and those after a feast: in two weeks, next year, after Christmas.

No slot that was offered is chosen by them: they only say when one is wanted.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from handlers.conversation.rules.phrases import slot_names as names
from handlers.conversation.rules.phrases.amounts import NUMBERS
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.slots.mentions import Aspect, Mention, OfferedSlot, weeks_between

_NUMBER = rf"(\d{{1,3}}|{'|'.join(NUMBERS)})"
_DAYS, _WEEKS, _MONTHS = r"(?:dias|days)", r"(?:semanas?|weeks?)", r"(?:mes(?:es)?|months?)"
_FROM_NOW = r"\b(?:daqui(?: a)?|dentro de|de aqui a|em|en|in|within)(?: un[ao]s| umas?)? "
_NEAR_DAYS = 8
"""The days ahead up to which the grammar of slots counts them itself."""
_AWAY_DAYS, _AWAY_MONTH = 3, 12
"""The days before and after the counted one that count too: "daqui a 15 dias" and "daqui a um mês" are about then."""
_AFTER = r"\b(?:depois|apos|passad[ao]s?|despues|after|past)(?: d?[aeo]l?s?| de las?| the)? "
_BEFORE = r"\b(?:antes|before)(?: d?[aeo]l?s?| de las?| the)? "
_CHRISTMAS = r"(?:natal|christmas|xmas|navidad(?:es)?)\b"
_NEW_YEAR = (
    r"(?:ano novo|ano nuevo|new years?(?: s)?(?: eve)?|reveillon|virada(?: d[eo] ano)?|festas|fiestas|"
    r"(?:fim|final|fin|end) d[eo] ano|holidays?(?: season)?|year end)\b"
)
_BEGINNING = r"(?:comeco|comecinho|inicio|principios?|beginning|start|early)"
_MIDDLE = r"(?:meio|meados|mediados|mitad|metade|middle|mid)"
_END = r"(?:fim|final|finalzinho|finzinho|finais|fin|finales|end|late)"
_OF_A_WEEK = (
    r"(?: (?:da|of|in|de la|de(?= (?:proxima|otra|esta))))?(?: the)?"
    r"(?= (?:outra |otra |proxima |essa |esta |nessa |nesta |dessa )*(?:semana|week)\b)"
)
"""But "fim de semana", the weekend."""
_MONTH = rf"(?:no mesquevem|mes\b|{names.MONTH})"
_OF_A_MONTH = rf"(?: (?:d[oe]l?|of|in))?(?: the)?(?= {_MONTH})"
_WORKING_WEEK = {"beginning": (0, 1), "middle": (1, 2, 3), "end": (3, 4)}
"""The weekdays of each part of a week."""
_ORDINALS = {"primeira": 1, "segunda": 2, "terceira": 3, "quarta": 4}
_FORTNIGHT = 15
_THIRD_OF_MONTH = 10
_WISHES = Phrases(
    r"\b(?:so|somente|apenas|only|solo|solamente|depois|apos|a partir|after|despues|melhor|mejor|better|possible|"
    r"prefir\w+|prefer\w*|pode\w*|podia\w*|consig\w+|consegu\w+|tem|teria|can|could|would|move|push|postpone|resched\w+|"
    r"(?:cham|procur|lig|llam|busq|contat|marc(?!o\b)|agend|reagend|remarc|convers|habl|pass|mud|adi|deix|dej|transf|post\w|vemos|"
    r"falar|falamos|call|talk|contact|meet)\w*)\b"
)
_WORDS_ALONE = 6
"""The words of a part up to which it is about the meeting: "primeira semana de janeiro"."""


def is_wish(part: str) -> bool:
    """Return True for a part that says when somebody is to be met, and tells nothing else of those days."""
    return _WISHES.search(part) is not None or len(part.split()) <= _WORDS_ALONE


def mentions(part: str, today: date) -> tuple[list[Mention], str]:
    """Return the far days that a part of a reply names, and its other words; ``part`` is ``vocabulary.known``."""
    found: list[Mention] = []
    for phrases, mention in (*_STRETCHES, *_RULES):
        found += [each for match in phrases.finditer(part) if (each := mention(match, today)) is not None]
        part = phrases.sub(" ", part)
    return found, part


def _date(fits: Callable[[date], bool]) -> Mention:
    def fits_slot(slot: OfferedSlot) -> bool:
        return fits(slot.start.date())

    return Mention(Aspect.DATE, fits_slot)


def _about(day: date, away: int) -> Mention:
    return _date(lambda each: abs((each - day).days) <= away)


def _counted(match: re.Match[str]) -> int:
    said = next(filter(None, match.groups()))
    return NUMBERS[said] if said in NUMBERS else int(said)


def _in_days(match: re.Match[str], today: date) -> Mention | None:
    days = _counted(match)
    return _about(today + timedelta(days), _AWAY_DAYS) if days > _NEAR_DAYS else None


def _in_weeks(match: re.Match[str], today: date) -> Mention:
    ahead = _counted(match)
    return _date(lambda day: weeks_between(today, day) == ahead)


def _in_months(match: re.Match[str], today: date) -> Mention:
    return _about(today + timedelta(days=30 * _counted(match)), _AWAY_MONTH)


def _year(number: int) -> Mention:
    return _date(lambda day: day.year == number)


def _this_month(_: re.Match[str], today: date) -> Mention:
    return _date(lambda day: (day.year, day.month) == (today.year, today.month))


def _in_week(part: str) -> Mention:
    return Mention(Aspect.WEEKDAY, lambda slot: slot.start.weekday() in _WORKING_WEEK[part])


def _of_month(first: int, last: int) -> Mention:
    return _date(lambda day: first <= day.day <= last)


def _fortnight(match: re.Match[str], _: date) -> Mention:
    return _of_month(1, _FORTNIGHT) if match[1] == "primeira" else _of_month(_FORTNIGHT + 1, 31)


def _week_of_month(match: re.Match[str], _: date) -> Mention:
    last = 7 * _ORDINALS[match[1]]
    return _of_month(last - 6, last)


_STRETCHES: tuple[tuple[Phrases, Callable[[re.Match[str], date], Mention]], ...] = (
    (Phrases(rf"\b{_BEGINNING}{_OF_A_WEEK}"), lambda *_: _in_week("beginning")),
    (Phrases(rf"\b{_MIDDLE}{_OF_A_WEEK}"), lambda *_: _in_week("middle")),
    (Phrases(rf"\b{_END}{_OF_A_WEEK}"), lambda *_: _in_week("end")),
    (Phrases(rf"\b{_BEGINNING}{_OF_A_MONTH}"), lambda *_: _of_month(1, _THIRD_OF_MONTH)),
    (Phrases(rf"\b{_MIDDLE}{_OF_A_MONTH}"), lambda *_: _of_month(_THIRD_OF_MONTH + 1, 2 * _THIRD_OF_MONTH)),
    (Phrases(rf"\b{_END}{_OF_A_MONTH}"), lambda *_: _of_month(2 * _THIRD_OF_MONTH + 1, 31)),
    (Phrases(r"\b(primeira|segunda) (?:quinzena|metade)\b(?: d[eo](?: mes)?)?"), _fortnight),
    (Phrases(r"\b(primeira|segunda|terceira|quarta) semana\b(?: d[eo] mes\b)?"), _week_of_month),
)
"""Parts of a week and of a month."""

_RULES: tuple[tuple[Phrases, Callable[[re.Match[str], date], Mention | None]], ...] = (
    (Phrases(rf"{_FROM_NOW}{_NUMBER} {_WEEKS}\b|\b{_NUMBER} weeks from now\b"), _in_weeks),
    (Phrases(rf"{_FROM_NOW}{_NUMBER} {_MONTHS}\b"), _in_months),
    (Phrases(rf"\b(?:daqui(?: a)?|dentro de|de aqui a|in)(?: un[ao]s)? {_NUMBER} {_DAYS}\b"), _in_days),
    (Phrases(rf"{_AFTER}{_CHRISTMAS}"), lambda _, today: _date(lambda day: day > _christmas(today))),
    (Phrases(rf"{_AFTER}{_NEW_YEAR}"), lambda _, today: _date(lambda day: day.year > today.year)),
    (Phrases(rf"{_BEFORE}{_CHRISTMAS}"), lambda _, today: _date(lambda day: day < _christmas(today))),
    (Phrases(rf"{_BEFORE}{_NEW_YEAR}"), lambda _, today: _date(lambda day: day < _christmas(today))),
    (
        Phrases(
            r"\b(?:ano que vem|ano seguinte|proximo ano|ano proximo|next year|outro ano|new year(?! ?s?\b))\b"
            r"|\b(?:inicio|comeco|principios?) d[eo] ano\b"
        ),
        lambda _, today: _year(today.year + 1),
    ),
    (Phrases(r"\b(?:em|in|en|de) (20[2-4]\d)\b"), lambda match, _: _year(int(match[1]))),
    (Phrases(r"\b(?:n?es[st]e|this|o) (?:mes|month)\b(?! que vem)"), _this_month),
    (Phrases(r"\b(?:n?es[st]e|this) (?:ano|year)\b"), lambda _, today: _year(today.year)),
)


def _christmas(today: date) -> date:
    return date(today.year, 12, 25)
