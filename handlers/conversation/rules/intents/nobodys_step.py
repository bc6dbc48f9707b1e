"""Replies that nobody can act on, whatever they resemble: a wrong person, a machine, irony, a wish for less.

So is an option by its number where a meeting is booked and nothing is on offer any more.
"""

from handlers.common.rules.model import Intent
from handlers.conversation.rules.intents import orders
from handlers.conversation.rules.intents.intent_rules import Utterance, is_wrong_person
from handlers.conversation.rules.phrases.asking import questions, requested_beside
from handlers.conversation.rules.phrases.choosing import segments
from handlers.conversation.rules.phrases.stopping import other_channels
from handlers.conversation.rules.phrases.telling import absence, beside_an_absence, irony
from handlers.conversation.rules.sentences import own_sentences
from handlers.conversation.rules.slots import grammar, vocabulary
from handlers.conversation.rules.slots.mentions import Aspect

_OF_NOBODY = 6.0
"""The factor of unknown for a wrong person or a machine."""
_OF_A_WRONG_PERSON = 0.5
"""The share of what a wrong person seems to ask, confirm or cancel that is added to unknown."""
_LEFT = 0.002
"""The share that is left to a step that a machine or a wish for fewer messages merely resembles."""
_ANY_STEP = (Intent.RESCHEDULE, Intent.CANCEL, Intent.INTERESTED, Intent.NOT_INTERESTED, Intent.QUESTION)


def weigh(reply: Utterance, rule: Intent | None, weighed: dict[Intent, float]) -> None:
    """Move to unknown what the model sees in such a reply; ``rule`` is the intent that the rules read."""
    said = reply.said
    of_nobody = is_wrong_person(reply) or absence.PASSED_ON.search(said)
    machine = absence.MACHINES.search(said)
    if not reply.choice.slot and (of_nobody or machine):
        weighed[Intent.UNKNOWN] *= _OF_NOBODY
        if of_nobody:
            seeming = (Intent.QUESTION, Intent.CANCEL, Intent.INTERESTED)
            weighed[Intent.UNKNOWN] += _OF_A_WRONG_PERSON * sum(weighed[intent] for intent in seeming)
        if machine and not absence.OUT_OF_OFFICE.search(said):
            move(weighed, Intent.OUT_OF_OFFICE)
    if rule is None and (machine or _is_of_a_business(said)):
        move(weighed, Intent.INTERESTED, Intent.NOT_INTERESTED)
    if absence.GREETS_CUSTOMERS.search(said) and rule is not Intent.INTERESTED:
        move(weighed, Intent.INTERESTED)
    if not reply.scheduled and irony.IRONY.search(said):
        move(weighed, Intent.INTERESTED)
    if absence.FOR_ANOTHER.search(said):
        move(weighed, *_ANY_STEP)
    if reply.scheduled and rule is None and _names_an_option(said):
        move(weighed, Intent.RESCHEDULE)
    if rule is Intent.OUT_OF_OFFICE and absence.AUTOMATIC.search(said):
        move(weighed, Intent.INTERESTED, to=Intent.OUT_OF_OFFICE)
    if rule is Intent.QUESTION and questions.ONCE_MORE.search(said):
        move(weighed, Intent.INTERESTED, Intent.RESCHEDULE, Intent.CANCEL, to=Intent.QUESTION)
    if rule is not Intent.OUT_OF_OFFICE and _is_for_us_to_do(said):
        stops = () if orders.says_anything_of_messages(said) else (Intent.OPT_OUT,)
        move(weighed, Intent.OUT_OF_OFFICE, *stops, to=Intent.QUESTION)
    meant = rule in (Intent.INTERESTED, Intent.RESCHEDULE) or segments.NAMES_A_DAY.search(said)
    if other_channels.FEWER.search(said) and not meant:
        move(weighed, Intent.RESCHEDULE, Intent.INTERESTED)


def _is_for_us_to_do(said: str) -> bool:
    """Return True for a request to us, beside which nothing tells of an absence: "favor retornar até sexta"."""
    if questions.ASKS_FOR_TIMES.search(said) or questions.TIMES_WANTED.search(said):
        return False
    left = requested_beside.TO_US.sub(" ", said)
    absences = (absence.OUT_OF_OFFICE, absence.GONE, absence.AWAY, absence.BUSY, beside_an_absence.PARTS)
    return left != said and not any(each.search(left) for each in absences)


def _is_of_a_business(said: str) -> bool:
    """Return True for the greeting of a business alone, or beside what its program adds to it."""
    alone = absence.INTRODUCES_ITSELF.fullmatch(said) is not None
    return alone or (absence.INTRODUCES.search(said) is not None and own_sentences.own(said) != said)


def move(weighed: dict[Intent, float], *intents: Intent, to: Intent = Intent.UNKNOWN) -> None:
    """Give the weight of intents to another one, all but a share of each."""
    for intent in intents:
        weighed[to] += weighed[intent]
        weighed[intent] *= _LEFT


def _names_an_option(said: str) -> bool:
    mentions = grammar.parse(vocabulary.known(said)).mentions
    return any(mention.aspect is Aspect.OPTION for mention in mentions)
