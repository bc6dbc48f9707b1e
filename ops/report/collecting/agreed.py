"""The meetings of tenants, through their index."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from handlers.common.rules.model import MeetingStatus
from handlers.common.rules.tenants import Tenant
from handlers.common.storage import dynamo
from handlers.meetings.storage import finding, items
from ops.report.data import HostCalendar, MeetingEntry, Span

READ = ("contactId", "campaignId", "hostId", "status", "start", "end", "confirmedAt")
MOST_OF_A_HOST = 400


class Agreed(NamedTuple):
    """A meeting with an agreed time."""

    contact: str
    campaign: str
    host: str
    status: str
    time: Span


@dataclass
class Meetings:
    """The meetings of a tenant, and the contacts that came so far."""

    agreed: list[Agreed] = field(default_factory=list)
    proposed: set[str] = field(default_factory=set)
    booked: set[str] = field(default_factory=set)
    held: set[str] = field(default_factory=set)


def read(tenant_id: str) -> Meetings:
    """Return the tenant's meetings as the index has them, perhaps without the latest."""
    found = Meetings()
    answer = dynamo.query(
        items.table(),
        "#tenantId = :tenant",
        {"tenant": tenant_id},
        IndexName=finding.TENANT_INDEX,
        ProjectionExpression=", ".join(f"#{name}" for name in READ),
        FilterExpression=" OR ".join(f"attribute_exists(#{name})" for name in READ),
    )
    for item in answer:
        _add(found, item)
    return found


def _add(found: Meetings, item: Mapping[str, Any]) -> None:
    found.proposed.add(item["contactId"])
    if "confirmedAt" in item:
        found.booked.add(item["contactId"])
    if item["status"] == MeetingStatus.COMPLETED:
        found.held.add(item["contactId"])
    if "start" in item:
        span = Span(datetime.fromisoformat(item["start"]), datetime.fromisoformat(item["end"]))
        found.agreed.append(
            Agreed(item["contactId"], item["campaignId"], item["hostId"], item["status"], span)
        )


def calendars(
    tenant: Tenant,
    agreed: Sequence[Agreed],
    span: Span | None,
    named: Callable[[Sequence[str]], Mapping[str, str]],
) -> list[HostCalendar]:
    """Return each host's meetings of a span, of all time without one; ``named`` tells contacts' names by their ids."""
    within = [each for each in agreed if span is None or span.start <= each.time.start < span.end]
    hosts: dict[str, list[Agreed]] = {}
    for each in sorted(within, key=lambda each: each.time):
        hosts.setdefault(each.host, []).append(each)
    kept = {host: found[-MOST_OF_A_HOST:] for host, found in hosts.items()}
    names = named([each.contact for found in kept.values() for each in found])
    known = {host.hostId: (host.name, host.timezone) for host in tenant.hosts}
    calendars = []
    for host, found in kept.items():
        name, zone = known.get(host, (host, tenant.timezone))
        entries = [
            MeetingEntry(
                *each.time, each.status, names.get(each.contact, "a contact that was erased"), each.campaign
            )
            for each in found
        ]
        calendars.append(HostCalendar(name, tenant.name, zone, entries, len(hosts[host]) - len(found)))
    return calendars
