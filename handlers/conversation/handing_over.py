"""Handing a reply over to a human, of which its writer hears."""

from collections.abc import Mapping

from handlers.common import handover
from handlers.common.rules import portuguese
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Attention, Intent, State
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.understanding import Understanding

UNANSWERED = frozenset({"reaction", "deleted"})
"""The kinds that a human sees, and that ask for no answer."""


def noted(delivery: Delivery, contact: Contact, understanding: Understanding) -> dict[str, str]:
    """The attributes of a contact who will hear of the human that the reading calls for certain; none for others.

    Written with the reply's own note, they cost no request of their own.
    """
    is_human = understanding.intent in (Intent.QUESTION, Intent.UNKNOWN)
    if not is_human or understanding.denies or understanding.is_courtesy or understanding.asks_which:
        return {}
    if not _hears(delivery):
        return {}
    return handover.noted(contact, delivery.correlation_id, delivery.now)


def call_human(
    delivery: Delivery, contact: Contact, reason: Attention, detail: Mapping[str, str] | None = None
) -> Attention:
    """Call a human, then tell the contact that a person is going to answer; return ``reason``.

    Nothing is said to a machine, or to a contact for whom somebody else may have written.
    """
    delivery.call_human(reason, contact, detail)
    if _hears(delivery):
        handover.tell(contact, delivery.correlation_id, delivery.now, delivery.reply.channel)
    return reason


def call_for_a_wish(delivery: Delivery, contact: Contact, *, certain: bool) -> Attention | None:
    """Call a human for a wish for more than the meeting that stands; what certainly keeps it needs no answer."""
    # A cold start that deals with reports alone is spared the phrases.
    from handlers.conversation.rules.agreed import kept_meetings
    from handlers.conversation.rules.beside import further_wishes

    if certain and kept_meetings.is_kept(portuguese.words(delivery.reply.text)):
        return None
    reason = further_wishes.reason(delivery.reply.text) or (None if certain else Attention.UNCLEAR_REPLY)
    return None if reason is None else call_human(delivery, contact, reason)


def call_for_what_is_beside(
    delivery: Delivery, contact: Contact, *, other_times: bool = False
) -> Attention | None:
    """Call a human for a question, a request, news or a picture beside what is carried out; nobody where there is none.

    ``other_times``: beside a wish for other times, most of what is asked is about them.
    """
    # A cold start that deals with reports alone is spared the phrases.
    from handlers.conversation.rules.beside import asked_beside
    from handlers.conversation.rules.intents import data_demands

    is_for_somebody = asked_beside.asks if other_times else asked_beside.is_for_somebody
    if delivery.reply.text and is_for_somebody(delivery.reply.text):
        is_of_data = data_demands.is_asked(delivery.reply.text)
        return call_human(delivery, contact, Attention.DATA_DEMAND if is_of_data else Attention.QUESTION)
    return call_human(delivery, contact, Attention.NOT_TEXT) if _shows_beside_words(delivery) else None


def call_for_what_is_asked_beside_an_end(delivery: Delivery, contact: Contact) -> Attention | None:
    """Call a human for what is asked or wanted beside words that end something, or may; nobody where nothing is."""
    reason = _reason_beside_an_end(delivery)
    return call_human(delivery, contact, reason) if reason is not None else None


def call_beside_a_question(
    delivery: Delivery, contact: Contact, understanding: Understanding
) -> Attention | None:
    """Call a human for what is asked, chosen or wished for beside what is asked back: a no to that would lose it."""
    # A cold start that deals with reports alone is spared the phrases.
    from handlers.conversation.rules.beside import beside_an_end

    offered, scheduled = contact.state is State.MEETING_PROPOSED, contact.state is State.SCHEDULED
    loses = understanding.intent is Intent.OPT_OUT and beside_an_end.wishes(
        delivery.reply.text, offered=offered, scheduled=scheduled
    )
    reason = Attention.QUESTION if loses else _reason_beside_an_end(delivery)
    return call_human(delivery, contact, reason) if understanding.asks and reason is not None else None


def asks_beside_an_end(delivery: Delivery) -> bool:
    """Return True for a reply that asks for what the end of a meeting or a conversation does not answer."""
    # A cold start that deals with reports alone is spared the phrases.
    from handlers.conversation.rules.beside import beside_an_end

    return bool(delivery.reply.text) and beside_an_end.asks(delivery.reply.text)


def _reason_beside_an_end(delivery: Delivery) -> Attention | None:
    # A cold start that deals with reports alone is spared the phrases.
    from handlers.conversation.rules.beside import beside_an_end
    from handlers.conversation.rules.intents import data_demands

    if data_demands.is_asked(delivery.reply.text):
        return Attention.DATA_DEMAND
    if asks_beside_an_end(delivery):
        return Attention.QUESTION
    if bool(delivery.reply.text) and beside_an_end.stays_interested(delivery.reply.text):
        return Attention.INTERESTED_WITHOUT_CHOICE
    return Attention.NOT_TEXT if _shows_beside_words(delivery) else None


def _shows_beside_words(delivery: Delivery) -> bool:
    """True of a turn in which a picture stands beside words of their own: from its caption nothing may follow."""
    reply = delivery.reply
    return delivery.turn is not None and bool(reply.attached) and "\n" in reply.text


def _hears(delivery: Delivery) -> bool:
    reply = delivery.reply
    return reply.trusted and not reply.automatic and reply.shown not in UNANSWERED
