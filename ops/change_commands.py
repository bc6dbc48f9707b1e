"""The commands for the record of changes: ``python -m ops changes``."""

import click

from ops import audit, known
from ops.arguments import ONE_OR_ALL
from ops.explanations import explained
from ops.tables import AS_JSON, print_json, show


@click.group("changes")
def changes_group() -> None:
    """Changes that operators made in the stack: who, when, what."""


@changes_group.command("list")
@ONE_OR_ALL
@click.option(
    "--most", type=click.IntRange(1, 10_000), default=100, show_default=True, help="Changes to print."
)
@AS_JSON
def changes_list(tenant_id: str | None, most: int, as_json: bool) -> None:
    """Print the last changes that operators made by these commands, of a tenant or of all. The latest first."""
    with explained():
        if tenant_id is not None:
            known.tenant(tenant_id)
        found = audit.changes(tenant_id, most)
    if as_json:
        print_json([change._asdict() for change in found])
        return
    show(
        ("when", "who", "what", "of", "tenant", "note"),
        ((each.at, each.by, each.deed, each.subject, each.tenant_id, each.note) for each in found),
    )
    if not found:
        click.echo("nothing is on record")
