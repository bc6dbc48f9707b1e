"""The absence of which a notice speaks: its first day, and the day on which its writer returns."""

import re
from datetime import date
from typing import NamedTuple

from handlers.common.rules import portuguese
from handlers.conversation.rules.absences import days as absence_days
from handlers.conversation.rules.absences.days import Named
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.phrases.telling import absence

_THE = r"(?: (?:o|a|os|as|el|la|the|dia|dias|proxim[oa]|next|final|fim|mesmo|,))*"
_UNTIL = Phrases(
    rf"\b(?:ate|hasta|until|till|til|thru|through)(?: (?:a |o )?(?:manha|tarde|noite|fim|final) d[aeo])?{_THE} ?$"
)
_FROM = Phrases(
    r"\b(?:a partir|from|starting|as of|viaj(?:o|amos|arei)"
    r"|(?:entro|entrarei|entraremos|entrando|saio|sairei|sairemos|saindo|vou (?:entrar|sair))(?: (?:de|em))?"
    rf" (?:ferias|licenca|recesso|folga))(?: (?:de|do|da|em|na?|no|on))?{_THE} ?$"
)
_BETWEEN = Phrases(rf"\b(?:d[eo]l?|entre|from|between)(?: os)?{_THE} ?$")
_TO = Phrases(rf" ?(?:a|ao|as|e|y|and|to|al|ate|until){_THE} ?")
_RETURNS = Phrases(
    r"\b(?:(?:volt|retorn|regres|reabr|reopen|return|vuelv|volv|respond|retom)\w*|back|so|apenas|somente|only)\b[^.!?,]{0,50}$"
)
_IN = Phrases(
    r"\b(?:ferias|recesso|licenca|ausente|fora|viajando|viagem|folga|leave|vacation|vacaciones)"
    r"(?: \w+){0,3} (?:em|in|en) $"
)
_ON = Phrases(
    r"\b(?:out|off|away|ausente|fora|fuera)(?: of (?:town|(?:the )?office)| work)?(?: (?:on|n[ao]|em|el))?"
    r"(?: the)? $"
)
"""Before the one day of an absence: "I'm out on Friday"."""
_UNTIL_THE = Phrases(r"(?:ate|hasta|until)\b")
_EVERY_WEEK = Phrases(
    rf"\b(?:{absence_days.WEEKDAY_NAMES}|seg|sex)(?: feira)? ?,? ?(?:a|as|ate|to|through|hasta|e)(?: as?)? "
    rf"(?:{absence_days.WEEKDAY_NAMES}|seg|sex)\b"
)
"""The days of every week: "atendemos de segunda a sexta"."""
_DOTTED = Phrases(r"(?<![\d.,:/])(\d{1,2})([.-])(0?[1-9]|1[0-2])(?:\2(\d{4}))?(?![\d/:%]|[.,]\d| ?[hH]\b)")
_ORDINAL = Phrases(r"\b(\d{1,2})\s?[º°ª]")


class Absence(NamedTuple):
    """The days of an absence, as far as they are named and still to come."""

    begins: date | None = None
    returns: date | None = None


def is_away(text: str) -> bool:
    """Return True for a text that speaks of an absence, and not merely of hours or of an answer to come."""
    return bool(absence.GONE.search(portuguese.words(text)))


def days(text: str, today: date) -> Absence:
    """Return the first day of an absence and the day of return, as a notice names them, counted from ``today`` on.

    Of several days of return it is the last. "Até o dia 10" is an absence that ends on the day after, and one "a partir
    do dia 10" has no end.
    """
    return _told(text, today)[0]


def lasting(text: str, today: date) -> Absence | None:
    """Return the same where a word says until when, from when to when, or for how long; None where a day is all."""
    told, lasts = _told(text, today)
    return told if lasts else None


def _told(text: str, today: date) -> tuple[Absence, bool]:
    said = _EVERY_WEEK.sub(" ", portuguese.words(_ORDINAL.sub(r"\1", _DOTTED.sub(_with_slashes, text))))
    begins: list[date] = []
    returns = list(absence_days.lasting(said, today))
    lasts = bool(returns)
    dates = absence_days.dates(said, today)
    ways = (absence_days.weekdays, absence_days.months, absence_days.feasts)
    named = dates or [each for way in ways for each in way(said, today)]
    for place, each in enumerate(named):
        before = said[: each.start]
        is_first = _BETWEEN.search(before) is not None and _goes_on(said, each, named[place + 1 :])
        if _UNTIL.search(before):
            returns.append(each.until)
            lasts = True
        elif _RETURNS.search(before):
            returns.append(each.first)
            lasts = True
        elif is_first or _FROM.search(before):
            begins.append(each.first)
            lasts |= is_first
        elif _IN.search(before):
            begins.append(each.first)
            returns.append(each.after)
            lasts = True
        elif _ON.search(before) and not _UNTIL_THE.match(said, each.start):
            begins.append(each.first)
            returns.append(each.after)
        elif dates:
            returns.append(each.first)
    last = max((day for day in returns if day >= today), default=None)
    first = min((day for day in begins if day > today and (last is None or day < last)), default=None)
    return Absence(first, last), lasts


def _goes_on(said: str, first: Named, others: list[Named]) -> bool:
    return bool(others) and _TO.fullmatch(said[first.end : others[0].start]) is not None


def _with_slashes(match: re.Match[str]) -> str:
    return "/".join(filter(None, (match[1], match[3], match[4])))
