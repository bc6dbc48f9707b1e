"""Contacts that a later list brings up to date: names, document and segment, other addresses, source and consent.

What has become of the contact stays: its state, its priority, its place in the backlog, and the addresses under which
it is known.
"""

from typing import Any, NamedTuple

from handlers.common.storage import contacts, dynamo, keys, writes
from handlers.common.storage.writes import Condition
from handlers.intake.storage.inserts import UPDATED_BY, ContactInsert, Origin, Present

UPDATED = "updated"
"""The word in a contact's history."""
_NEWER = ("company", "contactName", "segment", "document", "source", "consent")
_THERE = Condition("attribute_exists(#state)")


class Update(NamedTuple):
    """The newer values of a contact; none where the row says what is known already."""

    values: dict[str, str]
    addresses: frozenset[str]
    """Those that the contact does not have yet."""

    @property
    def names(self) -> tuple[str, ...]:
        """The attributes that change."""
        return (*self.values, *(("otherAddresses",) if self.addresses else ()))


def updated_by(item: dynamo.Item) -> Origin:
    """Return the job and the row that brought a contact up to date last."""
    return Origin(*(item.get(name) for name in UPDATED_BY))


def make(present: Present) -> bool:
    """Bring a contact up to date, with a line of history; True if its row has brought anything newer.

    Repeated, it knows what it has done before. A contact that has been erased meanwhile stays so.
    """
    insert, item = present
    if updated_by(item) == insert.origin:
        return True
    update = newer(insert, item)
    if not update.names:
        return False
    try:
        writes.transact(_writes(insert, update))
    except writes.ChangedError:
        return False
    return True


def newer(insert: ContactInsert, item: dynamo.Item) -> Update:
    """Return what a row says beyond a contact's item; what the row leaves out stays as it is."""
    said = insert.item()
    given = {"source": insert.contact.source, "consent": insert.contact.consent}
    # The campaign's own are for contacts that have none.
    values = {name: given.get(name) or (said.get(name) if name not in item else None) for name in given}
    values |= {name: said.get(name) for name in _NEWER if name not in given}
    known = {item.get("phone"), item.get("email"), *item.get("otherAddresses", ())}
    changed = {name: value for name, value in values.items() if value and value != item.get(name)}
    return Update(changed, frozenset(insert.contact.addresses) - known)


def _writes(insert: ContactInsert, update: Update) -> list[writes.Write]:
    table, pk, sk = insert.key
    origin: dict[str, Any] = dict(zip(UPDATED_BY, insert.origin, strict=True))
    values = {**update.values, **origin, "updatedAt": keys.instant(insert.now)}
    # Added to a set, so that of two loads at once neither takes the other's addresses away.
    added = {"otherAddresses": set(update.addresses)} if update.addresses else {}
    line = contacts.history_line(insert.contact_id, insert.now, UPDATED, ", ".join(update.names))
    return [
        writes.update(table, {"pk": pk, "sk": sk}, values, _THERE, add=added),
        writes.put(table, line, writes.REPEATABLE),
    ]
