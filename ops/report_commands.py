"""``python -m ops report``: a page to look at, on what a stack has done."""

from datetime import UTC, datetime
from pathlib import Path

import click

from ops.explanations import explained
from ops.stack import Stack

FORMATS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]


@click.command("report")
@click.option(
    "--out",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("report.html"),
    show_default=True,
    help="File that the page is written to.",
)
@click.option("--tenant", help="Id of the only tenant to tell of; all without.")
@click.option("--from", "since", type=click.DateTime(FORMATS), help="First instant to tell of, in UTC.")
@click.option("--to", "until", type=click.DateTime(FORMATS), help="End of what is told, in UTC; now without.")
@click.option("--names", is_flag=True, help="Show contacts' names. Addresses stay masked.")
@click.pass_obj
def report(
    stack: Stack, out: Path, tenant: str | None, since: datetime | None, until: datetime | None, names: bool
) -> None:
    """Write a page on what a stack has done: funnel, messages, meetings, talks, costs, and what needs somebody.

    The whole table of contacts is read for it, at half a read unit for each 4 kB.
    """
    from ops.report import collecting, page

    now = datetime.now(UTC)
    first, last = (each.replace(tzinfo=UTC) if each else None for each in (since, until))
    if (first or now) >= (last or now) and (first or last):
        raise click.UsageError("--from is not before --to: give the earlier instant first")
    with explained():
        if tenant is not None:
            _check_tenant(tenant)
        data = collecting.collect(stack, collecting.Scope(tenant, first, last, names), now)
    try:
        out.write_text(page.render(data), encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written ({error.strerror}): name another file") from None
    click.echo(f"written to {out}: open it in a browser")


def _check_tenant(tenant: str) -> None:
    """Raise a ``ClickException`` for a tenant that the stack does not have."""
    from handlers.common.storage import configuration
    from ops.nearest import refuse_unknown

    known = configuration.tenant_ids()
    if tenant not in known:
        refuse_unknown("tenant", tenant, known)
