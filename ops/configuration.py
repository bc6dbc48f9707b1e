"""Writing tenants and campaigns to the config table, once they are consistent with what is stored there."""

from handlers.common.rules.tenants import Campaign, Tenant
from handlers.common.storage import configuration
from handlers.common.storage.configuration import LineTakenError
from ops.documents import DocumentError
from ops.nearest import suggestion


def put_tenant(tenant: Tenant) -> None:
    """Write or replace a tenant; ``DocumentError`` if it cannot be so, or its line is another tenant's."""
    check_tenant(tenant)
    try:
        configuration.put_tenant(tenant)
    except LineTakenError as error:
        raise DocumentError(str(error)) from None


def check_tenant(tenant: Tenant) -> None:
    """Raise ``DocumentError`` if two of a tenant's hosts share an id."""
    ids = [host.hostId for host in tenant.hosts]
    doubled = sorted({host for host in ids if ids.count(host) > 1})
    if doubled:
        raise DocumentError(f"hosts: hostId {doubled[0]} is there twice: give each host an id of its own")


def put_campaign(campaign: Campaign) -> None:
    """Write or replace a campaign; ``DocumentError`` if its tenant or its host does not exist."""
    check_campaign(campaign)
    configuration.put_campaign(campaign)


def check_campaign(campaign: Campaign) -> None:
    """Raise ``DocumentError``, with the nearest one, if a campaign's tenant or host does not exist."""
    tenant = configuration.tenant(campaign.tenantId)
    if tenant is None:
        cure = "load it first with python -m ops tenant put FILE"
        near = suggestion(campaign.tenantId, configuration.tenant_ids(), cure)
        raise DocumentError(f"tenantId: there is no tenant {campaign.tenantId}: {near}")
    try:
        tenant.host(campaign.hostId)
    except LookupError:
        known = [host.hostId for host in tenant.hosts]
        near = suggestion(str(campaign.hostId), known, f"name one of {', '.join(known)}, or none")
        raise DocumentError(
            f"hostId: tenant {tenant.tenantId} has no host {campaign.hostId}: {near}"
        ) from None
