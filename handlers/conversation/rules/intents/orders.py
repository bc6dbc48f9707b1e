"""Plain orders and refusals: what nothing in the text denies, doubts or takes back.

Only these may be acted on at once where the step cannot be taken back. A sentence of a footer, a menu or an automatic
notice orders nothing, whatever it says.
"""

from collections.abc import Callable, Container
from functools import lru_cache

from handlers.common.rules import portuguese
from handlers.common.rules.model import Intent
from handlers.conversation.rules.intents import (
    another_time,
    customers,
    giving_up,
    limited_orders,
    not_fitting,
)
from handlers.conversation.rules.intents.intent_rules import (
    Utterance,
    declines_meeting,
    has_order_to_stop,
    is_wrong_person,
)
from handlers.conversation.rules.phrases.asking import questions
from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.meetings import going_on, meeting_changes
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.phrases.parts import SENTENCE
from handlers.conversation.rules.phrases.stopping import (
    opt_out,
    opt_out_hints,
    other_channels,
    others_leaving,
    own_doings,
)
from handlers.conversation.rules.phrases.telling import doubt, interest, other_matters
from handlers.conversation.rules.sentences import own_sentences
from handlers.conversation.rules.sentences.negation import affirmed, negated
from handlers.conversation.rules.slots import vocabulary

IRREVERSIBLE = frozenset({Intent.OPT_OUT, Intent.CANCEL, Intent.NOT_INTERESTED})
"""The intents whose consequences cannot be taken back by the contact."""

_ORDERING = {
    Intent.OPT_OUT: (opt_out.ORDERS, opt_out.REFUSALS),
    Intent.CANCEL: (meeting_changes.CANCEL_ORDERS,),
    Intent.NOT_INTERESTED: (interest.PLAIN_REFUSALS,),
}

_WEEKDAY = Phrases(rf"\b(?:{WORKDAYS})\b")


def plain(reply: Utterance, *, wishes: bool) -> Intent | None:
    """Return what the reply plainly orders, if it does; ``wishes`` is what ``wishes_to_stop`` returns of it."""
    whole = own_sentences.own(reply.said)
    sentences = SENTENCE.findall(whole)
    if doubt.TAKES_BACK.search(whole) or doubt.KEEPS_MEETING.search(whole):
        return None
    if (
        _orders(SENTENCE.findall(_without_own_doings(whole)), _stops)
        and not spares(reply)
        and not keeps_writing(whole)
        and not _wants(reply, whole)
        and not limited_orders.is_limited(reply._replace(said=whole))
    ):
        return Intent.OPT_OUT
    if _touches(_without_courtesy(reply, whole)) or wishes:
        return None
    cancels = _orders(_of_the_booked(reply, sentences), _cancels) and not negated(
        meeting_changes.CANCEL_VERB, whole
    )
    stands = reply.scheduled or (reply.offered and not declines_meeting(reply))
    if stands and cancels and not _moves(reply, whole):
        return Intent.CANCEL
    refuses = (
        not reply.scheduled
        and _orders([not_fitting.without(each, offered=reply.offered) for each in sentences], _refuses)
        and not is_wrong_person(reply._replace(said=whole))
    )
    if refuses and not _moves(reply, whole) and not _wants(reply, whole) and not _asks(whole):
        return Intent.NOT_INTERESTED
    return None


def says_to_stop(said: str) -> bool:
    """Return True if a sentence of a reply is an order to stop that neither it nor what follows takes back."""
    return sentence_to_stop(said) is not None


def sentence_to_stop(said: str) -> str | None:
    """Return the first sentence of a reply that is an order to stop which neither it nor what follows takes back."""
    sentences = SENTENCE.findall(_without_own_doings(own_sentences.own(said)))
    ordering = (
        each
        for place, each in enumerate(sentences)
        if _orders([each], _stops)
        and not _is_taken_back(" ".join([doubt.BY_ACCIDENT.sub(" ", each), *sentences[place + 1 :]]))
    )
    return next(ordering, None)


def _without_own_doings(said: str) -> str:
    return own_doings.NO_ORDERS.sub(" ", said)


def _is_taken_back(said: str) -> bool:
    """Return True if what is said from an order to stop on wishes to go on all the same."""
    return bool(doubt.TAKES_BACK.search(said)) or goes_on(said)


def goes_on(said: str) -> bool:
    """Return True if messages are to go on, here or elsewhere."""
    return affirmed(other_channels.ANOTHER_CHANNEL, said) or affirmed(going_on.GOES_ON, said)


def keeps_writing(said: str) -> bool:
    """Return True if messages are welcome to go on here."""
    return bool(going_on.KEEPS_WRITING.search(said)) or affirmed(going_on.GOES_ON, said)


def reserves(intent: Intent, said: str) -> bool:
    """Return True if something follows the last order of a step that could make an exception of it."""
    ends = [match.end() for phrases in _ORDERING[intent] for match in phrases.finditer(said)]
    return bool(ends) and bool(doubt.RESERVES.search(said[max(ends) :]))


def laughs(text: str) -> bool:
    """Return True for a text that may be a joke: it laughs, and nothing says that it is meant."""
    return bool(doubt.LAUGHS.search(text)) and not doubt.EARNEST.search(portuguese.words(text))


def speaks_to_stop(said: str) -> bool:
    """Return True if a reply has the words of an order to stop, which nothing before them denies."""
    return has_order_to_stop(own_sentences.own(said))


def spares(reply: Utterance) -> bool:
    """Return True for a courtesy beside a meeting, booked or chosen, and nothing else that orders to stop."""
    return (
        (reply.scheduled or reply.choice.slot is not None)
        and bool(other_matters.SPARES.search(reply.said))
        and not speaks_to_stop(other_matters.SPARES.sub(" ", reply.said))
    )


def wishes_to_stop(reply: Utterance, denied: Container[Intent]) -> bool:
    """Return True if a reply comes down to an order to stop without being one, or denying it: "tem como parar?"."""
    if Intent.OPT_OUT in denied:
        return False
    own = own_sentences.own(reply.said)
    stands = reply.offered or reply.scheduled
    wishes = (opt_out_hints.WISHES.search(own) and not other_matters.ABOUT_THINGS.search(own)) or affirmed(
        opt_out_hints.THREATS, own
    )
    return bool(wishes or (not stands and opt_out_hints.NO_MORE.search(own)))


def _without_courtesy(reply: Utterance, said: str) -> str:
    return other_matters.SPARES_ALL.sub(" ", said) if spares(reply) else said


def leaves_meeting(reply: Utterance) -> bool:
    """Return True if a reply with something to leave wants to be taken off a meeting, and not off a list."""
    stands = reply.offered or reply.scheduled
    return stands and bool(other_matters.LEAVES_MEETING.search(reply.said))


def is_about_things(said: str) -> bool:
    """Return True if a reply speaks of things that one removes, sends and stops, and that are no messages."""
    return _is_of_things(said) or giving_up.names_another_thing(said)


def _is_of_things(said: str) -> bool:
    """Return True where things that are no messages are spoken of, and no other clause orders to stop."""
    if not other_matters.ABOUT_THINGS.search(said):
        return False
    others = [each for each in portuguese.clauses(said) if not other_matters.ABOUT_THINGS.search(each)]
    return not speaks_to_stop(" . ".join(others))


def touches_messages(said: str) -> bool:
    """Return True if a reply says that messages, lists or data of its own are unwanted."""
    return says_anything_of_messages(said) and _touches(own_sentences.own(said))


def _touches(said: str) -> bool:
    return any(
        each.search(said)
        for each in (opt_out_hints.TOUCHES, opt_out.ORDERS, opt_out.REFUSALS, opt_out_hints.THREATS)
    )


def says_anything_of_messages(said: str) -> bool:
    """Return True if a reply has the words of which an order to stop is made."""
    own = own_sentences.own(said)
    refuses = opt_out_hints.UNWANTED.search(own) and opt_out_hints.OF_MESSAGES.search(own)
    says = (opt_out_hints.STOPS, opt_out.ORDERS, opt_out.REFUSALS)
    return bool(refuses) or any(each.search(own) for each in says)


def moves(reply: Utterance) -> bool:
    """Return True if a reply to slots or a meeting speaks of another time."""
    return (reply.offered or reply.scheduled) and another_time.is_wanted(reply.said)


def _orders(sentences: list[str], orders: Callable[[str], bool]) -> bool:
    """Return True if a sentence orders something, and no other one doubts the same."""
    ordering = [said for said in sentences if orders(said)]
    return bool(ordering) and not any(
        own_sentences.asks(said) or doubt.DOUBTS.search(said) for said in ordering
    )


def _of_the_booked(reply: Utterance, sentences: list[str]) -> list[str]:
    """Return the sentences as far as they are about the meeting that is booked, if one is."""
    return [giving_up.but_for_another_meeting(each) for each in sentences] if reply.scheduled else sentences


@lru_cache(maxsize=64)
def _stops(said: str) -> bool:
    others = (other_channels.ANOTHER_CHANNEL, others_leaving.OF_OTHERS, opt_out_hints.THREATS)
    if any(each.search(said) for each in others):
        return False
    return any(
        has_order_to_stop(clause)
        and not other_matters.TO_SOMEBODY_ELSE.search(clause)
        and not other_channels.AT_THIS_HOUR.search(clause)
        and not other_matters.ABOUT_THINGS.search(clause)
        and not other_matters.ABOUT_SOMETHING_ELSE.search(clause)
        for clause in portuguese.clauses(said)
    )


def _cancels(said: str) -> bool:
    elsewhere = giving_up.names_another_thing(said) or giving_up.is_of_another_thing(said)
    return affirmed(meeting_changes.CANCEL_ORDERS, said) and not elsewhere


def _refuses(said: str) -> bool:
    return bool(interest.PLAIN_REFUSALS.search(doubt.OF_ANOTHER.sub(" ", customers.without(said))))


def _wants(reply: Utterance, said: str) -> bool:
    return (
        affirmed(interest.INTERESTED, said)
        or reply.choice.slot is not None
        or affirmed(interest.STILL_WANTS, said)
    )


def _moves(reply: Utterance, said: str) -> bool:
    days = set(_WEEKDAY.findall(vocabulary.known(said)))
    return reply.choice.slot is not None or len(days) > 1 or another_time.is_wanted(said)


def _asks(said: str) -> bool:
    return "?" in said or bool(questions.ASKS.search(said))
