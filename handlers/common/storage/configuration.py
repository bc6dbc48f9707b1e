"""The config table's tenants, campaigns and templates.

They change rarely, so each process keeps what it has read for a minute.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from handlers.common.rules.model import Channel, Kind
from handlers.common.rules.tenants import Campaign, Tenant
from handlers.common.storage import dynamo, keys, writes
from handlers.environment import required

_T = TypeVar("_T")

KEPT_SECONDS = 60.0

_kept: dict[tuple[str, ...], tuple[float, Any]] = {}


def table() -> str:
    """The physical name of the config table."""
    return required("TABLE_CONFIG")


def _remembered(key: tuple[str, ...], read: Callable[[], _T]) -> _T:
    """The value read within the last minute, else the one that ``read`` gives. Absence is never kept."""
    key = (table(), *key)
    at, value = _kept.get(key, (0.0, None))
    if value is not None and time.monotonic() - at < KEPT_SECONDS:
        return value
    value = read()
    if value is not None:
        _kept[key] = (time.monotonic(), value)
    return value


def forget() -> None:
    """Read everything again, as a new process does."""
    _kept.clear()


def tenant(tenant_id: str) -> Tenant | None:
    """The tenant, or None if there is none of that id. Kept for a minute."""

    def read() -> Tenant | None:
        item = dynamo.read_item(table(), keys.tenant_pk(tenant_id), keys.PROFILE_SK)
        return None if item is None else Tenant.model_validate_json(item["document"])

    return _remembered(("tenant", tenant_id), read)


def campaign(tenant_id: str, campaign_id: str) -> Campaign | None:
    """The campaign, active or not, or None if there is none of that id. Kept for a minute."""

    def read() -> Campaign | None:
        item = dynamo.read_item(table(), keys.tenant_pk(tenant_id), keys.campaign_sk(campaign_id))
        return None if item is None else Campaign.model_validate_json(item["document"])

    return _remembered(("campaign", tenant_id, campaign_id), read)


TEMPLATE_FIELDS = (
    "subject", "body", "html", "templateId", "name", "language", "parameters", "optOutButton",
)  # fmt: skip


def template(tenant_id: str, channel: Channel, kind: Kind) -> Mapping[str, Any] | None:
    """The tenant's own template (``body``, and what else of ``TEMPLATE_FIELDS`` it has), or None.

    Without one the default is used. Kept for a minute, the absence too.
    """

    def read() -> dict[str, Any]:
        item = dynamo.read_item(table(), keys.tenant_pk(tenant_id), keys.template_sk(channel, kind)) or {}
        return {name: item[name] for name in TEMPLATE_FIELDS if item.get(name)}

    return _remembered(("template", tenant_id, channel, kind), read) or None


def tenant_ids() -> tuple[str, ...]:
    """The ids of all tenants, in order."""
    return tuple(item["sk"] for item in dynamo.collection(table(), keys.DIRECTORY_PK))


def put_tenant(tenant: Tenant) -> None:
    """Write a tenant and its line in the directory of tenants, both or neither."""
    profile = {
        "pk": keys.tenant_pk(tenant.tenantId),
        "sk": keys.PROFILE_SK,
        "tenantId": tenant.tenantId,
        "document": tenant.model_dump_json(),
    }
    line = {"pk": keys.DIRECTORY_PK, "sk": tenant.tenantId, "tenantId": tenant.tenantId}
    writes.transact([writes.put(table(), item, writes.REPEATABLE) for item in (profile, line)])
    forget()


def put_campaign(campaign: Campaign, active: bool = True) -> None:
    """Write a campaign; one that is not active releases nothing more."""
    item = {
        "pk": keys.tenant_pk(campaign.tenantId),
        "sk": keys.campaign_sk(campaign.campaignId),
        "tenantId": campaign.tenantId,
        "document": campaign.model_dump_json(),
        "active": active,
    }
    writes.made(writes.put(table(), item, writes.REPEATABLE))
    forget()
