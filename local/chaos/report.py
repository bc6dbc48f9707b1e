"""The report of a run: as data, which is build/chaos.json, and as the tables that are printed from it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from local.campaign.accounts import Check
from local.campaign.stand_ins.faults import Fault
from local.chaos.storm import Weather
from local.chaos.witnesses import Aftermath


def build(
    checks: Sequence[Check],
    weather: Weather,
    aftermath: Aftermath,
    seed: int,
    seconds: float,
    now: datetime,
) -> dict[str, Any]:
    """Build the report; its ``holds`` is true if every promise does."""
    return {
        "holds": all(check.holds for check in checks),
        "finishedAt": now.astimezone(UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 1),
        "contacts": weather.contacts,
        "seed": seed,
        "partners": aftermath.evidence.record["faults"],
        "system": _done(weather),
        "states": dict(sorted(Counter(contact["state"] for contact in aftermath.evidence.contacts).items())),
        "humans": dict(sorted(Counter(str(each.get("reason")) for each in aftermath.attention).items())),
        "promises": [asdict(check) for check in checks],
    }


def _done(weather: Weather) -> dict[str, int]:
    """Return what was done to the system, by how often."""
    return {
        **{name: count for name, count in sorted(weather.trouble.done.items()) if name != "doubled"},
        "messages delivered a second time": weather.trouble.done["doubled"],
        "restarts of the cloud": weather.restarts,
        "hours let pass": sum(int(time.total_seconds()) for _, time in weather.passed) // 3600,
        "instants moved": weather.moved,
        "messages played again": weather.replayed["send-dlq"],
        "events played again": weather.replayed["failed-events"],
    }


def show(console: Console, report: Mapping[str, Any]) -> None:
    """Print the report."""
    _print_table(console, "Done to the partners' calls", ("partner", *_columns(report)), _partners(report))
    _print_table(console, "Done to the system", ("what", "count"), list(report["system"].items()))
    _print_table(console, "Contacts", ("state", "count"), list(report["states"].items()))
    _print_table(console, "Humans called", ("reason", "count"), list(report["humans"].items()))
    console.print(Text("Promises", "bold"))
    for check in report["promises"]:
        mark = ("holds         ", "green") if check["holds"] else ("does not hold ", "bold red")
        console.print(Text.assemble("  ", mark, f"  {check['name']}: {check['detail']}"), soft_wrap=True)
    broken = sum(not check["holds"] for check in report["promises"])
    verdict = "every promise holds" if not broken else f"{broken} of the promises do not hold"
    console.print(
        f"{report['contacts']} contacts, seed {report['seed']}, {report['seconds']:.0f} s: {verdict}. "
        "The same as data: build/chaos.json",
        soft_wrap=True,
    )


def _columns(report: Mapping[str, Any]) -> list[str]:
    met = {name for figures in report["partners"].values() for name in figures}
    return ["requests", *(fault for fault in Fault if fault in met)]


def _partners(report: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (partner, *(figures.get(name, 0) for name in _columns(report)))
        for partner, figures in sorted(report["partners"].items())
    ]


def _print_table(console: Console, title: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    table = Table(title=Text(title, "bold"), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left")
    for row in rows:
        table.add_row(*map(str, row))
    console.print(table)
