"""The commands for tenants: ``python -m ops tenant``."""

from datetime import UTC, datetime
from pathlib import Path

import click

from handlers.common.rules.tenants import Tenant
from handlers.common.storage import configuration as stored
from handlers.dispatch.storage import channels, pauses
from ops import configuration, documents, known, pausing
from ops.arguments import TENANT
from ops.differences import fields
from ops.explanations import explained
from ops.putting import DRY_RUN, put, replaced
from ops.tables import AS_JSON, print_json, show

FILE = click.Path(path_type=Path, dir_okay=False)


@click.group("tenant")
def tenant_group() -> None:
    """Companies that use the agent."""


@tenant_group.command("list")
@AS_JSON
def tenant_list(as_json: bool) -> None:
    """Print the tenants: their campaigns, if they are paused, and the channels that a partner has closed."""
    now = datetime.now(UTC)
    with explained():
        found = [
            (
                known.tenant(tenant_id),
                stored.campaign_ids(tenant_id),
                pauses.paused(tenant_id).get(""),
                [channel.value for channel, each in channels.closed(tenant_id).items() if each.holds(now)],
            )
            for tenant_id in stored.tenant_ids()
        ]
    if as_json:
        print_json(
            [
                {
                    "tenantId": tenant.tenantId,
                    "name": tenant.name,
                    "campaigns": campaigns,
                    "paused": pausing.document(pause),
                    "closedChannels": closed,
                }
                for tenant, campaigns, pause, closed in found
            ]
        )
        return
    show(
        ("tenant", "name", "campaigns", "state", "closed channels"),
        (
            (
                tenant.tenantId,
                tenant.name,
                len(campaigns),
                pausing.told(pause) if pause else "goes on",
                ", ".join(closed),
            )
            for tenant, campaigns, pause, closed in found
        ),
    )
    if not found:
        click.echo("there is no tenant: load one with python -m ops tenant put FILE")


@tenant_group.command("show")
@TENANT
@AS_JSON
def tenant_show(tenant_id: str, as_json: bool) -> None:
    """Print a tenant field by field; as JSON in the form that `put` takes."""
    with explained():
        found = known.tenant(tenant_id)
        pause = pauses.paused(tenant_id).get("")
    if as_json:
        print_json(found.model_dump(mode="json"))
        return
    show(("field", "value"), [*fields(found), ("state", pausing.told(pause) if pause else "goes on")])


@tenant_group.command("put")
@click.argument("file", type=FILE)
@DRY_RUN
def tenant_put(file: Path, dry_run: bool) -> None:
    """Write or replace the tenant that FILE (JSON) describes, and show what differs from the stored one."""
    with explained(file):
        document = documents.read(Tenant, file)
        configuration.check_tenant(document)
        versions = replaced(lambda: stored.tenant(document.tenantId)), document
        put(
            "tenant",
            document.tenantId,
            document.tenantId,
            versions,
            lambda: configuration.put_tenant(document),
            dry_run=dry_run,
        )


@tenant_group.command("pause")
@TENANT
@pausing.REASON
def tenant_pause(tenant_id: str, reason: str) -> None:
    """Stop the outreach and the follow-ups of all of a tenant's campaigns; answers and meetings go on."""
    with explained():
        known.tenant(tenant_id)
        pausing.pause(tenant_id, "", reason)


@tenant_group.command("resume")
@TENANT
def tenant_resume(tenant_id: str) -> None:
    """Let a paused tenant's outreach go on. Campaigns that are paused by themselves stay so."""
    with explained():
        known.tenant(tenant_id)
        pausing.resume(tenant_id, "")
