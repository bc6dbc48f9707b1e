"""The meeting that a request names, of those that somebody has: by its day or hour, its host or its campaign."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from handlers.common.rules import portuguese
from handlers.conversation.rules.phrases.meetings import excepted, naming
from handlers.conversation.rules.slots import clauses, vocabulary
from handlers.conversation.rules.slots.mentions import Aspect, Mention, OfferedSlot, offer
from handlers.meetings.rules.times import Slot

_TIMES = frozenset({Aspect.WEEKDAY, Aspect.DATE, Aspect.HOUR})
_SHORTEST_NAME = 3


class Named(NamedTuple):
    """A meeting as people name it."""

    time: Slot
    names: tuple[str, ...]
    """Of its host and its campaign."""


def called(text: str, names: Sequence[Collection[str]]) -> set[int]:
    """Return the places of those that a text calls by a name that tells them apart; more than one, if it calls several.

    ``names`` has those of each. Of who is called by more of them than another, that one is meant.
    """
    told = _told(portuguese.words(text), names)
    if len(_alone(told)) > 1:
        told = _told(_naming(text), names)
    places = _alone(told)
    is_shared = len(places) > 1 and all(told[place] == told[min(places)] for place in places)
    return set() if is_shared else places


def find(text: str, known: Sequence[Named], zone: ZoneInfo, now: datetime) -> int | None:
    """Return the place of the one meeting that a text names; None where it names none, or more than one.

    The time beside a name may be that to which the meeting is to be moved. ``zone`` is the contact's; "amanhã" counts
    from ``now`` (aware).
    """
    left = _naming(text)
    by_time = _named_by_time(_times(left), known, zone, now)
    names = [each.names for each in known]
    by_name = _alone(_told(portuguese.words(text), names))
    if len(by_name) > 1:
        by_name = _alone(_told(left, names)) or by_name
    found = by_time & by_name or by_name or by_time
    return found.pop() if len(found) == 1 else None


def names_another(text: str, agreed: Slot, zone: ZoneInfo, now: datetime) -> bool:
    """Return True for a text that names a day or an hour, and none of its kind is that of the agreed time.

    ``zone`` and ``now`` as of ``find``.
    """
    times = _times(_naming(text))
    (slot,) = offer((agreed,), zone, now)
    return {each.aspect for each in times} != {each.aspect for each in times if each.fits(slot)}


def excepts(text: str) -> bool:
    """Return True for a request about another meeting than the one it names: "a de quinta fica, a outra cancela"."""
    said = portuguese.words(text)
    if excepted.EXCEPTED.search(said) or excepted.ANOTHER.search(said):
        return True
    return any(map(_keeps, portuguese.clauses(said)))


def moves(text: str) -> bool:
    """Return True for words about moving a meeting, which takes one that is agreed."""
    return _moves(portuguese.words(text))


def is_about_meeting(text: str) -> bool:
    """Return True for words that speak of a meeting as such."""
    return bool(naming.MEETINGS.search(portuguese.words(text)))


def is_about_message(text: str) -> bool:
    """Return True for words about the meeting of a message, or an offer: "essa reunião", "a que ofereceram"."""
    return bool(naming.OF_A_MESSAGE.search(portuguese.words(text)))


def is_about_offer(text: str) -> bool:
    """Return True for a wish for another time that is about an offer, as far as it speaks of no meeting."""
    said = portuguese.words(text)
    return bool(naming.OFFERS.search(said)) or not (_moves(said) or naming.MEETINGS.search(said))


def names_a_place(text: str) -> bool:
    """Return True for words that name a place in an offer, as "a 2"."""
    known = vocabulary.known(portuguese.words(text))
    return any(mention.aspect is Aspect.OPTION for mention in clauses.mentions(known))


def _moves(said: str) -> bool:
    return bool(naming.MOVES.search(naming.CHANGES_OFFERS.sub(" ", said)))


def _keeps(clause: str) -> bool:
    """True of a clause that names a time, and keeps the meeting of that time."""
    is_kept = excepted.KEPT.search(clause) is not None and excepted.REQUESTED.search(clause) is None
    return is_kept and bool(_times(vocabulary.known(clause)))


def _naming(text: str) -> str:
    """The words of a text without the times that are no name of a meeting."""
    said = vocabulary.known(portuguese.words(text))
    return naming.WISHES.sub(" ", naming.ELSEWHERE.sub(r" \g<which> ", said))


def _times(said: str) -> list[Mention]:
    """The words that name a meeting's time; a week does where it is said whose."""
    weeks = (each for week in naming.OF_A_WEEK.finditer(said) for each in clauses.mentions(week[0]))
    return [
        *(each for each in clauses.mentions(said) if each.aspect in _TIMES),
        *(each for each in weeks if each.aspect is Aspect.WEEK),
    ]


def _named_by_time(
    times: Sequence[Mention], known: Sequence[Named], zone: ZoneInfo, now: datetime
) -> set[int]:
    """The places of those that all of the mentions fit, else of those that one does."""
    starts = [each.time.start.astimezone(zone) for each in known]
    today = now.astimezone(zone).date()
    slots = [
        OfferedSlot(each.time, 0, 0, start, today, ()) for each, start in zip(known, starts, strict=True)
    ]
    fits = [[mention.fits(slot) for mention in times] for slot in slots]
    return {place for place, fitting in enumerate(fits) if fitting and all(fitting)} or {
        place for place, fitting in enumerate(fits) if any(fitting)
    }


def _told(said: str, names: Sequence[Collection[str]]) -> list[frozenset[str]]:
    """Those of the names of each that are said, and not merely a part of another one."""
    known = {word for each in names for name in each if _is_said(word := _plain(name), said)}
    parts = {word for word in known if any(word != other and _is_in(word, other) for other in known)}
    return [frozenset(map(_plain, each)) & (known - parts) for each in names]


def _alone(told: Sequence[frozenset[str]]) -> set[int]:
    """The places of those who are called by something, and none of whom by less than another."""
    return {place for place, each in enumerate(told) if each and not any(each < other for other in told)}


def _plain(name: str) -> str:
    return " ".join(portuguese.words(name).split())


def _is_said(word: str, said: str) -> bool:
    return len(word) >= _SHORTEST_NAME and _is_in(word, said)


def _is_in(word: str, said: str) -> bool:
    return f" {word} " in f" {said} "
