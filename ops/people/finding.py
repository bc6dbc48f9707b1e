"""Finding everything that the tables hold of a person, by one of its contacts or one of its addresses.

A tenant's table of contacts has no index by address, and whoever was never written to has no address of its own there
yet. So the table is read as a whole, at half a read unit for each 4 kB: it is a rare errand, and must miss nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from handlers.common.rules import phones
from handlers.common.rules.contact import Contact
from handlers.common.storage import configuration, contacts, dynamo, keys
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.storage import items as meeting_items
from handlers.meetings.storage import meetings
from handlers.retention.storage import remains
from handlers.retention.storage.remains import Trace
from ops import blocklist, known
from ops.documents import DocumentError
from ops.people.marks import Marks


@dataclass(frozen=True)
class Person:
    """All that the tables hold of a person who is known to a tenant."""

    tenant_id: str
    contacts: Mapping[str, Contact]
    """Its contacts, of all campaigns, by id; those that were asked for come last, since by them it is found again."""
    addresses: frozenset[str]
    """All that are known to be its own: phones in every form in which it is met, e-mails, ids at a provider."""
    collections: Mapping[str, list[dynamo.Item]]
    """The items of each of its contacts."""
    at_addresses: list[dynamo.Item]
    """The items under its addresses."""
    inbox: list[dynamo.Item]
    meetings: list[Meeting]
    unfinished: tuple[Trace, ...] = ()
    """The traces of its contacts whose erasure was cut short."""

    @property
    def marks(self) -> Marks:
        """The marks by which it is known in texts."""
        return Marks.of(self.contacts.values(), self.addresses)

    @property
    def is_unknown(self) -> bool:
        """True if the tables hold nothing of it."""
        return not (self.contacts or self.at_addresses or self.inbox or self.meetings or self.unfinished)


def find(tenant_id: str, who: str) -> Person:
    """Return the person of whom ``who`` is a contact's id, or an address in any notation.

    It is the contact, or are those with the address; and whoever shares an address with them. ``DocumentError`` where
    there is no such contact, ``ClickException`` for an unknown tenant.
    """
    known.tenant(tenant_id)
    everyone, noted, cut_short = _read(tenant_id)
    given = _given(tenant_id, who, everyone, cut_short)
    seeds = [each for each in everyone.values() if each.contact_id == who or given & _forms(each.addresses)]
    addresses = given.union(*(_forms(each.addresses) for each in seeds))
    sharing = [each for each in everyone.values() if addresses & _forms(each.addresses) and each not in seeds]
    own = {each.contact_id: each for each in (*sharing, *seeds)}
    addresses = addresses.union(*(_forms(each.addresses) for each in own.values()))
    unfinished = tuple(each for each in cut_short if addresses & each.addresses)
    addresses = addresses.union(*(each.addresses for each in unfinished))
    ids = {*own, *_ids(tenant_id, addresses), *(each.contact_id for each in unfinished)}
    addresses |= {
        address
        for address, item in noted.items()
        if ids & {*item.get("contacts", ()), *item.get("alsoOf", ())} and not _is_shared(address, everyone)
    }
    collections = {each: found for each in sorted(ids) if (found := _collection(each))}
    return Person(
        tenant_id,
        own,
        frozenset(addresses),
        collections,
        [item for each in sorted(addresses) for item in remains.of_address(tenant_id, each)],
        remains.in_inbox(tenant_id, ids, addresses),
        _meetings(tenant_id, ids),
        unfinished,
    )


def alone(contact: Contact) -> Person:
    """Return what the tables hold of one contact, without a look at whoever shares its addresses."""
    latest = meetings.current(contact)
    return Person(
        contact.tenant_id,
        {contact.contact_id: contact},
        frozenset(contact.addresses),
        {contact.contact_id: _collection(contact.contact_id)},
        [item for each in contact.addresses for item in remains.of_address(contact.tenant_id, each)],
        remains.in_inbox(contact.tenant_id, (contact.contact_id,), ()),
        [latest] if latest else [],
    )


def _read(tenant_id: str) -> tuple[dict[str, Contact], dict[str, dynamo.Item], list[Trace]]:
    """Return a tenant's contacts by id, its addresses with what is known of them, and erasures that were cut short."""
    values = {
        "contact": keys.CONTACT_SK,
        "address": keys.ADDRESS_SK,
        "erased": keys.ERASED_SK,
        "tenant": tenant_id,
    }
    where = (
        "(sk = :contact AND #tenantId = :tenant) OR (sk = :address AND begins_with(pk, :own))"
        " OR (sk = :erased AND #tenantId = :tenant AND attribute_exists(#addresses))"
    )
    values["own"] = own = keys.address_pk(tenant_id, "")
    everyone: dict[str, Contact] = {}
    noted: dict[str, dynamo.Item] = {}
    cut_short: list[Trace] = []
    for item in dynamo.scan(contacts.table(), where, values, ConsistentRead=True):
        if item["sk"] == keys.CONTACT_SK:
            everyone[item["contactId"]] = Contact.of(item)
        elif item["sk"] == keys.ERASED_SK:
            cut_short.append(Trace.of(item))
        else:
            noted[item["pk"].removeprefix(own)] = item
    return everyone, noted, cut_short


def _given(tenant_id: str, who: str, everyone: Mapping[str, Contact], cut_short: Iterable[Trace]) -> set[str]:
    """Return the addresses that ``who`` names; none for the id of a contact that is there."""
    if who in everyone:
        return set()
    left = [each for each in cut_short if each.contact_id == who]
    if left:
        return set().union(*(each.addresses for each in left))
    trace = dynamo.read_item(contacts.table(), keys.contact_pk(who), keys.ERASED_SK)
    if trace is not None:
        raise DocumentError(f"contact {who} was erased on {trace['at'][:10]}: nothing else is known of it")
    try:
        return _forms((blocklist.normalised(who),))
    except DocumentError as error:
        raise DocumentError(
            f"tenant {tenant_id} has no contact {who!r}, and as an address it cannot be read: {error}"
        ) from None


def _forms(addresses: Iterable[str]) -> set[str]:
    return {
        form
        for address in addresses
        for form in ((address, *phones.match_forms(address)) if address.startswith("+") else (address,))
    }


def _is_shared(address: str, everyone: Mapping[str, Contact]) -> bool:
    """True of an address that is in the lists: whose it is they have told."""
    return any(address in _forms(each.addresses) for each in everyone.values())


def _ids(tenant_id: str, addresses: Iterable[str]) -> set[str]:
    """The ids that contacts with those main addresses have, or had: something may be left of those that are gone."""
    campaigns = configuration.campaign_ids(tenant_id)
    return {keys.contact_id(tenant_id, campaign, each) for campaign in campaigns for each in addresses}


def _collection(contact_id: str) -> list[dynamo.Item]:
    return [item for item in remains.collection(contact_id) if item["sk"] != keys.ERASED_SK]


def _meetings(tenant_id: str, contact_ids: Iterable[str]) -> list[Meeting]:
    ids = frozenset(contact_ids)
    values: dict[str, Any] = {"meeting": keys.MEETING_SK, "tenant": tenant_id}
    where = "sk = :meeting AND #tenantId = :tenant"
    found = dynamo.scan(meeting_items.table(), where, values, ConsistentRead=True)
    return [meeting_items.meeting_of(item) for item in found if item["contactId"] in ids]
