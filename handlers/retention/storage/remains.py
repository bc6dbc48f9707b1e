"""All that the tables hold of a contact, and its removal."""

import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from handlers.common.rules import accounting
from handlers.common.rules.contact import Contact
from handlers.common.storage import contacts, dynamo, keys, stats, writes
from handlers.common.storage.dynamo import THROTTLED_PAUSE, Key
from handlers.common.storage.writes import Condition

DELETED_A_REQUEST = 25
TRACE_DAYS = 30
"""The days for which the id of an erased contact is remembered: longer than a message may lie in a queue."""


class Trace(NamedTuple):
    """The trace that an erased contact leaves."""

    tenant_id: str
    contact_id: str
    addresses: frozenset[str] = frozenset()
    """Those of which something may be left; empty once nothing is."""
    demanded: bool = False
    """True where the person wanted it."""

    @classmethod
    def of(cls, item: Mapping[str, Any]) -> "Trace":
        """The trace of an item of the contacts table."""
        addresses = frozenset(item.get("addresses", ()))
        return cls(item["tenantId"], keys.contact_of(item["pk"]), addresses, bool(item.get("demanded")))

    @property
    def attributes(self) -> dict[str, Any]:
        """The attributes of its item that are its own."""
        known = {"addresses": set(self.addresses)} if self.addresses else {}
        return {"tenantId": self.tenant_id, "demanded": self.demanded, **known}


def collection(contact_id: str) -> list[dynamo.Item]:
    """The items of a contact: itself, its messages, its history and its replies."""
    return list(dynamo.collection(contacts.table(), keys.contact_pk(contact_id)))


def of_address(tenant_id: str, address: str) -> list[dynamo.Item]:
    """The items of an address: what is known of it, its turn and the marks of its replies."""
    return list(dynamo.collection(contacts.table(), keys.address_pk(tenant_id, address)))


def in_inbox(tenant_id: str, contact_ids: Iterable[str], senders: Iterable[str]) -> list[dynamo.Item]:
    """The entries of an inbox, open or dealt with, about some contacts or from some addresses."""
    ids, addresses = frozenset(contact_ids), frozenset(senders)
    found = dynamo.collection(contacts.table(), keys.inbox_pk(tenant_id))
    return [item for item in found if item.get("contactId") in ids or item.get("sender") in addresses]


def waits_for_human(tenant_id: str, contact_id: str) -> bool:
    """True while an entry of the inbox about a contact is open."""
    found = dynamo.read_item(contacts.table(), keys.inbox_pk(tenant_id), keys.entry_sk(contact_id))
    return found is not None


def keys_of(table: str, items: Iterable[Mapping[str, Any]]) -> list[Key]:
    """The keys of items of a table."""
    return [(table, item["pk"], item["sk"]) for item in items]


def delete(unwanted: Iterable[Key]) -> None:
    """Delete items, 25 in a request; those that are gone already are no error."""
    left = list(dict.fromkeys(unwanted))
    dynamo.forget_ahead(*left)
    while left:
        request: dict[str, Any] = {}
        for table, pk, sk in left[:DELETED_A_REQUEST]:
            key = dynamo.encode({"pk": pk, "sk": sk})
            request.setdefault(table, []).append({"DeleteRequest": {"Key": key}})
        answer = dynamo.client().batch_write_item(RequestItems=request)
        again = [
            (table, key["pk"], key["sk"])
            for table, entries in answer.get("UnprocessedItems", {}).items()
            for key in (dynamo.decode(entry["DeleteRequest"]["Key"]) for entry in entries)
        ]
        if again:
            time.sleep(THROTTLED_PAUSE)
        left = left[DELETED_A_REQUEST:] + again


def leave(address: dynamo.Item, contact_id: str) -> None:
    """Take a contact out of an address that others share."""
    values = {
        name: left
        for name in ("contacts", "alsoOf")
        if contact_id in address.get(name, ()) and (left := set(address[name]) - {contact_id})
    }
    gone = [
        name for name in ("contacts", "alsoOf") if contact_id in address.get(name, ()) and name not in values
    ]
    if address.get("lastContactId") == contact_id:
        gone.append("lastContactId")
    if values or gone:
        key = {"pk": address["pk"], "sk": address["sk"]}
        there = Condition("attribute_exists(pk)")
        writes.made(writes.update(contacts.table(), key, values, there, remove=gone))


def bury(contact: Contact, trace: Trace, now: datetime, today: date) -> None:
    """Delete a contact as it was read, count it as erased in its place, and leave its trace for a while.

    All or nothing; ``ChangedError`` if it has changed since.
    """
    pk = keys.contact_pk(contact.contact_id)
    unchanged = "#updatedAt = :read" if contact.updated_at else "attribute_not_exists(#updatedAt)"
    read = {"read": contact.updated_at} if contact.updated_at else {}
    as_read = Condition(f"#state = :state AND {unchanged}", {"state": contact.state.value, **read})
    ttl = int((now + timedelta(days=TRACE_DAYS)).timestamp())
    left = {"pk": pk, "sk": keys.ERASED_SK, "at": keys.instant(now), "ttl": ttl, **trace.attributes}
    counters = accounting.erased(contact.state)
    writes.transact(
        [
            writes.delete(contacts.table(), {"pk": pk, "sk": keys.CONTACT_SK}, as_read),
            writes.put(contacts.table(), left, writes.REPEATABLE),
            stats.addition(contact.tenant_id, contact.campaign_id, today, counters),
        ]
    )


def close(trace: Trace) -> None:
    """Put on record that nothing is left of the erasure that left a trace: its addresses go."""
    key = {"pk": keys.contact_pk(trace.contact_id), "sk": keys.ERASED_SK}
    there = Condition("attribute_exists(pk)")
    writes.made(writes.update(contacts.table(), key, {}, there, remove=["addresses"]))


def satellites(items: Sequence[dynamo.Item]) -> list[Key]:
    """The keys of the items of a contact's collection but the contact's own and its trace."""
    own = (keys.CONTACT_SK, keys.ERASED_SK)
    return keys_of(contacts.table(), [item for item in items if item["sk"] not in own])
