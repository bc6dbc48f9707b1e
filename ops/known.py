"""The tenant, the campaign or the contact that a command names; an unknown one is refused with the nearest."""

from typing import Any

from handlers.common.rules.contact import Contact
from handlers.common.rules.tenants import Campaign, Host, Tenant
from handlers.common.storage import configuration, contacts, dynamo, keys
from ops.nearest import refuse_unknown

MOST_PAGES = 20
"""Pages of the contacts table, of a megabyte each, that are looked through for the nearest id."""


def tenant(tenant_id: str) -> Tenant:
    """Return a tenant; ``ClickException`` with the nearest one for an unknown id."""
    found = configuration.tenant(tenant_id)
    if found is None:
        known = configuration.tenant_ids()
        refuse_unknown("tenant", tenant_id, known, "load it with python -m ops tenant put FILE")
    return found


def campaign(tenant_id: str, campaign_id: str) -> Campaign:
    """Return a campaign; ``ClickException`` with the nearest one for an unknown id, of its tenant too."""
    tenant(tenant_id)
    found = configuration.campaign(tenant_id, campaign_id)
    if found is None:
        known = configuration.campaign_ids(tenant_id)
        cure = "load it with python -m ops campaign put FILE"
        refuse_unknown(f"campaign of tenant {tenant_id} named", campaign_id, known, cure)
    return found


def host(of: Tenant, host_id: str | None) -> Host:
    """Return a host of a tenant, the first one where none is named; ``ClickException`` with the nearest one."""
    try:
        return of.host(host_id)
    except LookupError:
        return refuse_unknown(
            f"host of tenant {of.tenantId} named", str(host_id), [each.hostId for each in of.hosts]
        )


def contact(contact_id: str) -> Contact:
    """Return a contact by its whole id; ``ClickException`` with the nearest one for an unknown id."""
    found = contacts.find(contact_id)
    if found is None:
        cure = "give the whole id, as in the inbox and the log; one that was erased or has expired is known no longer"
        refuse_unknown("contact", contact_id, _contact_ids(), cure)
    return found


def table(name: str) -> None:
    """Refuse a table, by its whole name, that is not there, with the nearest one."""
    found = [
        each
        for page in dynamo.client().get_paginator("list_tables").paginate()
        for each in page["TableNames"]
    ]
    if name not in found:
        refuse_unknown("table", name, found)


def _contact_ids() -> list[str]:
    """The ids of contacts, in a large table of some of them."""
    found: list[str] = []
    following: dict[str, Any] = {}
    for _ in range(MOST_PAGES):
        page = dynamo.client().scan(
            TableName=contacts.table(),
            FilterExpression="sk = :contact",
            ProjectionExpression="pk",
            ExpressionAttributeValues=dynamo.encode({":contact": keys.CONTACT_SK}),
            **following,
        )
        found += [keys.contact_of(dynamo.decode(item)["pk"]) for item in page["Items"]]
        if "LastEvaluatedKey" not in page:
            break
        following = {"ExclusiveStartKey": page["LastEvaluatedKey"]}
    return found
