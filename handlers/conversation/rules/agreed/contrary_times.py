"""The day or the hour that somebody says to come at, and that is certainly not the agreed one: "ok, até sexta".

Only clauses count in which nothing but that is said, in words that are known: "sexta te mando o contrato" is of
something else.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from handlers.common.rules import portuguese
from handlers.conversation.rules.agreed import repeated_times
from handlers.conversation.rules.phrases.meetings import coming
from handlers.conversation.rules.slots import grammar, notation, slot_words, vocabulary
from handlers.conversation.rules.slots.grammar import ParsedClause
from handlers.conversation.rules.slots.mentions import Aspect, Mention, OfferedSlot, offer
from handlers.meetings.rules.times import Slot

_DAYS = frozenset({Aspect.WEEKDAY, Aspect.DATE})
_HOURS = frozenset({Aspect.HOUR})
_NO_TIME = frozenset({Aspect.OPTION, Aspect.PAST})
_SMALL_HOURS = timedelta(hours=4)
"""The hours after midnight in which "amanhã" may still be the day that has begun."""


class _Clause(NamedTuple):
    said: str
    parsed: ParsedClause

    def of(self, aspects: frozenset[Aspect]) -> list[Mention]:
        return [mention for mention in self.parsed.mentions if mention.aspect in aspects]


def contradicts(text: str, agreed: Iterable[Slot], zone: ZoneInfo, now: datetime) -> bool:
    """Return True if a text says to come at a day or an hour that none of the ``agreed`` times has.

    ``zone`` is the contact's; "amanhã" counts from ``now`` (aware). What is named behind it and fits corrects it.
    """
    said = portuguese.clauses(_said(text))
    clauses = [_Clause(each, grammar.parse(each)) for each in said]
    affirmed = [each for each in clauses if not slot_words.NEGATION.search(each.said)]
    judged = (_DAYS,) if coming.ANOTHER_CLOCK.search(" ".join(said)) else (_DAYS, _HOURS)
    return all(any(_is_missed(affirmed, each, slot, zone, now) for each in judged) for slot in agreed)


def _said(text: str) -> str:
    known = vocabulary.known(notation.spoken(text))
    return coming.UNTIL.sub(r"\1", coming.WISHES.sub(" ", slot_words.COURTESY.sub(" ", known)))


def _is_missed(
    clauses: Sequence[_Clause], aspects: frozenset[Aspect], agreed: Slot, zone: ZoneInfo, now: datetime
) -> bool:
    """Return True if the last clause that names a day (or an hour) and nothing else names not the agreed one's."""
    missed = False
    for clause in clauses:
        mentions = clause.of(aspects)
        fits = all(_fits(mention, clause, agreed, zone, now) for mention in mentions)
        if mentions and (fits or _says_to_come(clause)):
            missed = not fits
    return missed


def _says_to_come(clause: _Clause) -> bool:
    """Return True for one time and known words beside it, none of which makes it the time of something else."""
    aspects = [mention.aspect for mention in clause.parsed.mentions]
    is_one = len(set(aspects)) == len(aspects) and _NO_TIME.isdisjoint(aspects)
    is_known = (repeated_times.COMING | coming.WORDS).issuperset(clause.parsed.rest)
    is_later = Aspect.HOUR not in aspects and coming.OF_TODAY.search(clause.said)
    is_other = coming.THANKS.search(clause.said) or coming.OF_SOMETHING_ELSE.search(clause.said)
    return is_one and is_known and not is_later and not is_other


def _fits(mention: Mention, clause: _Clause, agreed: Slot, zone: ZoneInfo, now: datetime) -> bool:
    if mention.aspect is Aspect.HOUR and mention.bare:
        return True
    arrives = not repeated_times.ARRIVING.isdisjoint(clause.parsed.rest)
    slots = repeated_times.earlier(agreed) if arrives else (agreed,)
    return any(mention.fits(each) for each in _seen(slots, zone, now))


def _seen(slots: Sequence[Slot], zone: ZoneInfo, now: datetime) -> tuple[OfferedSlot, ...]:
    return (*offer(slots, zone, now), *offer(slots, zone, now - _SMALL_HOURS))
