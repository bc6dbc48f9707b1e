"""The slots that a reply names and sets apart: refused, excepted, a bound, found wanting, or of something else.

"Any but the first", "after friday" and "call me friday" name a slot and choose none. ``said`` is a result of
``notation.spoken`` or ``in_sentences``.
"""

from collections.abc import Callable
from enum import Enum, auto
from typing import NamedTuple
from zoneinfo import ZoneInfo

from handlers.conversation.rules.choices import vague_times
from handlers.conversation.rules.phrases.choosing import numbers_of_else
from handlers.conversation.rules.phrases.choosing import set_apart as phrases
from handlers.conversation.rules.phrases.notation import Phrases, reworded
from handlers.conversation.rules.slots import grammar, slot_words, vocabulary
from handlers.conversation.rules.slots.mentions import Aspect
from handlers.meetings.rules.times import Slot

_MOST_WORDS = 5
"""The words of a name: "the 27th of november"."""
_MOST = 8
"""The phrases of a kind beyond which nobody chooses anything."""
_DAYS = frozenset({Aspect.WEEKDAY, Aspect.DATE, Aspect.WEEK})
_PARTS_OF_DAYS = _DAYS | {Aspect.PERIOD}
_HOURS = frozenset({Aspect.HOUR, Aspect.PERIOD})
_ALL = frozenset(Aspect)
_CLAUSE_END = Phrases(r"[.,!?]|\b(?:but|pero|porem|so|asi que|entonces|entao|por eso|por isso)\b")


class Apart(Enum):
    """The sense of what names a slot and chooses none."""

    ELSEWHERE = auto()
    """It is refused, a bound or found wanting, or merely fits a vague time: another time is wanted."""
    OPEN = auto()
    """It is excepted, or may be several: nobody knows which one is chosen."""
    OF_ELSE = auto()
    """It is of something else: an errand, what comes first, what is counted."""


class _Rest(NamedTuple):
    """The words of a reply without what is set apart, and that."""

    said: str
    apart: tuple[str, ...] = ()

    def without(self, phrases: Phrases) -> "_Rest":
        """Return the rest without such phrases."""
        found = tuple(match[0] for match in phrases.finditer(self.said))
        return _Rest(phrases.sub(" ", self.said), self.apart + found)

    def without_named(self, introducing: Phrases, aspects: frozenset[Aspect] = _ALL) -> "_Rest":
        """Return the rest without such phrases and the names right behind them, which are of no other aspects."""
        said, kept, start, apart = self.said, "", 0, list(self.apart)
        for match in introducing.finditer(said):
            length = _name(said[match.end() :], aspects) if match.start() >= start else 0
            if length:
                apart.append(said[match.start() : match.end() + length])
                kept += said[start : match.start()] + " "
                start = match.end() + length
        return _Rest(kept + said[start:], tuple(apart))


def sense(said: str, found: Slot, zone: ZoneInfo, choose: Callable[[str], Slot | None]) -> Apart | None:
    """Return what sets ``found`` apart, the slot that ``choose`` has found; None where the rest chooses it, too.

    ``zone`` is the person's own.
    """
    if phrases.BUT_ANOTHER.search(said) or vague_times.merely_fits(said, found, zone, choose):
        return Apart.ELSEWHERE
    if phrases.ALSO.fullmatch(said):
        return Apart.OPEN
    unnumbered = numbers_of_else.NUMBERS.sub(" ", said)
    if unnumbered != said and choose(_plain(unnumbered)) != found:
        return Apart.OF_ELSE
    for apart, without in _SENSES:
        rest = without(said)
        if len(rest.apart) > _MOST:
            return apart
        chooses_no_more = bool(rest.apart) and choose(_plain(rest.said)) != found
        if chooses_no_more and any(choose(_plain(each)) == found for each in rest.apart):
            return apart
    plain = _plain(reworded(said, phrases.TIMES))
    return Apart.ELSEWHERE if plain != _plain(said) and choose(plain) != found else None


def refusing(said: str) -> str:
    """Return the words with a Portuguese "no" right before what a foreign one refuses: "no friday"."""
    found = _Rest(said).without_named(phrases.REFUSED).apart
    for each in found:
        said = said.replace(each, phrases.REFUSED.sub(" nao ", each))
    return _plain(said)


def _elsewhere(said: str) -> _Rest:
    rest = _Rest(said).without_named(phrases.REFUSED).without(phrases.FROM_A_DAY)
    return _without_wanting(rest.without_named(phrases.BOUNDS, _DAYS))


def _open(said: str) -> _Rest:
    return _Rest(said).without(phrases.ALL_OF_THEM).without_named(phrases.EXCEPTED)


def _of_else(said: str) -> _Rest:
    rest = _Rest(said).without(phrases.FIRST_OF_ALL).without(phrases.OTHERS_COUNTED)
    first = phrases.FIRST_THE.search(rest.said)
    if first is not None and not _name(rest.said[first.end() :]):
        rest = _Rest(rest.said[: first.start()] + rest.said[first.end() :], (*rest.apart, first[0]))
    # A day with its hour is a slot in full: "me liga sexta às 15h".
    aspects = (_PARTS_OF_DAYS,) if _names_a_day(said) else (_PARTS_OF_DAYS, _HOURS)
    for each in (phrases.ERRANDS, phrases.BARE_ERRANDS, phrases.CALLS):
        for named in aspects:
            rest = rest.without_named(each, named)
    return rest


def _names_a_day(said: str) -> bool:
    mentions = grammar.parse(vocabulary.known(said)).mentions
    return not _DAYS.isdisjoint(each.aspect for each in mentions)


_SENSES: tuple[tuple[Apart, Callable[[str], _Rest]], ...] = (
    (Apart.OF_ELSE, _of_else),
    (Apart.OPEN, _open),
    (Apart.ELSEWHERE, _elsewhere),
)


def _name(said: str, aspects: frozenset[Aspect] = _ALL) -> int:
    """Return the length of the name of a slot at the beginning of the words; 0 if there is none of these aspects."""
    words = said.split(" ")[:_MOST_WORDS]
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        parsed = grammar.parse(vocabulary.known(name))
        if parsed.mentions and slot_words.FILLERS.issuperset(parsed.rest):
            return len(name) if aspects.issuperset(each.aspect for each in parsed.mentions) else 0
    return 0


def _without_wanting(rest: _Rest) -> _Rest:
    """Return the rest without the names that an evaluation stands behind, or right before."""
    said, kept, start, apart = rest.said, "", 0, list(rest.apart)
    for match in list(phrases.FOUND_WANTING.finditer(said))[: _MOST + 1]:
        before = said[start : match.start()]
        begins = max((end.end() for end in _CLAUSE_END.finditer(before)), default=0)
        end = match.end()
        if not grammar.parse(vocabulary.known(before[begins:])).mentions:
            begins, end = len(before), end + 1 + _name(said[end + 1 :])
        apart.append(before[begins:] + said[match.start() : end])
        kept, start = kept + before[:begins] + " ", end
    return _Rest(kept + said[start:], tuple(apart))


def _plain(said: str) -> str:
    return " ".join(said.split())
