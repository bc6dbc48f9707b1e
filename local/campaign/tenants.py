"""The tenants and campaigns that a local run plays for."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from handlers.common.rules.tenants import Campaign, Tenant
from local import samples
from ops import documents

LINES = {"106540352242922": "551140028922", "106540352242923": "551140028923"}
"""The tenants' lines at WhatsApp Cloud: the displayed number, by ``phone_number_id``."""


@dataclass(frozen=True)
class SampleTenants:
    """A tenant that is open all week and one that is closed today, each with a campaign."""

    open: Tenant
    open_campaign: Campaign
    closed: Tenant
    closed_campaign: Campaign

    @property
    def tenants(self) -> tuple[Tenant, ...]:
        """Both tenants."""
        return self.open, self.closed

    @property
    def campaigns(self) -> tuple[Campaign, ...]:
        """The campaigns of both."""
        return self.open_campaign, self.closed_campaign

    @property
    def colleagues(self) -> frozenset[str]:
        """The e-mail addresses of both tenants' hosts."""
        return frozenset(host.email for tenant in self.tenants for host in tenant.hosts)


def sample_tenants(now: datetime) -> SampleTenants:
    """Read the sample tenants; the one with office hours takes today off, so it is closed on any day and hour."""
    closed = documents.read(Tenant, samples.HORIZONTE)
    today: date = now.astimezone(ZoneInfo(closed.timezone)).date()
    lines = list(LINES)
    return SampleTenants(
        documents.read(Tenant, samples.AURORA).model_copy(update={"phoneNumberId": lines[0]}),
        documents.read(Campaign, samples.AURORA_PRIMAVERA),
        closed.model_copy(update={"holidays": closed.holidays | {today}, "phoneNumberId": lines[1]}),
        documents.read(Campaign, samples.HORIZONTE_PILOTO),
    )
