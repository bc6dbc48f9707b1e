"""The command ``python -m ops ingest``."""

import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from handlers.common.rules.tenants import DO_NOT_CONTACT
from handlers.intake.rules.ingest_answer import IngestStatus
from ops import audit, known, list_pages, lists
from ops.explanations import DoesNotHoldError, explained
from ops.lists import Document, Report
from ops.stack import Stack
from ops.tables import AS_JSON, print_json

POLL_SECONDS = 1.0
PATIENCE_SECONDS = 180.0
"""Seconds without any progress after which nothing is waited for any more; reading goes on all the same."""


@click.command("ingest")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--tenant", "tenant_id", required=True, help="The tenant whose list it is.")
@click.option(
    "--campaign",
    "campaign_id",
    required=True,
    help=f"The campaign; {DO_NOT_CONTACT} for a list of people who are not to be written to.",
)
@click.option("--save", is_flag=True, help="Save the rows to mend beside FILE.")
@AS_JSON
@click.pass_obj
def ingest(stack: Stack, file: Path, tenant_id: str, campaign_id: str, save: bool, as_json: bool) -> None:
    """Hand in FILE, a list of contacts, and print the report on it.

    The list goes into the inbox of the intake bucket, as if it had been dropped there. Ends with 0 if every row was
    taken in or was there already, with 3 if rows were refused, and with 1 if the list was refused whole.
    """
    if not file.stat().st_size:
        raise click.ClickException(f"{file} is empty: nothing was handed in")
    with explained():
        if campaign_id == DO_NOT_CONTACT:
            known.tenant(tenant_id)
        else:
            known.campaign(tenant_id, campaign_id)
        bucket = stack.bucket
        report, found = _handed_in(bucket, tenant_id, campaign_id, file)
        audit.record("ingest", f"{campaign_id}/{file.name}", tenant_id, report.folder)
        whole = lists.document(bucket, report)
        mend = whole.get("rowsToMend")
        saved = _saved(bucket, report, mend, file) if save and mend else None
    if as_json:
        print_json({**whole, "savedTo": str(saved) if saved else None})
    else:
        list_pages.show(report, whole)
        if saved:
            click.echo(f"rows to mend: {saved}")
        elif mend:
            click.echo(f"rows to mend: python -m ops lists show {report.id} --save FOLDER")
    if found["status"] == IngestStatus.REFUSED:
        raise SystemExit(1)
    if found["invalid"] or found["status"] == IngestStatus.CUT_SHORT:
        raise SystemExit(DoesNotHoldError.exit_code)


def _handed_in(bucket: str, tenant_id: str, campaign_id: str, file: Path) -> tuple[Report, Document]:
    key = f"{lists.places.INBOX}{tenant_id}/{campaign_id}/{file.name}"
    earlier = {report.folder for report in lists.reports_on(bucket, key)}
    lists.hand_in(bucket, tenant_id, campaign_id, file)
    waiting = _Patience(key)
    last: tuple[Report, Document] | None = None
    with _bar(file.name) as advance:
        for report, found in lists.followed(bucket, key, earlier, waiting.wait):
            waiting.saw(lists.rows(found))
            advance(lists.rows(found), found.get("total"))
            last = report, found
    assert last is not None
    return last


class _Patience:
    """The end of waiting, when nothing has moved for long."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._rows = -1
        self._until = time.monotonic() + PATIENCE_SECONDS

    def saw(self, rows: int) -> None:
        """Begin to wait anew where there is progress."""
        if rows > self._rows:
            self._rows, self._until = rows, time.monotonic() + PATIENCE_SECONDS

    def wait(self) -> None:
        """Pause before the next look; ``ClickException`` if there has been no progress for too long."""
        if time.monotonic() > self._until:
            raise click.ClickException(
                f"{self._key} is handed in, but ingest-contacts says nothing of it for {PATIENCE_SECONDS:.0f} s: look "
                "into its log and at python -m ops failures list; python -m ops lists shows the report when it is there"
            )
        time.sleep(POLL_SECONDS)


@contextmanager
def _bar(name: str) -> Generator[Callable[[int, int | None], None]]:
    """Show on a terminal how many rows have been read, of how many where that is known."""
    if not sys.stderr.isatty():
        yield lambda rows, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns: Any = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(name, total=None)
        yield lambda rows, total: progress.update(task, completed=rows, total=total)


def _saved(bucket: str, report: Report, name: str, file: Path) -> Path:
    target = lists.beside(file, name)
    target.write_bytes(lists.content(bucket, report, name))
    return target
