"""The config table: tenants, campaigns, their templates, and the channels that are closed.

Tenants, campaigns and templates change rarely and are kept for a minute by each process. A closed channel is not kept:
it must stop the next message.
"""

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from botocore.exceptions import ClientError

from handlers.domain.channels import ClosedChannel
from handlers.domain.model import Channel, Kind
from handlers.domain.tenants import Campaign, Tenant
from handlers.environment import required
from handlers.storage import dynamo, keys

_T = TypeVar("_T")

KEPT_SECONDS = 60.0
DIRECTORY_PK = "TENANTS"

_kept: dict[tuple[str, ...], tuple[float, Any]] = {}


def _table() -> str:
    return required("TABLE_CONFIG")


def _remembered(key: tuple[str, ...], read: Callable[[], _T]) -> _T:
    """What was read within the last minute, else what ``read`` gives. Absence is never kept."""
    key = (_table(), *key)
    at, value = _kept.get(key, (0.0, None))
    if value is not None and time.monotonic() - at < KEPT_SECONDS:
        return value
    value = read()
    if value is not None:
        _kept[key] = (time.monotonic(), value)
    return value


def forget() -> None:
    """Everything is read again, as by a new process."""
    _kept.clear()


def tenant(tenant_id: str) -> Tenant | None:
    """The tenant, or None if there is none of that id. Kept for a minute."""

    def read() -> Tenant | None:
        item = dynamo.get(_table(), keys.tenant_pk(tenant_id), keys.PROFILE_SK)
        return None if item is None else Tenant.model_validate_json(item["document"])

    return _remembered(("tenant", tenant_id), read)


def campaign(tenant_id: str, campaign_id: str) -> Campaign | None:
    """The campaign, active or not, or None if there is none of that id. Kept for a minute."""

    def read() -> Campaign | None:
        item = dynamo.get(_table(), keys.tenant_pk(tenant_id), keys.campaign_sk(campaign_id))
        return None if item is None else Campaign.model_validate_json(item["document"])

    return _remembered(("campaign", tenant_id, campaign_id), read)


def template(tenant_id: str, channel: Channel, kind: Kind) -> Mapping[str, str] | None:
    """The tenant's own template (``body``, perhaps ``subject``, ``html``, ``templateId``), or None.

    Without one the default is used. Kept for a minute, the absence too.
    """

    def read() -> dict[str, str]:
        item = dynamo.get(_table(), keys.tenant_pk(tenant_id), keys.template_sk(channel, kind)) or {}
        return {name: item[name] for name in ("subject", "body", "html", "templateId") if item.get(name)}

    return _remembered(("template", tenant_id, channel, kind), read) or None


def tenant_ids() -> tuple[str, ...]:
    """Every tenant's id, in order."""
    return tuple(item["sk"] for item in dynamo.collection(_table(), DIRECTORY_PK))


class Snapshot(NamedTuple):
    """All that a tenant has configured, as one query gives it."""

    tenant: Tenant
    campaigns: tuple[Campaign, ...]
    """The active ones."""
    closed: Mapping[Channel, ClosedChannel]


def snapshot(tenant_id: str) -> Snapshot | None:
    """The tenant with its active campaigns and closed channels as they are now; None for an unknown tenant."""
    profile: Tenant | None = None
    campaigns: list[Campaign] = []
    closed: dict[Channel, ClosedChannel] = {}
    for item in dynamo.collection(_table(), keys.tenant_pk(tenant_id)):
        sk = item["sk"]
        if sk == keys.PROFILE_SK:
            profile = Tenant.model_validate_json(item["document"])
        elif sk.startswith(keys.campaign_sk("")) and item.get("active"):
            campaigns.append(Campaign.model_validate_json(item["document"]))
        elif sk.startswith(keys.channel_sk("")):
            entry = closed_channel(item)
            closed[entry.channel] = entry
    return None if profile is None else Snapshot(profile, tuple(campaigns), closed)


def put_tenant(tenant: Tenant) -> None:
    """Writes a tenant and its line in the directory of tenants, both or neither."""
    profile = {
        "pk": keys.tenant_pk(tenant.tenantId),
        "sk": keys.PROFILE_SK,
        "tenantId": tenant.tenantId,
        "document": tenant.model_dump_json(),
    }
    line = {"pk": DIRECTORY_PK, "sk": tenant.tenantId, "tenantId": tenant.tenantId}
    dynamo.client().transact_write_items(
        TransactItems=[
            {"Put": {"TableName": _table(), "Item": dynamo.encode(item)}} for item in (profile, line)
        ]
    )
    forget()


def put_campaign(campaign: Campaign, active: bool = True) -> None:
    """Writes a campaign; one that is not active releases nothing more."""
    item = {
        "pk": keys.tenant_pk(campaign.tenantId),
        "sk": keys.campaign_sk(campaign.campaignId),
        "tenantId": campaign.tenantId,
        "document": campaign.model_dump_json(),
        "active": active,
    }
    dynamo.client().put_item(TableName=_table(), Item=dynamo.encode(item))
    forget()


def closed_channel(item: Mapping[str, Any]) -> ClosedChannel:
    """A closed channel's item as its value."""
    return ClosedChannel(
        channel=Channel(item["sk"].removeprefix(keys.channel_sk(""))),
        reason=item["reason"],
        since=datetime.fromisoformat(item["since"]),
        retry_at=datetime.fromisoformat(item["retryAt"]),
        closures=item["closures"],
    )


def closed_channels(tenant_id: str) -> dict[Channel, ClosedChannel]:
    """The tenant's channels that a partner has refused, those included whose next try is due."""
    entries = dynamo.collection(_table(), keys.tenant_pk(tenant_id), keys.channel_sk(""))
    return {entry.channel: entry for entry in map(closed_channel, entries)}


def close_channel(tenant_id: str, entry: ClosedChannel, now: datetime) -> bool:
    """Closes a channel of a tenant; False if another has just done so, whose entry then stands."""
    item = {
        "pk": keys.tenant_pk(tenant_id),
        "sk": keys.channel_sk(entry.channel),
        "reason": entry.reason,
        "since": keys.instant(entry.since),
        "retryAt": keys.instant(entry.retry_at),
        "closures": entry.closures,
    }
    try:
        dynamo.client().put_item(
            TableName=_table(),
            Item=dynamo.encode(item),
            ConditionExpression="attribute_not_exists(pk) OR retryAt <= :now",
            ExpressionAttributeValues=dynamo.encode({":now": keys.instant(now)}),
        )
    except ClientError as error:
        if dynamo.condition_failed(error):
            return False
        raise
    return True


def open_channel(tenant_id: str, channel: Channel) -> None:
    """Lets messages pass again, as if the channel had never been closed."""
    dynamo.client().delete_item(
        TableName=_table(),
        Key=dynamo.encode({"pk": keys.tenant_pk(tenant_id), "sk": keys.channel_sk(channel)}),
    )
