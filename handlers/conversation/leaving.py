"""Telling whom an opt-out reaches: the person who leaves, and whoever else has an address that it closes."""

from typing import NamedTuple

from handlers.common.rules import persons as rules
from handlers.common.rules.address import Address
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import CONVERSING_STATES
from handlers.common.storage import persons
from handlers.conversation.delivery import Delivery
from handlers.conversation.storage import addresses


class Reach(NamedTuple):
    """The addresses and the contacts that an opt-out reaches."""

    closed: tuple[str, ...]
    """The sender's address, and those of the person."""
    withdrawn: tuple[Contact, ...]
    """The person's contacts that were written to."""
    cut_off: tuple[Contact, ...]
    """Contacts of others, with whom a conversation is under way, whom nothing reaches any more."""


def reach(delivery: Delivery, contact: Contact) -> Reach:
    """Find all whom an opt-out by a contact reaches. Costs as ``persons.sharing``, twice where the person has others.

    Of several people with the sender's address nobody knows which one wrote, unless something names the contact: then
    the address is closed, and nobody is withdrawn but whose main one it is.
    """
    tenant_id, forms = delivery.tenant.tenantId, frozenset(delivery.forms)
    asked = {*forms, *contact.addresses}
    known = {each.contact_id: each for each in persons.sharing(tenant_id, asked)} | {
        contact.contact_id: contact
    }
    here = addresses.find(tenant_id, delivery.forms) or Address()
    senders = {each for each, found in known.items() if _is_senders(found, forms, here)}
    own = {contact.contact_id, *(each.contact_id for each in rules.same_as(contact, known.values()))}
    at_it = {each for each, found in known.items() if forms & set(found.addresses)}
    is_named = bool(delivery.reply.contactId or delivery.reply.context or delivery.reply.button)
    is_clear = is_named or contact.contact_id in senders or at_it <= own
    leaving = own | senders if is_clear else senders
    closed = {delivery.address, *(address for each in leaving for address in known[each].addresses)}
    if further := closed - asked:
        known |= {each.contact_id: each for each in persons.sharing(tenant_id, further)} | known
    written = {contact.contact_id, *here.contacts}
    return Reach(
        tuple(sorted(closed)),
        tuple(
            found
            for each, found in known.items()
            if each in leaving and (each in written or found.is_written)
        ),
        tuple(
            found
            for each, found in known.items()
            if each not in leaving and found.state in CONVERSING_STATES and closed & set(found.addresses)
        ),
    )


def _is_senders(contact: Contact, forms: frozenset[str], here: Address) -> bool:
    """True of a contact whose main address is the sender's, or who is known there though no list says so.

    An id of a provider's is in no list.
    """
    if contact.main_address in forms:
        return True
    return contact.contact_id in here.contacts and not forms & set(contact.addresses)
