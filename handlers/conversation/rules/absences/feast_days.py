"""The feasts by which people say when they are back: "volto depois do carnaval"."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from handlers.conversation.rules.phrases.notation import Phrases

_ASH_WEDNESDAY = timedelta(days=-46)
"""From Easter Sunday."""


def _easter(year: int) -> date:
    """Return Easter Sunday of a year by the anonymous Gregorian algorithm (Nature, 20 April 1876)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    leaps, left = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leaps - correction + 15) % 30
    until_sunday = (32 + 2 * left + 2 * (of_century // 4) - moon - of_century % 4) % 7
    shift = (golden + 11 * moon + 22 * until_sunday) // 451
    month, day = divmod(moon + until_sunday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


_OVER: Mapping[str, Callable[[int], date]] = MappingProxyType(
    {
        "carnaval": lambda year: _easter(year) + _ASH_WEDNESDAY,
        "pascoa": lambda year: _easter(year) + timedelta(days=1),
        "natal": lambda year: date(year, 12, 26),
        "festas": lambda year: date(year, 1, 2),
    }
)
"""The day on which each is over, in a year."""
_NAMES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("carnaval", "carnival"), "carnaval"),
        **dict.fromkeys(("pascoa", "semana santa", "pascua", "easter"), "pascoa"),
        **dict.fromkeys(("natal", "navidad", "christmas", "xmas"), "natal"),
        **dict.fromkeys(
            (
                "ano novo",
                "reveillon",
                "virada do ano",
                "festas",
                "fim de ano",
                "final de ano",
                "ano nuevo",
                "fiestas",
                "new year",
                "new years",
            ),
            "festas",
        ),
    }
)
_NAMED = Phrases(
    r"\b(?:(?:depois|apos|passad[oa]s?|passar|terminar|acabar|despues|after|pasad[oa]s?)(?: d[aeo]s?| del?)?"
    rf"(?: (?:o|a|os|as|el|la|las|the|recesso|feriado|feriadao))*)?(?: d[aeo]s?)? ?\b(?P<feast>{'|'.join(_NAMES)})\b"
)


def named(said: str, today: date) -> Iterator[tuple[re.Match[str], date]]:
    """Yield each feast that is named in ``said``, a result of ``portuguese.words``, with the day on which it is over.

    Of several years it is the next one, of which today may be that day.
    """
    for match in _NAMED.finditer(said):
        over = _OVER[_NAMES[match["feast"]]]
        yield match, next(day for day in map(over, (today.year, today.year + 1)) if day >= today)
