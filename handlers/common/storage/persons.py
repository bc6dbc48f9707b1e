"""A person: the contacts of a tenant that are one (``rules.persons``), one for each campaign, written to or not."""

from collections.abc import Iterable

from handlers.common.rules import persons
from handlers.common.rules.address import Address
from handlers.common.rules.contact import Contact
from handlers.common.storage import configuration, contacts, dynamo, keys


def of(contact: Contact) -> list[Contact]:
    """All contacts of the person, the given one first."""
    return [contact, *others(contact)]


def others(contact: Contact) -> list[Contact]:
    """The person's other contacts, those that have not been written to among them. Costs as ``sharing``.

    Whose further address the contact's main one is tells its item. Of a further address that is asked only where it is
    somebody's main one: a switchboard is that of hundreds, and makes nobody one.
    """
    tenant_id, campaigns = contact.tenant_id, configuration.campaign_ids(contact.tenant_id)
    ids: set[str] = set()
    for own, known in _known(tenant_id, contact.addresses).items():
        mains = {keys.contact_id(tenant_id, each, own) for each in campaigns}
        ids |= mains | known.contacts
        if own == contact.main_address or mains & known.contacts:
            ids |= known.also_of
    return persons.same_as(contact, _read(tenant_id, ids))


def sharing(tenant_id: str, addresses: Iterable[str]) -> list[Contact]:
    """The tenant's contacts that have one of the addresses, be they one person or several.

    Those whose further address it is are known once they were written to. Costs a query of the campaigns and two reads,
    one more for each hundred contacts.
    """
    campaigns = configuration.campaign_ids(tenant_id)
    known = _known(tenant_id, addresses)
    ids = {keys.contact_id(tenant_id, each, own) for each in campaigns for own in known}
    return _read(tenant_id, ids.union(*(each.contacts | each.also_of for each in known.values())))


def _known(tenant_id: str, addresses: Iterable[str]) -> dict[str, Address]:
    """The items of the addresses; an empty one where nobody was written to."""
    places = {each: contacts.address_place(tenant_id, each) for each in addresses}
    found = dynamo.read_items(places.values())
    return {each: Address.of(found.get(place, {})) for each, place in places.items()}


def _read(tenant_id: str, contact_ids: Iterable[str]) -> list[Contact]:
    found = contacts.items(sorted(contact_ids))
    return [each for item in found.values() if (each := Contact.of(item)).tenant_id == tenant_id]
