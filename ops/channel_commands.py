"""The commands for a tenant's channels: ``python -m ops channel``."""

import click

from handlers.common.rules.model import Channel
from handlers.common.storage import configuration
from handlers.dispatch.storage import channels
from ops.explanations import explained
from ops.tables import AS_JSON, print_json, show

CHANNEL = click.Choice([str(channel) for channel in Channel])


@click.group("channel")
def channel_group() -> None:
    """Channels that are closed because a partner refused a tenant's messages."""


@channel_group.command("list")
@AS_JSON
def channel_list(as_json: bool) -> None:
    """Print the closed channels of all tenants, with the reason and the time of the next try."""
    with explained():
        closed = [
            (tenant_id, entry)
            for tenant_id in configuration.tenant_ids()
            for entry in channels.closed(tenant_id).values()
        ]
    if as_json:
        print_json([{"tenantId": tenant_id, **entry._asdict()} for tenant_id, entry in closed])
        return
    show(
        ("tenant", "channel", "reason", "since", "tried again at"),
        (
            (
                tenant_id,
                each.channel,
                each.reason,
                f"{each.since:%Y-%m-%d %H:%M} UTC",
                f"{each.retry_at:%H:%M} UTC",
            )
            for tenant_id, each in closed
        ),
    )
    if not closed:
        click.echo("all channels of all tenants are open")


@channel_group.command("show")
@click.argument("tenant_id")
def channel_show(tenant_id: str) -> None:
    """Print the closed channels with the reason and the time of the next try."""
    with explained():
        closed = channels.closed(tenant_id)
    for entry in closed.values():
        since, again = f"{entry.since:%Y-%m-%d %H:%M} UTC", f"{entry.retry_at:%H:%M} UTC"
        click.echo(f"{entry.channel}: {entry.reason} since {since}, tried again at {again}")
    if not closed:
        click.echo(f"all channels of tenant {tenant_id} are open")


@channel_group.command("open")
@click.argument("tenant_id")
@click.argument("channel", type=CHANNEL)
def channel_open(tenant_id: str, channel: str) -> None:
    """Reopen a channel at once, after the account or the template has been fixed."""
    with explained():
        channels.reopen(tenant_id, Channel(channel))
    click.echo(f"{channel} is open for tenant {tenant_id}")
