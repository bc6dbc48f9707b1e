"""A person: the contacts of a tenant that share an address, one for each campaign, written to or not."""

from collections.abc import Iterable

from handlers.common.rules.contact import Address, Contact
from handlers.common.storage import configuration, contacts, dynamo, keys


def of(contact: Contact) -> list[Contact]:
    """All contacts of the person, the given one first."""
    return [contact, *others(contact)]


def others(contact: Contact) -> list[Contact]:
    """The person's other contacts, those that have not been written to among them. Costs as ``sharing``."""
    return sharing(contact.tenant_id, contact.addresses, besides=(contact.contact_id,))


def sharing(tenant_id: str, addresses: Iterable[str], besides: Iterable[str] = ()) -> list[Contact]:
    """The tenant's contacts that have one of the addresses for their main one, or were written to under it.

    Costs a query of the campaigns and two reads.
    """
    known = list(dict.fromkeys(addresses))
    campaigns = configuration.campaign_ids(tenant_id)
    ids = {keys.contact_id(tenant_id, each, own) for each in campaigns for own in known}
    for item in dynamo.read_items(contacts.address_place(tenant_id, each) for each in known).values():
        ids |= Address.of(item).contacts
    found = contacts.items(sorted(ids.difference(besides)))
    return [each for item in found.values() if (each := Contact.of(item)).tenant_id == tenant_id]
