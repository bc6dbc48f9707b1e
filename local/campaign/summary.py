"""The report on the terminal: in colour, or the same lines plain where there is no terminal."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.markdown import Markdown
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

REASONS_SHOWN = 40


def show(console: Console, report: Mapping[str, Any], file: Path) -> None:
    """Print the whole report, the checks last; ``file`` is where the same is kept as data. ``verdict`` sums it up."""
    _deployment(console, report["resources"], report["policies"])
    for intake in report["intakes"]:
        _intake(console, intake, file)
    _contacts(console, report)
    _checks(console, report, file)


def _deployment(console: Console, resources: Mapping[str, Any], policies: Mapping[str, Any]) -> None:
    by_type = list(resources["byType"].items())
    _table(console, f"Resources of AWS deployed: {resources['total']}", ("type", "count"), by_type)
    advice = len(policies["violations"])
    console.print(
        f"Policies checked: {policies['rules']} rules on {policies['resources']} resources, "
        f"{advice or 'no'} violation{'s' if advice != 1 else ''}"
    )
    for violation in policies["violations"]:
        console.print(Text(f"  [{violation['level']}] {violation['name']}: {violation['message']}"))


def _contacts(console: Console, report: Mapping[str, Any]) -> None:
    """Print what went out to the contacts, what came back, and who still waits."""
    _table(
        console,
        "Messages accepted by the partners",
        ("channel", "kind", "count"),
        [(line["channel"], line["kind"], line["accepted"]) for line in report["messages"]],
    )
    _table(console, "Replies", ("intent", "count"), list(report["replies"].items()))
    _table(console, "Meetings", ("", "count"), [(_words(n), c) for n, c in report["meetings"].items()])
    _table(console, "Reminders", ("", "count"), list(report["reminders"].items()))
    _table(console, "Contacts by state", ("state", "count"), list(report["states"].items()))
    _briefings(console, report["briefings"])
    console.print(f"Opt-outs respected: {report['optOuts']} addresses")
    _table(
        console,
        "Waiting for contact hours",
        ("campaign", "contacts", "first message from"),
        [(line["campaign"], line["contacts"], _moment(line["from"])) for line in report["waiting"]],
    )


def _intake(console: Console, intake: Mapping[str, Any], file: Path) -> None:
    console.print(
        Text(
            f"Contacts of {intake['campaign']} from {intake['source']}: {intake['ingested']} ingested, "
            f"{intake['duplicates']} duplicates, {intake['invalid']} invalid, {intake['optedOut']} opted out, "
            f"{intake['blank']} blank lines"
        )
    )
    for name, place in (("Report to its sender", intake["report"]), ("Rows to mend", intake["rowsToMend"])):
        if place:
            console.print(Text(f"{name}: {place}"), soft_wrap=True)
    for title, entries in (("Rows refused", intake["errors"]), ("Left out of rows", intake["notes"])):
        _table(
            console,
            title,
            ("row", "field", "reason"),
            [(entry["row"], entry["field"], entry["message"]) for entry in entries[:REASONS_SHOWN]],
        )
        if len(entries) > REASONS_SHOWN:
            console.print(f"  … and {len(entries) - REASONS_SHOWN} more in {file}", soft_wrap=True)


def _briefings(console: Console, briefings: Mapping[str, Any]) -> None:
    example = briefings["example"]
    console.print(f"Briefings written: {briefings['count']}{'; one of them:' if example else ''}")
    if example and console.is_terminal:
        console.print(Panel(Markdown(example), box=box.ROUNDED))
    elif example:
        console.print(Text("\n".join(f"  | {line}" for line in example.splitlines())))


def _checks(console: Console, report: Mapping[str, Any], file: Path) -> None:
    console.print(Text("Checks", "bold"))
    for check in report["checks"]:
        mark = ("holds ", "green") if check["holds"] else ("BROKEN", "bold red")
        console.print(Text.assemble("  ", mark, f"  {check['name']}: {check['detail']}"), soft_wrap=True)
    seconds = report["seconds"]
    first = seconds["first_message"]
    console.print(
        f"Deployed after {seconds['deployed']:.0f} s, "
        + (f"first message after {first:.0f} s, " if first is not None else "")
        + f"finished after {seconds['finished']:.0f} s. "
        + f"To look at: {file.with_suffix('.html')}. The same as data: {file}",
        soft_wrap=True,
    )


def verdict(console: Console, report: Mapping[str, Any]) -> None:
    """Print, as the last line of a run, that all checks hold, or which do not."""
    checks = report["checks"]
    broken = [check["name"] for check in checks if not check["holds"]]
    if broken:
        told = f"{len(broken)} of {len(checks)} checks do not hold: {'; '.join(broken)}"
        console.print(Text(told, "bold red"), soft_wrap=True)
    else:
        console.print(Text(f"all {len(checks)} checks hold", "bold green"))


def _table(console: Console, title: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print a table, or nothing if there are no rows; cells are data and never read as markup."""
    if not rows:
        return
    table = Table(
        title=Text(title, "bold"),
        title_justify="left",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        min_width=len(title),
    )
    for column in columns:
        table.add_column(column, justify="right" if column in ("count", "row", "contacts") else "left")
    for row in rows:
        table.add_row(*(cell if isinstance(cell, Text) else Text(str(cell)) for cell in row))
    console.print(table)


def _words(name: str) -> str:
    return name.replace("now_", "of these now ")


def _moment(instant: str) -> str:
    """Return the instant in UTC, to the minute, with its weekday."""
    return f"{datetime.fromisoformat(instant):%a %d %b %Y %H:%M} UTC"
