"""Keeping quiet with somebody with whom a human talks: each reply goes to the human, and nothing else follows."""

from datetime import timedelta

from handlers.common.rules import persons as rules
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Attention, Intent
from handlers.common.storage import persons, talks
from handlers.conversation import noting
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.understanding import Understanding
from handlers.conversation.storage import addresses


def hand_on(delivery: Delivery, contact: Contact, understanding: Understanding) -> Attention | None:
    """Hand a reply on to the human who talks with the contact; None where nobody does.

    A machine's notice of an absence is no word of the person's, and is noted as always.
    """
    is_notice = delivery.reply.automatic and understanding.intent is Intent.OUT_OF_OFFICE
    until = None if is_notice else rules.human_until(contact, addresses.of(contact))
    if until is None or delivery.now >= until:
        return None
    person = persons.of(contact)
    talks.prolong(person, delivery.now + timedelta(hours=delivery.tenant.humanHours))
    noting.note(delivery, contact, understanding)
    shown = {"shown": delivery.reply.shown} if delivery.reply.shown else None
    return delivery.call_human(Attention.HUMAN_TALKS, contact, shown)
