"""The gate of an address: noting who was written to under it, which is refused if its owner has opted out."""

from collections.abc import Iterator

from handlers.common.storage import contacts, statements, writes
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


def naming(attempt: Attempt, noted: set[str]) -> Iterator[Statement]:
    """The statements that note whose the contact's other addresses are, so that an answer from there is no stranger's.

    Nothing depends on them: of two that note one address at once, one may be without effect.
    """
    table, named = contacts.table(), {attempt.message.contactId}
    for address in attempt.facts.contact.addresses:
        key = message_items.address_key(attempt.message, address)
        if address == attempt.go.address or key["pk"] in noted:
            continue
        noted.add(key["pk"])
        known = attempt.facts.addresses.get(address)
        if known is None:
            yield statements.insert(table, {**key, "alsoOf": named})
        elif not known.also_of:
            yield statements.update(table, key["pk"], key["sk"], {"alsoOf": named}, where="alsoOf IS MISSING")
        elif not named <= known.also_of:
            yield Statement(
                f'UPDATE "{table}" SET alsoOf = set_add(alsoOf, ?) WHERE pk = ? AND sk = ?',
                (named, key["pk"], key["sk"]),
                (table, key["pk"], key["sk"]),
                computes=True,
            )


def note(attempt: Attempt) -> Write:
    """The write that notes who was written to under the address, unless its owner has opted out."""
    key = message_items.address_key(attempt.message, attempt.go.address)
    contact_id = attempt.message.contactId
    noted = {"contacts": {contact_id}}
    return writes.update(contacts.table(), key, {"lastContactId": contact_id}, OPEN, add=noted)
