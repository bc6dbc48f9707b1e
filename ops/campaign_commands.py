"""The commands for campaigns: ``python -m ops campaign``."""

from pathlib import Path

import click

from handlers.common.rules import accounting
from handlers.common.rules.tenants import Campaign
from handlers.common.storage import configuration as stored
from handlers.common.storage import stats
from ops import census, configuration, documents
from ops.explanations import explained

FILE = click.Path(path_type=Path, dir_okay=False)


@click.group("campaign")
def campaign_group() -> None:
    """Outreach of a tenant to lists of contacts."""


@campaign_group.command("put")
@click.argument("file", type=FILE)
def campaign_put(file: Path) -> None:
    """Write or replace the campaign that FILE (JSON) describes. Its tenant must exist."""
    with explained(file):
        document = documents.read(Campaign, file)
        configuration.put_campaign(document)
    click.echo(f"campaign {document.campaignId} of tenant {document.tenantId} is loaded")


@campaign_group.command("show")
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


@campaign_group.command("account")
@click.argument("tenant_id")
@click.argument("campaign_id")
@click.option("--walk", is_flag=True, help="Count the contacts too, one by one, and compare.")
def campaign_account(tenant_id: str, campaign_id: str, walk: bool) -> None:
    """Print a campaign's contacts by outcome. Every ingested contact counts once."""
    with explained():
        found = accounting.account(stats.totals(tenant_id, campaign_id))
        walked = accounting.account_of_states(census.states(tenant_id, campaign_id)) if walk else found
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
