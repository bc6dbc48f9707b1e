"""The commands for a tenant's channels: ``python -m ops channel``."""

from collections.abc import Iterable, Mapping

import click

from handlers.common.rules.model import Channel
from handlers.common.storage import configuration
from handlers.dispatch.rules.closures import ClosedChannel
from handlers.dispatch.storage import channels
from ops import audit, known
from ops.arguments import TENANT
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
        closed = {tenant_id: _closed(tenant_id) for tenant_id in configuration.tenant_ids()}
    _show(closed, as_json=as_json)
    if not any(closed.values()) and not as_json:
        click.echo("all channels of all tenants are open")


@channel_group.command("show")
@TENANT
@AS_JSON
def channel_show(tenant_id: str, as_json: bool) -> None:
    """Print the closed channels of a tenant, with the reason and the time of the next try."""
    with explained():
        known.tenant(tenant_id)
        closed = _closed(tenant_id)
    _show({tenant_id: closed}, as_json=as_json)
    if not closed and not as_json:
        click.echo(f"all channels of tenant {tenant_id} are open")


@channel_group.command("open")
@TENANT
@click.argument("channel", type=CHANNEL)
def channel_open(tenant_id: str, channel: str) -> None:
    """Reopen a channel at once, after the account or the template has been fixed."""
    with explained():
        known.tenant(tenant_id)
        if Channel(channel) not in channels.closed(tenant_id):
            click.echo(f"{channel} of tenant {tenant_id} is not closed: nothing was changed")
            return
        channels.reopen(tenant_id, Channel(channel))
        audit.record("channel open", channel, tenant_id)
    click.echo(f"{channel} is open for tenant {tenant_id}")


def _closed(tenant_id: str) -> list[ClosedChannel]:
    return list(channels.closed(tenant_id).values())


def _show(closed: Mapping[str, Iterable[ClosedChannel]], *, as_json: bool) -> None:
    """Print the closed channels of tenants."""
    found = [(tenant_id, each) for tenant_id, of_tenant in closed.items() for each in of_tenant]
    if as_json:
        print_json(
            [
                {
                    "tenantId": tenant_id,
                    "channel": each.channel.value,
                    "reason": each.reason,
                    "since": each.since,
                    "retryAt": each.retry_at,
                    "closures": each.closures,
                }
                for tenant_id, each in found
            ]
        )
        return
    show(
        ("tenant", "channel", "reason", "closed since", "tried again at", "times in a row"),
        (
            (tenant_id, each.channel, each.reason, each.since, each.retry_at, each.closures)
            for tenant_id, each in found
        ),
    )
