"""The first stages of reading a reply: commands, orders, denials, rules, wishes, and the grammar of slots."""

from typing import NamedTuple

from handlers.common.rules import portuguese
from handlers.common.rules.model import Intent
from handlers.conversation.rules.choices import closed_grammar, later_answers, leanings
from handlers.conversation.rules.choices.closed_grammar import NO_CHOICE
from handlers.conversation.rules.choices.leanings import Leaning
from handlers.conversation.rules.intents import commands, denials, orders, promised_later
from handlers.conversation.rules.intents.intent_rules import Utterance, intent_of
from handlers.conversation.rules.phrases.asking import beside_an_end
from handlers.conversation.rules.phrases.short import idioms
from handlers.conversation.rules.phrases.telling import absence, doubt
from handlers.conversation.rules.replies import Context
from handlers.conversation.rules.sentences import broken_lines, own_sentences, run_together
from handlers.conversation.rules.sentences.negation import affirmed


class Heard(NamedTuple):
    """A reply with what the first stages find in it."""

    utterance: Utterance
    command: bool
    order: Intent | None
    denied: frozenset[Intent]
    rule: Intent | None
    leaning: Leaning
    wishes: bool
    """True for a wish or a question that comes down to an order to stop."""
    stops_beside: bool
    """True for a command beside other words, and for an order to stop beside the wish to speak with somebody."""


def heard(text: str, context: Context) -> Heard:
    """Return what a reply says, before the model is asked."""
    said = idioms.plainly(run_together.apart(portuguese.words(broken_lines.joined(text))))
    said = doubt.SAID_BEFORE.sub(" ", said)
    # What was said to somebody else chooses nothing.
    slots = () if absence.FOR_ANOTHER.search(said) else context.slots
    choice = closed_grammar.choose(text, slots, context.zone, context.now)
    leaning = leanings.lean(text, slots, context.zone, context.now)
    if (choice.slot or leaning.slot) and later_answers.names_its_time(said):
        choice, leaning = NO_CHOICE, Leaning(holds=True)
    if choice.of_else and not leaning.slot:
        leaning = Leaning(holds=True)
    now = promised_later.left_out(said) if context.slots or context.scheduled else said
    utterance = Utterance(now, choice, bool(context.slots), context.scheduled)
    denied = denials.denied(now, scheduled=context.scheduled)
    denied |= {Intent.RESCHEDULE} if now != said else frozenset()
    wishes = orders.wishes_to_stop(utterance, denied)
    stands = bool(context.slots) or context.scheduled
    return Heard(
        utterance,
        commands.is_command(text, stands=stands),
        orders.plain(utterance, wishes=wishes),
        denied,
        intent_of(utterance, denied & {Intent.OPT_OUT}),
        leaning,
        wishes,
        _stops_beside(text, said, stands=stands),
    )


def _stops_beside(text: str, said: str, *, stands: bool) -> bool:
    if commands.stands_out(own_sentences.without_notices(text), stands=stands):
        return True
    stops = commands.is_a_sentence(text, stands=stands) or orders.says_to_stop(said)
    return stops and affirmed(beside_an_end.SOMEBODY, said)


def but_for_stopping(heard: Heard) -> Heard:
    """Return what is heard in a reply beside its order to stop, where that is taken to mean something else."""
    return heard._replace(order=None, rule=intent_of(heard.utterance, {Intent.OPT_OUT}), wishes=False)
