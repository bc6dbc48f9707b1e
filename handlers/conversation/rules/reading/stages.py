"""The classifier in use: courtesies, commands and plain orders, the grammar of slots, rules, and a model of replies.

A command, and a sentence that is an order to stop, are an opt-out. Of the rest, what the rules, the orders and the
grammar find weighs in the model's probabilities, and the intent that is then the most probable is the reading. A slot
is chosen only where the grammar has found one. What cannot be taken back is certain only where it is a plain order
that the model does not doubt; an opt-out that is merely likely is read as one that is not.

The thresholds below were chosen with one author of the corpus left out of the model after the other
(local/model/corpus). docs/replies.md has the figures for authors of whom nothing was seen meanwhile.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from handlers.common.rules import portuguese, visible
from handlers.common.rules.model import Intent
from handlers.conversation.rules.absences import beside_an_absence
from handlers.conversation.rules.agreed import kept_meetings
from handlers.conversation.rules.intents import (
    bearing,
    commands,
    customers,
    data_demands,
    hearing,
    limited_orders,
    orders,
    please,
)
from handlers.conversation.rules.intents.hearing import Heard
from handlers.conversation.rules.phrases.short import short_answers
from handlers.conversation.rules.phrases.telling import interest
from handlers.conversation.rules.reading import (
    across_lines,
    open_choices,
    reply_model,
    short_replies,
    weighing,
)
from handlers.conversation.rules.replies import Classifier, Context, Reading
from handlers.conversation.rules.sentences import courtesies, own_sentences, unmarked_questions

LONGEST_READ = 6000
"""Characters of a reply that are read: its beginning, and of a longer one its end too, which then orders nothing.

Of what is between them an order to stop is heard, which is asked back.
"""
_END_READ = 1500

_LEAST = 0.15
"""The least probability of a reading; below it a reply is unknown."""
_LEAST_CERTAIN = 0.5
"""The model's least probability of a plain order that is certain."""
_LEAST_CERTAIN_OPT_OUT = 0.65
"""The same of an order to stop, from which no later message leads back."""
_LEAST_KEPT = 0.8
"""The model's least probability that a reply keeps the meeting and needs no answer, where no rule finds it."""
_LEAST_KEPT_BY_RULE = 0.3
"""The same where a rule finds it."""
_LEAST_KEPT_AGAINST = 0.95
"""The same where a rule finds something else."""
_LEAST_SAID = 0.05
"""The model's least probability of an opt-out where a sentence orders to stop."""
_LEAST_SAID_ALONE = 0.3
"""The same of that sentence alone, where the whole reply is less probable; of both, most mean something else."""
_LEAST_OPT_OUT = 0.2
"""The least probability of an opt-out where messages, lists or personal data are spoken of."""
_LEAST_OPT_OUT_HINTED = 0.5
"""The same where a word could belong to an order to stop."""
_LEAST_OPT_OUT_UNSAID = 0.7
"""The same where none could."""
_LEAST_OPT_OUT_BOOKED = 0.97
"""The same beside a meeting that is booked, about which people write much else."""
_LEAST_OPT_OUT_DENIED = 0.98
"""The same where it is denied, or where what is to be stopped or removed is something else."""


class Stages:
    """The classifier by all stages."""

    def classify(self, text: str, context: Context) -> Reading:
        """Return the reading of a reply; ``unknown`` where no stage is sure enough, as for an empty text."""
        whole = visible.visible(text)
        whole = unmarked_questions.marked(whole) if context.scheduled else whole
        if context.scheduled and courtesies.are_all(whole):
            return Reading(Intent.INTERESTED, certain=True)
        is_command = commands.is_command(whole, stands=bool(context.slots) or context.scheduled)
        reading = _read(whole, context)
        if reading.intent is not Intent.OPT_OUT and _stops_between(whole):
            return Reading(Intent.OPT_OUT)
        if is_command and not across_lines.denies(whole):
            return reading
        return across_lines.doubted(whole, reading, partial(_read, context=context), booked=context.scheduled)


def _read(whole: str, context: Context) -> Reading:
    text = _shortened(whole)
    heard = hearing.heard(text, context)
    probable = _probabilities(text, heard, context)
    intent = _intent(heard, probable, context)
    plain = please.without(text)
    if intent is Intent.OPT_OUT and plain != text and _only_resembles_one(heard):
        reading = _read(plain, context)
        return replace(reading, certain=reading.certain and reading.intent not in orders.IRREVERSIBLE)
    said = heard.utterance.said
    reading = Reading(
        intent,
        slot=(heard.utterance.choice.slot or heard.leaning.slot) if intent is Intent.SLOT_CHOICE else None,
        urgent=bool(interest.URGENT.search(said)),
        certain=len(text) == len(whole)
        and _is_certain(intent, heard, probable, context)
        and not _may_joke(intent, heard, text),
        is_open_choice=intent is Intent.UNKNOWN
        and (
            short_replies.leaves_several(heard.utterance)
            or open_choices.seems_open(text, context, heard, probable)
        ),
    )
    return beside_an_absence.considered(text, reading, context, partial(_read, context=context))


def _only_resembles_one(heard: Heard) -> bool:
    """Return True for an opt-out in whose words nothing is to be stopped: that of the model alone."""
    said, is_found = heard.utterance.said, Intent.OPT_OUT in (heard.rule, heard.order)
    is_said = is_found or heard.command or heard.wishes or heard.stops_beside
    if is_said or orders.says_anything_of_messages(said):
        return False
    return not short_answers.STOPS_SOMETHING.search(said)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_READ else f"{text[: LONGEST_READ - _END_READ]}\n{text[-_END_READ:]}"


def _stops_between(whole: str) -> bool:
    """Return True for an order to stop in what is too long to be read: between its beginning and its end."""
    return orders.says_to_stop(portuguese.words(whole[LONGEST_READ - _END_READ : -_END_READ]))


def _probabilities(text: str, heard: Heard, context: Context) -> Mapping[Intent, float]:
    written = own_sentences.without_notices(text) or text
    probable = reply_model.probabilities(written, context)
    if heard.rule is not Intent.OUT_OF_OFFICE or written == text:
        return probable
    says_nothing = max(probable, key=lambda intent: probable[intent]) is Intent.UNKNOWN
    return reply_model.probabilities(text, context) if says_nothing else probable


def _intent(heard: Heard, probable: Mapping[Intent, float], context: Context) -> Intent:
    order = None if orders.spares(heard.utterance) else orders.sentence_to_stop(heard.utterance.said)
    if heard.command or heard.stops_beside:
        return Intent.OPT_OUT
    if order and _is_meant(order, probable, context):
        return _of_likely_opt_out(heard)
    if order:
        heard = hearing.but_for_stopping(heard)
    known = short_replies.intent_of(heard.utterance)
    if known is not None:
        return known
    weights = weighing.weighed(heard, probable)
    total = sum(weights.values())
    if weights[Intent.OPT_OUT] / total >= _least_opt_out(heard):
        return _of_likely_opt_out(heard)
    del weights[Intent.OPT_OUT]
    bearing.weigh(heard, probable, weights)
    best = max(weights, key=lambda intent: weights[intent])
    return best if weights[best] / total >= _LEAST else Intent.UNKNOWN


def _of_likely_opt_out(heard: Heard) -> Intent:
    is_shared = limited_orders.is_beside_a_consent(heard.utterance, chooses=heard.leaning.slot is not None)
    return Intent.UNKNOWN if is_shared else Intent.OPT_OUT


def _is_meant(order: str, probable: Mapping[Intent, float], context: Context) -> bool:
    """Return True if the model does not rule out that a sentence, or the reply it stands in, is an opt-out."""
    if probable[Intent.OPT_OUT] >= _LEAST_SAID:
        return True
    return reply_model.probabilities(order, context)[Intent.OPT_OUT] >= _LEAST_SAID_ALONE


def _least_opt_out(heard: Heard) -> float:
    said = heard.utterance.said
    if heard.wishes:
        return _LEAST_OPT_OUT
    if Intent.OPT_OUT in heard.denied or orders.is_about_things(said):
        return _LEAST_OPT_OUT_DENIED
    if customers.is_one(said) and not orders.says_anything_of_messages(said):
        return _LEAST_OPT_OUT_DENIED
    if orders.touches_messages(said) and not orders.spares(heard.utterance):
        return _LEAST_OPT_OUT
    if orders.says_anything_of_messages(said):
        return _LEAST_OPT_OUT_HINTED
    return _LEAST_OPT_OUT_BOOKED if heard.utterance.scheduled else _LEAST_OPT_OUT_UNSAID


def _may_joke(intent: Intent, heard: Heard, text: str) -> bool:
    return intent in orders.IRREVERSIBLE and not heard.command and orders.laughs(text)


def _is_certain(intent: Intent, heard: Heard, probable: Mapping[Intent, float], context: Context) -> bool:
    if intent is Intent.INTERESTED and heard.utterance.scheduled:
        said = heard.utterance.said
        if kept_meetings.is_kept(said) or kept_meetings.is_denied(said):
            return not kept_meetings.is_denied(said)
        is_found = _is_kept(heard, probable[intent])
        return bearing.is_courteous(said) or (is_found and bearing.is_assured(said))
    if intent is Intent.OUT_OF_OFFICE and heard.utterance.scheduled:
        # "Dr. Smith will not attend on Friday" is away from the meeting.
        return heard.rule is not Intent.CANCEL
    if intent not in orders.IRREVERSIBLE:
        return intent is not Intent.UNKNOWN
    if heard.command:
        return True
    if heard.order is not intent or orders.reserves(intent, heard.utterance.said):
        return False
    if intent is not Intent.OPT_OUT:
        return probable[intent] >= _LEAST_CERTAIN
    # A refusal is the reason of an order to stop.
    meant = probable[intent] + probable[Intent.NOT_INTERESTED]
    return meant >= _LEAST_CERTAIN_OPT_OUT or _is_demanded(heard.utterance.said, context)


def _is_demanded(said: str, context: Context) -> bool:
    """Return True for a demand by law that is sure by itself: it is followed, whatever is asked beside it.

    Not where a meeting is booked, which would end with it.
    """
    order = orders.sentence_to_stop(said) or ""
    if context.scheduled or not data_demands.demands_deletion(order):
        return False
    return reply_model.probabilities(order, context)[Intent.OPT_OUT] >= _LEAST_CERTAIN_OPT_OUT


def _is_kept(heard: Heard, probable: float) -> bool:
    """Return True if the rules and the model together are sure that a booked meeting is kept."""
    said = heard.utterance.said
    if kept_meetings.comes_late(said):
        return False
    if heard.rule is Intent.INTERESTED or kept_meetings.stands(said):
        return probable >= _LEAST_KEPT_BY_RULE or Intent.CANCEL in heard.denied
    return probable >= (_LEAST_KEPT if heard.rule is None else _LEAST_KEPT_AGAINST)


STAGES: Classifier = Stages()
"""The classifier in use."""
