"""The evidence of a campaign, read once from the tables, the queues and the stand-ins' record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Kind, State
from handlers.common.rules.tenants import Tenant
from handlers.common.storage import dynamo, keys
from handlers.dispatch.rules import judgement
from local.campaign.resting import queued

Item = Mapping[str, Any]


@dataclass(frozen=True)
class Outgoing:
    """A message that a messaging partner accepted, and the contact that it belongs to."""

    channel: str
    to: str
    at: datetime
    contact_id: str | None
    """None for a message to no contact: to a colleague, or one that nothing accounts for."""
    step: str | None
    kind: str | None


@dataclass(frozen=True)
class Waiting:
    """A contact that has had no first message, and the instant from which it may be sent."""

    campaign: str
    due: datetime


@dataclass(frozen=True)
class Evidence:
    """Everything that the checks and the report need; items are dictionaries in the shapes that the handlers store."""

    contacts: Sequence[Item]
    claims: Sequence[Item]
    """Claims of messages other than the outreach, each with ``contactId`` and ``step`` added."""
    addresses: Sequence[Item]
    meetings: Sequence[Item]
    totals: Mapping[str, Mapping[str, int]]
    """Counters summed over the days, by ``tenant/campaign``."""
    outgoing: Sequence[Outgoing]
    record: Mapping[str, Any]
    """The stand-ins' own record."""
    dead_letters: Mapping[str, int]
    """Number of messages in each queue of failures."""
    ingested: Mapping[str, int]
    """Number of new contacts by the answers of ingest-contacts, by ``tenant/campaign``."""
    colleagues: frozenset[str]
    rows: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Rows of the lists by outcome, as the answers count them, by ``tenant/campaign``."""
    waiting: Sequence[Waiting] = ()
    settled: bool = True
    """True if the campaign came to rest before its deadline."""


def scan(table: str) -> list[Item]:
    """Read every item of a table, consistently."""
    pages = dynamo.client().get_paginator("scan").paginate(TableName=table, ConsistentRead=True)
    return [dynamo.decode(item) for page in pages for item in page["Items"]]


def split(items: Sequence[Item]) -> tuple[list[Item], list[Item], list[Item]]:
    """Return the contacts, the claims and the addresses among the items of the contacts table."""
    contacts, claims, addresses = [], [], []
    for item in items:
        if item["sk"] == keys.CONTACT_SK:
            contacts.append(item)
        elif item["sk"].startswith(keys.message_sk("")):
            step = item["sk"].removeprefix(keys.message_sk(""))
            claims.append({**item, "contactId": item["pk"].partition("#")[2], "step": step})
        elif item["sk"] == keys.ADDRESS_SK:
            addresses.append(item)
    return contacts, claims, addresses


def depth(sqs: Any, queue_url: str) -> int:
    """Return the number of messages in a queue: visible, in flight and delayed."""
    return sum(queued(sqs, queue_url))


def outgoing(record: Mapping[str, Any], contacts: Sequence[Item], claims: Sequence[Item]) -> list[Outgoing]:
    """Return the messages that the partners accepted, each with the contact that recorded the partner's id of it.

    A message that was accepted, and reported as not deliverable afterwards, went out to nobody.
    """
    owners = _owners(contacts, claims)
    undelivered = set(record.get("undelivered", ()))
    found = []
    for entry in record["accepted"]:
        if entry["partner"] == "calendar" or entry["answer"]["messageId"] in undelivered:
            continue
        owner = owners.get(entry["answer"]["messageId"], (None, None, None))
        found.append(
            Outgoing(entry["partner"], entry["body"]["to"], datetime.fromisoformat(entry["at"]), *owner)
        )
    return found


def _owners(contacts: Sequence[Item], claims: Sequence[Item]) -> dict[str, tuple[str, str, str]]:
    """Return the contact, step and kind behind each of the partners' message ids."""
    owners: dict[str, tuple[str, str, str]] = {}
    for contact in contacts:
        if "partnerMessageId" in contact:
            owners[contact["partnerMessageId"]] = (contact["contactId"], Kind.OUTREACH, Kind.OUTREACH)
    for claim in claims:
        if "partnerMessageId" in claim:
            owners[claim["partnerMessageId"]] = (claim["contactId"], claim["step"], claim["kind"])
    return owners


def waiting(contacts: Sequence[Item], tenants: Sequence[Tenant], now: datetime) -> list[Waiting]:
    """Return the contacts that wait for a first message, each with the instant that backlog and local hours permit."""
    by_id = {tenant.tenantId: tenant for tenant in tenants}
    found = []
    for contact in contacts:
        if contact["state"] == State.NEW and "backlogOrder" in contact:
            tenant = by_id[contact["tenantId"]]
            due = datetime.fromisoformat(contact["backlogOrder"].partition("#")[2])
            due = judgement.permitted_from(max(due, now), tenant, Contact.of(contact).place(tenant))
            found.append(Waiting(f"{contact['tenantId']}/{contact['campaignId']}", due))
    return found
