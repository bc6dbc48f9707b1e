"""The commands for lists that were taken in: ``python -m ops lists``."""

from pathlib import Path

import click

from ops import audit, known, list_pages, lists
from ops.arguments import ONE_OR_ALL
from ops.default_command import ListingGroup
from ops.explanations import explained
from ops.nearest import begun
from ops.stack import Stack
from ops.tables import AS_JSON, print_json, show

NOBODY = "dropped in the bucket"


@click.group("lists", cls=ListingGroup)
def lists_group() -> None:
    """Lists of contacts that were handed in, and the reports on them.

    Without a command: list.
    """


@lists_group.command("list")
@ONE_OR_ALL
@click.option("--last", default=20, show_default=True, type=click.IntRange(1), help="The number of lists.")
@AS_JSON
@click.pass_obj
def lists_list(stack: Stack, tenant_id: str | None, last: int, as_json: bool) -> None:
    """Print the lists of a tenant, or of all: when, which, what became of its rows, who. The latest first."""
    with explained():
        if tenant_id is not None:
            known.tenant(tenant_id)
        bucket = stack.bucket
        found = lists.reports(bucket, f"{tenant_id}/" if tenant_id else "")[:last]
        told = [(report, lists.summary(bucket, report)) for report in found]
        by = {change.note: change.by for change in audit.changes(tenant_id, 1000) if change.deed == "ingest"}
    if as_json:
        print_json(
            [
                {
                    **each,
                    "list": report.path,
                    "handedIn": report.handed_in.isoformat(),
                    "by": by.get(report.folder),
                }
                for report, each in told
            ]
        )
        return
    show(
        ("report", "handed in (UTC)", "list", "status", *list_pages.COUNTS.values(), "by"),
        [
            (
                report.id,
                f"{report.handed_in:%Y-%m-%d %H:%M}",
                report.path,
                each["status"],
                *(each[name] for name in list_pages.COUNTS),
                by.get(report.folder, NOBODY),
            )
            for report, each in told
        ],
    )
    if not told:
        click.echo("no list has been handed in")


@lists_group.command("show")
@click.argument("report_id", metavar="REPORT")
@click.option(
    "--save",
    "folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Save the rows to mend into this folder.",
)
@AS_JSON
@click.pass_obj
def lists_show(stack: Stack, report_id: str, folder: Path | None, as_json: bool) -> None:
    """Print the report on a list with the rows that were refused. REPORT is its id, or the beginning of it."""
    with explained():
        bucket = stack.bucket
        report = begun(
            "report", report_id, lists.reports(bucket), lambda each: each.id, "see python -m ops lists"
        )
        found = lists.document(bucket, report)
        saved = None
        if folder and found.get("rowsToMend"):
            saved = lists.beside(folder / Path(report.path).name, found["rowsToMend"])
            saved.write_bytes(lists.content(bucket, report, found["rowsToMend"]))
    if as_json:
        print_json({**found, "savedTo": str(saved) if saved else None})
        return
    list_pages.show(report, found)
    if folder:
        click.echo(f"rows to mend: {saved}" if saved else "there are no rows to mend")
