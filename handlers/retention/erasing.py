"""The erasure of a contact: what the tables hold of it goes, its counts stay, and its addresses may stay forgotten.

The contact's own item goes first, if it still is as it was read: from then on a reply is a stranger's, and nothing of
a contact with whom something has just happened is lost. What is left of the work stands in the contact's trace until it
is done, so whatever cuts an erasure short, the next one or the next sweep goes on with it.
"""

from collections.abc import Iterable
from datetime import datetime

from handlers.common.rules.address import Address
from handlers.common.rules.contact import Contact
from handlers.common.storage import configuration, contacts, forgotten, keys
from handlers.retention.storage import remains
from handlers.retention.storage.remains import Trace


def erase(contact: Contact, addresses: Iterable[str], now: datetime, *, demanded: bool) -> None:
    """Erase a contact, whose meetings are the caller's.

    ``addresses``: all under which it is known. Those that other contacts share keep what is not this contact's.
    ``demanded``: the person wants to be forgotten, so none of the addresses is ever written to again; otherwise that
    holds of those that are closed. ``ChangedError``, and nothing erased, if the contact has changed since it was read.
    """
    trace = Trace(contact.tenant_id, contact.contact_id, frozenset(addresses), demanded)
    if demanded:
        forgotten.add(contact.tenant_id, trace.addresses, now)
    tenant = configuration.tenant(contact.tenant_id)
    remains.bury(contact, trace, now, tenant.today(now) if tenant else now.date())
    finish(trace, now)


def finish(trace: Trace, now: datetime) -> None:
    """Do what is left of an erasure; may be repeated."""
    for address in sorted(trace.addresses):
        _erase_address(trace, address, now)
    remains.delete(remains.satellites(remains.collection(trace.contact_id)))
    if trace.addresses:
        remains.close(trace)


def _erase_address(trace: Trace, address: str, now: datetime) -> None:
    """Delete what is kept under an address; of one that others share, what is this contact's."""
    found = remains.of_address(trace.tenant_id, address)
    known = next((item for item in found if item["sk"] == keys.ADDRESS_SK), {})
    of = Address.of(known)
    others = (of.contacts | of.also_of) - {trace.contact_id}
    if others and not trace.demanded and contacts.items(others):
        own = [item for item in found if item.get("contactId") == trace.contact_id]
        remains.delete(remains.keys_of(contacts.table(), own))
        remains.leave(known, trace.contact_id)
        return
    if of.opted_out or of.blocked:
        forgotten.add(trace.tenant_id, (address,), now)
    remains.delete(remains.keys_of(contacts.table(), found))
