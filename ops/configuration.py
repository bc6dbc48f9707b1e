"""Writing tenants and campaigns to the config table, once they are consistent with what is stored there."""

from handlers.common.rules.tenants import Campaign, Tenant
from handlers.common.storage import configuration
from ops.documents import DocumentError


def put_tenant(tenant: Tenant) -> None:
    """Write or replace a tenant; ``DocumentError`` if two of its hosts share an id."""
    ids = [host.hostId for host in tenant.hosts]
    doubled = sorted({host for host in ids if ids.count(host) > 1})
    if doubled:
        raise DocumentError(f"hosts: hostId {doubled[0]} is there twice: give each host an id of its own")
    configuration.put_tenant(tenant)


def put_campaign(campaign: Campaign) -> None:
    """Write or replace a campaign; ``DocumentError`` if its tenant or its host does not exist."""
    tenant = configuration.tenant(campaign.tenantId)
    if tenant is None:
        raise DocumentError(
            f"tenantId: there is no tenant {campaign.tenantId}: load it first with python -m ops tenant put FILE"
        )
    try:
        tenant.host(campaign.hostId)
    except LookupError:
        known = ", ".join(host.hostId for host in tenant.hosts)
        raise DocumentError(
            f"hostId: tenant {tenant.tenantId} has no host {campaign.hostId}: name one of {known}, or none"
        ) from None
    configuration.put_campaign(campaign)
