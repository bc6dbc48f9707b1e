"""The commands for a table that was restored: ``python -m ops recovery``."""

from datetime import UTC, datetime
from pathlib import Path

import click

from handlers.common.rules.fence import Standing
from ops import audit, census, comparing, known, recovery, went_out
from ops.documents import DocumentError
from ops.explanations import explained
from ops.placing import Placed, Placing
from ops.tables import AS_JSON, print_json, show

FILE = click.Path(path_type=Path, dir_okay=False)


@click.group("recovery")
def recovery_group() -> None:
    """Tables restored to an earlier point: nothing is sent until it is on record what went out meanwhile."""


@recovery_group.command("show")
@click.option("--walk", is_flag=True, help="Count the contacts by state too, reading the whole table.")
@AS_JSON
def recovery_show(walk: bool, as_json: bool) -> None:
    """Print the marks of each table, and since when nobody knows what went out."""
    with explained():
        found = recovery.positions()
        states = census.all_states() if walk else {}
    if as_json:
        marks = [
            {
                "table": each.table,
                "inside": each.inside.number,
                "outside": each.outside.number,
                "isWhole": each.is_whole,
                "unknownFrom": None if each.is_whole else each.unknown[0],
                "unknownTo": None if each.is_whole else each.unknown[1],
            }
            for each in found
        ]
        standing = recovery.standing(found).value
        print_json({"standing": standing, "tables": marks, **({"states": states} if walk else {})})
        return
    show(
        ("table", "mark inside", "mark outside", ""),
        [
            (each.table, each.inside.number, each.outside.number, "" if each.is_whole else _unknown(each))
            for each in found
        ],
    )
    show(("state", "contacts"), sorted(states.items()))
    if recovery.standing(found) is Standing.OPEN:
        click.echo("the fence is open: messages go out")
    else:
        click.echo("the fence is down: nothing goes out until python -m ops recovery open --yes-all-said")


def _unknown(position: recovery.Position) -> str:
    since, until = position.unknown
    from_ = f"{since:%Y-%m-%d %H:%M:%S} UTC" if since else "the beginning"
    to = f"{until:%Y-%m-%d %H:%M:%S} UTC" if until else "now"
    return f"was restored: what went out from {from_} to {to} is not in it"


@recovery_group.command("hold")
def recovery_hold() -> None:
    """Let the fence down by hand, before a table is restored: nothing goes out from the next batch on."""
    with explained():
        recovery.hold(datetime.now(UTC))
        audit.record("recovery hold", "fence", None)
    click.echo("the fence is down: nothing goes out until python -m ops recovery open --yes-all-said")


@recovery_group.command("compare")
@click.option("--old", required=True, help="The table as it was before it was restored, by its whole name.")
@click.argument("file", type=FILE)
def recovery_compare(old: str, file: Path) -> None:
    """Write to FILE what the table OLD knows and the restored one does not, as `went-out` reads it.

    FILE holds addresses of those who have opted out: delete it afterwards.
    """
    with explained():
        known.table(old)
        number = went_out.write(file, comparing.missing(old))
    click.echo(
        f"{number} entries are in {file}: look through them, then python -m ops recovery went-out {file}"
    )


@recovery_group.command("went-out")
@click.argument("file", type=FILE)
@click.option("--count", is_flag=True, help="Count them too: only if the table stats was restored as well.")
def recovery_went_out(file: Path, count: bool) -> None:
    """Put on record what FILE says went out or was wished for. It can be repeated.

    JSON lines or CSV: contactId, step and, where known, sentAt, channel, outcome (sent or unknown), state, meetingId;
    or tenantId, address, and optedOut or blocked.
    """
    with explained(file):
        lines, problems = went_out.read(file)
        placing = Placing(datetime.now(UTC), count)
        done = dict.fromkeys(Placed, 0)
        for line in lines:
            try:
                done[placing.place(line)] += 1
            except DocumentError as error:
                problems.append(str(error))
        if any(done.values()):
            audit.record("recovery went-out", file.name, None, f"{sum(done.values())} lines")
    for placed, number in done.items():
        click.echo(f"{number} {placed}")
    if problems:
        raise click.ClickException("\n".join([*problems, f"{len(problems)} lines were not placed"]))


@recovery_group.command("open")
@click.option(
    "--yes-all-said",
    is_flag=True,
    help="Everything that went out meanwhile is on record, or may go out again.",
)
def recovery_open(yes_all_said: bool) -> None:
    """Let sending go on. Whoever is not on record as written to is written to again."""
    if not yes_all_said:
        raise click.ClickException(
            "nothing was changed: put on record what went out with python -m ops recovery went-out FILE, then add "
            "--yes-all-said"
        )
    with explained():
        was_down = recovery.open_again(datetime.now(UTC))
        if was_down:
            audit.record("recovery open", "fence", None)
    click.echo("the fence is open: messages go out within five minutes" if was_down else "the fence was open")
