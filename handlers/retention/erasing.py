"""The erasure of a contact: what the tables hold of it goes, its counts stay, and its addresses may stay forgotten.

The contact's own item goes last: whatever cuts an erasure short, the next one finds the contact and goes on.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from handlers.common.rules.contact import Address, Contact
from handlers.common.storage import configuration, contacts, dynamo, forgotten, keys
from handlers.retention.storage import remains


def erase(contact: Contact, addresses: Iterable[str], now: datetime, *, demanded: bool) -> None:
    """Erase a contact, whose meetings are the caller's.

    ``addresses``: all under which it is known. Those that other contacts share keep what is not this contact's.
    ``demanded``: the person wants to be forgotten, so none of the addresses is ever written to again; otherwise that
    holds of those that are closed. ``ChangedError`` if the contact has changed since it was read.
    """
    known = sorted(set(addresses))
    if demanded:
        forgotten.add(contact.tenant_id, known, now)
    for address in known:
        erase_address(contact, address, now, demanded=demanded)
    remains.delete(remains.satellites(remains.collection(contact.contact_id)))
    tenant = configuration.tenant(contact.tenant_id)
    remains.bury(contact, now, tenant.today(now) if tenant else now.date())


def erase_address(contact: Contact, address: str, now: datetime, *, demanded: bool) -> None:
    """Delete what is kept under one of a contact's addresses; of one that others share, what is this contact's."""
    found = remains.of_address(contact.tenant_id, address)
    known = next((item for item in found if item["sk"] == keys.ADDRESS_SK), {})
    of = Address.of(known)
    others = (of.contacts | of.also_of) - {contact.contact_id}
    if others and not demanded and contacts.items(others):
        own = [item for item in found if item.get("contactId") == contact.contact_id]
        remains.delete(remains.keys_of(contacts.table(), own))
        remains.leave(known, contact.contact_id)
        return
    if of.opted_out or of.blocked:
        forgotten.add(contact.tenant_id, (address,), now)
    remains.delete(remains.keys_of(contacts.table(), found))


def latest(items: Sequence[dynamo.Item]) -> Contact | None:
    """The contact of its collection, or None if it is gone."""
    return next((Contact.of(item) for item in items if item["sk"] == keys.CONTACT_SK), None)
