"""Denials: the steps that a reply speaks of only to deny, to take back or to make depend on something."""

from handlers.common.rules import portuguese
from handlers.common.rules.model import Intent
from handlers.conversation.rules.intents import data_demands, giving_up, orders
from handlers.conversation.rules.intents.intent_rules import has_order_to_stop
from handlers.conversation.rules.phrases.asking import who_comes
from handlers.conversation.rules.phrases.choosing import excuses
from handlers.conversation.rules.phrases.meetings import kept_in_words, meeting_changes
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.phrases.parts import SENTENCE
from handlers.conversation.rules.phrases.short import denied_moves
from handlers.conversation.rules.phrases.stopping import (
    opt_out,
    opt_out_hints,
    other_channels,
    others_leaving,
    own_doings,
    stops_nothing,
    welcomed,
)
from handlers.conversation.rules.phrases.telling import (
    absence,
    conditions,
    doubt,
    interest,
    not_refused,
    other_matters,
)
from handlers.conversation.rules.sentences import own_sentences
from handlers.conversation.rules.sentences.negation import affirmed

_OF_THE_MEETING = frozenset({Intent.CANCEL, Intent.RESCHEDULE, Intent.NOT_INTERESTED})
"""The steps that end or move a booked meeting."""


def denied(said: str, *, scheduled: bool = False) -> frozenset[Intent]:
    """Return the steps that a reply speaks of only to deny them: "não cancela", "don't remove me".

    Where a meeting is booked (``scheduled``), the refusal of another one ends or moves nothing, nor does who sends
    somebody else.
    """
    found: set[Intent] = set()
    speaks_of_stopping = opt_out.ORDERS.search(opt_out_hints.UNABLE.sub(" ", said)) or _means_only(
        other_matters.NOT_MEANT, said
    )
    if speaks_of_stopping and not has_order_to_stop(said):
        found.add(Intent.OPT_OUT)
    left = said if meeting_changes.CANCEL.search(said) else excuses.CALLED_OFF_ELSE.sub(" ", said)
    left = doubt.NOT_BY_ME.sub(" ", left)
    if meeting_changes.CANCEL_VERB.search(said) and not affirmed(meeting_changes.CANCEL_VERB, left):
        found.add(Intent.CANCEL)
    if giving_up.is_of_another_thing(said):
        found.add(Intent.CANCEL)
    others = (other_matters.LEAVES_MEETING, other_channels.AT_THIS_HOUR, own_doings.NO_ORDERS)
    elsewhere = (
        orders.goes_on(said)
        or _stops_on_condition(said)
        or others_leaving.OF_OTHERS.search(said)
        or any(_means_only(each, said) for each in others)
    )
    if elsewhere and not orders.says_to_stop(said):
        found.add(Intent.OPT_OUT)
    if doubt.KEEPS_MEETING.search(said):
        found.add(Intent.CANCEL)
        if not affirmed(opt_out.ORDERS, own_sentences.own(said)):
            found.add(Intent.OPT_OUT)
    found |= _taken_back(said) | _not_said(said) | giving_up.of_the_move(said)
    if meeting_changes.WAVERS.search(said):
        found.add(Intent.CANCEL)
    if denied_moves.INSTEAD.search(said):
        found.add(Intent.RESCHEDULE)
    of_none = (stops_nothing.ASKS_IF_OUT, stops_nothing.NO_NEED)
    if any(_means_only(each, said) for each in of_none):
        found.add(Intent.OPT_OUT)
    if stops_nothing.ANOTHER_MIND.search(said) and not orders.speaks_to_stop(said):
        found.add(Intent.OPT_OUT)
    passes_on = absence.PASSED_ON.search(said) and not orders.speaks_to_stop(said)
    if data_demands.only_asks(said) or asks_to_leave_later(said) or passes_on:
        found.add(Intent.OPT_OUT)
    if affirmed(welcomed.WELCOMES, said) and not orders.speaks_to_stop(said):
        found.add(Intent.OPT_OUT)
    if not_refused.NOT_REFUSED.search(said) and not interest.PLAIN_REFUSALS.search(
        not_refused.NOT_REFUSED.sub(" . ", said)
    ):
        found.add(Intent.NOT_INTERESTED)
    if scheduled and kept_in_words.KEPT.search(said):
        found.add(Intent.CANCEL)
    is_kept = who_comes.IN_THEIR_PLACE.search(said) and not affirmed(meeting_changes.CANCEL_ORDERS, said)
    if scheduled and (giving_up.is_of_another_meeting(said) or is_kept):
        found |= _OF_THE_MEETING
    return frozenset(found)


def asks_to_leave_later(said: str) -> bool:
    """Return True for the question whether who joins may leave again, and no order: "can we unsubscribe if we join"."""
    asks = (stops_nothing.LEAVES_LATER, stops_nothing.IF_JOINED, stops_nothing.WHENEVER)
    sentences = SENTENCE.findall(said)
    others = [each for each in sentences if not all(phrases.search(each) for phrases in asks)]
    return len(others) < len(sentences) and not orders.speaks_to_stop(" ".join(others))


def _means_only(phrases: Phrases, said: str) -> bool:
    """Return True for phrases beside which nothing else orders to stop."""
    return bool(phrases.search(said)) and not orders.speaks_to_stop(phrases.sub(" ", said))


def _taken_back(said: str) -> frozenset[Intent]:
    """Return the steps that a reply takes back, and does not speak of again afterwards."""
    if absence.FOR_ANOTHER.search(said):
        return frozenset({Intent.OPT_OUT, Intent.CANCEL})
    ends = [match.end() for match in doubt.TAKES_BACK.finditer(said)]
    if not ends:
        return frozenset()
    after = said[max(ends) :]
    speaks = {
        Intent.OPT_OUT: orders.speaks_to_stop(after),
        Intent.CANCEL: affirmed(meeting_changes.CANCEL_VERB, after),
    }
    return frozenset(intent for intent, again in speaks.items() if not again)


def _not_said(said: str) -> frozenset[Intent]:
    """Return what a reply says that it did not say or mean, and orders nowhere else."""
    if not doubt.NOT_SAID.search(said):
        return frozenset()
    left = " . ".join(each for each in portuguese.clauses(said) if not doubt.NOT_SAID.search(each))
    found = {Intent.OPT_OUT: orders.speaks_to_stop, Intent.NOT_INTERESTED: interest.PLAIN_REFUSALS.search}
    if meeting_changes.CANCEL_ORDERS.search(said):
        found[Intent.CANCEL] = meeting_changes.CANCEL_ORDERS.search
    return frozenset(intent for intent, is_ordered in found.items() if not is_ordered(left))


def _stops_on_condition(said: str) -> bool:
    """Return True for two conditions of which one grants something, and none leads to a demand or a threat."""
    if not (conditions.EITHER_WAY.search(said) and conditions.GRANTS.search(said)):
        return False
    return not affirmed(opt_out.ORDERS, said) and not opt_out_hints.THREATS.search(said)
