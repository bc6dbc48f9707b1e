"""A person: the contacts of a tenant that share an address, one for each campaign, written to or not."""

from handlers.common.rules.contact import Address, Contact
from handlers.common.storage import configuration, contacts, dynamo, keys


def of(contact: Contact) -> list[Contact]:
    """All contacts of the person, the given one first."""
    return [contact, *others(contact)]


def others(contact: Contact) -> list[Contact]:
    """The person's other contacts, those that have not been written to among them.

    Costs a query of the campaigns and two reads.
    """
    tenant_id, known = contact.tenant_id, contact.addresses
    campaigns = configuration.campaign_ids(tenant_id)
    ids = {keys.contact_id(tenant_id, each, own) for each in campaigns for own in known}
    at = [(contacts.table(), keys.address_pk(tenant_id, address), keys.ADDRESS_SK) for address in known]
    for item in dynamo.read_items(at).values():
        ids |= Address.of(item).contacts
    found = contacts.items(sorted(ids - {contact.contact_id}))
    return [each for item in found.values() if (each := Contact.of(item)).tenant_id == tenant_id]
