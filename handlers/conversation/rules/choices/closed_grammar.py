"""The choice that a reply makes among the offered slots, by a closed grammar and never by a date parser.

Every mention of a slot (``mentions``) only removes slots, and a choice is made where exactly one
remains, in words that the grammar knows (``grammar``, ``slot_words``). An unknown word beside a mention
("quinta estou viajando"), a number left over, an alternative or a condition make it no choice. So words that
are true of a slot choose that slot or none, never another one.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from handlers.common.rules import portuguese
from handlers.conversation.rules.choices import asides, question_behind, questions, set_apart, short_choices
from handlers.conversation.rules.choices.set_apart import Apart
from handlers.conversation.rules.phrases.choosing import rest_of_offer
from handlers.conversation.rules.slots import day_parts, grammar, notation, slot_words
from handlers.conversation.rules.slots.grammar import ParsedClause
from handlers.conversation.rules.slots.mentions import Aspect, Mention, OfferedSlot, fitting, offer
from handlers.meetings.rules.meeting import Slot

_MOST_MENTIONS = 8
"""More than anybody needs to name one slot."""


class Choice(NamedTuple):
    """The meaning of a reply for the offered slots."""

    slot: Slot | None = None
    """The one slot that it chooses."""
    elsewhere: bool = False
    """True if it names a day or an hour that no slot has: the contact asks for another time."""
    asks: bool = False
    """True if something is asked beside the choice."""
    of_else: bool = False
    """True if what names a slot is about something else."""


NO_CHOICE = Choice()


class _Statement(NamedTuple):
    """The mentions of a whole reply."""

    affirmed: tuple[Mention, ...]
    refused: tuple[tuple[Mention, ...], ...]
    """The mentions of each clause that refuses what it mentions."""

    def refuses(self, slots: Sequence[OfferedSlot]) -> list[OfferedSlot]:
        """Return the slots that it refuses."""
        return [slot for mentions in self.refused for slot in fitting(mentions, slots)]


def choose(text: str, slots: Sequence[Slot], zone: ZoneInfo, now: datetime) -> Choice:
    """Return the choice that a reply makes among ``slots``, in the order in which they were offered.

    ``zone`` is the contact's, in which the slots were named; "amanhã" counts from ``now`` (aware).
    """
    if not slots:
        return NO_CHOICE
    offered = offer(slots, zone, now)
    said = short_choices.plainly(notation.spoken(text), offered)
    option = question_behind.option(text)
    alone = NO_CHOICE if option is None else _choose(option, offered)
    found = _chosen(said, offered) if alone.slot is None else alone._replace(asks=True)
    if found.slot is None:
        return found
    apart = set_apart.sense(said, found.slot, zone, lambda plain: _chosen(plain, offered).slot)
    return (
        found if apart is None else Choice(elsewhere=apart is Apart.ELSEWHERE, of_else=apart is Apart.OF_ELSE)
    )


def _chosen(said: str, offered: Sequence[OfferedSlot]) -> Choice:
    known = asides.in_known_words(said)
    if asides.is_no_choice(known):
        return NO_CHOICE
    unasked = questions.without_questions(known)
    beside = NO_CHOICE if unasked is None else _choose(unasked, offered)
    return beside._replace(asks=True) if beside.slot else _choose(known, offered)


def _choose(known: str, slots: Sequence[OfferedSlot]) -> Choice:
    said = slot_words.COURTESY.sub(" ", known)
    if slot_words.OPEN_CHOICE.search(said.replace("depois de amanha", "amanha")) or slot_words.LISTED.search(
        said
    ):
        return NO_CHOICE
    statement = _statement(day_parts.plainly(said))
    if statement is None:
        return NO_CHOICE
    if not statement.affirmed and rest_of_offer.is_left(said):
        return _left(statement, slots)
    return _match(statement, slots)


def _statement(said: str) -> _Statement | None:
    """Return the mentions of a reply; ``None`` if one of its clauses may say something else."""
    affirmed: list[Mention] = []
    refused: list[tuple[Mention, ...]] = []
    for clause in portuguese.clauses(said):
        parsed = grammar.parse(clause)
        refuses = slot_words.NEGATION.search(clause) is not None
        if parsed.leaves_number or not (
            _is_refusal(parsed, clause) if refuses else _is_plain(parsed, clause)
        ):
            return None
        if refuses:
            refused.append(parsed.mentions)
        else:
            affirmed += parsed.mentions
    return _Statement(tuple(affirmed), tuple(refused))


def _is_refusal(parsed: ParsedClause, clause: str) -> bool:
    """Return True if a clause names what it refuses.

    Otherwise, as in "a primeira não", it may refuse the whole sentence; and in "a 1 não a 2" nobody knows which of the
    two is refused.
    """
    mentions = parsed.mentions
    if not 0 < len(mentions) <= _MOST_MENTIONS or any(mention.bare for mention in mentions):
        return False
    return not grammar.sets_against(clause)


def _is_plain(parsed: ParsedClause, clause: str) -> bool:
    """Return True if a clause says nothing beside its mentions, or mentions nothing and is no excuse."""
    if parsed.mentions:
        return slot_words.FILLERS.issuperset(parsed.rest) and not slot_words.MEETS_OTHERS.search(clause)
    return not slot_words.EXCUSE.search(f"{clause} ")


def _match(statement: _Statement, slots: Sequence[OfferedSlot]) -> Choice:
    affirmed = statement.affirmed
    if len(affirmed) > _MOST_MENTIONS or all(mention.bare for mention in affirmed) or _two_days(affirmed):
        return NO_CHOICE
    chosen = fitting(affirmed, slots)
    refused = statement.refuses(slots)
    if not chosen:
        return Choice(elsewhere=_names_one_time(affirmed) and not refused)
    if len(chosen) == 1 and chosen[0] not in refused:
        return Choice(slot=chosen[0].slot)
    return NO_CHOICE


def _left(statement: _Statement, slots: Sequence[OfferedSlot]) -> Choice:
    """Return the choice of the one slot that is left, in words by which one is: "as duas últimas não posso"."""
    refused = statement.refuses(slots)
    left = [slot for slot in slots if slot not in refused]
    return Choice(slot=left[0].slot) if refused and len(left) == 1 else NO_CHOICE


def _two_days(mentions: Iterable[Mention]) -> bool:
    """Return True for two weekdays of which one may be an ordinal.

    "Quinta e segunda" are two days, although a second slot on a Thursday would fit both words.
    """
    weekdays = [mention for mention in mentions if mention.aspect is Aspect.WEEKDAY]
    return len(weekdays) > 1 and any(mention.bare for mention in weekdays)


def _names_one_time(mentions: Iterable[Mention]) -> bool:
    """Return True if the mentions name a single time; "quinta e sexta" are two."""
    aspects = [mention.aspect for mention in mentions]
    return len(set(aspects)) == len(aspects) and not {Aspect.OPTION, Aspect.WEEK, Aspect.PAST} & set(aspects)
