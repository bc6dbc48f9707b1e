"""A tenant with its campaigns, pauses and closed channels, as one query of the config table gives them."""

from collections.abc import Mapping
from typing import NamedTuple

from pydantic import ValidationError

from handlers.common.rules.model import Channel
from handlers.common.rules.tenants import Campaign, Tenant
from handlers.common.storage import configuration, dynamo, keys
from handlers.dispatch.rules.closures import ClosedChannel
from handlers.dispatch.storage import channels, pauses
from handlers.observability import count, logger


class Snapshot(NamedTuple):
    """All that a tenant has configured."""

    tenant: Tenant
    campaigns: tuple[Campaign, ...]
    """Those that are not paused: none where the tenant is."""
    closed: Mapping[Channel, ClosedChannel]
    is_paused: bool = False
    """True where it has campaigns, and all of them or the tenant itself are paused."""


def snapshot(tenant_id: str) -> Snapshot | None:
    """The tenant with the campaigns that go on and its closed channels as they are now; None for an unknown tenant."""
    profile: Tenant | None = None
    campaigns: list[Campaign] = []
    paused: set[str] = set()
    closed: dict[Channel, ClosedChannel] = {}
    for item in dynamo.collection(configuration.table(), keys.tenant_pk(tenant_id)):
        sk = item["sk"]
        if sk == keys.PROFILE_SK:
            profile = Tenant.model_validate_json(item["document"])
        elif sk.startswith(keys.campaign_sk("")):
            try:
                campaigns.append(Campaign.model_validate_json(item["document"]))
            except ValidationError:
                logger.exception("a campaign cannot be read", extra={"tenantId": tenant_id, "campaign": sk})
                count("CampaignUnreadable")
        elif sk.startswith(keys.channel_sk("")):
            entry = channels.from_item(item)
            closed[entry.channel] = entry
        elif sk.startswith(keys.pause_sk()):
            paused.add(pauses.campaign_of(item))
    if profile is None:
        return None
    going_on = () if "" in paused else [each for each in campaigns if each.campaignId not in paused]
    return Snapshot(profile, tuple(going_on), closed, bool(campaigns) and not going_on)
