"""Counting what happened today, by the tenant's own clock."""

from collections.abc import Mapping
from datetime import datetime

from handlers.common.rules.tenants import Tenant
from handlers.common.storage import stats


def count_today(tenant: Tenant, campaign_id: str, now: datetime, counters: Mapping[str, int]) -> None:
    """Add to the campaign's counters of the tenant's day; nothing is written for an empty mapping."""
    stats.count(tenant.tenantId, campaign_id, tenant.today(now), counters)
