"""Which of the offered slots a reply chooses: a closed grammar over those slots, never a date parser.

Everything that a reply says about a time only *removes* slots: an option's number, a weekday, a date, an hour, a
part of the day. A choice is what leaves exactly one slot, in words that the grammar knows: an unknown word beside
a time ("quinta estou viajando"), a number left over, an alternative or a condition make it no choice. So a phrase
that is true of a slot gives that slot or nothing, never another one.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from handlers.common.rules import portuguese
from handlers.meetings.rules.meeting import Slot


@dataclass(frozen=True)
class Choice:
    """What a reply says about the offered slots."""

    slot: Slot | None = None
    """The one slot that it chooses."""
    elsewhere: bool = False
    """It names a day or an hour that none of the slots has: another time is asked for."""


NO_CHOICE = Choice()

_Test = Callable[[int, datetime], bool]
"""Whether a slot, by its position (from 0) and its local start, is what a phrase says."""


@dataclass(frozen=True)
class _Phrase:
    """One thing said about the time: the tests of its readings (more than one if it can be read in two ways)."""

    readings: tuple[_Test, ...]
    kind: str
    """What is named: ``option``, ``weekday``, ``date``, ``hour``, ``period`` or ``week``."""
    bare: bool = False
    """Not enough alone: "segunda" is Monday or the second, "as duas" is two o'clock or both."""


_WEEKDAYS = {"segunda": 0, "terca": 1, "quarta": 2, "quinta": 3, "sexta": 4, "sabado": 5, "domingo": 6}
_SHORT_WEEKDAYS = {"seg": 0, "qua": 2, "qui": 3, "sex": 4, "2a": 0, "3a": 1, "4a": 2, "5a": 3, "6a": 4}
_MONTHS: tuple[str, ...] = (
    "janeiro",
    "fevereiro",
    "marco",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
)
_ORDINALS = {"primeir": 0, "terceir": 2, "1": 0, "3": 2}
_LETTERS = "abc"
_PERIODS = {"manha": range(5, 12), "tarde": range(12, 19), "noite": range(18, 24)}

_OPTION = r"(?:opcao|op|alternativa|data|horario|sugestao|proposta|numero|item)"
_NOT_AN_OPTION = (
    r"(?! (?:semanas?|dias?|horas?|mes(?:es)?|anos?|minutos?|min|pessoas?|socios?|vez|vezes|mensagem|coisa|"
    r"lugar|reuniao|conversa|impressao|contato|quinzena|feira|opcoes|primeiras|ultimas|datas|que vem)\b)"
)
_TIME = r"(?:(\d{1,2}):(\d{2})|(\d{1,2})h(\d{2})|(\d{1,2})(?:h| horas?)?( e meia| e 30)?)"

_COUNTS_SOMETHING = re.compile(
    r"\b(?:[ao]s|d[ao]s|dia|de|e|em|hora|com) \d|\d (?:de|d[ao]|e|horas?|dia|semana)\b"
)
"""A number that is a day, an hour or an amount rather than an option."""
_COURTESY = re.compile(
    r"\b(?:bom dia|boa (?:tarde|noite)|otim[oa] (?:dia|tarde|semana)|boa semana|bom (?:fim|final) de semana|"
    r"por (?:favor|gentileza)|ate (?:la|mais|logo|breve)|nao tenho preferencia|sem problemas?|nao (?:tem|ha) problema|"
    r"tenho (?:disponibilidade|agenda|horario)(?: livre)?|que tal)\b"
)
_NEGATION = re.compile(r"\b(?:nao|nem|sem|nunca|nenhum|nenhuma|negativo|impossivel|jamais)\b")
_OPEN = re.compile(
    r"\b(?:ou|menos|exceto|fora|talvez|antes|depois|apos|a partir|ate|entre|qualquer|tanto faz|ambos|ambas|"
    r"tod[ao]s|depende|vou (?:ver|verificar|checar|confirmar|olhar|pensar)|preciso (?:ver|verificar|checar|confirmar)|"
    r"te confirmo|confirmo (?:depois|mais)|mais (?:tarde|cedo)|brasilia|outr[ao]s?|se|caso|umas|por volta|la pelas?|"
    r"remarc\w*|reagend\w*|cancel\w*|desmarc\w*|adi(?:ar|antar)|antecipar|trocar|mudar)\b"
)
"""Words that leave the choice open, wherever they stand."""
_EXCUSE = re.compile(
    r"\b(?:tenho (?!interesse)|estou (?!bem|livre|disponivel|interessad|de acordo)|estarei (?!la|livre|disponivel)|"
    r"ja tenho|vou (?:estar|viajar|trabalhar|ter)|viaj\w*|compromisso|medic[oa]|dentista|consulta|trabalh\w*|ferias|"
    r"plantao|marquei|dificil|complicad[oa]|ruim|corrid[oa]|cheia|lotad[oa]|indisponivel|aniversario|casamento|aula|"
    r"prova|feriado)\b"
)
"""What a clause beside the one that names a time may not say: it takes the choice back."""
_MOST_PHRASES = 8
"""More than anybody needs to name one slot."""
_FILLER_WORDS = """
    a o as os na no nas nos pela pelo de da do das dos e em com para por mim eu me gente que um uma ai la so tem
    pode podem podemos posso consigo consegue conseguimos podia poderia poderiamos ser sera seria sao fica ficaria
    ficar fico ficamos fechamos fechar fechado fecha fechou marca marcar marcamos marque agenda agendar agendamos
    agende agendado combinado confirmo confirmado confirma confirmamos quero queria queremos gostaria prefiro
    preferimos preferia preferencia escolho escolhi escolha vou vamos vai bora vem funciona funcionaria serve atende
    rola encaixa dar daria melhor bom boa otimo otima perfeito perfeita ideal ok certo certa certeza claro sim isso
    essa esse este esta mesmo mesma entao acho creio tranquilo beleza show top joinha obrigado obrigada valeu oi ola
    opa semana feira hora horas minha meu tambem assim muito mais facil conveniente interessante disponivel livre
    estou estarei topo aceito anotado ne viu tudo bem legal senhor senhora pessoal voce voces te aguardo espero
    falar conversar ligar ligue reunir reuniao conversa call papo encontro numero opcao alternativa data dia horario
    periodo parte exatamente confirmar
"""
_FILLERS = frozenset(_FILLER_WORDS.split())
"""What may stand beside a time in the same clause without changing what it says."""


def choose(text: str, slots: Sequence[Slot], zone: ZoneInfo, now: datetime) -> Choice:
    """The choice that a reply makes among ``slots``, in the order in which they were offered.

    ``zone``: the contact's, in which the slots were named. ``now``: aware; "amanhã" counts from it.
    """
    if not slots:
        return NO_CHOICE
    said = _COURTESY.sub(" ", portuguese.words(portuguese.own_words(text)))
    if _OPEN.search(said.replace("depois de amanha", "amanha")):
        return NO_CHOICE
    local = [slot.start.astimezone(zone) for slot in slots]
    refused: set[int] = set()
    affirmed: list[_Phrase] = []
    for clause in portuguese.clauses(said):
        phrases, left = _phrases(clause, local, now)
        if _NEGATION.search(clause):
            # "A primeira não": a refusal has to name what it refuses, else it may refuse the rest of the sentence.
            unclear = not phrases or len(phrases) > _MOST_PHRASES or any(phrase.bare for phrase in phrases)
            if unclear or _has_number(left):
                return NO_CHOICE
            refused = refused.union(*_readings(phrases, local))
        elif _has_number(left) or (
            not _FILLERS.issuperset(left) if phrases else _EXCUSE.search(f"{clause} ")
        ):
            return NO_CHOICE
        else:
            affirmed += phrases
    if all(phrase.bare for phrase in affirmed) or len(affirmed) > _MOST_PHRASES:
        return NO_CHOICE
    weekdays = [phrase for phrase in affirmed if phrase.kind == "weekday"]
    if len(weekdays) > 1 and any(phrase.bare for phrase in weekdays):
        # "Quinta e segunda": two days, although a second slot on a Thursday would fit both words.
        return NO_CHOICE
    matches = set().union(*_readings(affirmed, local))
    if not matches:
        kinds = [phrase.kind for phrase in affirmed]
        # "Quinta e sexta" are two offers of theirs, not one other time.
        names_one_time = len(set(kinds)) == len(kinds) and not {"option", "week"} & set(kinds)
        return Choice(elsewhere=names_one_time and not refused)
    if len(matches) == 1 and not matches & refused:
        return Choice(slot=slots[matches.pop()])
    return NO_CHOICE


def _has_number(words: Sequence[str]) -> bool:
    return any(character.isdigit() for word in words for character in word)


def _readings(phrases: Sequence[_Phrase], local: Sequence[datetime]) -> list[set[int]]:
    """The positions that pass every phrase, for every combination of the phrases' readings."""
    return [
        {position for position, start in enumerate(local) if all(test(position, start) for test in tests)}
        for tests in product(*(phrase.readings for phrase in phrases))
    ]


def _phrases(said: str, local: Sequence[datetime], now: datetime) -> tuple[list[_Phrase], list[str]]:
    """What a clause says about the time, and the words of it that say nothing about it.

    Each pattern takes its words away before the next one looks; the order of the patterns is part of the grammar.
    """
    today = now.astimezone(local[0].tzinfo).date()
    found: list[_Phrase] = []

    def take(pattern: str, phrase: Callable[[re.Match[str]], _Phrase]) -> None:
        nonlocal said

        def replace(match: re.Match[str]) -> str:
            found.append(phrase(match))
            return " | "

        said = re.sub(pattern, replace, said)

    telling = [word for word in said.split() if word not in _FILLERS]
    if len(telling) == 1 and re.fullmatch(r"0?[1-9]", telling[0]) and not _COUNTS_SOMETHING.search(said):
        return [_option(int(telling[0]) - 1)], []
    option = rf"\b{_OPTION} (?:de )?(?:numero |n )?"
    take(
        option + r"(\d{1,2})\b(?! ?(?:h|:|horas?\b|da (?:manha|tarde|noite)))",
        lambda m: _option(int(m[1]) - 1),
    )
    take(option + r"(?:um|uma)\b", lambda match: _option(0))
    take(option + r"([abc])\b", lambda match: _option(_LETTERS.index(match[1])))
    take(rf"\b(primeir|segund|terceir|1|2|3)[ao] {_OPTION}\b", lambda m: _option(_position(m[1])))
    take(rf"\b{_OPTION} (primeir|segund|terceir|1|2|3)[ao]\b", lambda m: _option(_position(m[1])))
    take(rf"\bultim[ao](?: {_OPTION})?\b{_NOT_AN_OPTION}", lambda match: _option(len(local) - 1))
    take(rf"\b(?:{_OPTION} )?do meio\b", lambda match: _option(1 if len(local) == 3 else -1))

    take(r"\bdepois de amanha\b", lambda match: _date_is(today + timedelta(days=2)))
    take(r"\bamanha\b", lambda match: _date_is(today + timedelta(days=1)))
    take(r"\bhoje\b", lambda match: _date_is(today))
    months = "|".join(_MONTHS)
    take(
        r"\b(?:dia )?(\d{1,2})/(\d{1,2})(?:/(\d{2,4}))?\b",
        lambda m: _calendar(int(m[1]), int(m[2]), int(m[3]) % 100 if m[3] else None),
    )
    take(
        rf"\b(?:dia )?(\d{{1,2}}|primeiro) de ({months})(?: de (\d{{4}}))?\b",
        lambda m: _calendar(_day(m[1]), _MONTHS.index(m[2]) + 1, int(m[3]) % 100 if m[3] else None),
    )
    take(
        r"\bdia (\d{1,2}|primeiro|1o)\b(?! ?(?:h|:|horas?\b))",
        lambda match: _calendar(_day(match[1]), None, None),
    )

    take(r"\bmeio dia(?: e meia)?\b", lambda match: _clock(12, 30 if "meia" in match[0] else 0, None))
    period = r"(?: (?:da|de|na|a|pela) (manha|tarde|noite))?"
    take(
        rf"\b(?:das?|de) {_TIME} (?:as?|ate as) {_TIME}{period}\b",
        lambda m: _clock(*_hour_and_minute(m.groups()[:6]), m[13]),
    )
    take(
        rf"\b(?:as|a|pelas?|la pelas?) {_TIME}{period}\b(?! (?:opcoes|primeiras|ultimas|datas|servem|podem|funcionam))",
        _spoken_hour,
    )
    take(
        r"\b(?:as )?(\d{1,2})(?::(\d{2})|h(\d{2})|h| horas?)( e meia| e 30)?" + period + r"\b",
        lambda m: _clock(int(m[1]), int(m[2] or m[3] or (30 if m[4] else 0)), m[5]),
    )
    take(
        r"\b(\d{1,2})( e meia| e 30)? (?:da|de|na) (manha|tarde|noite)\b",
        lambda m: _clock(int(m[1]), 30 if m[2] else 0, m[3]),
    )
    take(
        r"\b(?:a )?uma(?: hora)?( e meia| e 30)? da tarde\b",
        lambda match: _clock(13, 30 if match[1] else 0, None),
    )

    weekdays = "|".join(_WEEKDAYS)
    take(
        r"\b(?:(?:na|da) )?(?:proxima semana|semana que vem|outra semana)\b",
        lambda match: _Phrase((lambda _, start: _weeks_ahead(start, now) == 1,), "week", bare=True),
    )
    take(
        r"\b(?:nessa|nesta|essa|esta|dessa|desta) semana\b",
        lambda match: _Phrase((lambda _, start: _weeks_ahead(start, now) == 0,), "week", bare=True),
    )
    take(rf"\b({weekdays})(?: feira)? (\d{{1,2}})\b(?! (?:horas?|d[aeo]|e)\b)", _weekday_and_number)
    take(rf"\b({weekdays}) feira\b", lambda match: _weekday(_WEEKDAYS[match[1]]))
    take(r"\b([2-6]a) feira\b", lambda match: _weekday(_SHORT_WEEKDAYS[match[1]]))
    take(r"\b(segunda|2a|3a)\b" + _NOT_AN_OPTION, _weekday_or_ordinal)
    take(rf"\b({weekdays})s?\b", lambda match: _weekday(_WEEKDAYS[match[1]]))
    take(r"\b(seg|qua|qui|sex|[4-6]a)\b", lambda match: _weekday(_SHORT_WEEKDAYS[match[1]]))
    take(
        r"\b(?:que vem|proxim[ao])\b",
        # "Quinta que vem" is the coming Thursday to some and next week's to others.
        lambda match: _Phrase((lambda _, start: _weeks_ahead(start, now) == 1,), "week"),
    )

    take(rf"\b(primeir|terceir|1)[ao]\b{_NOT_AN_OPTION}", lambda m: _option(_position(m[1])))
    take(rf"\b(?:o|no|pelo) (?:segundo|2o)\b{_NOT_AN_OPTION}", lambda match: _option(1))
    take(r"\b3o\b", lambda match: _option(2))
    take(
        rf"\b(?:a|o|na|no|pela|pelo|de|com a|da|e) ([1-9])\b{_NOT_AN_OPTION}",
        lambda m: _option(int(m[1]) - 1),
    )
    take(
        r"\b(?:de|da|na|a|pela|pel|parte da|periodo da)? ?\b(manha|tarde|noite)\b",
        lambda m: _Phrase((_in_period(m[1]),), "period"),
    )
    return found, said.replace("|", " ").split()


def _position(stem: str) -> int:
    return 1 if stem in ("segund", "2") else _ORDINALS[stem]


def _day(word: str) -> int:
    return 1 if word in ("primeiro", "1o") else int(word)


def _option(position: int) -> _Phrase:
    return _Phrase((lambda at, _: at == position,), "option")


def _date_is(day: date) -> _Phrase:
    return _Phrase((lambda _, start: start.date() == day,), "date")


def _calendar(day: int, month: int | None, year: int | None) -> _Phrase:
    """A day of the month, with its month and the last two digits of its year where they are said."""

    def test(_: int, start: datetime) -> bool:
        return start.day == day and month in (None, start.month) and year in (None, start.year % 100)

    return _Phrase((test,), "date")


def _weekday(number: int) -> _Phrase:
    return _Phrase((lambda _, start: start.weekday() == number,), "weekday")


def _weekday_or_ordinal(match: re.Match[str]) -> _Phrase:
    position = 2 if match[1] == "3a" else 1
    weekday = 1 if match[1] == "3a" else 0
    return _Phrase(
        (lambda _, start: start.weekday() == weekday, lambda at, __: at == position),
        "weekday",
        bare=True,
    )


def _weekday_and_number(match: re.Match[str]) -> _Phrase:
    """The number after a weekday: "quinta 26" is the 26th, "quinta 10" may be ten o'clock.

    A "segunda" before a number is still Monday or the second.
    """
    weekday, number = _WEEKDAYS[match[1]], int(match[2])
    hours = _hours(number, None)

    def is_day(_: int, start: datetime) -> bool:
        return start.weekday() == weekday and start.day == number

    def is_hour(_: int, start: datetime) -> bool:
        return start.weekday() == weekday and start.hour in hours and start.minute == 0

    def is_second(at: int, start: datetime) -> bool:
        return at == 1 and (start.day == number or (start.hour in hours and start.minute == 0))

    return _Phrase((is_day, is_hour, is_second) if match[1] == "segunda" else (is_day, is_hour), "weekday")


def _weeks_ahead(start: datetime, now: datetime) -> int:
    """How many calendar weeks, Monday to Sunday, lie between now and the start."""
    today = now.astimezone(start.tzinfo).date()
    monday = today - timedelta(days=today.weekday())
    return (start.date() - monday).days // 7


def _in_period(period: str) -> _Test:
    return lambda _, start: start.hour in _PERIODS[period]


def _clock(hour: int, minute: int, period: str | None, bare: bool = False) -> _Phrase:
    hours = _hours(hour, period)
    return _Phrase((lambda _, start: start.hour in hours and start.minute == minute,), "hour", bare=bare)


def _hours(hour: int, period: str | None) -> frozenset[int]:
    """The hours of the day that may be meant; up to 11 without a part of the day also the afternoon's ("às 3")."""
    if period in ("tarde", "noite") and hour < 12:
        return frozenset({hour + 12})
    return frozenset({hour, hour + 12}) if period is None and 0 < hour < 12 else frozenset({hour})


def _hour_and_minute(groups: Sequence[str | None]) -> tuple[int, int]:
    """From the six groups of ``_TIME``."""
    hour = groups[0] or groups[2] or groups[4] or "0"
    return int(hour), int(groups[1] or groups[3] or (30 if groups[5] else 0))


def _spoken_hour(match: re.Match[str]) -> _Phrase:
    hour, minute = _hour_and_minute(match.groups()[:6])
    period = match[7]
    both = match[0].startswith("as ") and hour in (2, 3) and not minute and period is None
    return _clock(hour, minute, period, bare=both and not re.search(r"h|:", match[0]))
