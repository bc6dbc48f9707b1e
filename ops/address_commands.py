"""The commands for single addresses: ``python -m ops address``."""

from datetime import UTC, datetime

import click

from ops import blocklist
from ops.explanations import explained


@click.group("address")
def address_group() -> None:
    """Addresses to which a tenant wants no messages sent."""


@address_group.command("block")
@click.argument("tenant_id")
@click.argument("address")
def address_block(tenant_id: str, address: str) -> None:
    """Stop all of the tenant's campaigns from writing to ADDRESS, a phone number or an e-mail address."""
    with explained():
        known = blocklist.block(tenant_id, address, datetime.now(UTC))
    click.echo(f"tenant {tenant_id} writes to {known} no more")


@address_group.command("unblock")
@click.argument("tenant_id")
@click.argument("address")
def address_unblock(tenant_id: str, address: str) -> None:
    """Allow messages to ADDRESS again. Contacts that opted out stay opted out."""
    with explained():
        known = blocklist.unblock(tenant_id, address)
    click.echo(f"{known} is not blocked for tenant {tenant_id}")
