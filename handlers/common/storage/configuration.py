"""The config table's tenants, campaigns and templates.

They change rarely, so each process keeps what it has read for a minute.
"""

import json
import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from handlers.common.rules.model import Channel, Kind
from handlers.common.rules.tenants import Campaign, Tenant
from handlers.common.storage import dynamo, keys, writes
from handlers.common.storage.writes import Condition, Write
from handlers.environment import required

_T = TypeVar("_T")

KEPT_SECONDS = 60.0

_kept: dict[tuple[str, ...], tuple[float, Any]] = {}


def table() -> str:
    """The physical name of the config table."""
    return required("TABLE_CONFIG")


def remembered(key: tuple[str, ...], read: Callable[[], _T]) -> _T:
    """The value read within the last minute, else the one that ``read`` gives. Absence is never kept.

    ``key`` tells what was read from the config table from all else of it.
    """
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

    return remembered(("tenant", tenant_id), read)


def campaign(tenant_id: str, campaign_id: str) -> Campaign | None:
    """The campaign, paused or not, or None if there is none of that id. Kept for a minute."""

    def read() -> Campaign | None:
        item = dynamo.read_item(table(), keys.tenant_pk(tenant_id), keys.campaign_sk(campaign_id))
        return None if item is None else Campaign.model_validate_json(item["document"])

    return remembered(("campaign", tenant_id, campaign_id), read)


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

    return remembered(("template", tenant_id, channel, kind), read) or None


def tenant_of_line(phone_number_id: str) -> str | None:
    """The id of the tenant that names the line as its own, or None. Kept for a minute."""

    def read() -> str | None:
        item = dynamo.read_item(table(), keys.line_pk(phone_number_id), keys.LINE_SK)
        return None if item is None else item["tenantId"]

    return remembered(("line", phone_number_id), read)


def tenants_without_line() -> tuple[str, ...]:
    """The ids of the tenants that name no line, for which that of the channel's secret stands. Kept for a minute."""

    def read() -> tuple[str, ...]:
        found = ((tenant_id, tenant(tenant_id)) for tenant_id in tenant_ids())
        return tuple(tenant_id for tenant_id, each in found if each and not each.phoneNumberId)

    return remembered(("tenants without line",), read)


def tenant_ids() -> tuple[str, ...]:
    """The ids of all tenants, in order."""
    return tuple(item["sk"] for item in dynamo.collection(table(), keys.DIRECTORY_PK))


def campaign_ids(tenant_id: str) -> tuple[str, ...]:
    """The ids of the tenant's campaigns, in order."""
    prefix = keys.campaign_sk("")
    found = dynamo.collection(table(), keys.tenant_pk(tenant_id), prefix)
    return tuple(item["sk"].removeprefix(prefix) for item in found)


class LineTakenError(ValueError):
    """Another tenant has the line: what people write to it can be for one of them only."""


def put_tenant(tenant: Tenant) -> None:
    """Write a tenant, its line in the directory of tenants, and the line that people write to: all or nothing.

    A line that it had before is free afterwards. ``LineTakenError`` for a line that another tenant has.
    """
    profile = {
        "pk": keys.tenant_pk(tenant.tenantId),
        "sk": keys.PROFILE_SK,
        "tenantId": tenant.tenantId,
        "document": tenant.model_dump_json(),
    }
    line = {"pk": keys.DIRECTORY_PK, "sk": tenant.tenantId, "tenantId": tenant.tenantId}
    puts = [writes.put(table(), item, writes.REPEATABLE) for item in (profile, line)]
    try:
        writes.transact([*puts, *_lines(tenant)])
    except LineTakenError:
        raise LineTakenError(
            f"phoneNumberId is {tenant.phoneNumberId!r}, which is another tenant's line: give the tenant a line of its "
            "own, or load the other tenant with another line first"
        ) from None
    forget()


def _lines(tenant: Tenant) -> list[Write]:
    """The writes that give the tenant its line, and free the one that it had before."""
    own = {"mine": tenant.tenantId}
    free = Condition("attribute_not_exists(pk) OR #tenantId = :mine", own, LineTakenError)
    found = dynamo.read_item(table(), keys.tenant_pk(tenant.tenantId), keys.PROFILE_SK)
    before = _line_of(found["document"]) if found else ""
    changes: list[Write] = []
    if tenant.phoneNumberId:
        item = {"pk": keys.line_pk(tenant.phoneNumberId), "sk": keys.LINE_SK, "tenantId": tenant.tenantId}
        changes.append(writes.put(table(), item, free))
    if before not in ("", tenant.phoneNumberId):
        gone = Condition("attribute_not_exists(pk) OR #tenantId = :mine", own)
        changes.append(writes.delete(table(), {"pk": keys.line_pk(before), "sk": keys.LINE_SK}, gone))
    return changes


def _line_of(document: str) -> str:
    """The line of a stored tenant, whatever else of it this version cannot read; empty where there is none."""
    try:
        told = json.loads(document)
    except ValueError:
        return ""
    line = told.get("phoneNumberId") if isinstance(told, dict) else None
    return line if isinstance(line, str) else ""


def put_campaign(campaign: Campaign) -> None:
    """Write a campaign. A pause of it stays."""
    item = {
        "pk": keys.tenant_pk(campaign.tenantId),
        "sk": keys.campaign_sk(campaign.campaignId),
        "tenantId": campaign.tenantId,
        "document": campaign.model_dump_json(),
        # An earlier release, which a rollback brings back, releases no campaign without it.
        "active": True,
    }
    writes.made(writes.put(table(), item, writes.REPEATABLE))
    forget()
