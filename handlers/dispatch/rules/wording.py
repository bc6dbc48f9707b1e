"""The variables that fill in the template of a message."""

from collections.abc import Mapping

from handlers.common.rules.contact import Contact
from handlers.common.rules.tenants import Campaign, Tenant


def variables(tenant: Tenant, campaign: Campaign, contact: Contact, own: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of every message, and a message's ``own``."""
    return {
        "company": contact.company,
        "contactName": contact.name,
        "tenantName": tenant.name,
        "campaignName": campaign.name,
        "hostName": tenant.host(campaign.hostId).name,
        "offer": campaign.offer,
        **own,
    }
