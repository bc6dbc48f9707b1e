"""Undoing an opt-out that was a mistake, at the person's own wish and on the record.

The opt-out was the person's: it held for every contact and address of theirs in the tenant, and so does its undoing.
The addresses come first, for a contact whose address is closed would be opted out again. All of it may be repeated.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from handlers.common.rules import phones
from handlers.common.rules.address import Address
from handlers.common.rules.contact import OPTED_IN_AT, Contact
from handlers.common.rules.model import Priority, State
from handlers.common.rules.steps import OUTREACH
from handlers.common.storage import configuration, contacts, dynamo, keys, persons, writes
from handlers.common.storage.writes import Condition
from handlers.meetings.storage import meetings
from ops import known
from ops.documents import DocumentError

OPTED_IN = "opted_in"
"""The word in a contact's history for an opt-out that was undone."""
_UNREACHED = frozenset({State.NEW.value, State.QUEUED.value})
_AGREED = frozenset({State.INTERESTED.value, State.MEETING_PROPOSED.value, State.SCHEDULED.value})


class OptedIn(NamedTuple):
    """A contact and the state to which it came back."""

    contact_id: str
    state: State


def opt_in(contact_id: str, reason: str, by: str, now: datetime, *, settled: bool = False) -> list[OptedIn]:
    """Undo an opt-out, and return the contacts that were brought back.

    ``settled``: the person has undone it at the provider too. Refused is a contact that is unknown, has not
    opted out, is on the do-not-contact list, or opted out at the provider.
    """
    if not reason.strip():
        raise DocumentError("the reason is empty: say at whose wish, and how it was expressed")
    contact = known.contact(contact_id)
    items = contacts.items(each.contact_id for each in persons.of(contact))
    everyone = [Contact.of(item) for item in items.values()]
    closed = _closed(contact.tenant_id, everyone)
    _check(contact, everyone, closed, settled=settled)
    told = f"{reason.strip()} (by {by})"
    for key in closed:
        # Another opt-out is acknowledged under a key of its own, which this instant is a part of.
        opened = {"optedOut": False, "optedInAt": keys.instant(now), "optedInBy": by}
        where = Condition("#optedOut = :true", {"true": True})
        gone = ("optedOutAt", "optedOutBy")
        writes.made(writes.update(contacts.table(), _pk_sk(key), opened, where, remove=gone))
    return [_brought_back(each, items[each.contact_id], told, now) for each in everyone if _is_out(each)] or [
        _noted(contact, told, now)
    ]


def _closed(tenant_id: str, everyone: Iterable[Contact]) -> dict[str, Address]:
    """The addresses of a person that are closed by an opt-out or a block, by the partition key of each."""
    forms: set[str] = set()
    for contact in everyone:
        for address in contact.addresses:
            forms |= {address} if "@" in address else {address, *phones.match_forms(address)}
    wanted = [contacts.address_place(tenant_id, form) for form in sorted(forms)]
    found = {pk: Address.of(item) for (_, pk, _), item in dynamo.read_items(wanted).items()}
    return {pk: address for pk, address in found.items() if address.opted_out or address.blocked}


def _check(
    contact: Contact, everyone: Iterable[Contact], closed: dict[str, Address], *, settled: bool
) -> None:
    contact_id = contact.contact_id
    if any(address.blocked for address in closed.values()) or any(each.blocked for each in everyone):
        raise DocumentError(
            f"contact {contact_id} is on the tenant's do-not-contact list: python -m ops address unblock lifts that; "
            "then opt in again"
        )
    if not closed and not any(map(_is_out, everyone)):
        raise DocumentError(f"contact {contact_id} has not opted out: it is {contact.state}")
    # Whoever opted out by a reply, a link or a complaint is known by it; a provider's refusal names none.
    if not settled and any(not address.opted_out_by for address in closed.values()):
        raise DocumentError(
            f"contact {contact_id} has opted out at the provider, which would refuse messages as before: have the "
            "person undo it there, then add --settled-at-provider"
        )


def _brought_back(contact: Contact, item: dynamo.Item, told: str, now: datetime) -> OptedIn:
    before = [line.get("from", "") for line in contacts.history(contact.contact_id) if _opts_out(line)]
    meeting = meetings.current(contact)
    is_booked = meeting is not None and meeting.to_come(now) is not None
    target = State.SCHEDULED if is_booked else _state(item, before[-1] if before else "")
    values = {OPTED_IN_AT: keys.instant(now), **(_backlog(contact, now) if target is State.NEW else {})}
    tenant = configuration.tenant(contact.tenant_id)
    contacts.move(
        contact.contact_id,
        target,
        now,
        OPTED_IN,
        told,
        values,
        may=lambda state, _: state is State.OPTED_OUT,
        today=tenant.today(now) if tenant else None,
        counters={"opted_in": 1},
    )
    return OptedIn(contact.contact_id, target)


def _noted(contact: Contact, told: str, now: datetime) -> OptedIn:
    """Put on record that the addresses alone were opened again, of a contact that had come to another end."""
    return OptedIn(contact.contact_id, contacts.record(contact.contact_id, now, OPTED_IN, told))


def _state(item: dynamo.Item, before: str) -> State:
    """The state in which a contact without a meeting goes on: nobody gets the first message twice."""
    if before in _AGREED:
        return State.INTERESTED
    is_unreached = before in _UNREACHED and "sentAt" not in item
    return State.NEW if is_unreached else State.CONTACTED


def _backlog(contact: Contact, now: datetime) -> dict[str, Any]:
    place = keys.backlog_partition(contact.tenant_id, contact.campaign_id, contact.contact_id)
    priority = Priority.named(contact.priority) if contact.priority else Priority.WARM
    return {"backlog": place, "backlogOrder": keys.backlog_order(priority, now), "nextStep": OUTREACH}


def _is_out(contact: Contact) -> bool:
    return contact.state is State.OPTED_OUT


def _opts_out(line: dynamo.Item) -> bool:
    return line.get("to") == State.OPTED_OUT


def _pk_sk(pk: str) -> dict[str, str]:
    return {"pk": pk, "sk": keys.ADDRESS_SK}
