"""The addresses under which a tenant's contacts were written to, and the wish of their owners not to be."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from handlers.common.rules.address import Address
from handlers.common.rules.contact import Contact
from handlers.common.storage import contacts, dynamo, keys, statements, writes
from handlers.common.storage.statements import Statement
from handlers.common.storage.writes import Condition


def find(tenant_id: str, forms: Sequence[str]) -> Address | None:
    """The first of the forms under which the tenant has written to somebody, or None."""
    for place in keys_of(tenant_id, forms):
        item = dynamo.read_item(*place)
        if item is not None:
            return Address.of(item)
    return None


def of(contact: Contact) -> dict[str, Address]:
    """Those of the contact's addresses that are known: as read ahead, and by one request for the others."""
    places = {each: contacts.address_place(contact.tenant_id, each) for each in contact.addresses}
    dynamo.read_ahead(places.values())
    found = ((each, dynamo.read_item(*place)) for each, place in places.items())
    return {each: Address.of(item) for each, item in found if item is not None}


def note_user(tenant_id: str, user_id: str, contact_id: str) -> None:
    """Note that a contact has a business-scoped id, under which later messages may come without a number."""
    key = {"pk": keys.address_pk(tenant_id, user_id), "sk": keys.ADDRESS_SK}
    known = dynamo.read_item(contacts.table(), key["pk"], key["sk"])
    if known is not None and known.get("lastContactId") == contact_id:
        return
    new = Condition(
        "attribute_not_exists(#lastContactId) OR #lastContactId <> :contact", {"contact": contact_id}
    )
    changed = {"lastContactId": contact_id}
    writes.made(writes.update(contacts.table(), key, changed, new, add={"contacts": {contact_id}}))


def wrote(messages: Iterable[tuple[str, Sequence[str], datetime]]) -> None:
    """Note when people wrote, at the addresses where they were written to; never an earlier instant than is known.

    ``messages``: tenant, forms of the sender's address, instant. Two requests for up to 25 forms; what is read is kept
    for ``find``.
    """
    latest: dict[dynamo.Key, datetime] = {}
    for tenant_id, forms, at in messages:
        for key in keys_of(tenant_id, forms):
            latest[key] = max(at, latest.get(key, at))
    for _ in range(writes.DECISIONS):
        dynamo.read_ahead(latest)
        refused = [verdict for verdict in statements.run(_noting(latest)) if not verdict.done]
        if not refused:
            break
        dynamo.forget_ahead(*latest)
    dynamo.read_ahead(latest)


def keys_of(tenant_id: str, forms: Iterable[str]) -> list[dynamo.Key]:
    """The keys of the items of an address in its forms."""
    return [contacts.address_place(tenant_id, form) for form in forms]


def _noting(latest: Mapping[dynamo.Key, datetime]) -> list[Statement]:
    """The statements for the addresses that are known, each while its instant is the earlier one that was read."""
    noting: list[Statement] = []
    for (table, pk, sk), at in latest.items():
        item, instant = dynamo.read_item(table, pk, sk), keys.instant(at)
        before = item.get("lastWroteAt") if item is not None else None
        if item is None or (before is not None and before >= instant):
            continue
        still = "lastWroteAt IS MISSING" if before is None else "lastWroteAt = ?"
        read = () if before is None else (before,)
        noting.append(
            statements.update(table, pk, sk, {"lastWroteAt": instant}, where=still, parameters=read)
        )
    return noting


def unread(people: Iterable[tuple[str, Sequence[str], datetime]]) -> list[Statement]:
    """The statements that note at the known addresses that what their owners have written is read by an instant.

    ``people``: tenant, forms of the sender's address, whose items were read ahead, instant.
    """
    until = {key: at for tenant_id, forms, at in people for key in keys_of(tenant_id, forms)}
    known = {key: at for key, at in until.items() if dynamo.read_item(*key) is not None}
    return [statements.update(*key, {"unreadUntil": keys.instant(at)}) for key, at in known.items()]


def away(
    tenant_id: str, forms: Iterable[str], said_at: datetime, back: datetime, first: datetime | None
) -> None:
    """Note at a person's known addresses when they are ``back``, where no later notice is known.

    ``first``: when they leave, if the notice names the day of the return; one that names none ends no longer absence.
    """
    for table, pk, sk in keys_of(tenant_id, sorted(set(forms))):
        item = dynamo.read_item(table, pk, sk)
        known = Address.of(item or {})
        if item is None or (known.away_said_at is not None and said_at < known.away_said_at):
            continue
        until = back if first is not None else max(back, known.away_until or back)
        noted = {"awayUntil": keys.instant(until), "awaySaidAt": keys.instant(said_at)}
        if first is not None:
            noted["awayFrom"] = keys.instant(first)
        there = Condition("attribute_exists(pk)")
        writes.made(writes.update(table, {"pk": pk, "sk": sk}, noted, there))


def opt_out(tenant_id: str, address: str, reply_id: str, now: datetime) -> None:
    """Mark an address as opted out, known or not; the first opt-out's instant and reply stay."""
    key = {"pk": keys.address_pk(tenant_id, address), "sk": keys.ADDRESS_SK}
    first = {"optedOutAt": keys.instant(now), "optedOutBy": reply_id}
    writes.made(writes.update(contacts.table(), key, {"optedOut": True}, writes.REPEATABLE, initial=first))
