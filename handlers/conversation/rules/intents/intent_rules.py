"""The rules that find the intent of a reply, in their order.

The order is laid down in docs/system.md, "Conversation". Opting out comes first, but is never read into a
refusal of something else: "não quero mais a reunião" is a cancellation.
"""

import re
from collections.abc import Callable, Container
from functools import lru_cache
from typing import NamedTuple

from handlers.common.rules import portuguese
from handlers.common.rules.model import Intent
from handlers.conversation.rules.choices.closed_grammar import Choice
from handlers.conversation.rules.intents import asked_in_case, customers, giving_up, not_fitting
from handlers.conversation.rules.phrases.asking import questions
from handlers.conversation.rules.phrases.meetings import meeting_changes, not_coming
from handlers.conversation.rules.phrases.parts import SENTENCE
from handlers.conversation.rules.phrases.stopping import (
    opt_out,
    other_channels,
    own_doings,
    removed_elsewhere,
)
from handlers.conversation.rules.phrases.telling import absence, doubt, interest, other_matters
from handlers.conversation.rules.sentences import own_sentences
from handlers.conversation.rules.sentences.negation import affirmed, negated

_SENTENCE_ENDS = re.compile(r"[.!?]")
_NONE = re.compile(r"\b(?:nenhum|none|neither|ningun)\w*")


class Utterance(NamedTuple):
    """A reply in its situation."""

    said: str
    """The contact's own words, as ``portuguese.words`` without idioms."""
    choice: Choice
    """The choice that the reply makes among the slots on offer."""
    offered: bool
    """True while slots are on offer to the contact."""
    scheduled: bool
    """True while the contact has a meeting to come."""


def intent_of(reply: Utterance, besides: Container[Intent] = ()) -> Intent | None:
    """Return the intent of the first rule that holds besides those intents; ``None`` if none does."""
    return next((intent for intent, holds in _RULES if intent not in besides and holds(reply)), None)


def _opts_out(reply: Utterance) -> bool:
    if opt_out.KEYWORD_ONLY.fullmatch(reply.said) and opt_out.KEYWORD.search(reply.said):
        return True
    return any(
        _orders_to_stop(clause)
        for sentence in _SENTENCE_ENDS.split(own_sentences.own(reply.said))
        if not other_channels.ANOTHER_CHANNEL.search(sentence)
        for clause in portuguese.clauses(sentence)
    )


def _orders_to_stop(clause: str) -> bool:
    others = (
        other_matters.TO_SOMEBODY_ELSE,
        other_channels.AT_THIS_HOUR,
        other_matters.FEATURES,
    )
    if any(each.search(clause) for each in others):
        return False
    return has_order_to_stop(clause)


@lru_cache(maxsize=64)
def has_order_to_stop(said: str) -> bool:
    """Return True for the words of an order to stop, which nothing before them denies, or of a refusal of messages."""
    said = own_doings.NO_ORDERS.sub(" ", removed_elsewhere.REMOVED_ELSEWHERE.sub(" ", said))
    return affirmed(opt_out.ORDERS, said) or bool(opt_out.REFUSALS.search(said))


def is_wrong_person(reply: Utterance) -> bool:
    """Return True if the reply was not meant for the one who writes; a slip of the finger is no wrong person."""
    slipped = negated(meeting_changes.CANCEL_VERB, reply.said)
    if absence.FOR_ANOTHER.search(reply.said):
        return True
    return bool(absence.WRONG_PERSON.search(reply.said)) and not slipped


def _chooses_slot(reply: Utterance) -> bool:
    return reply.choice.slot is not None and not questions.ASKS.search(reply.said)


def asks_about_meeting(reply: Utterance) -> bool:
    """Return True for a question about the meeting itself, beside which a day or an hour is no wish for it."""
    asked = (each for each in SENTENCE.findall(reply.said) if each.endswith("?"))
    known = bool(questions.ONCE_MORE.search(reply.said)) or asked_in_case.is_asked(reply.said)
    return known or any(map(questions.OF_THE_MEETING.search, asked))


def declines_meeting(reply: Utterance) -> bool:
    """Return True for the refusal of a meeting that is not booked, without a word of calling it off."""
    refuses = not reply.scheduled and bool(meeting_changes.MEETING_DECLINED.search(reply.said))
    gives_up = affirmed(meeting_changes.CANCEL_VERB, reply.said) or meeting_changes.LETS_GO.search(reply.said)
    return refuses and not gives_up


def excuses(reply: Utterance) -> bool:
    """Return True for days that are named only to say why: beside a refusal of it all, or a notice of absence."""
    said = _without_none(not_fitting.without(reply.said, offered=reply.offered))
    if "?" in said or meeting_changes.MOVES.search(said) or affirmed(meeting_changes.RESCHEDULE, said):
        return False
    if absence.AWAY.search(said):
        return True
    refuses = any(_refuses_all(each) and not doubt.DOUBTS.search(each) for each in SENTENCE.findall(said))
    return refuses and not affirmed(interest.INTERESTED, said)


def _refuses_all(said: str) -> bool:
    return bool(interest.PLAIN_REFUSALS.search(customers.without(said))) or _gives_up(said)


def _gives_up(said: str) -> bool:
    elsewhere = giving_up.names_another_thing(said) or meeting_changes.THE_OTHERS.search(said)
    return affirmed(meeting_changes.CANCEL_ORDERS, said) and not elsewhere


def _without_none(said: str) -> str:
    return " ".join(meeting_changes.NONE_OF_THEM.sub(" ", said).split())


def _asks_about_standing(reply: Utterance) -> bool:
    moves = affirmed(meeting_changes.RESCHEDULE, reply.said)
    asks = asked_in_case.is_asked(reply.said) or (not moves and asks_about_meeting(reply))
    return (reply.offered or reply.scheduled) and asks


def _reschedules(reply: Utterance) -> bool:
    # "Nenhum, não tenho interesse", "nenhum, cancela": no other time is wanted.
    said = reply.said
    if _NONE.search(said) and affirmed(meeting_changes.CANCEL_ORDERS, said):
        return bool(meeting_changes.MOVES.search(_NONE.sub(" ", said)))
    excused = excuses(reply)
    beside = _without_none(said)
    if (
        beside != said
        and "?" not in said
        and (excused or interest.NOT_INTERESTED.search(beside) or declines_meeting(reply))
    ):
        said = beside
    trades = (reply.offered or reply.scheduled) and giving_up.is_for_another_time(said)
    if trades or affirmed(meeting_changes.RESCHEDULE, said) or affirmed(questions.ASKS_FOR_OTHERS, said):
        return True
    if excused or not reply.offered:
        return False
    others = bool(meeting_changes.RESCHEDULE_OFFER.search(said)) or not_fitting.is_said_alone(said)
    return others or reply.choice.elsewhere


def _cancels(reply: Utterance) -> bool:
    said = reply.said
    if giving_up.is_of_another_thing(said):
        return False
    refuses = meeting_changes.CANCEL_REFUSALS.search(said) and "?" not in said
    if affirmed(meeting_changes.CANCEL, said) or (refuses and not declines_meeting(reply)):
        return True
    if reply.scheduled or reply.offered:
        given_up = _gives_up(said) and excuses(reply) and not declines_meeting(reply)
        if given_up or affirmed(meeting_changes.CANCEL_STANDING, said):
            return True
    is_missed = meeting_changes.CANCEL_ABSENCE.search(said) or affirmed(not_coming.MISSES, said)
    return reply.scheduled and bool(is_missed)


def _is_out_of_office(reply: Utterance) -> bool:
    said = reply.said
    if reply.scheduled and absence.OTHERS_COME.search(said):
        said = absence.ANOTHER_AWAY.sub(" ", said)
    return bool(absence.OUT_OF_OFFICE.search(said)) and not doubt.KEEPS_MEETING.search(said)


def _contradicts_itself(reply: Utterance) -> bool:
    """Return True for a refusal and a consent in one reply: only the contact knows which one counts."""
    said = reply.said
    if excuses(reply):
        return False
    refuses = bool(interest.NOT_INTERESTED.search(said)) or "nao" in portuguese.clauses(said)
    return refuses and (affirmed(interest.INTERESTED, said) or affirmed(interest.CONSENT, said))


def _declines(reply: Utterance) -> bool:
    if affirmed(interest.LISTENS, reply.said):
        return False
    kept, said = reply.scheduled and _keeps_meeting(reply.said), customers.without(reply.said)
    if (interest.NOT_INTERESTED.search(said) and not kept) or declines_meeting(reply):
        return True
    if reply.offered and interest.PLAIN_REFUSALS.search(said) and excuses(reply):
        return True
    return not reply.scheduled and bool(interest.BARE_NO.fullmatch(reply.said))


def _proposes_a_time(reply: Utterance) -> bool:
    return not (reply.offered or reply.scheduled) and affirmed(interest.PROPOSED_TIME, reply.said)


def _asks(reply: Utterance) -> bool:
    # The slots that go out next answer a question for times.
    if questions.ASKS_FOR_TIMES.search(reply.said) and not (reply.offered or reply.scheduled):
        return False
    return bool(questions.ASKS.search(reply.said)) and not _says_interest(reply)


def _says_interest(reply: Utterance) -> bool:
    """Return True for interest that has a sentence of its own beside a question, before any offer."""
    if reply.offered or reply.scheduled:
        return False
    if interest.YES_FIRST.search(reply.said):
        return True
    own = (
        each for each in SENTENCE.findall(reply.said) if "?" not in each and not questions.ASKS.search(each)
    )
    return any(affirmed(interest.INTERESTED, each) for each in own)


def _is_undecided(reply: Utterance) -> bool:
    if interest.DOUBT.search(reply.said):
        return True
    return bool(interest.LATER.search(reply.said)) and not affirmed(interest.INTERESTED, reply.said)


def _keeps_meeting(said: str) -> bool:
    cancels = affirmed(meeting_changes.CANCEL_VERB, said) or meeting_changes.MOVES.search(said)
    return negated(meeting_changes.CANCEL_VERB, said) and not cancels


def _is_interested(reply: Utterance) -> bool:
    said = reply.said
    if affirmed(interest.INTERESTED, said):
        return True
    consents = affirmed(interest.CONSENT, said)
    if reply.scheduled:
        return (consents or _keeps_meeting(said) or affirmed(interest.ACKNOWLEDGED, said)) and "?" not in said
    # "Sim" to a choice of three chooses none of them.
    return not reply.offered and (consents or bool(questions.ASKS_FOR_TIMES.search(said)))


def _has_question_mark(reply: Utterance) -> bool:
    return "?" in reply.said


_RULES: tuple[tuple[Intent, Callable[[Utterance], bool]], ...] = (
    (Intent.OPT_OUT, _opts_out),
    (Intent.UNKNOWN, is_wrong_person),
    (Intent.SLOT_CHOICE, _chooses_slot),
    (Intent.QUESTION, _asks_about_standing),
    (Intent.RESCHEDULE, _reschedules),
    (Intent.CANCEL, _cancels),
    (Intent.OUT_OF_OFFICE, _is_out_of_office),
    (Intent.UNKNOWN, _contradicts_itself),
    (Intent.NOT_INTERESTED, _declines),
    (Intent.INTERESTED, _proposes_a_time),
    (Intent.QUESTION, _asks),
    (Intent.UNKNOWN, _is_undecided),
    (Intent.INTERESTED, _is_interested),
    (Intent.QUESTION, _has_question_mark),
)
