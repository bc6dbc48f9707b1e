"""The time of a booked meeting, said again or asked after: by its day and hour, or by its number in the offer.

The grammar is that of ``closed_grammar``: a word that it does not know, or a refusal, makes it something else.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.common.rules import portuguese
from handlers.conversation.rules.agreed import kept_meetings
from handlers.conversation.rules.choices import closed_grammar
from handlers.conversation.rules.intents import bearing
from handlers.conversation.rules.sentences import courtesies
from handlers.conversation.rules.slots import clauses as slot_clauses
from handlers.conversation.rules.slots import notation, slot_words, vocabulary
from handlers.conversation.rules.slots.mentions import Aspect, fitting, offer
from handlers.meetings.rules.times import Slot

_DAYS = frozenset({Aspect.WEEKDAY, Aspect.DATE})
_TIMES = _DAYS | {Aspect.HOUR, Aspect.PERIOD}
_COMING_WORDS = """
    vemos falamos vejo encontro encontramos chego chegarei chegamos estarei estaremos estamos la aqui ai entro entrarei
    confirmando confirmo lembrando aguardo aguardando reuniao nossa nosso hoje gente a e ate participo compareco
    there join joining come coming attend see you speak talk meet nos alli ahi estare hablamos espero esperamos online
    mantem mantenho mantemos mantido mantida
"""
_COMES = frozenset(_COMING_WORDS.split()) - {"a", "e"}
COMING = slot_words.FILLERS | _COMES
"""The words that may stand beside the time at which somebody comes."""
_ARRIVING_WORDS = """
    chego chegarei chegamos entro entrarei conecto conectado conectada online estarei estaremos espero aguardo
"""
ARRIVING = frozenset(_ARRIVING_WORDS.split())
"""Words beside which an hour shortly before the meeting is the one from which somebody is there."""
_SETTING_OUT = frozenset({"saio", "saimos", "sairei", "daqui", "casa", "escritorio", "trabalho", "ja"})
_EARLY = timedelta(minutes=30)
_ON_THE_WAY = timedelta(hours=3)


def names(text: str, agreed: Slot, zone: ZoneInfo, now: datetime) -> bool:
    """Return True if a text says nothing but the day and the hour of the agreed time.

    ``zone`` is the contact's; "amanhã" counts from ``now`` (aware).
    """
    named = aspects(text)
    is_whole = Aspect.HOUR in named and not _DAYS.isdisjoint(named) and Aspect.OPTION not in named
    return is_whole and _chooses(text, agreed, (agreed,), zone, now)


def mentions_only(text: str, agreed: Slot, zone: ZoneInfo, now: datetime) -> bool:
    """Return True if a text mentions the agreed time and no other, and has no word for a change of it."""
    mentions = slot_clauses.mentions(_known(text))
    return (
        bool(mentions)
        and _TIMES.issuperset(mention.aspect for mention in mentions)
        and bool(fitting(mentions, offer((agreed,), zone, now)))
        and not bearing.changes(portuguese.words(text))
    )


def is_on_the_way(text: str, agreed: Slot, zone: ZoneInfo, now: datetime) -> bool:
    """Return True if all that a text says is when its writer arrives, or sets out, shortly before the agreed time."""
    if kept_meetings.sets_out(portuguese.words(text)):
        return agreed.start - _ON_THE_WAY <= now < agreed.start
    clauses = slot_clauses.parsed(_known(text))
    mentions = [mention for clause in clauses for mention in clause.mentions]
    words = {word for clause in clauses for word in clause.rest}
    sets_out = {"daqui", "casa", "escritorio", "trabalho"} & words and {"saio", "saimos", "sairei"} & words
    known = COMING | ARRIVING | (_SETTING_OUT if sets_out else set())
    if not (sets_out or ARRIVING & words) or not known.issuperset(words):
        return False
    before = earlier(agreed, _ON_THE_WAY)[1:] if sets_out else earlier(agreed)
    return has_hour(text) and bool(fitting(mentions, offer(before, zone, now)))


def earlier(agreed: Slot, by: timedelta = _EARLY) -> list[Slot]:
    """Return the times that begin with the agreed one, or up to so much before it, by the minute."""
    starts = (agreed.start - timedelta(minutes=each) for each in range(int(by / timedelta(minutes=1)) + 1))
    return [Slot(start, agreed.end) for start in starts]


def is_coming(text: str) -> bool:
    """Return True if all that a text says beside times is that its writer comes: "chego às 10"."""
    rests = [clause.rest for clause in slot_clauses.parsed(_known(text))]
    comes = any(word in _COMES for rest in rests for word in rest)
    return comes and all(map(COMING.issuperset, rests))


def numbers(text: str, agreed: Slot, offered: Sequence[Slot], zone: ZoneInfo, now: datetime) -> bool:
    """Return True if a text chooses the agreed time by its place among ``offered``; ``zone`` and ``now`` as above.

    What would choose it in any other place, too ("o mais cedo", "de tarde"), may be a wish for another time.
    """
    elsewhere = (*offered[1:], *offered[:1])
    return _chooses(text, agreed, offered, zone, now) and not _chooses(text, agreed, elsewhere, zone, now)


def are_places(text: str) -> bool:
    """Return True if a text names places in an offer ("2", "a segunda opção"), and no day, hour or part of a day."""
    return aspects(text) == {Aspect.OPTION}


def recur(text: str) -> bool:
    """Return True if a text names times that come again, and neither a date nor a place in the offer."""
    named = aspects(text)
    return bool(named) and named <= {Aspect.WEEKDAY, Aspect.HOUR, Aspect.PERIOD}


def names_an_option(text: str) -> bool:
    """Return True if a text names a place in the offer ("a 2", "a primeira"); "1 abraço" is none."""
    said = courtesies.without(notation.spoken(text))
    return any(each.aspect is Aspect.OPTION for each in slot_clauses.mentions(vocabulary.known(said)))


def has_hour(text: str) -> bool:
    """Return True if a text names an hour."""
    return Aspect.HOUR in aspects(text)


def aspects(text: str) -> set[Aspect]:
    """Return what a text names of a slot."""
    return {each.aspect for each in slot_clauses.mentions(_known(text))}


def _known(text: str) -> str:
    return vocabulary.known(notation.spoken(text))


def _chooses(text: str, agreed: Slot, offered: Sequence[Slot], zone: ZoneInfo, now: datetime) -> bool:
    choice = closed_grammar.choose(text, offered, zone, now)
    return choice.slot == agreed and not choice.asks
