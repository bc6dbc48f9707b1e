"""The operators' command line, ``python -m ops``, for a stack on AWS or wherever AWS_ENDPOINT_URL points."""

import os
from datetime import UTC, datetime
from pathlib import Path

import boto3
import click

from handlers.common.rules import accounting
from handlers.common.rules.model import Channel
from handlers.common.rules.tenants import Campaign, Tenant
from handlers.common.storage import configuration as stored
from handlers.common.storage import stats
from handlers.dispatch.storage import channels
from ops import (
    blocklist,
    census,
    configuration,
    contact_commands,
    documents,
    failure_commands,
    inbox_commands,
    provider_commands,
    recovery_commands,
    template_commands,
)
from ops.conformance.command import conformance
from ops.explanations import explained
from ops.scale.command import scale

DEFAULT_PREFIX = "micro-agente-disparo-agendamento-dev"
DEFAULT_REGION = "us-east-1"
FILE = click.Path(path_type=Path, dir_okay=False)
CHANNEL = click.Choice([str(channel) for channel in Channel])


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--prefix",
    default=DEFAULT_PREFIX,
    envvar="STACK_PREFIX",
    show_default=True,
    show_envvar=True,
    help="Start of the stack's physical names: <namePrefix>-<environment>.",
)
@click.pass_context
def main(context: click.Context, prefix: str) -> None:
    """Load tenants, campaigns and templates into a stack, check providers, block addresses, answer what needs a
    human, replay failures, recover tables, and read what is stored."""
    context.obj = prefix
    for table in ("config", "contacts", "meetings", "stats"):
        os.environ[f"TABLE_{table.upper()}"] = f"{prefix}-{table}"
    os.environ["PARAMETER_FENCE"] = f"{prefix}-fence"
    if boto3.Session().region_name is None:
        os.environ["AWS_DEFAULT_REGION"] = DEFAULT_REGION


@main.group()
def tenant() -> None:
    """Companies that use the agent."""


@main.group()
def campaign() -> None:
    """Outreach of a tenant to lists of contacts."""


@tenant.command("put")
@click.argument("file", type=FILE)
def tenant_put(file: Path) -> None:
    """Write or replace the tenant that FILE (JSON) describes."""
    with explained(file):
        document = documents.read(Tenant, file)
        configuration.put_tenant(document)
    click.echo(f"tenant {document.tenantId} is loaded")


@tenant.command("show")
@click.argument("tenant_id")
def tenant_show(tenant_id: str) -> None:
    """Print a tenant as JSON, in the form that `put` takes."""
    with explained():
        found = stored.tenant(tenant_id)
    if found is None:
        raise click.ClickException(
            f"there is no tenant {tenant_id}: load it with python -m ops tenant put FILE"
        )
    click.echo(found.model_dump_json(indent=2))


@campaign.command("put")
@click.argument("file", type=FILE)
def campaign_put(file: Path) -> None:
    """Write or replace the campaign that FILE (JSON) describes. Its tenant must exist."""
    with explained(file):
        document = documents.read(Campaign, file)
        configuration.put_campaign(document)
    click.echo(f"campaign {document.campaignId} of tenant {document.tenantId} is loaded")


@campaign.command("show")
@click.argument("tenant_id")
@click.argument("campaign_id")
def campaign_show(tenant_id: str, campaign_id: str) -> None:
    """Print a campaign as JSON, in the form that `put` takes."""
    with explained():
        found = stored.campaign(tenant_id, campaign_id)
    if found is None:
        raise click.ClickException(
            f"tenant {tenant_id} has no campaign {campaign_id}: load it with python -m ops campaign put FILE"
        )
    click.echo(found.model_dump_json(indent=2))


@campaign.command("account")
@click.argument("tenant_id")
@click.argument("campaign_id")
@click.option("--walk", is_flag=True, help="Count the contacts too, one by one, and compare.")
def campaign_account(tenant_id: str, campaign_id: str, walk: bool) -> None:
    """Print a campaign's contacts by outcome. Every ingested contact counts once."""
    with explained():
        totals = stats.totals(tenant_id, campaign_id)
        found = accounting.account(totals)
        states = census.states(tenant_id, campaign_id) if walk else None
        walked = found if states is None else accounting.account_of_states(states, totals)
    for place, contacts in found._asdict().items():
        counted = f"  {walked._asdict()[place]:>9,} found" if walk else ""
        click.echo(f"{place.replace('_', ' '):<10} {contacts:>9,}{counted}")
    if not found.balanced:
        raise click.ClickException(
            "the places do not add up to what was ingested: look for BookkeepingFailed in the log"
        )
    if walked != found:
        raise click.ClickException(
            "the counters differ from the contacts: walk again if messages are going out at the moment, "
            "else look for BookkeepingFailed in the log"
        )


@main.group()
def address() -> None:
    """Addresses to which a tenant wants no messages sent."""


@address.command("block")
@click.argument("tenant_id")
@click.argument("address")
def address_block(tenant_id: str, address: str) -> None:
    """Stop all of the tenant's campaigns from writing to ADDRESS, a phone number or an e-mail address."""
    with explained():
        known = blocklist.block(tenant_id, address, datetime.now(UTC))
    click.echo(f"tenant {tenant_id} writes to {known} no more")


@address.command("unblock")
@click.argument("tenant_id")
@click.argument("address")
def address_unblock(tenant_id: str, address: str) -> None:
    """Allow messages to ADDRESS again. Contacts that opted out stay opted out."""
    with explained():
        known = blocklist.unblock(tenant_id, address)
    click.echo(f"{known} is not blocked for tenant {tenant_id}")


@main.group()
def channel() -> None:
    """Channels that are closed because a partner refused a tenant's messages."""


@channel.command("show")
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


@channel.command("open")
@click.argument("tenant_id")
@click.argument("channel", type=CHANNEL)
def channel_open(tenant_id: str, channel: str) -> None:
    """Reopen a channel at once, after the account or the template has been fixed."""
    with explained():
        channels.reopen(tenant_id, Channel(channel))
    click.echo(f"{channel} is open for tenant {tenant_id}")


main.add_command(template_commands.template_group)
main.add_command(provider_commands.provider_group)
main.add_command(failure_commands.failures_group)
main.add_command(inbox_commands.inbox_group)
main.add_command(contact_commands.contact_group)
main.add_command(scale)
main.add_command(conformance)
main.add_command(recovery_commands.recovery_group)


if __name__ == "__main__":
    main(prog_name="python -m ops")
