"""The contacts, messages and replies of a stack, read once from the table of contacts.

The table is scanned, at half a read unit for each 4 kB: there is no index of all that has happened. In
memory are some hundred bytes for each contact, message and reply.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from handlers.common.rules.model import Intent, Kind, State
from handlers.common.storage import contacts, dynamo, keys
from handlers.dispatch.rules.facts import Status

READ = (
    "pk", "sk", "tenantId", "campaignId", "state", "status", "kind", "channel", "lastChannel", "createdAt", "sentAt",
    "receivedAt", "intent", "to", "optedOut", "blocked", "backlogOrder", "waitingSince",
)  # fmt: skip
"""The attributes that are read."""
INTERESTED = frozenset({State.INTERESTED, State.MEETING_PROPOSED, State.SCHEDULED, State.COMPLETED})


@dataclass(slots=True)
class Person:
    """A contact, and how far it has come."""

    tenant: str
    campaign: str
    state: State
    created: datetime
    is_waiting: bool
    """True while it waits in the backlog for its first message."""


class Sent(NamedTuple):
    """A message that went out."""

    contact: str
    at: datetime
    kind: str
    channel: str
    came_back: bool
    """True if the provider took it, and reported afterwards that it could not be delivered."""


class Answer(NamedTuple):
    """A reply."""

    contact: str
    at: datetime
    intent: str


@dataclass
class Counted:
    """All that was found. ``people`` is by the contact's id; ids of contacts of other tenants are not in it."""

    people: dict[str, Person] = field(default_factory=dict)
    sent: list[Sent] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    interested: set[str] = field(default_factory=set)
    """Contacts that were interested at some time."""
    unknown: set[tuple[str, str]] = field(default_factory=set)
    """Contact and step of messages of which nobody knows whether they arrived."""
    opted_out: int = 0
    blocked: int = 0
    inbox_open: int = 0
    inbox_overdue: int = 0


def count(tenant_id: str | None, now: datetime) -> Counted:
    """Return what the table of contacts holds of a tenant, or of all."""
    found = Counted()
    for item in _scan():
        part, _, rest = item["pk"].partition("#")
        if part == "CONTACT":
            _contact(found, rest, item, tenant_id)
        elif tenant_id is None or rest.partition("#")[0] == tenant_id:
            _address_or_entry(found, item, now)
    if tenant_id is not None:
        found.sent = [each for each in found.sent if each.contact in found.people]
        found.answers = [each for each in found.answers if each.contact in found.people]
        found.interested &= found.people.keys()
        found.unknown = {each for each in found.unknown if each[0] in found.people}
    return found


def _scan() -> Iterator[Mapping[str, Any]]:
    names = {f"#{name}": name for name in READ}
    pages = (
        dynamo.client()
        .get_paginator("scan")
        .paginate(
            TableName=contacts.table(),
            ProjectionExpression=", ".join(names),
            ExpressionAttributeNames=names,
        )
    )
    for page in pages:
        yield from map(dynamo.decode, page["Items"])


def _contact(found: Counted, contact: str, item: Mapping[str, Any], tenant_id: str | None) -> None:
    """Add an item of a contact's collection; whose they are is known once the contact's own item was read."""
    sk = item["sk"]
    if sk == keys.CONTACT_SK:
        if tenant_id not in (None, item["tenantId"]):
            return
        state = State(item["state"])
        waits = state is State.NEW and "backlogOrder" in item
        created = datetime.fromisoformat(item["createdAt"])
        found.people[contact] = Person(item["tenantId"], item["campaignId"], state, created, waits)
        if state is State.UNKNOWN:
            found.unknown.add((contact, Kind.OUTREACH))
        if state in INTERESTED:
            found.interested.add(contact)
        if "sentAt" in item:
            back = state is State.UNDELIVERABLE
            found.sent.append(_sent(contact, item, Kind.OUTREACH, item.get("lastChannel", ""), back))
    elif sk.startswith(keys.message_sk("")):
        if "sentAt" in item:
            back = item["status"] != Status.SENT
            found.sent.append(_sent(contact, item, item["kind"], item.get("channel", ""), back))
        if item["status"] == Status.UNKNOWN:
            found.unknown.add((contact, sk))
    elif sk.startswith(keys.HISTORY_PREFIX):
        if item.get("to") in INTERESTED:
            found.interested.add(contact)
    elif sk.startswith(keys.reply_sk("")):
        found.answers.append(Answer(contact, datetime.fromisoformat(item["receivedAt"]), item["intent"]))


def _sent(contact: str, item: Mapping[str, Any], kind: str, channel: str, came_back: bool) -> Sent:
    return Sent(contact, datetime.fromisoformat(item["sentAt"]), str(kind), channel, came_back)


def _address_or_entry(found: Counted, item: Mapping[str, Any], now: datetime) -> None:
    if item["sk"] == keys.ADDRESS_SK:
        found.opted_out += bool(item.get("optedOut"))
        found.blocked += bool(item.get("blocked"))
    elif item["sk"].startswith(keys.ENTRY_PREFIX):
        found.inbox_open += 1
        due = item.get("backlogOrder", "").partition("#")[2]
        found.inbox_overdue += bool(due) and datetime.fromisoformat(due) <= now


def answered(found: Counted) -> set[str]:
    """Return the contacts that wrote back themselves, automatic replies left out."""
    return {each.contact for each in found.answers if each.intent != Intent.OUT_OF_OFFICE}
