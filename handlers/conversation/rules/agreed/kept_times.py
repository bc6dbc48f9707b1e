"""The standing time of a meeting that is being moved: whether words keep it, or may mean it, or choose another one.

"Deixa na quinta" beside a Thursday on offer may be this week's, at which the meeting stands. So what chooses among the
slots is read against the standing time as well, and chooses nothing where that fits too.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import Enum, auto

from handlers.common.rules import portuguese
from handlers.common.rules.model import Intent
from handlers.conversation.rules.choices import closed_grammar
from handlers.conversation.rules.phrases.meetings import keeping
from handlers.conversation.rules.replies import Context, Reading
from handlers.conversation.rules.slots import clauses, notation, slot_words, vocabulary
from handlers.conversation.rules.slots.mentions import Aspect, Mention, fitting, offer
from handlers.meetings.rules.times import Slot

_DAYS = frozenset({Aspect.WEEKDAY, Aspect.DATE})
_TIMES = _DAYS | {Aspect.HOUR}
_MOVES_OR_ENDS = frozenset({Intent.RESCHEDULE, Intent.CANCEL, Intent.NOT_INTERESTED})


class Keeping(Enum):
    """The sense of words for the standing time."""

    KEEPS = auto()
    """They keep it, by a word for that."""
    MAY_KEEP = auto()
    """They name it, and perhaps a slot on offer by the same words."""


def keeping_of(
    text: str, reading: Reading, context: Context, agreed: Slot, classify: Callable[[Context], Reading]
) -> Keeping | None:
    """Return what a text says of ``agreed``, the standing time; None if ``reading`` is all that it says.

    ``context`` has the slots on offer; ``classify`` reads the text in another context. A number, and a day or an hour
    that the standing time has not, choose among the slots.
    """
    said = notation.spoken(text)
    chooses = reading.intent is Intent.SLOT_CHOICE
    if chooses and reading.slot != agreed:
        if _keeps(said, agreed, context, chooses=True):
            return Keeping.KEEPS
        return Keeping.MAY_KEEP if _fits_both(said, reading, context, agreed, classify) else None
    if reading.intent not in _MOVES_OR_ENDS or (reading.certain and reading.intent is not Intent.RESCHEDULE):
        return None
    if _keeps(said, agreed, context, chooses=False):
        return Keeping.KEEPS
    names = reading.intent is Intent.RESCHEDULE and _names(text, said, agreed, context, classify)
    return Keeping.MAY_KEEP if names else None


def leaves_several(text: str, of_offer: Reading, context: Context) -> bool:
    """Return True for a day or an hour that several of the slots on offer have, where that alone is unclear.

    ``of_offer`` is the reading of the text in ``context``, which has those slots.
    """
    said = notation.spoken(text)
    if not of_offer.is_open_choice or slot_words.NEGATION.search(said):
        return False
    named = clauses.mentions(vocabulary.known(said))
    is_time = bool(named) and all(mention.aspect is not Aspect.OPTION for mention in named)
    return is_time and len(fitting(named, offer(context.slots, context.zone, context.now))) > 1


def _keeps(said: str, agreed: Slot, context: Context, *, chooses: bool) -> bool:
    """Return True for a word of keeping that nothing denies, and beside which no other time is named or wanted."""
    kept = list(filter(_is_kept, portuguese.clauses(said)))
    if not kept or (not chooses and keeping.OTHERWISE.search(keeping.KEPT.sub(" ", said))):
        return False
    named = [mention for clause in kept for mention in _mentions(clause)]
    if not named and chooses:
        named = _mentions(said)
    return all(_fits(mention, agreed, context) for mention in named)


def _is_kept(clause: str) -> bool:
    kept = keeping.KEPT.search(clause)
    return bool(kept) and not slot_words.NEGATION.search(keeping.KEPT.sub(" ", clause))


def _fits_both(
    said: str, reading: Reading, context: Context, agreed: Slot, classify: Callable[[Context], Reading]
) -> bool:
    """Return True if the choice names a day or an hour, and would choose the standing time in its slot's place."""
    named = _mentions(said)
    if any(mention.aspect is Aspect.OPTION for mention in named):
        return False
    if not any(_fits(mention, agreed, context) for mention in named):
        return False
    instead = tuple(agreed if slot == reading.slot else slot for slot in context.slots)
    return classify(replace(context, slots=instead)).slot == agreed


def _names(
    text: str, said: str, agreed: Slot, context: Context, classify: Callable[[Context], Reading]
) -> bool:
    """Return True for the day of the standing time, and no more than its hour, that the words choose.

    That may be beside a refusal of the slots on offer ("nenhum desses, deixa na sexta"). With a question mark a weekday
    may be another week's.
    """
    aspects = {mention.aspect for mention in _mentions(said)}
    if Aspect.OPTION in aspects or aspects.isdisjoint({Aspect.DATE} if "?" in text else _DAYS):
        return False
    choice = closed_grammar.choose(text, (agreed,), context.zone, context.now)
    if choice.slot == agreed and not choice.asks:
        return True
    if keeping.OTHERWISE.search(said):
        return False
    return classify(replace(context, slots=(agreed, *context.slots))).slot == agreed


def _mentions(said: str) -> Sequence[Mention]:
    """Return the numbers, days and hours that are named, negated ones too."""
    found = clauses.mentions(vocabulary.known(said))
    return [mention for mention in found if mention.aspect in _TIMES or mention.aspect is Aspect.OPTION]


def _fits(mention: Mention, agreed: Slot, context: Context) -> bool:
    is_time = mention.aspect is not Aspect.OPTION
    return is_time and bool(fitting([mention], offer((agreed,), context.zone, context.now)))
