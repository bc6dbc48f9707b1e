"""The slot that a plain decision names in a reply that tells much else: "... então eu fico com a de quinta".

A decision is a few known words right before or behind the name of a slot, or before a word for the slot that was named
last. What a reply tells elsewhere counts for nothing: of several decisions for different slots only one that concludes
counts, and what leaves a decision open behind it undoes it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from handlers.conversation.rules.choices import asides
from handlers.conversation.rules.choices import segments as slot_segments
from handlers.conversation.rules.choices.segments import Stance
from handlers.conversation.rules.phrases.choosing import decisions as phrases
from handlers.conversation.rules.phrases.choosing import rest_of_offer, segments, undecided
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.slots import grammar, slot_words
from handlers.conversation.rules.slots.mentions import Mention, OfferedSlot, fitting

_MOST_WORDS = 8
"""The words of a name: "na quinta feira dia 26 às 10 horas"."""
_MOST_BACK = 30
"""The words back to the slot that a word stands for."""
_MOST_DECISIONS = 12
_MOST_PHRASES = 24
"""The words of decisions, with and without the name of a slot, beyond which nobody decides anything."""
_DENIED_BEFORE = 2
"""The words before a name among which a negation denies it."""
_GLUE_WORDS = """
    a o as na no da do das de em para com pela pelo essa esse nessa nesse aquela aquele mesmo mesma ja logo ai la bem
    feira dia data horario opcao hora horas todas todos el del lo en este
"""
_GLUE = frozenset(_GLUE_WORDS.split())
"""The words without a meaning within a name."""
_JOINS = Phrases(
    r"(?<!melhor)(?<!para mim)(?<!para nos)(?<!gente) , "
    r"(?=(?:dia )?\d|as? \d|de (?:manha|tarde)|a tarde|n?[ao] (?:dia|periodo|parte))"
)
_MIDDLE = ["do", "meio"]
"""The words of the middle slot, which only together name one."""
_JOINED = frozenset({"e", "y", "ou", "o", "nem", "ni", ","})
_SENTENCE_END = Phrases(r"[.!?]")
_CONCLUDES = Phrases(
    r"^(?:entao|portanto|logo|por eliminacao|(?:eu )?(?:quis|quero|queria) dizer|(?:eu )?prefiro|"
    r"(?:me |nos )?(?:sobr[ao]u?|rest[ao]u?)|decidi\w*|resolvi)\b"
)


class _Named(NamedTuple):
    """The place where a decision begins and ends, with the name of its slot, and what the name mentions."""

    start: int
    end: int
    mentions: tuple[Mention, ...]


class _Decision(NamedTuple):
    """A decision with the place where it begins and ends, and the slots that its name fits."""

    start: int
    end: int
    fits: frozenset[int]
    concludes: bool


def decided(said: str, slots: Sequence[OfferedSlot]) -> OfferedSlot | None:
    """Return the slot that a reply decides for; ``said`` is a result of ``vocabulary.known``."""
    said = _JOINS.sub(" ", said)
    if (
        sum(len(list(each.finditer(said))) for each in (phrases.BEFORE, phrases.BEHIND, phrases.THAT))
        > _MOST_PHRASES
    ):
        return None
    found = sorted(_decisions(said, slots), key=lambda decision: decision.start)
    if not found or len(found) > _MOST_DECISIONS:
        return None
    common = frozenset.intersection(*(decision.fits for decision in found))
    if len(common) != 1:
        last = next((each for each in reversed(found) if each.concludes), None)
        if last is None:
            return None
        found = [each for each in found if each.start >= last.start]
        common = frozenset.intersection(*(decision.fits for decision in found))
    if len(common) != 1 or _is_open(said, found[0]):
        return None
    chosen = next(slot for slot in slots if slot.position in common)
    return None if _is_refused(said[found[-1].end :], chosen) else chosen


def _decisions(said: str, slots: Sequence[OfferedSlot]) -> Iterator[_Decision]:
    for start, end, mentions in (*_named_behind(said), *_named_before(said), *_named_last(said)):
        before = _of_its_sentence(said, start).rstrip()
        behind = said[end:].lstrip()
        if phrases.REPORTED.search(before) or phrases.LEAVES_OPEN.match(behind, 0):
            continue
        if phrases.ONLY_BEGINS.match(said, start) and not before and phrases.TALE.match(behind, 0):
            continue
        if not all(mention.bare for mention in mentions):
            fits = frozenset(slot.position for slot in fitting(mentions, slots))
            yield _Decision(start, end, fits, bool(_CONCLUDES.search(said[start:end])))


def _of_its_sentence(said: str, end: int) -> str:
    """Return what stands before a place in the same sentence."""
    return _SENTENCE_END.sub("|", said[:end]).rsplit("|", 1)[-1]


def _named_behind(said: str) -> Iterator[_Named]:
    for match in phrases.BEFORE.finditer(said):
        if said[match.end() : match.end() + 1].isalpha():
            continue  # The beginning of another word: "marcada".
        name = _name(said[match.end() :].split(" "))
        if name:
            yield _Named(match.start(), match.end() + name[0], name[1])


def _named_before(said: str) -> Iterator[_Named]:
    for match in phrases.BEHIND.finditer(said):
        before = said[: match.start()].rstrip()
        name = _name(before.split(" "), behind=True)
        if name:
            yield _Named(len(before) - name[0], match.end(), name[1])


def _named_last(said: str) -> Iterator[_Named]:
    for match in phrases.THAT.finditer(said):
        mentions = _last_named(said[: match.start()].split())
        if mentions:
            yield _Named(match.start(), match.end(), mentions)


def _name(words: Sequence[str], *, behind: bool = False) -> tuple[int, tuple[Mention, ...]] | None:
    """Return the length and the mentions of the longest name at the beginning of the words, or at their end."""
    near = words[-_MOST_WORDS:] if behind else words[: _MOST_WORDS + 1]
    for count in range(len(near), 0, -1):
        part = " ".join(near[-count:] if behind else near[:count])
        parsed = grammar.parse(part.strip())
        if not parsed.mentions or not _GLUE.issuperset(parsed.rest):
            continue
        if (
            slot_words.NEGATION.search(part)
            or segments.TOO.search(part)
            or (behind and part.strip().isdigit())
        ):
            return None
        if behind and _is_one_of_several(words[:-count]):
            return None
        # What follows may make something else of it: "a última chance".
        more = part if behind else " ".join(words[: count + 1])
        return (
            (len(part), parsed.mentions)
            if len(grammar.parse(more).mentions) >= len(parsed.mentions)
            else None
        )
    return None


def _is_one_of_several(before: Sequence[str]) -> bool:
    """Return True if a name is the last of a list: "quarta, quinta e sexta"."""
    joined = before[-1:] and before[-1] in _JOINED
    return bool(joined and grammar.parse(" ".join(before[-3:-1])).mentions)


def _last_named(words: Sequence[str]) -> tuple[Mention, ...]:
    """Return the mentions of the last name among the words, unless something is denied beside it."""
    for end in range(len(words), max(0, len(words) - _MOST_BACK), -1):
        # What follows may make something else of a word: "a última paciente".
        named = all(grammar.parse(" ".join(words[end - 1 : more])).mentions for more in (end, end + 1))
        if not named and words[end - 2 : end] != _MIDDLE:
            continue
        name = _name(words[:end], behind=True)
        if name:
            length = len(" ".join(words[:end])) - name[0]
            before = " ".join(words[:end])[:length].split()[-_DENIED_BEFORE:]
            denied = slot_words.NEGATION.search(" ".join([*before, "|", *words[end:]]))
            # "Terça e quinta não dá, resta uma: é essa" is another one.
            left = rest_of_offer.OTHER.search(" ".join(words[end:]))
            return () if denied or left else name[1]
    return ()


def _is_refused(behind: str, slot: OfferedSlot) -> bool:
    """Return True if what stands behind a decision refuses its slot: "sobrou a quinta, mas quinta também não dá"."""
    found = slot_segments.segments(behind) or []
    return any(each.stance is Stance.REFUSES and fitting(each.mentions, [slot]) for each in found)


def _is_open(said: str, decision: _Decision) -> bool:
    """Return True if a condition stands beside a decision, or something behind it leaves the choice open."""
    sentence = (
        _of_its_sentence(said, decision.start)
        + " "
        + _SENTENCE_END.sub("|", said[decision.start :]).split("|", 1)[0]
    )
    if phrases.CONDITION.search(sentence):
        return True
    rest = phrases.THINKS_ALOUD.sub(" ", said[decision.start :])
    return bool(undecided.OPEN.search(rest)) or asides.is_bound(rest)
