"""The rules of the grammar of slots: patterns over ``portuguese.words``, and what a match of each mentions.

A rule takes its words out of the clause before the next rule is tried, so the order of the rules is part of
the grammar.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from handlers.conversation.rules.phrases import slot_names as names
from handlers.conversation.rules.phrases.calendar_names import MONTHS, SHORT_WEEKDAYS, WEEKDAYS
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.slots import mentions
from handlers.conversation.rules.slots import option_mentions as options
from handlers.conversation.rules.slots.mentions import Mention

_Match = re.Match[str]


class Rule(NamedTuple):
    """A pattern, and the mention that a match of it is."""

    phrases: Phrases
    mention: Callable[[_Match], Mention]


def _rules(*rules: tuple[str, Callable[[_Match], Mention]]) -> tuple[Rule, ...]:
    return tuple(Rule(Phrases(pattern), mention) for pattern, mention in rules)


def _day(word: str) -> int:
    return 1 if word in ("primeiro", "1o") else int(word)


def _year(digits: str | None) -> int | None:
    return int(digits) % 100 if digits else None


def _time(match: _Match) -> tuple[int, int]:
    """Return hour and minute from the six groups of ``names.TIME``, the first ones of the match."""
    hour, minute = match[1] or match[3] or match[5] or "0", match[2] or match[4]
    return int(hour), int(minute or (30 if match[6] else 0))


def _spoken_hour(match: _Match) -> Mention:
    """Return the hour of "às 10"; "as 2" and "as 3" without more may be two or three of the slots."""
    hour, minute = _time(match)
    counts = match[0].startswith("as ") and hour in (2, 3) and not minute and match[7] is None
    return mentions.clock(hour, minute, match[7], bare=counts and not re.search(r"h|:", match[0]))


def _weekday_and_number(match: _Match) -> Mention:
    return mentions.weekday_and_number(
        WEEKDAYS[match[1]], int(match[2]), option=2 if match[1] == "segunda" else None
    )


def _weekday_or_ordinal(match: _Match) -> Mention:
    return (
        mentions.weekday_or_option(1, 3, bare=False) if match[1] == "3a" else mentions.weekday_or_option(0, 2)
    )


_NAMED_OPTIONS = _rules(
    (names.FIRST_TWO, lambda _: options.half_of_three(first=True)),
    (names.LAST_TWO, lambda _: options.half_of_three(first=False)),
    (
        rf"{names.NUMBERED_OPTION}(\d{{1,2}})\b(?! ?(?:h|:|/|horas?\b|da (?:manha|tarde|noite)|de {names.MONTH}))",
        lambda match: options.option(int(match[1])),
    ),
    (rf"{names.NUMBERED_OPTION}(?:um|uma)\b", lambda _: options.option(1)),
    (rf"{names.NUMBERED_OPTION}([abc])\b", lambda match: options.option("abc".index(match[1]) + 1)),
    (
        rf"\b{names.ORDINAL} {names.OPTION}\b",
        lambda match: options.option(names.ORDINALS[match[1]]),
    ),
    (
        rf"\b{names.OPTION} {names.ORDINAL}\b",
        lambda match: options.option(names.ORDINALS[match[1]]),
    ),
    (
        r"\b(quart|quint|sext)[ao] (?:opcao|alternativa|sugestao|proposta)\b",
        lambda match: options.option(names.ORDINALS[match[1]]),
    ),
    (r"\b(?:o|a|na|no)? ?maiscedo\b", lambda _: options.earliest()),
    (r"\b(?:o|a|na|no)? ?maislonge\b", lambda _: options.latest()),
    (
        rf"\bultim[ao](?: {names.OPTION})? (?:d|n)?(?:essa|esta) semana\b",
        lambda _: options.last_of_week(),
    ),
    (rf"\bultim[ao](?: {names.OPTION})?\b{names.NOT_AN_OPTION}", lambda _: options.last_option()),
    (rf"\b(?:{names.OPTION} )?do meio\b(?! dia)", lambda _: options.middle_option()),
)
_DATES = _rules(
    (
        r"\b(?:n?a )?(?:(?:ante)?vespera (?:d[ao] )?|day before |dia antes d[ao] )blackfriday\b",
        lambda match: mentions.black_friday(2 if "ante" in match[0].split()[0] else 1),
    ),
    (r"\b(?:n?[ao] |d[ao] )?(?:dia d[ao] )?blackfriday\b", lambda _: mentions.black_friday()),
    (r"\bordinal([123])\b", lambda match: options.day_or_option(int(match[1]))),
    (r"\bno fimdomes\b", lambda _: mentions.end_of_month()),
    (r"\b(?:a )?domeiodasemana\b", lambda _: mentions.middle_of_week()),
    (r"\bdepois de amanha\b", lambda _: mentions.days_ahead(2)),
    # In eight days is in a week to some.
    (names.A_WEEK_FROM_NOW, lambda match: mentions.days_ahead(7, *[8] * ("8" in match[0]))),
    (names.DAYS_FROM_NOW, lambda match: mentions.days_ahead(int(match[1]))),
    (r"\bdaqui a 2 semanas\b", lambda _: mentions.week(2)),
    (r"\bamanha\b", lambda _: mentions.days_ahead(1)),
    (r"\bhoje\b", lambda _: mentions.days_ahead(0)),
    (
        r"\b(?:dia )?(\d{1,2})/(\d{1,2})(?:/(\d{2,4}))?\b",
        lambda match: mentions.calendar_day(int(match[1]), int(match[2]), _year(match[3])),
    ),
    (
        rf"\b(?:dia )?(\d{{1,2}}|primeiro|1o) de {names.MONTH}(?: de (\d{{4}}))?\b",
        lambda match: mentions.calendar_day(_day(match[1]), MONTHS.index(match[2]) + 1, _year(match[3])),
    ),
    (
        r"\bdia (\d{1,2}|primeiro|1o)\b(?! ?(?:h|:|horas?\b))",
        lambda match: mentions.calendar_day(_day(match[1])),
    ),
    (r"\bno mesquevem\b", lambda _: mentions.next_month()),
    (rf"\b{names.MONTH}\b", lambda match: mentions.month(MONTHS.index(match[1]) + 1)),
    (
        (
            rf"^(?:(?:{names.BEFORE_A_DAY}) )*([12]\d|3[01])"
            rf"(?= ?$| (?:as|a|de|d[ao]) (?:\d|manha|tarde)| (?:{names.AFTER_A_DAY})\b)"
        ),
        lambda match: mentions.day_or_hour(int(match[1])),
    ),
)
_HOURS = _rules(
    (
        r"\b(depois|apos|a partir|antes|ate) (?:d?[ao]s?|de) (\d{1,2})(?:h\d{0,2}|:\d\d)?\b",
        lambda match: mentions.after(int(match[2]), before=match[1] in ("antes", "ate")),
    ),
    (r"\b(?:por volta d[ae]s?|umas|la pelas) (\d{1,2})h?\b", lambda match: mentions.clock(int(match[1]))),
    (
        r"\b(?:n?o )?(?:fim|final|finalzinho|finzinho) da tarde\b",
        lambda _: mentions.part_of_day("fim"),
    ),
    (r"\bmeio dia(?: e meia)?\b", lambda match: mentions.clock(12, 30 if "meia" in match[0] else 0)),
    (
        rf"\b(?:das?|de) {names.TIME} (?:as?|ate as) {names.END_TIME}{names.PERIOD}\b",
        _spoken_hour,
    ),
    (
        rf"\b(?:as|a(?! {names.A_NUMBER})|pelas?|la pelas?) {names.TIME}{names.PERIOD}\b{names.COUNTS_SLOTS}",
        _spoken_hour,
    ),
    (
        rf"\b(?:as )?(\d{{1,2}})(?::(\d{{2}})|h(\d{{2}})|h| horas?){names.HALF}{names.PERIOD}\b",
        lambda match: mentions.clock(
            int(match[1]), int(match[2] or match[3] or (30 if match[4] else 0)), match[5]
        ),
    ),
    (
        r"\b(?:as )?(\d{1,2}) e (?:meia|30)\b(?! d[aen] (?:manha|tarde|noite))",
        lambda match: mentions.clock(int(match[1]), 30),
    ),
    (
        rf"\b(?!{names.A_DATE})(\d{{1,2}}){names.HALF} (?:da|de|na) (manha|tarde|noite)\b",
        lambda match: mentions.clock(int(match[1]), 30 if match[2] else 0, match[3]),
    ),
    (
        rf"\b(?:a )?uma(?: hora)?{names.HALF} da tarde\b",
        lambda match: mentions.clock(13, 30 if match[1] else 0),
    ),
)
_WEEKS_AND_WEEKDAYS = _rules(
    (
        rf"\b{names.THAT_ONE}(?: horario)? das ([1-9]|1\d)\b(?! (?:de|da|dias?|horas?|mil|opcoes|datas))",
        lambda match: mentions.clock(int(match[1])),
    ),
    (
        (
            r"\b(?:[ao]|la|el|lo|the|aquel[ae]|ess[ae]) d[aeo]l?s? ([4-9]|[12]\d|3[01])\b"
            r"(?! (?:de|da|dias?|horas?|mil|anos))"
        ),
        lambda match: mentions.day_or_hour(int(match[1])),
    ),
    (
        r"\b(?:la|el|lo|a|o) d[ae] (?:la |a )?(?:proxima semana|ou?tra semana|semana que vem|semana proxima)\b",
        lambda _: mentions.next_week(),
    ),
    (r"\b(?:(?:na|da) )?(?:proxima semana|semana que vem|outra semana)\b", lambda _: mentions.week(1)),
    (r"\b(?:nessa|nesta|essa|esta|dessa|desta) semana\b", lambda _: mentions.week(0)),
    (
        rf"\b(antes|depois) d[aeo] {names.WEEKDAY}(?: feira)?\b",
        lambda match: mentions.beside(WEEKDAYS[match[2]], before=match[1] == "antes"),
    ),
    (rf"\b{names.WEEKDAY}(?: feira)? (\d{{1,2}})\b{names.NO_AMOUNT}", _weekday_and_number),
    (
        # A day that is over is none of the offer, nor is a feast.
        rf"\b{names.WEEKDAY}(?: feira)? (?:passad[ao]|pasad[ao]|retrasada|santa|gorda)\b|\bna ultima {names.WEEKDAY}\b",
        lambda _: mentions.past(),
    ),
    (rf"\b{names.WEEKDAY} feira\b", lambda match: mentions.weekday(WEEKDAYS[match[1]])),
    (r"\b([2-6]a) feira\b", lambda match: mentions.weekday(SHORT_WEEKDAYS[match[1]])),
    (rf"\b(segunda|2a|3a)\b{names.NOT_AN_OPTION}", _weekday_or_ordinal),
    (rf"\b{names.WEEKDAY}s?\b", lambda match: mentions.weekday(WEEKDAYS[match[1]])),
    (r"\b(seg|qua|qui|sex|[4-6]a)\b", lambda match: mentions.weekday(SHORT_WEEKDAYS[match[1]])),
    (r"(?<!mais )(?<!mas )\b(?:que vem|proxim[ao])\b", lambda _: mentions.next_week()),
)
_ORDINALS_AND_PERIODS = _rules(
    (
        rf"\b(primeir|terceir|1)[ao]\b{names.NOT_AN_OPTION}",
        lambda match: options.option(names.ORDINALS[match[1]]),
    ),
    (rf"\b(?:o|no|pelo) (?:segundo|2o)\b{names.NOT_AN_OPTION}", lambda _: options.option(2)),
    (r"\b3o\b", lambda _: options.option(3)),
    (
        rf"\b(?:a|o|na|no|pela|pelo|de|com a|da|e) ([1-9])\b{names.NOT_AN_OPTION}",
        lambda match: options.option(int(match[1])),
    ),
    (
        r"\b(?:de|da|na|a|pela|pel|parte da|periodo da|no fim da|no inicio da)? ?\b(manha|tarde|noite)\b",
        lambda match: mentions.part_of_day(match[1]),
    ),
)
RULES = (*_NAMED_OPTIONS, *_DATES, *_HOURS, *_WEEKS_AND_WEEKDAYS, *_ORDINALS_AND_PERIODS)
"""The rules in the order in which they are tried."""
