"""Telling who chooses a slot, and not clearly which, from who has not decided yet or speaks of something else.

The former is asked which slot it is: "terça ou quinta, tanto faz", "menos a 2", and what the model takes for a choice
in words in which no stage finds a slot. The others are a human's. The thresholds were chosen with one author of the
corpus left out of the model after the other (local/model/corpus).
"""

from collections.abc import Mapping

from handlers.common.rules.model import Intent
from handlers.conversation.rules.choices import asides, later_answers, questions
from handlers.conversation.rules.intents import orders
from handlers.conversation.rules.intents.hearing import Heard
from handlers.conversation.rules.phrases.choosing import any_slot, no_choice, pending
from handlers.conversation.rules.replies import Context
from handlers.conversation.rules.slots import grammar, notation
from handlers.conversation.rules.slots.mentions import fitting, offer

_LEAST = 0.5
"""The model's least probability of a choice for whoever writes to be asked which."""
_LEAST_OF_A_SLOT = 0.35
"""The same where the reply comes down to one slot, of which the other stages are not sure enough."""
_LEAST_BESIDE_OTHERS = 0.9
"""The same where other words might hold the choice, as long replies have them."""
_LEAST_OF_SEVERAL = 0.8
"""The least probability that a reply is about the times at all, or nothing clear, where it leaves several slots."""
_OF_SEVERAL = (Intent.SLOT_CHOICE, Intent.UNKNOWN, Intent.RESCHEDULE)

_PENDING = (pending.ANSWERS_LATER, pending.OTHERS_DECIDE, pending.CONDITIONAL)
_UNANSWERED = (no_choice.IRONY, no_choice.DEFERRED, no_choice.NOTICES)


def seems_open(text: str, context: Context, heard: Heard, probable: Mapping[Intent, float]) -> bool:
    """Return True if a reply that is read as unknown is likely to choose a slot on offer.

    ``probable``: the model's probabilities.
    """
    if not context.slots or heard.leaning.holds or _is_of_messages(heard) or puts_off(heard.utterance.said):
        return False
    known = asides.in_known_words(notation.in_sentences(text))
    if sum(map(probable.__getitem__, _OF_SEVERAL)) >= _LEAST_OF_SEVERAL and _leaves_several(known, context):
        return True
    chooses, comes_down = probable[Intent.SLOT_CHOICE], heard.utterance.choice.slot or heard.leaning.slot
    if chooses < (_LEAST_OF_A_SLOT if comes_down else _LEAST):
        return False
    return chooses >= _LEAST_BESIDE_OTHERS or not asides.is_nothing_decided(known)


def puts_off(said: str) -> bool:
    """Return True for a result of ``portuguese.words`` that promises an answer, leaves it to others or doubts."""
    return any(each.search(said) for each in _PENDING) or later_answers.is_all(said)


def _leaves_several(known: str, context: Context) -> bool:
    """Return True for words that leave several slots, and name no time besides.

    "Quinta ou sexta", "tanto faz", "menos a 2", and "segunda", which is Monday or the second.
    """
    if any(each.search(known) for each in _UNANSWERED) or questions.asks_of_a_slot(known):
        return False
    offered = offer(context.slots, context.zone, context.now)
    mentions = grammar.parse(any_slot.in_words(known)).mentions
    fits = [fitting([each], offered) for each in mentions]
    if not all(slots or each.bare for each, slots in zip(mentions, fits, strict=True)):
        return False
    named = {slot.position for each in fits for slot in each}
    leaves = any_slot.ALL_BUT if len(named) == 1 else any_slot.ANY
    return len(named) > 1 or bool(leaves.search(known))


def _is_of_messages(heard: Heard) -> bool:
    return heard.wishes or heard.order is not None or orders.says_anything_of_messages(heard.utterance.said)
