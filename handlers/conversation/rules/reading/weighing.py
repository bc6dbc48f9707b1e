"""The weighing of what the first stages find in a reply against the model's probabilities.

The weights were chosen with one author of the corpus left out of the model after the other (local/model/corpus).
"""

from collections.abc import Mapping

from handlers.common.rules.model import Intent
from handlers.conversation.rules.intents import (
    data_demands,
    denials,
    giving_up,
    nobodys_step,
    not_fitting,
    orders,
)
from handlers.conversation.rules.intents.hearing import Heard
from handlers.conversation.rules.intents.intent_rules import asks_about_meeting, excuses
from handlers.conversation.rules.phrases.asking import further_wishes, news, questions, referred, who_comes
from handlers.conversation.rules.phrases.meetings import (
    another_meeting,
    going_on,
    meeting_changes,
    naming,
    not_coming,
)
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.phrases.stopping import opt_out_roundabout, other_channels
from handlers.conversation.rules.phrases.telling import absence, conditions, doubt, interest, suppliers
from handlers.conversation.rules.sentences.negation import affirmed

_OF_THE_RULES: Mapping[Intent, float] = {
    Intent.OPT_OUT: 3.0,
    Intent.CANCEL: 3.0,
    Intent.NOT_INTERESTED: 12.0,
    Intent.RESCHEDULE: 12.0,
    Intent.INTERESTED: 9.0,
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
_OF_A_WISH = 0.6
"""The probability that is added to opting out for a wish or question that comes down to it."""
_BESIDE_A_YES = 0.1
"""The factor of a cancellation beside words of interest, where nothing is denied."""
_BESIDE_AN_INTEREST = 0.8
"""The factor of a question beside interest that has a sentence of its own."""
_OF_A_DOUBT = 7.0
"""The factor of unknown for a doubt about coming to a meeting that is booked, and for somebody who is busy."""
_OF_ANOTHER_TIME = 4.0
"""The factor of another time, for a day or an hour that is not on offer."""
_OF_A_LEANING = 3.0
"""The factor of a choice that a reply comes down to."""
_LEAST_LEANING = 0.5
"""The model's least probability of a choice for such a reply to be one."""
_ELSEWHERE = 0.3
"""The share of a choice's probability that goes to another time, where one is named that no slot has."""
_WITHOUT_SLOT = 0.02
"""The share of a choice's probability that goes to unknown where there is no slot."""

_NEGATION = Phrases(r"\b(?:nao|nem|nunca|jamais|sem|no|not|don t)\b")
_DENIAL = Phrases(
    r"\b(?:nao|nem|nunca|jamais|sem|not|don t|no (?:puedo|podre|podemos|voy|vamos|quiero|queremos|longer))\b"
)
"""A negation; "no" alone is mostly the Portuguese "in the"."""

_SEEMING = (Intent.INTERESTED, Intent.NOT_INTERESTED, Intent.CANCEL, Intent.RESCHEDULE)
"""The intents that the announcement of a question resembles."""
_EXCUSED = frozenset({Intent.NOT_INTERESTED, Intent.CANCEL, Intent.OUT_OF_OFFICE})
"""The intents beside which days may be named to say why."""


def weighed(heard: Heard, probable: Mapping[Intent, float]) -> dict[Intent, float]:
    """Return the model's probabilities, each times the weight of what the other stages say of it."""
    weights = dict(probable)
    chooses = heard.utterance.choice.slot or heard.leaning.slot
    # A question beside a choice waits for the meeting.
    waits = chooses and heard.rule in (Intent.QUESTION, Intent.RESCHEDULE)
    # A refusal beside a wish for silence is its reason, a question may be the way it is put.
    is_its_form = heard.wishes and (
        heard.rule is Intent.NOT_INTERESTED
        or (heard.rule is Intent.QUESTION and opt_out_roundabout.ASKED.search(heard.utterance.said))
    )
    if heard.rule and not waits and not is_its_form:
        weights[heard.rule] *= _OF_THE_RULES[heard.rule]
    if heard.utterance.choice.asks and heard.rule is not Intent.OPT_OUT:
        weights[Intent.SLOT_CHOICE] *= _OF_THE_RULES[Intent.SLOT_CHOICE]
        weights[Intent.SLOT_CHOICE] += weights[Intent.QUESTION]
        weights[Intent.QUESTION] = 0.0
    if heard.rule is Intent.INTERESTED and "?" in heard.utterance.said:
        weights[Intent.QUESTION] *= _BESIDE_AN_INTEREST
    if heard.order:
        weights[heard.order] *= _OF_AN_ORDER
    if heard.rule is Intent.INTERESTED and not _NEGATION.search(heard.utterance.said):
        weights[Intent.CANCEL] *= _BESIDE_A_YES
    undecided = _is_undecided(heard)
    if heard.denied:
        weights[Intent.UNKNOWN if undecided else _instead(heard)] += _INSTEAD * sum(
            weights[intent] for intent in heard.denied
        )
        weights |= {intent: weights[intent] * _OF_A_DENIAL for intent in heard.denied}
    if heard.rule is Intent.NOT_INTERESTED and suppliers.ARE_SERVED.search(heard.utterance.said):
        nobodys_step.move(weights, Intent.INTERESTED, to=Intent.NOT_INTERESTED)
    if _announces_a_question(heard):
        nobodys_step.move(weights, *_SEEMING, to=Intent.QUESTION)
    if heard.utterance.offered and not_fitting.takes_leave(heard.utterance.said):
        nobodys_step.move(weights, Intent.RESCHEDULE, to=Intent.NOT_INTERESTED)
    if heard.utterance.scheduled and conditions.IF_NEEDED.search(heard.utterance.said):
        nobodys_step.move(weights, Intent.RESCHEDULE)
    if heard.utterance.scheduled and not_coming.MOVED_INSTEAD.search(heard.utterance.said):
        nobodys_step.move(weights, Intent.INTERESTED, to=Intent.RESCHEDULE)
    if heard.rule is Intent.CANCEL and affirmed(not_coming.MISSES, heard.utterance.said):
        nobodys_step.move(weights, Intent.INTERESTED, to=Intent.CANCEL)
    if giving_up.is_for_another_time(heard.utterance.said):
        nobodys_step.move(weights, Intent.CANCEL, to=Intent.RESCHEDULE)
    elif heard.rule is Intent.CANCEL and referred.OFFERED.search(heard.utterance.said):
        nobodys_step.move(weights, Intent.RESCHEDULE, to=Intent.CANCEL)
    elif heard.order is Intent.CANCEL and naming.OF_A_WEEK.search(heard.utterance.said):
        # The week is that of the meeting which is given up, and none that is wished for.
        nobodys_step.move(weights, Intent.RESCHEDULE, to=Intent.CANCEL)
    nobodys_step.weigh(heard.utterance, heard.rule, weights)
    if heard.utterance.scheduled and _wants_one_more(heard.utterance.said):
        nobodys_step.move(weights, Intent.RESCHEDULE, to=Intent.INTERESTED)
    if undecided:
        weights[Intent.UNKNOWN] *= _OF_A_DOUBT
    if _asks_for_a_favour(heard):
        nobodys_step.move(weights, Intent.CANCEL, to=Intent.QUESTION)
    if heard.wishes:
        weights[Intent.OPT_OUT] += _OF_A_WISH
    about_meeting = heard.rule is Intent.QUESTION and asks_about_meeting(heard.utterance)
    if heard.utterance.choice.slot:
        # The grammar knows the offer best: a time that the model takes for another one was chosen here.
        weights[Intent.SLOT_CHOICE] += _OF_THE_RULES[Intent.SLOT_CHOICE] * weights.pop(Intent.RESCHEDULE)
        return weights
    is_short = naming.OPTION_OF_SOMEBODY.fullmatch(heard.utterance.said.strip()) is not None
    if heard.leaning.slot and (is_short or probable[Intent.SLOT_CHOICE] >= _LEAST_LEANING):
        weights[Intent.SLOT_CHOICE] *= _OF_A_LEANING
        return weights
    _without_slot(heard, weights, about_meeting)
    return weights


def _without_slot(heard: Heard, weights: dict[Intent, float], about_meeting: bool) -> None:
    """Give what the model sees of a choice, in a reply that chooses no slot, to what it comes down to instead."""
    chosen = weights.pop(Intent.SLOT_CHOICE)
    left = chosen * _WITHOUT_SLOT
    asks = heard.rule is Intent.QUESTION
    if heard.leaning.holds or heard.leaning.several:
        weights[Intent.UNKNOWN] += chosen + weights[Intent.RESCHEDULE]
        weights[Intent.RESCHEDULE] = 0.0
        return
    wants_times = heard.leaning.elsewhere or heard.rule in (Intent.RESCHEDULE, Intent.QUESTION)
    if asks and heard.leaning.asks and not orders.moves(heard.utterance):
        weights[Intent.QUESTION] += left + weights.pop(Intent.RESCHEDULE)
    elif about_meeting:
        weights[Intent.RESCHEDULE] *= _INSTEAD
        weights[Intent.QUESTION] += left + weights[Intent.RESCHEDULE]
    elif heard.rule in _EXCUSED and excuses(heard.utterance):
        weights[heard.rule] += left + _INSTEAD * weights[Intent.RESCHEDULE]
    elif heard.leaning.tells and not wants_times:
        # Of a day on which there is something else, nobody has said that another one would do.
        weights[Intent.UNKNOWN] += weights.pop(Intent.RESCHEDULE)
        weights[Intent.UNKNOWN] += left
    else:
        weights[Intent.RESCHEDULE if heard.utterance.choice.elsewhere else Intent.UNKNOWN] += left
        if heard.leaning.elsewhere or heard.rule is Intent.RESCHEDULE:
            weights[Intent.RESCHEDULE] *= _OF_ANOTHER_TIME
            weights[Intent.RESCHEDULE] += chosen * _ELSEWHERE


def _announces_a_question(heard: Heard) -> bool:
    """Return True for a question that is announced, in words that say nothing else."""
    said = heard.utterance.said
    says_else = (
        heard.rule not in (None, Intent.QUESTION) or heard.order or affirmed(interest.INTERESTED, said)
    )
    return not says_else and affirmed(questions.ANNOUNCED, said)


def _asks_for_a_favour(heard: Heard) -> bool:
    """Return True for a request, or who comes along, beside a booked meeting, in words that give nothing up."""
    said = heard.utterance.said
    nothing_else = heard.utterance.scheduled and not (heard.rule or heard.order or _DENIAL.search(said))
    asked = (further_wishes.TO_BE_SENT, who_comes.TO_BE_ADDED, who_comes.COMES_ALONG, news.WHO)
    return nothing_else and any(affirmed(each, said) for each in asked)


def _wants_one_more(said: str) -> bool:
    """Return True for one more meeting beside the booked one, which it moves nowhere."""
    return affirmed(another_meeting.BESIDE_IT, said) and not another_meeting.INSTEAD.search(said)


def _is_undecided(heard: Heard) -> bool:
    """Return True for a doubt about coming to a meeting that is booked, for who is busy, and for who wavers."""
    doubts = interest.DOUBTS_COMING if heard.utterance.scheduled else absence.BUSY
    said = heard.utterance.said
    is_notice = heard.rule is Intent.OUT_OF_OFFICE and doubts is absence.BUSY
    return bool((doubts.search(said) and not is_notice) or meeting_changes.WAVERS.search(said))


def _instead(heard: Heard) -> Intent:
    """Return what a reply is likely to mean that speaks of a step only to deny it."""
    said = heard.utterance.said
    if data_demands.only_asks(said) or denials.asks_to_leave_later(said):
        return Intent.NOT_INTERESTED if interest.PLAIN_REFUSALS.search(said) else Intent.QUESTION
    if conditions.EITHER_WAY.search(said) and Intent.OPT_OUT in heard.denied:
        return Intent.UNKNOWN
    elsewhere = other_channels.ANOTHER_CHANNEL.search(said) and _NEGATION.search(said)
    if elsewhere or going_on.ANOTHER_NUMBER.search(said):
        return Intent.UNKNOWN
    if heard.rule and heard.rule not in heard.denied:
        return heard.rule
    if Intent.NOT_INTERESTED in heard.denied and doubt.IS_SO.search(said):
        return Intent.INTERESTED
    if giving_up.is_of_another_thing(said) or Intent.NOT_INTERESTED in heard.denied:
        return Intent.UNKNOWN
    if orders.leaves_meeting(heard.utterance):
        return Intent.CANCEL
    kept = heard.utterance.scheduled and Intent.CANCEL in heard.denied
    return Intent.INTERESTED if kept or orders.keeps_writing(said) else Intent.UNKNOWN
