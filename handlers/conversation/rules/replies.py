"""What a reply asks for: rules over its words. The labelled corpus is tests/handlers/conversation/rules/replies.jsonl.

The order of the rules is the law of section 6. Opt-out wins over everything, but is never read into a refusal of
something else ("não quero mais a reunião" is a cancellation). Whatever no rule is sure of is ``unknown`` and goes to
a human: a wrong guess costs more than an answer that comes an hour later. A model may stand in for the rules: it
only has to be a ``Classifier``.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from handlers.common.rules import portuguese
from handlers.common.rules.model import Intent
from handlers.conversation.rules import reply_phrases as phrases
from handlers.conversation.rules import slot_choice
from handlers.meetings.rules.meeting import Slot


@dataclass(frozen=True)
class Context:
    """What the person was last told, as far as it changes the meaning of an answer."""

    zone: ZoneInfo
    """The contact's."""
    now: datetime
    slots: tuple[Slot, ...] = ()
    """On offer at this moment, in the order in which they were offered."""
    scheduled: bool = False
    """A meeting is agreed on and still to come."""


@dataclass(frozen=True)
class Reading:
    """What a reply asks for."""

    intent: Intent
    slot: Slot | None = None
    """Of a ``slot_choice``: the chosen one."""
    urgent: bool = False
    """The person wants it soon."""
    returns: date | None = None
    """Of an ``out_of_office``: the day of return, where one is named."""


class Classifier(Protocol):
    """Whatever can read a reply."""

    def classify(self, text: str, context: Context) -> Reading: ...


LONGEST_READ = 1500
"""Characters of the person's own words; what is longer is no short answer and is left to a human."""

_REACH_OF_NEGATION = 80
"""Characters: more than four words."""
_NEGATED_BEFORE = re.compile(r"\b(?:nao|nem|nunca|jamais|sem)(?: [a-z]+){0,3} ?$")
_SENTENCE_ENDS = re.compile(r"[.!?]")
# An "e" after a negation is "é": "não é pra cancelar".
_CLAUSE_ENDS = re.compile(r"[.,!?]|\b(?:mas|porem|so que|entretanto|contudo)\b|(?<!nao )(?<!nem )\be\b")


def _affirmed(pattern: re.Pattern[str], said: str) -> bool:
    """Whether the pattern is said without a negation up to four words before it in the same clause."""

    def denied(start: int) -> bool:
        before = said[max(0, start - _REACH_OF_NEGATION) : start]
        return bool(_NEGATED_BEFORE.search(_CLAUSE_ENDS.split(before)[-1]))

    return any(not denied(match.start()) for match in pattern.finditer(said))


def _said(own: str) -> str:
    said = portuguese.words(own)
    for pattern, meaning in phrases.IDIOMS:
        said = pattern.sub(meaning, said)
    return re.sub(r"\s+", " ", said).strip()


class Rules:
    """The classifier in use."""

    def classify(self, text: str, context: Context) -> Reading:
        """The reading of a reply; ``unknown`` for whatever no rule is sure of, an empty text included."""
        own = portuguese.own_words(text)
        if len(own) > LONGEST_READ:
            return Reading(Intent.UNKNOWN)
        said = _said(own)
        choice = slot_choice.choose(text, context.slots, context.zone, context.now)
        for intent, holds in _ORDER:
            if holds(said, context, choice):
                return Reading(
                    intent,
                    slot=choice.slot if intent is Intent.SLOT_CHOICE else None,
                    urgent=bool(phrases.URGENT.search(said)),
                    returns=_return_day(said, context) if intent is Intent.OUT_OF_OFFICE else None,
                )
        return Reading(Intent.UNKNOWN)


def _is_opt_out(said: str, context: Context, choice: slot_choice.Choice) -> bool:
    if said and phrases.KEYWORD_ONLY.fullmatch(said) and re.search(rf"\b{phrases.KEYWORDS}\b", said):
        return True
    return any(
        _orders_to_stop(clause)
        for sentence in _SENTENCE_ENDS.split(said)
        if not phrases.ANOTHER_CHANNEL.search(sentence)
        for clause in portuguese.clauses(sentence)
    )


def _orders_to_stop(clause: str) -> bool:
    if phrases.OF_SOMEBODY_ELSE.search(clause) or phrases.AT_THIS_HOUR.search(clause):
        return False
    return _affirmed(phrases.OPT_OUT, clause) or bool(phrases.OPT_OUT_REFUSALS.search(clause))


def _is_wrong_person(said: str, context: Context, choice: slot_choice.Choice) -> bool:
    return bool(phrases.WRONG_PERSON.search(said))


def _is_slot_choice(said: str, context: Context, choice: slot_choice.Choice) -> bool:
    return choice.slot is not None and not phrases.ASKS.search(said)


def _is_reschedule(said: str, context: Context, choice: slot_choice.Choice) -> bool:
    return _affirmed(phrases.RESCHEDULE, said) or (
        bool(context.slots) and (choice.elsewhere or bool(phrases.RESCHEDULE_OFFER.search(said)))
    )


def _is_cancel(said: str, context: Context, choice: slot_choice.Choice) -> bool:
    standing = context.scheduled or bool(context.slots)
    if _affirmed(phrases.CANCEL, said) or (standing and _affirmed(phrases.CANCEL_STANDING, said)):
        return True
    return bool(phrases.CANCEL_REFUSALS.search(said)) or (
        context.scheduled and bool(phrases.CANCEL_ABSENCE.search(said))
    )


def _is_out_of_office(said: str, context: Context, choice: slot_choice.Choice) -> bool:
    return bool(phrases.OUT_OF_OFFICE.search(said))


def _is_contradiction(said: str, context: Context, choice: slot_choice.Choice) -> bool:
    """A refusal and a consent in one reply: only the person knows which of the two counts."""
    refuses = bool(phrases.NOT_INTERESTED.search(said)) or "nao" in portuguese.clauses(said)
    return refuses and (_affirmed(phrases.INTERESTED, said) or _affirmed(phrases.CONSENT, said))


def _is_not_interested(said: str, context: Context, choice: slot_choice.Choice) -> bool:
    if phrases.NOT_INTERESTED.search(said):
        return True
    return bool(phrases.BARE_NO.fullmatch(said)) and not context.slots and not context.scheduled


def _is_question(said: str, context: Context, choice: slot_choice.Choice) -> bool:
    if phrases.ASKS_FOR_TIMES.search(said) and not context.slots and not context.scheduled:
        return False
    return bool(phrases.ASKS.search(said))


def _is_undecided(said: str, context: Context, choice: slot_choice.Choice) -> bool:
    return bool(phrases.DOUBT.search(said)) or (
        bool(phrases.LATER.search(said)) and not _affirmed(phrases.INTERESTED, said)
    )


def _is_interested(said: str, context: Context, choice: slot_choice.Choice) -> bool:
    if _affirmed(phrases.INTERESTED, said):
        return True
    if context.scheduled:
        agrees = _affirmed(phrases.CONSENT, said) or _affirmed(phrases.ACKNOWLEDGED, said)
        return agrees and "?" not in said
    # "Sim" to a choice of three chooses none of them.
    return not context.slots and (
        _affirmed(phrases.CONSENT, said) or bool(phrases.ASKS_FOR_TIMES.search(said))
    )


def _has_question_mark(said: str, context: Context, choice: slot_choice.Choice) -> bool:
    return "?" in said


_ORDER: tuple[tuple[Intent, Callable[[str, Context, slot_choice.Choice], bool]], ...] = (
    (Intent.OPT_OUT, _is_opt_out),
    (Intent.UNKNOWN, _is_wrong_person),
    (Intent.SLOT_CHOICE, _is_slot_choice),
    (Intent.RESCHEDULE, _is_reschedule),
    (Intent.CANCEL, _is_cancel),
    (Intent.OUT_OF_OFFICE, _is_out_of_office),
    (Intent.UNKNOWN, _is_contradiction),
    (Intent.NOT_INTERESTED, _is_not_interested),
    (Intent.QUESTION, _is_question),
    (Intent.UNKNOWN, _is_undecided),
    (Intent.INTERESTED, _is_interested),
    (Intent.QUESTION, _has_question_mark),
)

_DAY_AND_MONTH = re.compile(r"\b(\d{1,2})/(\d{1,2})\b")
_DAY_ONLY = re.compile(r"\bdia (\d{1,2})\b(?!/)")


def _return_day(said: str, context: Context) -> date | None:
    """The last day that an absence notice names, as a day to come; "até o dia 10" ends on the next one."""
    today = context.now.astimezone(context.zone).date()
    days = [_next(today, int(day), int(month)) for day, month in _DAY_AND_MONTH.findall(said)]
    days += [_next(today, int(day), None) for day in _DAY_ONLY.findall(said)]
    known = [day for day in days if day is not None]
    if not known:
        return None
    last = max(known)
    until = re.search(rf"\bate (?:o )?(?:dia )?0?{last.day}\b", said)
    return last + timedelta(days=1) if until else last


def _next(today: date, day: int, month: int | None) -> date | None:
    """The first such day from today on, within a year."""
    return next(
        (
            candidate
            for candidate in (today + timedelta(days=ahead) for ahead in range(366))
            if candidate.day == day and month in (None, candidate.month)
        ),
        None,
    )


RULES: Classifier = Rules()
