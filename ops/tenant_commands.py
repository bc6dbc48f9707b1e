"""The commands for tenants: ``python -m ops tenant``."""

from pathlib import Path

import click

from handlers.common.rules.tenants import Tenant
from handlers.common.storage import configuration as stored
from ops import configuration, documents
from ops.explanations import explained

FILE = click.Path(path_type=Path, dir_okay=False)


@click.group("tenant")
def tenant_group() -> None:
    """Companies that use the agent."""


@tenant_group.command("put")
@click.argument("file", type=FILE)
def tenant_put(file: Path) -> None:
    """Write or replace the tenant that FILE (JSON) describes."""
    with explained(file):
        document = documents.read(Tenant, file)
        configuration.put_tenant(document)
    click.echo(f"tenant {document.tenantId} is loaded")


@tenant_group.command("show")
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
