"""The wishes that count from a time that was named: "mais cedo", "quinta mais tarde", "adiar uma semana"."""

import operator
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from handlers.common.rules import portuguese
from handlers.conversation.rules.phrases.calendar_names import WORKDAYS, WORKDAYS_ENGLISH, WORKDAYS_SPANISH
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.slots import notation, slot_words
from handlers.conversation.rules.slots.mentions import Aspect, Mention, OfferedSlot
from handlers.conversation.rules.wishes import postponements

_WISHES = (
    r"(?:nada|algo|alg[ou]ma?s?|outr[oa]s?|tem|tera|teria|ha|horarios?|opc\w+|datas?|dias?|horas?|minutos|pouco|pouquinho|"
    r"bem|ser|ter|marcar|fazer|adiantar|quero|queria|queremos|gostaria|prefiro|preciso|precisava|precisamos|consegue|"
    rf"conseguem|da|dava|so|feira|{WORKDAYS}|amanha|hoje|manha|tarde|reuniao|conversa|"
    rf"anything|something|any|slots?|times?|bit|little|much|be|do|have|got|is|it|{WORKDAYS_SPANISH}|"
    rf"{WORKDAYS_ENGLISH}|poco|sea|hay|tienen?|tienes|haber)"
)
_EARLIER = Phrases(
    rf"(?:^|[.,!?] |\b{_WISHES} )(?:mais cedo|antes(?! d|\w)(?= ?(?:$|[.,!?]))|earlier|sooner|mas temprano)\b(?! poss)"
)
_SAME = Phrases(
    r"\b(?:n?[ao] )?(?:mesm[oa] (?:horario|hora)|mism[oa] (?:horario|hora)|same (?:time|hour|horario))\b"
)
_ELSEWHEN = Phrases(
    r"\b(?:ou?tr[oa]s? (?:dias?|datas?|semanas?)|other day|another day|different day|semana|week"
    rf"|(?:{WORKDAYS})s?|{WORKDAYS_ENGLISH}|{WORKDAYS_SPANISH}|"
    r"amanha|hoje|dia \d+)\b"
)
"""Another day, on which the same hour is wanted."""
_LATER = Phrases(rf"(?:^|[.,!?] |\b{_WISHES} |\b(?:para|por) )(?:mais tarde|later|mas tarde)\b")
_SAME_DAY = Phrases(r"\b(?:n?[ao] |el |the )?(?:mesmo dia|mismo dia|same day)\b")


class Comparison(NamedTuple):
    """The bounds of a wish, by the slots that were offered; of the same hour both are that."""

    before_all: Mention | None
    """The times of no day in particular; None of a later time alone, which may be of any day."""
    on_its_day: Mention
    """Of a day that is named with it, the times before or after those that were offered on it."""


def compares(text: str) -> bool:
    """Return True if a reply asks for an earlier or a later time."""
    said = notation.spoken(text)
    if _wants_same_hour(said) or postponements.shift(said) is not None:
        return True
    return _EARLIER.search(said) is not None or _LATER.search(said) is not None


def compared(text: str, offered: Sequence[datetime]) -> Comparison | None:
    """Return what a reply asks for beside the starts that were offered, by the person's clock; None: no such thing."""
    said = notation.spoken(text)
    if not offered:
        return None
    if _wants_same_hour(said):
        same = Mention(Aspect.HOUR, lambda cell: any(cell.start.time() == each.time() for each in offered))
        return Comparison(same, same)
    moved = postponements.shift(said)
    if moved is not None:
        there = Mention(Aspect.DATE, lambda cell: moved.reaches(cell.start, offered))
        return Comparison(there, there)
    if _EARLIER.search(said):
        return _compared(
            said, offered, operator.lt, Mention(Aspect.DATE, lambda cell: cell.start < min(offered))
        )
    return _compared(said, offered, operator.gt, None) if _LATER.search(said) else None


def _compared(
    said: str,
    offered: Sequence[datetime],
    is_beyond: Callable[[datetime, datetime], bool],
    of_any_day: Mention | None,
) -> Comparison:
    def is_beyond_its_day(cell: OfferedSlot) -> bool:
        return all(is_beyond(cell.start, each) for each in _of_day(cell, offered))

    on_its_day = Mention(Aspect.HOUR, is_beyond_its_day)
    if _SAME_DAY.search(said):
        of_any_day = Mention(
            Aspect.DATE, lambda cell: bool(_of_day(cell, offered)) and is_beyond_its_day(cell)
        )
    return Comparison(of_any_day, on_its_day)


def _wants_same_hour(said: str) -> bool:
    """Return True for the hour that was named, on another day, unless something else stands in its way."""
    clauses = [clause for clause in portuguese.clauses(said) if _SAME.search(clause)]
    denied = (slot_words.NEGATION, slot_words.EXCUSE)
    free = [clause for clause in clauses if not any(each.search(f"{clause} ") for each in denied)]
    return bool(free) and _ELSEWHEN.search(said) is not None


def _of_day(cell: OfferedSlot, offered: Sequence[datetime]) -> list[datetime]:
    return [each for each in offered if each.date() == cell.start.date()]
