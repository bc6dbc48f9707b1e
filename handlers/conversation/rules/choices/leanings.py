"""The slot that a longer reply comes down to: reasons beside a choice, refusals of the rest, words of all kinds.

``closed_grammar`` knows every word of what it reads; here a reply is cut into segments, each of which takes, refuses or
only talks about what it mentions (``segments``). What comes of it is no choice by itself: another stage must be
sure that the reply chooses at all.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from handlers.conversation.rules.choices import asides, assents, conditions, questions, segments, set_apart
from handlers.conversation.rules.choices import decisions as slot_decisions
from handlers.conversation.rules.choices import holds as slot_holds
from handlers.conversation.rules.choices.segments import Segment, Stance
from handlers.conversation.rules.choices.set_apart import Apart
from handlers.conversation.rules.phrases.choosing import decisions, rest_of_offer, undecided
from handlers.conversation.rules.phrases.choosing import segments as phrases
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.slots import day_parts, grammar, notation, slot_words
from handlers.conversation.rules.slots.mentions import Aspect, Mention, OfferedSlot, fitting, offer
from handlers.meetings.rules.meeting import Slot

LONGEST = 1500
"""Characters of a reply that chooses a slot; what is longer leans to none."""
_BEGINS_WITH_HOUR = Phrases(r"^(?:e |entao |ai )*(?:as )?\d")
_MAY_BE_SECOND = Phrases(r"\b(?:a|com a|de|pela) segunda\b")
"""Monday, or the second: without such a word it is Monday rather, "só segunda"."""
_MOST_OTHERS = 2
"""The words without a meaning of their own beyond which a segment that takes nothing tells of something else."""
_FEWEST_OF_MOST = 2
"""The slots without which no offer is refused in the main."""
_NO_TIMES = frozenset({Aspect.OPTION, Aspect.PAST})
_DAYS = frozenset({Aspect.WEEKDAY, Aspect.DATE, Aspect.OPTION})


class Leaning(NamedTuple):
    """The outcome of a reply, if it is an answer to the offer at all."""

    slot: Slot | None = None
    elsewhere: bool = False
    """True if it names a day, a date or an hour that no slot has, or refuses every slot by name."""
    tells: bool = False
    """True if it only tells what there is on the days that it names."""
    asks: bool = False
    """True if it asks something of a slot on offer, and names no other time."""
    several: bool = False
    """True if it takes several of the slots on offer, or one by a word that names two: "segunda"."""
    holds: bool = False
    """True if it takes a slot on offer on a condition, or until it is confirmed, or names it for something else."""


def lean(text: str, slots: Sequence[Slot], zone: ZoneInfo, now: datetime) -> Leaning:
    """Return what a reply comes down to; the arguments are those of ``closed_grammar.choose``."""
    if not slots or len(text) > LONGEST:
        return Leaning()
    said, offered = notation.in_sentences(text), offer(slots, zone, now)
    found = _come_down(said, offered)
    if found.slot is None:
        return found
    apart = set_apart.sense(said, found.slot, zone, lambda plain: _come_down(plain, offered).slot)
    return (
        found if apart is None else Leaning(elsewhere=apart is Apart.ELSEWHERE, holds=apart is Apart.OF_ELSE)
    )


def _come_down(said: str, offered: Sequence[OfferedSlot]) -> Leaning:
    known = asides.in_known_words(said)
    plain = day_parts.plainly(known)
    is_undecided = asides.is_nothing_decided(known)
    if not is_undecided:
        decided = slot_decisions.decided(plain, offered)
        if decided and not _is_of_another_week(plain, decided):
            return Leaning(decided.slot)
    if is_undecided or asides.is_bound(known):
        asked = questions.asks_of_a_slot(known) and questions.named(known)
        held = slot_holds.named(known)
        return Leaning(
            asks=bool(asked) and all(fitting([each], offered) for each in asked),
            holds=bool(held and fitting(held, offered)),
        )
    leaning = _lean(plain, offered)
    assented = None if leaning.slot else assents.assented(plain, offered)
    return Leaning(assented.slot) if assented else leaning


def _lean(known: str, offered: Sequence[OfferedSlot]) -> Leaning:
    said = rest_of_offer.COUNTED_REST.sub(" ", slot_words.COURTESY.sub(" ", known))
    found = segments.segments(said)
    named = [mention for segment in found or () for mention in segment.mentions]
    if found is None:
        named = list(grammar.parse(said).mentions)
    elsewhere = any(not fitting([each], offered) for each in named if each.aspect not in _NO_TIMES)
    if found is None or conditions.is_open(said):
        wavers = phrases.BOTH.search(said) or undecided.WAVERS.search(said)
        return Leaning(elsewhere=elsewhere, several=bool(named and wavers) and not elsewhere)
    slot = _settle(
        found,
        offered,
        leaves_other=rest_of_offer.is_left(said),
        takes_rest=bool(decisions.REST.search(said)),
        by_week=bool(phrases.SETS_WEEKS_APART.search(said)) and not phrases.ANY_WEEK.search(said),
    )
    moved = any(_is_at_another_hour(segment, slot, offered) for segment in found)
    if moved:
        slot = None
    moved = moved or (slot is None and any(_wants_another_hour(segment, offered) for segment in found))
    elsewhere = elsewhere or moved or _refuses_most(found, offered)
    return Leaning(
        slot,
        elsewhere,
        tells=bool(found) and all(map(_speaks_against, found)),
        several=slot is None and not elsewhere and _takes_several(found, offered),
    )


def _takes_several(found: list[Segment], slots: Sequence[OfferedSlot]) -> bool:
    """Return True if days or options are taken of which several are on offer: "quarta e sexta estou livre"."""
    takes = [segment for segment in found if segment.stance is Stance.TAKES]
    mentions = [mention for segment in takes for mention in segment.mentions]
    if not mentions or len({mention.aspect for mention in mentions}) > 1 or mentions[0].aspect not in _DAYS:
        return False
    if all(mention.bare for mention in mentions):
        return any(_MAY_BE_SECOND.search(segment.said) for segment in takes)
    fits = [{slot.position for slot in fitting([mention], slots)} for mention in mentions]
    return all(fits) and len(set().union(*fits)) > 1


def _is_of_another_week(said: str, slot: OfferedSlot) -> bool:
    """Return True if a week is taken that the slot is not in: "pode ser na sexta. Da semana que vem, tá?"."""
    return any(
        segment.alone
        and segment.stance is not Stance.REFUSES
        and {Aspect.WEEK}.issuperset(mention.aspect for mention in segment.mentions)
        and not fitting(segment.mentions, [slot])
        for segment in segments.segments(said) or ()
    )


def _is_at_another_hour(segment: Segment, slot: Slot | None, slots: Sequence[OfferedSlot]) -> bool:
    """Return True if a segment gives an hour that the slot has not.

    "Podemos na terça. Às 15h estarei na sala", "Friday, but in the afternoon".
    """
    bound = segment.introduced in phrases.CONTRARY or phrases.PROVIDED.search(segment.said)
    restricts = bound and segment.others < _MOST_OTHERS
    begins = segment.introduced in (".", "!") and _BEGINS_WITH_HOUR.search(segment.said)
    if segment.excuse or segment.stance is Stance.REFUSES or not (restricts or begins):
        return False
    hours = [mention for mention in segment.mentions if not mention.bare]
    if not hours or not {mention.aspect for mention in hours} <= (
        {Aspect.HOUR, Aspect.PERIOD} if restricts else {Aspect.HOUR}
    ):
        return False
    return not any(each.slot == slot for each in fitting(hours, slots))


def _wants_another_hour(segment: Segment, slots: Sequence[OfferedSlot]) -> bool:
    """Return True for a day of the offer at an hour that no slot has on it: "viernes por la mañana mejor"."""
    aspects = [mention.aspect for mention in segment.mentions]
    one_time = len(aspects) == len(set(aspects)) and {Aspect.WEEKDAY, Aspect.DATE} & set(aspects)
    takes = segment.stance is Stance.TAKES or segment.alone
    timed = {Aspect.HOUR, Aspect.PERIOD} & set(aspects)
    return bool(one_time and timed and takes) and not segment.excuse and not fitting(segment.mentions, slots)


def _settle(
    found: list[Segment],
    slots: Sequence[OfferedSlot],
    *,
    leaves_other: bool,
    takes_rest: bool,
    by_week: bool,
) -> Slot | None:
    takes = [segment for segment in found if segment.stance is Stance.TAKES]
    tells = [segment for segment in found if segment.stance is Stance.TELLS]
    refused = {
        slot.slot
        for segment in found
        if segment.stance is Stance.REFUSES
        for slot in _named(segment.mentions, slots)
    }
    told = {slot.slot for segment in tells for slot in fitting(segment.mentions, slots)}
    left = [slot.slot for slot in slots if slot.slot not in refused | told]
    if takes_rest and len(left) == 1 and not any(segment.mentions for segment in takes):
        return left[0]
    for group in _groups(takes, tells):
        mentions = [mention for segment in group for mention in segment.mentions]
        weeks = by_week and all(mention.aspect is Aspect.WEEK for mention in mentions)
        if not mentions or (all(mention.bare for mention in mentions) and not weeks):
            continue
        fits = [slot.slot for slot in fitting(mentions, slots)]
        open_still = [slot for slot in fits if slot not in refused]
        if len(open_still) == 1:
            return open_still[0]
        if fits and not open_still:
            return None
    if any(segment.stance is Stance.REFUSES and phrases.CALLED_OFF.search(segment.said) for segment in found):
        return None
    return left[0] if len(left) == 1 and leaves_other else None


def _speaks_against(segment: Segment) -> bool:
    """Return True for a segment that gives a reason against its day, or tells of something else on it."""
    return segment.stance is Stance.TELLS and (segment.excuse or segment.others > _MOST_OTHERS)


def _refuses_most(found: list[Segment], slots: Sequence[OfferedSlot]) -> bool:
    """Return True if every slot is named and refused, or excused from: "quarta, quinta e sexta estou viajando".

    Also if all but one are, which nobody has chosen by that.
    """
    if any(segment.stance is Stance.TAKES for segment in found):
        return False
    against = [segment for segment in found if segment.stance is Stance.REFUSES or segment.excuse]
    refused = {slot for segment in against for slot in _named(segment.mentions, slots)}
    return len(refused) >= max(len(slots) - 1, _FEWEST_OF_MOST)


def _groups(takes: list[Segment], tells: list[Segment]) -> list[list[Segment]]:
    """Return the segments that may choose together, the likeliest first."""
    if takes:
        concluded = [place for place, segment in enumerate(takes) if segment.concludes]
        return [takes, takes[concluded[-1] :]] if concluded else [takes]
    against = list(filter(_speaks_against, tells))
    plain = [] if any(segment.introduced not in phrases.REASONS for segment in against) else tells
    plain = [segment for segment in plain if not segment.excuse]
    said = [segment for segment in plain if segment.introduced not in phrases.REASONS]
    return [[segment for segment in tells if segment.alone], said, plain]


def _named(mentions: Sequence[Mention], slots: Sequence[OfferedSlot]) -> list[OfferedSlot]:
    """Return the slots of any day that is named; of none, those that everything fits: "não posso quarta nem sexta"."""
    days = [mention for mention in mentions if mention.aspect in _DAYS]
    if len(days) <= 1:
        return fitting(mentions, slots)
    return [slot for slot in slots if any(day.fits(slot) for day in days)]
