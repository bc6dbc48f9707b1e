"""The check that a contact had seen when writing, and its answer in words.

docs/system.md, "Conversation: asking back".
"""

from datetime import timedelta

from handlers.common.rules.address import Address
from handlers.common.rules.checks import Check
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Kind
from handlers.common.rules.steps import Step
from handlers.common.storage import persons
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.dialogue import check_answers
from handlers.conversation.storage import addresses, sendings
from handlers.conversation.storage.sendings import Sending

STANDS = timedelta(days=7)
"""The time for which words answer a check, and for which the same is not asked again."""


def seen(delivery: Delivery, contact: Contact | None) -> Check | None:
    """The open check that the contact had seen when writing, in words; None for what no person wrote for certain."""
    check, reply = contact.open_check if contact else None, delivery.reply
    if contact is None or check is None:
        return None
    if contact.is_with_human(delivery.now):
        # What is said in words is said to the human.
        return None
    if delivery.now >= check.asked_at + STANDS or reply.automatic or not reply.trusted or reply.shown:
        return None
    sending = _sending(contact, check)
    return check if sending is not None and sending.had_arrived(delivery.wrote_at) else None


def answer(delivery: Delivery, contact: Contact, check: Check) -> bool | None:
    """Return the yes or the no of a reply's words to a check that was seen; None where they are neither.

    So are words that quote another message.
    """
    sending = _sending(contact, check)
    if sending is None or _quotes_another(delivery, sending):
        return None
    return check_answers.read(delivery.reply.text, check.intent)


def is_both(delivery: Delivery, contact: Contact, check: Check) -> bool:
    """True of words that are a yes and a no at once to a check that was seen, and the last to arrive."""
    text = delivery.reply.text
    names_it = check.start is not None and check_answers.is_meeting_alone(text)
    if not (names_it or check_answers.is_both(text, check.intent)):
        return False
    sending = _sending(contact, check)
    return (
        sending is not None and not _quotes_another(delivery, sending) and is_last(delivery, contact, check)
    )


def is_unclear(delivery: Delivery, contact: Contact, *, booked: bool) -> bool:
    """True of what would be interest right after the last question that was not decided: it may agree to that instead.

    So is a yes to it that something else was said before, or beside, and that of a sender who may be somebody else.
    Words that ask to meet, or for times, are interest, as are those of who is ``booked``; and a yes to what has been
    decided, or to what came later, is another matter. Costs as ``is_last``, where a question of the last days was not
    decided.
    """
    # A cold start that deals with reports alone is spared the phrases.
    from handlers.conversation.rules.dialogue import wanting

    check, reply = contact.check, delivery.reply
    if check is None or check.is_decided or delivery.now >= check.asked_at + STANDS:
        return False
    said = delivery.turn.said if delivery.turn else (reply.text,)
    is_yes = any(
        check_answers.read(each, check.intent) or check_answers.is_both(each, check.intent) for each in said
    )
    if reply.automatic or reply.shown or (not is_yes and (booked or wanting.asks_to_meet(reply.text))):
        return False
    sending = _sending(contact, check)
    if sending is None or not sending.had_arrived(delivery.wrote_at):
        return False
    return not _quotes_another(delivery, sending) and is_last(delivery, contact, check)


def is_last(delivery: Delivery, contact: Contact, check: Check) -> bool:
    """True if a check that was seen is what the words are about: it is quoted, or was the last to arrive at the person.

    A yes may be meant for whatever came later, from any of the tenant's campaigns. Costs what ``persons.others``
    does, and a query for each of their contacts.
    """
    sending, quoted = _sending(contact, check), delivery.reply.context
    if sending is None or sending.arrived_at is None or (quoted and quoted == sending.message_id):
        return True
    if (
        contact.human_spoke_at is not None
        and sending.arrived_at <= contact.human_spoke_at <= delivery.wrote_at
    ):
        return False
    own, span = (contact.contact_id, _step(check)), (sending.arrived_at, delivery.wrote_at)
    return not sendings.is_followed(person(delivery, contact), own, span)


def person(delivery: Delivery, contact: Contact) -> set[str]:
    """The contacts of the person, and whoever was written to at the sender's address."""
    here = addresses.find(contact.tenant_id, delivery.forms) or Address()
    return {*here.contacts, *(each.contact_id for each in persons.of(contact))}


def _quotes_another(delivery: Delivery, sending: Sending) -> bool:
    """Return True for words that quote another message than the question."""
    return bool(delivery.reply.context) and delivery.reply.context != sending.message_id


def _sending(contact: Contact, check: Check) -> Sending | None:
    return sendings.read(contact.contact_id, _step(check))


def _step(check: Check) -> Step:
    return Step.answering(Kind.CHECK, check.reply_id)
