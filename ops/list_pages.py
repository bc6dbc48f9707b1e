"""The report on a list, as commands print it."""

from collections.abc import Mapping

import click

from ops import tables
from ops.lists import Document, Report

SHOWN_ROWS = 20
COUNTS: Mapping[str, str] = {
    "ingested": "taken in",
    "duplicates": "there already",
    "invalid": "refused",
    "optedOut": "opted out",
    "blank": "blank",
}
"""Count of a report to its words."""


def show(report: Report, found: Document) -> None:
    """Print the counts, and the first rows that were refused."""
    click.echo(f"{report.path}: {found['status'].replace('_', ' ')} ({counts(found)})")
    errors = found.get("errors", [])
    for error in errors:
        if error["row"] is None:
            click.echo(error["message"])
    rows = [error for error in errors if error["row"] is not None]
    tables.show(
        ("row", "field", "reason"),
        [(each["row"], each["field"], each["message"]) for each in rows[:SHOWN_ROWS]],
    )
    if len(rows) > SHOWN_ROWS:
        click.echo(f"… and {len(rows) - SHOWN_ROWS:,} more: python -m ops lists show {report.id} --json")


def counts(found: Document) -> str:
    """Return the counts in words, those of nothing left out."""
    told = [f"{found[name]:,} {words}" for name, words in COUNTS.items() if found.get(name)]
    return ", ".join(told) or "no rows"
