"""The standing of campaigns: paused or not, their contacts by outcome, and their next message."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from handlers.common.rules import accounting
from handlers.common.rules.accounting import Account
from handlers.common.rules.tenants import Campaign, Tenant
from handlers.common.storage import configuration, stats
from handlers.dispatch.storage import channels, pauses
from handlers.dispatch.storage.pauses import Pause
from ops import outlook, pausing
from ops.tables import moment

_PLACES = tuple(place.replace("_", " ") for place in Account._fields)
COLUMNS = ("tenant", "campaign", "name", "state", *_PLACES, "next message")
OF_STANDING = COLUMNS.index("state")
"""The number of the first column that is no field of the campaign."""


class Standing(NamedTuple):
    """A campaign as it stands."""

    campaign: Campaign
    pause: Pause | None
    is_tenant_paused: bool
    """True where the pause is the whole tenant's."""
    closed: Sequence[str]
    """The channels of the tenant that take nothing at the moment."""
    account: Account
    opens: datetime | None
    """The instant not before which its next message may go out; None for a campaign without a backlog."""

    @property
    def row(self) -> tuple[object, ...]:
        """The cells of ``COLUMNS``."""
        campaign = self.campaign
        return (campaign.tenantId, campaign.campaignId, campaign.name, self._state, *self.account, self._next)

    @property
    def document(self) -> dict[str, Any]:
        """The standing as JSON has it."""
        return {
            "tenantId": self.campaign.tenantId,
            "campaignId": self.campaign.campaignId,
            "name": self.campaign.name,
            "paused": pausing.document(self.pause),
            "isTenantPaused": self.is_tenant_paused,
            "closedChannels": list(self.closed),
            "contacts": self.account._asdict(),
            "nextMessage": None if self.pause or self.opens is None else self.opens.isoformat(),
        }

    @property
    def _state(self) -> str:
        if self.pause is not None:
            return f"{'tenant ' if self.is_tenant_paused else ''}{pausing.told(self.pause)}"
        return f"goes on; closed: {', '.join(self.closed)}" if self.closed else "goes on"

    @property
    def _next(self) -> str:
        if self.opens is None:
            return "none waits"
        return "when it goes on" if self.pause else moment(self.opens)


def of(tenant: Tenant, now: datetime, some: Sequence[Campaign] | None = None) -> list[Standing]:
    """Return the standing of a tenant's campaigns, or of some of them, in the order of their ids."""
    tenant_id = tenant.tenantId
    wanted = _all(tenant_id) if some is None else some
    paused = pauses.paused(tenant_id)
    closed = [channel.value for channel, each in channels.closed(tenant_id).items() if each.holds(now)]
    opens = outlook.next_messages(tenant, wanted, now)
    return [
        Standing(
            campaign,
            paused.get("", paused.get(campaign.campaignId)),
            "" in paused,
            closed,
            accounting.account(stats.totals(tenant_id, campaign.campaignId)),
            opens[campaign.campaignId],
        )
        for campaign in wanted
    ]


def _all(tenant_id: str) -> list[Campaign]:
    found = (configuration.campaign(tenant_id, each) for each in configuration.campaign_ids(tenant_id))
    return [campaign for campaign in found if campaign is not None]
