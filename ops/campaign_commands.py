"""The commands for campaigns: ``python -m ops campaign``."""

from datetime import UTC, datetime
from pathlib import Path

import click

from handlers.common.rules import accounting
from handlers.common.rules.tenants import Campaign
from handlers.common.storage import configuration as stored
from handlers.common.storage import stats
from ops import campaigns, census, configuration, documents, known, pausing
from ops.arguments import ONE_OR_ALL, TENANT
from ops.differences import fields
from ops.explanations import DoesNotHoldError, explained
from ops.putting import DRY_RUN, put, replaced
from ops.tables import AS_JSON, print_json, show

FILE = click.Path(path_type=Path, dir_okay=False)
CAMPAIGN = click.argument("campaign_id", metavar="CAMPAIGN")


@click.group("campaign")
def campaign_group() -> None:
    """Outreach of a tenant to lists of contacts."""


@campaign_group.command("list")
@ONE_OR_ALL
@AS_JSON
def campaign_list(tenant_id: str | None, as_json: bool) -> None:
    """Print the campaigns of a tenant, or of all: state, contacts by outcome, and the next message.

    The next message is the instant not before which it may go out, by hours and holidays; limits may put it off.
    """
    with explained():
        tenants = [known.tenant(tenant_id)] if tenant_id else map(known.tenant, stored.tenant_ids())
        found = [each for tenant in tenants for each in campaigns.of(tenant, datetime.now(UTC))]
    if as_json:
        print_json([each.document for each in found])
        return
    show(campaigns.COLUMNS, (each.row for each in found))
    if not found:
        click.echo("there is no campaign: load one with python -m ops campaign put FILE")


@campaign_group.command("show")
@TENANT
@CAMPAIGN
@AS_JSON
def campaign_show(tenant_id: str, campaign_id: str, as_json: bool) -> None:
    """Print a campaign field by field, and how it stands; as JSON in the form that `put` takes."""
    with explained():
        campaign = known.campaign(tenant_id, campaign_id)
        if as_json:
            print_json(campaign.model_dump(mode="json"))
            return
        (standing,) = campaigns.of(known.tenant(tenant_id), datetime.now(UTC), [campaign])
    columns = zip(campaigns.COLUMNS, standing.row, strict=True)
    show(("field", "value"), [*fields(campaign), *list(columns)[campaigns.OF_STANDING :]])


@campaign_group.command("put")
@click.argument("file", type=FILE)
@DRY_RUN
def campaign_put(file: Path, dry_run: bool) -> None:
    """Write or replace the campaign that FILE (JSON) describes, and show what differs. Its tenant must exist."""
    with explained(file):
        document = documents.read(Campaign, file)
        configuration.check_campaign(document)
        before = replaced(lambda: stored.campaign(document.tenantId, document.campaignId))
        put(
            "campaign",
            document.campaignId,
            document.tenantId,
            (before, document),
            lambda: configuration.put_campaign(document),
            dry_run=dry_run,
        )


@campaign_group.command("pause")
@TENANT
@CAMPAIGN
@pausing.REASON
def campaign_pause(tenant_id: str, campaign_id: str, reason: str) -> None:
    """Stop the outreach and the follow-ups of a campaign; answers and meetings go on."""
    with explained():
        known.campaign(tenant_id, campaign_id)
        pausing.pause(tenant_id, campaign_id, reason)


@campaign_group.command("resume")
@TENANT
@CAMPAIGN
def campaign_resume(tenant_id: str, campaign_id: str) -> None:
    """Let a paused campaign's outreach go on."""
    with explained():
        known.campaign(tenant_id, campaign_id)
        pausing.resume(tenant_id, campaign_id)


@campaign_group.command("account")
@TENANT
@CAMPAIGN
@click.option("--walk", is_flag=True, help="Count the contacts too, one by one, and compare.")
@AS_JSON
def campaign_account(tenant_id: str, campaign_id: str, walk: bool, as_json: bool) -> None:
    """Print a campaign's contacts by outcome. Every ingested contact counts once; ends with 3 where they do not."""
    with explained():
        known.campaign(tenant_id, campaign_id)
        totals = stats.totals(tenant_id, campaign_id)
        found = accounting.account(totals)
        states = census.states(tenant_id, campaign_id) if walk else None
        walked = None if states is None else accounting.account_of_states(states, totals)
    if as_json:
        print_json({"counters": found._asdict(), **({"contacts": walked._asdict()} if walked else {})})
    else:
        places = found._asdict().items()
        counted = [(place.replace("_", " "), number) for place, number in places]
        show(
            ("place", "counters", *(("contacts",) if walked else ())),
            [(*row, number) for row, number in zip(counted, walked, strict=True)] if walked else counted,
        )
    if not found.balanced:
        raise DoesNotHoldError(
            "the places do not add up to what was ingested: look for BookkeepingFailed in the log"
        )
    if walked not in (None, found):
        raise DoesNotHoldError(
            "the counters differ from the contacts: walk again if messages are going out at the moment, "
            "else look for BookkeepingFailed in the log"
        )
