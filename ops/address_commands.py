"""The commands for single addresses: ``python -m ops address``."""

from datetime import UTC, datetime

import click

from ops import audit, blocklist, known
from ops.arguments import TENANT
from ops.explanations import explained

AN_ADDRESS = "an address"
"""The subject on the record of changes, where nobody's address belongs."""


@click.group("address")
def address_group() -> None:
    """Addresses to which a tenant wants no messages sent."""


@address_group.command("block")
@TENANT
@click.argument("address")
def address_block(tenant_id: str, address: str) -> None:
    """Stop all of the tenant's campaigns from writing to ADDRESS, a phone number or an e-mail address."""
    with explained():
        known.tenant(tenant_id)
        blocked = blocklist.block(tenant_id, address, audit.caller(), datetime.now(UTC))
        audit.record("address block", AN_ADDRESS, tenant_id)
    click.echo(f"tenant {tenant_id} writes to {blocked} no more")


@address_group.command("unblock")
@TENANT
@click.argument("address")
def address_unblock(tenant_id: str, address: str) -> None:
    """Allow messages to ADDRESS again. Contacts that opted out stay opted out."""
    with explained():
        known.tenant(tenant_id)
        unblocked, was_blocked = blocklist.unblock(tenant_id, address)
        if was_blocked:
            audit.record("address unblock", AN_ADDRESS, tenant_id)
    if was_blocked:
        click.echo(f"{unblocked} is not blocked for tenant {tenant_id} any more")
    else:
        click.echo(f"{unblocked} was not blocked for tenant {tenant_id}: nothing was changed")
