"""The instant from which a campaign's next message may go out."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from handlers.common.rules.contact import Place
from handlers.common.rules.model import Priority
from handlers.common.rules.steps import SILENCE
from handlers.common.rules.tenants import Campaign, Tenant
from handlers.common.storage import contacts, dynamo, keys
from handlers.dispatch.rules.judgement import permitted_from

AT_ONCE = 8
"""Campaigns whose backlogs are asked for at the same time; each takes a query for each priority of each shard."""

PAGE = 10
"""The items of the index that are read at a time: the first one is wanted, unless it is somebody to be given up."""


def next_messages(tenant: Tenant, campaigns: Iterable[Campaign], now: datetime) -> dict[str, datetime | None]:
    """Return, by campaign, the instant not before which its next outreach or follow-up may go out.

    None for a campaign without a backlog. Hours and holidays count, limits and closed channels do not.
    """
    ids = [campaign.campaignId for campaign in campaigns]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        found = threads.map(lambda campaign_id: _next(tenant, campaign_id, now), ids)
    return dict(zip(ids, found, strict=True))


def _next(tenant: Tenant, campaign_id: str, now: datetime) -> datetime | None:
    first = [
        item
        for partition in keys.backlog_partitions(tenant.tenantId, campaign_id)
        for priority in Priority
        if (item := _first(partition, priority)) is not None
    ]
    return min((_opens(tenant, item, now) for item in first), default=None)


def _first(partition: str, priority: Priority) -> dynamo.Item | None:
    """The first of a shard and a priority that is due to be written to; who is to be given up is not."""
    found = dynamo.query(
        contacts.table(),
        "backlog = :partition AND begins_with(backlogOrder, :priority)",
        {"partition": partition, "priority": f"{priority}#"},
        IndexName=keys.BACKLOG_INDEX,
        Limit=PAGE,
    )
    return next((item for item in found if item["nextStep"] != SILENCE), None)


def _opens(tenant: Tenant, item: dynamo.Item, now: datetime) -> datetime:
    due = datetime.fromisoformat(item["backlogOrder"].partition("#")[2])
    place = Place(ZoneInfo(item.get("timezone") or tenant.timezone), item.get("uf") or tenant.state)
    return permitted_from(max(now, due), tenant, place).astimezone(UTC)
