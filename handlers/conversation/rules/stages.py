"""The classifier in use: commands and plain orders, the grammar of slots, rules, and a model of replies.

A command, and a sentence that is an order to stop, are an opt-out. Of the rest, what the rules, the orders and the
grammar find weighs in the model's probabilities, and the intent that is then the most probable is the reading. A slot
is chosen only where the grammar has found one. What cannot be taken back is certain only where it is a plain order
that the model does not doubt; an opt-out that is merely likely is read as one that is not.

The weights and thresholds below were chosen with one author of the corpus left out of the model after the other
(local/model/corpus). docs/replies.md has the figures for two authors of whom nothing was seen meanwhile.
"""

from collections.abc import Mapping
from typing import NamedTuple

from handlers.common.rules import portuguese, visible
from handlers.common.rules.model import Intent
from handlers.conversation.rules import (
    commands,
    nobodys_step,
    orders,
    own_sentences,
    reply_model,
    run_together,
    slot_choice,
    slot_leaning,
)
from handlers.conversation.rules.intent_rules import Utterance, asks_about_meeting, excuses, intent_of
from handlers.conversation.rules.phrases import absence, idioms, interest, meeting_changes
from handlers.conversation.rules.replies import Classifier, Context, Reading
from handlers.conversation.rules.return_day import return_day
from handlers.conversation.rules.slot_leaning import Leaning

LONGEST_READ = 6000
"""Characters of a reply that are read: its beginning, and of a longer one its end too, which then orders nothing."""
_END_READ = 1500

_OF_THE_RULES: Mapping[Intent, float] = {
    Intent.OPT_OUT: 3.0,
    Intent.CANCEL: 3.0,
    Intent.NOT_INTERESTED: 12.0,
    Intent.RESCHEDULE: 12.0,
    Intent.INTERESTED: 4.0,
    Intent.QUESTION: 3.0,
    Intent.OUT_OF_OFFICE: 20.0,
    Intent.SLOT_CHOICE: 60.0,
    Intent.UNKNOWN: 1.0,
}
"""The factor of the intent that the rules read; the grammar knows every word of a slot choice."""
_OF_AN_ORDER = 20.0
"""The factor of what is plainly ordered."""
_OF_A_DENIAL = 0.002
"""The factor of a step that is spoken of only to deny it."""
_INSTEAD = 0.5
"""The share of such a step's probability that goes to what is meant instead."""
_OF_A_WISH = 1.0
"""The probability that is added to opting out for a wish or question that comes down to it."""
_OF_A_DOUBT = 7.0
"""The factor of unknown for a doubt about coming to a meeting that is booked, and for somebody who is busy."""
_OF_ANOTHER_TIME = 15.0
"""The factor of another time, for a day or an hour that is not on offer."""
_OF_A_MOVE = 3.0
"""The factor of another time, for the words of a move."""
_OF_A_LEANING = 3.0
"""The factor of a choice that a reply comes down to."""
_LEAST_LEANING = 0.45
"""The model's least probability of a choice for such a reply to be one."""
_WITHOUT_SLOT = 0.1
"""The share of a choice's probability that goes to unknown where there is no slot."""

_LEAST = 0.15
"""The least probability of a reading; below it a reply is unknown."""
_LEAST_CERTAIN = 0.5
"""The model's least probability of a plain order that is certain."""
_LEAST_CERTAIN_OPT_OUT = 0.65
"""The same of an order to stop, from which no later message leads back."""
_LEAST_OPT_OUT = 0.12
"""The least probability of an opt-out where messages, lists or personal data are spoken of."""
_LEAST_OPT_OUT_ASKED = 0.18
"""The same where they are only asked about."""
_LEAST_OPT_OUT_HINTED = 0.5
"""The same where a word could belong to an order to stop."""
_LEAST_OPT_OUT_UNSAID = 0.95
"""The same where none could."""


_EXCUSED = frozenset({Intent.NOT_INTERESTED, Intent.CANCEL, Intent.OUT_OF_OFFICE})
"""The intents beside which days may be named to say why."""


class _Heard(NamedTuple):
    """A reply with what the first stages find in it."""

    utterance: Utterance
    command: bool
    order: Intent | None
    denied: frozenset[Intent]
    rule: Intent | None
    leaning: Leaning
    wishes: bool
    """True for a wish or a question that comes down to an order to stop."""


class Stages:
    """The classifier by all stages."""

    def classify(self, text: str, context: Context) -> Reading:
        """Return the reading of a reply; ``unknown`` where no stage is sure enough, as for an empty text."""
        whole = visible.visible(text)
        text = _bounded(whole)
        heard = _heard(text, context)
        probable = _probabilities(text, context)
        intent = _intent(heard, probable)
        said = heard.utterance.said
        today = context.now.astimezone(context.zone).date()
        return Reading(
            intent,
            slot=(heard.utterance.choice.slot or heard.leaning.slot)
            if intent is Intent.SLOT_CHOICE
            else None,
            urgent=bool(interest.URGENT.search(said)),
            returns=return_day(said, today) if intent is Intent.OUT_OF_OFFICE else None,
            certain=len(text) == len(whole)
            and _is_certain(intent, heard, probable)
            and not _may_joke(intent, heard, text),
        )


def _bounded(text: str) -> str:
    return text if len(text) <= LONGEST_READ else f"{text[: LONGEST_READ - _END_READ]}\n{text[-_END_READ:]}"


def _heard(text: str, context: Context) -> _Heard:
    said = idioms.plainly(run_together.apart(portuguese.words(text)))
    # What was said to somebody else chooses nothing.
    slots = () if absence.FOR_ANOTHER.search(said) else context.slots
    choice = slot_choice.choose(text, slots, context.zone, context.now)
    utterance = Utterance(said, choice, bool(context.slots), context.scheduled)
    denied = orders.denied(said)
    return _Heard(
        utterance,
        commands.is_command(text, stands=bool(context.slots) or context.scheduled),
        orders.plain(utterance),
        denied,
        intent_of(utterance, denied & {Intent.OPT_OUT}),
        slot_leaning.lean(text, slots, context.zone, context.now),
        orders.wishes_to_stop(utterance),
    )


def _probabilities(text: str, context: Context) -> Mapping[Intent, float]:
    standing = "scheduled" if context.scheduled else "offered" if context.slots else "nothing"
    return reply_model.probabilities(own_sentences.without_notices(text) or text, standing)


def _intent(heard: _Heard, probable: Mapping[Intent, float]) -> Intent:
    says = orders.says_to_stop(heard.utterance.said) and not orders.spares(heard.utterance)
    if heard.command or says:
        return Intent.OPT_OUT
    weighed = _weighed(heard, probable)
    total = sum(weighed.values())
    if weighed[Intent.OPT_OUT] / total >= _least_opt_out(heard):
        return Intent.OPT_OUT
    del weighed[Intent.OPT_OUT]
    best = max(weighed, key=lambda intent: weighed[intent])
    return best if weighed[best] / total >= _LEAST else Intent.UNKNOWN


def _least_opt_out(heard: _Heard) -> float:
    said = heard.utterance.said
    if heard.wishes:
        return _LEAST_OPT_OUT
    if Intent.OPT_OUT in heard.denied or orders.is_about_things(said):
        return _LEAST_OPT_OUT_UNSAID
    if orders.touches_messages(said) and not orders.spares(heard.utterance):
        return _LEAST_OPT_OUT_ASKED if orders.only_asks_of_messages(said) else _LEAST_OPT_OUT
    return _LEAST_OPT_OUT_HINTED if orders.says_anything_of_messages(said) else _LEAST_OPT_OUT_UNSAID


def _weighed(heard: _Heard, probable: Mapping[Intent, float]) -> dict[Intent, float]:
    """Return the model's probabilities, each times the weight of what the other stages say of it."""
    weighed = dict(probable)
    chooses = heard.utterance.choice.slot or heard.leaning.slot
    # A question beside a choice waits for the meeting.
    waits = chooses and heard.rule in (Intent.QUESTION, Intent.RESCHEDULE)
    # A refusal beside a wish for silence is its reason.
    if heard.rule and not waits and not (heard.wishes and heard.rule is Intent.NOT_INTERESTED):
        weighed[heard.rule] *= _OF_THE_RULES[heard.rule]
    if heard.utterance.choice.asks and heard.rule is not Intent.OPT_OUT:
        weighed[Intent.SLOT_CHOICE] *= _OF_THE_RULES[Intent.SLOT_CHOICE]
    if heard.order:
        weighed[heard.order] *= _OF_AN_ORDER
    said = heard.utterance.said
    if heard.denied:
        weighed[_instead(heard)] += _INSTEAD * sum(weighed[intent] for intent in heard.denied)
        weighed |= {intent: weighed[intent] * _OF_A_DENIAL for intent in heard.denied}
    nobodys_step.weigh(heard.utterance, heard.rule, weighed)
    undecided = interest.DOUBTS_COMING if heard.utterance.scheduled else absence.BUSY
    if undecided.search(said) or meeting_changes.WAVERS.search(said):
        weighed[Intent.UNKNOWN] *= _OF_A_DOUBT
    if heard.wishes:
        weighed[Intent.OPT_OUT] += _OF_A_WISH
    about_meeting = heard.rule is Intent.QUESTION and asks_about_meeting(heard.utterance)
    if orders.moves(heard.utterance) and not about_meeting:
        weighed[Intent.RESCHEDULE] *= _OF_A_MOVE
    if heard.utterance.choice.slot:
        # The model knows no offer: a time that it takes for another one is the one that was chosen here.
        weighed[Intent.SLOT_CHOICE] += _OF_THE_RULES[Intent.SLOT_CHOICE] * weighed.pop(Intent.RESCHEDULE)
        return weighed
    if heard.leaning.slot and probable[Intent.SLOT_CHOICE] >= _LEAST_LEANING:
        weighed[Intent.SLOT_CHOICE] *= _OF_A_LEANING
        return weighed
    without_slot = weighed.pop(Intent.SLOT_CHOICE) * _WITHOUT_SLOT
    if heard.rule is Intent.QUESTION and heard.leaning.asks and not orders.moves(heard.utterance):
        weighed[Intent.QUESTION] += without_slot + weighed.pop(Intent.RESCHEDULE)
        return weighed
    if about_meeting:
        weighed[Intent.RESCHEDULE] *= _INSTEAD
        weighed[Intent.QUESTION] += without_slot + weighed[Intent.RESCHEDULE]
        return weighed
    if heard.rule in _EXCUSED and excuses(heard.utterance):
        weighed[heard.rule] += without_slot + _INSTEAD * weighed[Intent.RESCHEDULE]
        return weighed
    weighed[Intent.RESCHEDULE if heard.utterance.choice.elsewhere else Intent.UNKNOWN] += without_slot
    asks_for_times = heard.leaning.elsewhere or heard.rule in (Intent.RESCHEDULE, Intent.QUESTION)
    if heard.leaning.tells and not asks_for_times:
        # Of a day on which there is something else, nobody has said that another one would do.
        weighed[Intent.UNKNOWN] += weighed.pop(Intent.RESCHEDULE)
        return weighed
    if heard.leaning.elsewhere:
        weighed[Intent.RESCHEDULE] *= _OF_ANOTHER_TIME
        weighed[Intent.RESCHEDULE] += without_slot
    return weighed


def _instead(heard: _Heard) -> Intent:
    """Return what a reply is likely to mean that speaks of a step only to deny it."""
    if meeting_changes.WAVERS.search(heard.utterance.said):
        return Intent.UNKNOWN
    if heard.rule and heard.rule not in heard.denied:
        return heard.rule
    if orders.leaves_meeting(heard.utterance):
        return Intent.CANCEL
    return Intent.INTERESTED if Intent.CANCEL in heard.denied else Intent.UNKNOWN


def _may_joke(intent: Intent, heard: _Heard, text: str) -> bool:
    return intent in orders.IRREVERSIBLE and not heard.command and orders.laughs(text)


def _is_certain(intent: Intent, heard: _Heard, probable: Mapping[Intent, float]) -> bool:
    if intent not in orders.IRREVERSIBLE:
        return intent is not Intent.UNKNOWN
    if heard.command:
        return True
    if heard.order is not intent or orders.reserves(intent, heard.utterance.said):
        return False
    return probable[intent] >= (_LEAST_CERTAIN_OPT_OUT if intent is Intent.OPT_OUT else _LEAST_CERTAIN)


STAGES: Classifier = Stages()
"""The classifier in use."""
