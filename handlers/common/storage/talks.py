"""A human's talk with a contact (``humanUntil``): until then the agent keeps quiet with it."""

from collections.abc import Iterable
from datetime import datetime

from handlers.common.rules.contact import HUMAN_UNTIL, Address, Contact
from handlers.common.storage import contacts, dynamo, keys, writes
from handlers.common.storage.writes import Condition

_EARLIER = "attribute_not_exists(#humanUntil) OR #humanUntil < :until"


def begin(contact_ids: Iterable[str], until: datetime) -> None:
    """Let a human talk with contacts until an instant; never until an earlier one than is known."""
    _set(contact_ids, until, f"attribute_exists(pk) AND ({_EARLIER})")


def prolong(contact_ids: Iterable[str], until: datetime) -> None:
    """Let those of the contacts with whom a human talks be talked with until an instant."""
    _set(contact_ids, until, "#humanUntil < :until")


def end(contact_ids: Iterable[str]) -> None:
    """Hand contacts back to the agent."""
    there = Condition("attribute_exists(pk)")
    for contact_id in contact_ids:
        writes.made(writes.update(contacts.table(), _key(contact_id), {}, there, remove=[HUMAN_UNTIL]))


def person(contact: Contact) -> set[str]:
    """The contacts of the tenant that are the same person: those that were written to at one of its addresses."""
    wanted = [
        (contacts.table(), keys.address_pk(contact.tenant_id, address), keys.ADDRESS_SK)
        for address in contact.addresses
    ]
    known = map(Address.of, dynamo.read_items(wanted).values()) if wanted else ()
    return {contact.contact_id, *(contact_id for address in known for contact_id in address.contacts)}


def _set(contact_ids: Iterable[str], until: datetime, where: str) -> None:
    instant = keys.instant(until)
    for contact_id in sorted(contact_ids):
        later = Condition(where, {"until": instant})
        writes.made(writes.update(contacts.table(), _key(contact_id), {HUMAN_UNTIL: instant}, later))


def _key(contact_id: str) -> dict[str, str]:
    return {"pk": keys.contact_pk(contact_id), "sk": keys.CONTACT_SK}
