"""The segments of a reply to an offer: what each mentions, and if it takes, refuses or only talks about it."""

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from itertools import pairwise, zip_longest
from typing import NamedTuple

from handlers.conversation.rules.choices import asides
from handlers.conversation.rules.phrases.choosing import excuses, plans
from handlers.conversation.rules.phrases.choosing import segments as phrases
from handlers.conversation.rules.slots import grammar, slot_words
from handlers.conversation.rules.slots.mentions import Aspect, Mention

_FINER = frozenset({Aspect.DATE, Aspect.HOUR, Aspect.PERIOD})
_MUCH_ELSE = 2
"""The words about something else from which on a weak word does not take a slot."""


class Stance(Enum):
    """The relation of a segment to the slots that it mentions."""

    TAKES = auto()
    REFUSES = auto()
    TELLS = auto()


class Segment(NamedTuple):
    """A segment of a reply."""

    said: str
    introduced: str
    """The mark or word that joins it to the segment before it, if any."""
    stance: Stance
    mentions: tuple[Mention, ...]
    alone: bool
    """True if it consists of mentions and of words without a meaning of their own."""
    excuse: bool
    """True if it gives a reason against what it mentions."""
    others: int
    """The number of its words that neither mention a slot nor mean nothing beside one."""

    @property
    def concludes(self) -> bool:
        """True if it says what the segments before it come down to."""
        return self.introduced in phrases.CONCLUSIONS or bool(phrases.CONCLUDES.search(self.said))


def segments(said: str) -> list[Segment] | None:
    """Return the segments that mention slots; ``None`` if one of them names alternatives or refuses one of two.

    ``said`` is a result of ``vocabulary.known``.
    """
    if phrases.NAMES_A_DAY.search(said):
        said = phrases.BARE_MONDAY.sub("segunda feira", said)
    found = _listed([_segment(part, introduced) for part, introduced in _reasoned(_parts(said))])
    if any(_may_share(*pair) for pair in pairwise(found)):
        return None
    if any(grammar.sets_against(segment.said) for segment in found):
        return None
    for segment in found:
        taken = segment.mentions and segment.stance is not Stance.REFUSES and not segment.excuse
        if taken and phrases.ALTERNATIVE.search(segment.said):
            return None
    return _joined(found)


def _parts(said: str) -> Iterator[tuple[str, str]]:
    """Yield each part and what introduces it."""
    start, introduced = 0, ""
    for end in phrases.ENDS.finditer(said):
        part = said[start : end.start()].strip()
        if part:
            yield part, introduced
            introduced = ""
        start, introduced = end.end(), end[2] or end[3] or end[1] or introduced
    if said[start:].strip():
        yield said[start:].strip(), introduced


def _reasoned(parts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the parts, with what is joined to a reason introduced as one too: "já que terça viajo e quarta é folga"."""
    reason = ""
    for part, introduced in parts:
        reason = introduced if introduced in phrases.REASONS else reason * (introduced in phrases.AND)
        yield part, reason or introduced


def _segment(part: str, introduced: str) -> Segment:
    parsed = grammar.parse(part)
    aside = asides.is_of_another_matter(part)
    event = bool(excuses.EVENTS.search(part))
    return Segment(
        part,
        introduced,
        Stance.TELLS if aside else _stance(part, introduced),
        parsed.mentions,
        alone=not aside
        and not event
        and introduced not in phrases.REASONS
        and slot_words.FILLERS.issuperset(parsed.rest),
        excuse=aside or event or _excuses(part),
        others=len([word for word in parsed.rest if word not in slot_words.FILLERS]),
    )


def _excuses(part: str) -> bool:
    return bool(excuses.EXCUSES.search(part) or plans.DUTIES.search(part))


def _stance(part: str, introduced: str) -> Stance:
    if phrases.KEEPS.search(part):
        return Stance.TAKES
    refuses = bool(phrases.REFUSES.search(excuses.MADE_ROOM.sub(" ", part)))
    if introduced in phrases.CONCLUSIONS and not refuses:
        return Stance.TAKES
    if introduced in phrases.REASONS:
        therefore = Stance.TAKES if phrases.THEREFORE.search(part) else Stance.TELLS
        return Stance.REFUSES if refuses else therefore
    if refuses:
        return Stance.REFUSES
    begins_tale = not introduced and part.startswith("entao ") and _excuses(part)
    if (phrases.CONCLUDES.search(part) and not begins_tale) or phrases.TAKES.search(part):
        return Stance.TAKES
    may_take = phrases.MAY_TAKE.search(part) and not _excuses(part)
    return Stance.TAKES if may_take else Stance.TELLS


def _joined(found: list[Segment]) -> list[Segment]:
    """Return the segments with mentions; one that only tells has the stance of a neighbour: "quinta, sexta não dá"."""
    joined: list[Segment] = []
    before: Segment | None = None
    for segment, following in zip_longest(found, found[1:]):
        if segment.mentions:
            previous = joined[-1] if joined else None
            if _barely_takes(segment) and not (following and _consents(following)):
                segment = segment._replace(stance=Stance.TELLS, alone=False, excuse=True)
            apart = before is not None and not before.mentions
            if segment.introduced in phrases.AND and apart:
                # "E" is "é" as well: "a que eu quero é dia 30".
                segment = segment._replace(introduced="")
            if before and _ends_sentence_of(segment, before):
                segment = segment._replace(stance=Stance.TELLS, alone=False, excuse=True)
            tells = segment.stance is Stance.TELLS
            if (
                tells
                and before
                and before.excuse
                and ((before.mentions and segment.introduced in phrases.AND) or _belongs_to(segment, before))
            ):
                segment = segment._replace(alone=False, excuse=True)
            settled = _settled(segment, previous, following) if tells else segment
            if previous and _takes_both(previous, settled):
                joined[-1] = previous._replace(stance=Stance.TAKES)
            joined.append(settled)
        before = segment
    return joined


def _takes_both(segment: Segment, following: Segment) -> bool:
    """Return True if two are taken: "a 1 é boa, a 3 também", "quarta e sexta pode ser"."""
    if following.stance is not Stance.TAKES or segment.stance is not Stance.TELLS or segment.excuse:
        return False
    joins = segment.alone and following.introduced in phrases.AND and _aspects(segment) == _aspects(following)
    return joins or bool(phrases.TOO.search(following.said))


def _belongs_to(segment: Segment, before: Segment) -> bool:
    """Return True for the date or the hour of a day just named: "faz anos na quinta, 26"."""
    said, named = set(_aspects(segment)), set(_aspects(before))
    joined = segment.introduced == "," and segment.alone and bool(said) and bool(named)
    return joined and said <= _FINER and named <= {Aspect.WEEKDAY, Aspect.DATE} and not said & named


def _ends_sentence_of(segment: Segment, before: Segment) -> bool:
    """Return True for the day of what is told right before it: "ela chega | só sexta"."""
    told = not before.mentions and before.others > 0 and before.stance is Stance.TELLS
    return told and not segment.introduced and bool(phrases.ONLY_THEN.search(segment.said))


def _barely_takes(segment: Segment) -> bool:
    """Return True for much else in words of which only a weak one takes: "o carro só fica pronto na sexta"."""
    if segment.stance is not Stance.TAKES or segment.concludes or segment.others < _MUCH_ELSE:
        return False
    strong = phrases.TAKES_WEAKLY.sub(" ", segment.said)
    concluded = segment.introduced in phrases.CONCLUSIONS or phrases.KEEPS.search(segment.said)
    return not (concluded or phrases.TAKES.search(strong) or phrases.MAY_TAKE.search(strong))


def _consents(following: Segment) -> bool:
    """Return True for a segment that takes what was said before it: "na sexta já cheguei | pode ser"."""
    takes = phrases.TAKES.search(following.said) or phrases.MAY_TAKE.search(following.said)
    return bool(takes) and not following.mentions and following.stance is not Stance.REFUSES


def _listed(found: list[Segment]) -> list[Segment]:
    """Return the segments, with what is said of the last of a list said of each: "terça, quarta e quinta não dá"."""
    listed, within = list(found), False
    for place in range(len(listed) - 2, -1, -1):
        segment, following = listed[place : place + 2]
        of_list = within and following.introduced == "," and _aspects(segment) == _aspects(following)
        shares = _only_names(segment) and (of_list or _shares(following))
        within = shares and (within or following.introduced in phrases.AND)
        if shares:
            stance = following.stance if following.mentions else Stance.REFUSES
            listed[place] = segment._replace(stance=stance, alone=following.alone, excuse=following.excuse)
    return listed


def _aspects(segment: Segment) -> list[Aspect]:
    return [mention.aspect for mention in segment.mentions]


def _only_names(segment: Segment) -> bool:
    return bool(segment.mentions) and segment.alone and segment.stance is Stance.TELLS


def _may_share(segment: Segment, following: Segment) -> bool:
    """Return True for a day before one that is refused: "quinta, sexta não dá" takes the first or refuses both."""
    days = _aspects(segment) == [Aspect.WEEKDAY]
    joined = following.introduced == "," and following.stance is Stance.REFUSES and following.mentions
    return bool(days and joined and _only_names(segment) and not phrases.CONTRASTS.search(following.said))


def _leaves_no_time(part: str) -> bool:
    return bool(excuses.NO_TIME.search(part)) and not excuses.MADE_ROOM.search(part)


def _settled(segment: Segment, previous: Segment | None, following: Segment | None) -> Segment:
    assents = following and phrases.THAT_ONE.fullmatch(following.said)
    if assents and not _leaves_no_time(segment.said):
        return segment._replace(stance=Stance.TAKES)
    if previous is None:
        return segment
    if phrases.TOO.search(segment.said) and not segment.excuse:
        return segment._replace(stance=previous.stance, alone=previous.alone)
    follows = segment.alone and previous.stance is Stance.TAKES
    and_refused = segment.introduced in phrases.AND and previous.stance is Stance.REFUSES
    return segment._replace(stance=previous.stance) if follows or and_refused else segment


def _shares(following: Segment) -> bool:
    """Return True if what a segment says of its mentions is said of those before it too."""
    if following.introduced in phrases.REASONS:
        return False
    if not following.mentions:
        return bool(phrases.NO_GOOD.fullmatch(following.said))
    return following.introduced in phrases.AND
