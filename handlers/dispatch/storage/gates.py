"""The gate of an address: noting who was written to under it, which is refused if its owner has opted out."""

from collections.abc import Iterator, Sequence

from handlers.common.rules.address import Address
from handlers.common.storage import contacts, keys, statements, writes
from handlers.common.storage.statements import Statement
from handlers.common.storage.writes import Condition, Write
from handlers.dispatch.rules.attempts import Attempt
from handlers.dispatch.storage import message_items

OPEN = Condition("attribute_not_exists(#optedOut) OR #optedOut = :false", {"false": False})
"""The owner of the address has not opted out."""


def gate(attempt: Attempt) -> Statement:
    """The statement that notes who was written to under the address, unless its owner has opted out."""
    table, contact_id = contacts.table(), attempt.message.contactId
    key = message_items.address_key(attempt.message, attempt.go.address)
    known = attempt.facts.addresses.get(attempt.go.address)
    if known is None:
        fresh = {"contacts": {contact_id}, "lastContactId": contact_id, "optedOut": False}
        return statements.insert(table, key | fresh)
    allowed = "optedOut IS MISSING" if known.opted_out is None else "optedOut = false"
    return Statement(
        f'UPDATE "{table}" SET lastContactId = ? SET contacts = set_add(contacts, ?)'
        f" WHERE pk = ? AND sk = ? AND {allowed}",
        (contact_id, {contact_id}, key["pk"], key["sk"]),
        (table, key["pk"], key["sk"]),
        computes=True,
    )


def naming(attempts: Sequence[Attempt], noted: set[str]) -> Iterator[Statement]:
    """The statements that note whose the contacts' other addresses are, so that an answer from there is no stranger's.

    Nothing depends on them: of two that note one address at once, one may be without effect.
    """
    named: dict[str, set[str]] = {}
    known: dict[str, Address | None] = {}
    for attempt in attempts:
        for address in attempt.facts.contact.addresses:
            pk = message_items.address_key(attempt.message, address)["pk"]
            if address != attempt.go.address and pk not in noted:
                named.setdefault(pk, set()).add(attempt.message.contactId)
                known[pk] = attempt.facts.addresses.get(address)
    noted |= named.keys()
    table, sk = contacts.table(), keys.ADDRESS_SK
    for pk, ids in named.items():
        before = known[pk]
        if before is None:
            yield statements.insert(table, {"pk": pk, "sk": sk, "alsoOf": ids})
        elif not before.also_of:
            yield statements.update(table, pk, sk, {"alsoOf": ids}, where="alsoOf IS MISSING")
        elif not ids <= before.also_of:
            yield Statement(
                f'UPDATE "{table}" SET alsoOf = set_add(alsoOf, ?) WHERE pk = ? AND sk = ?',
                (ids, pk, sk),
                (table, pk, sk),
                computes=True,
            )


def note(attempt: Attempt) -> Write:
    """The write that notes who was written to under the address, unless its owner has opted out."""
    key = message_items.address_key(attempt.message, attempt.go.address)
    contact_id = attempt.message.contactId
    noted = {"contacts": {contact_id}}
    return writes.update(contacts.table(), key, {"lastContactId": contact_id}, OPEN, add=noted)
