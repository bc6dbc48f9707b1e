"""The output of commands: a table for people, or JSON for machines."""

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import click

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for machines.")
"""The option of every command that lists or shows something."""

LONGEST_WORD = 14
"""The characters of a word that a column of a drawn table has room for."""
WIDEST = 1_000
"""The width at which the least that a table needs is asked for: the answer is never more than what is offered."""


def show(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under the names of their columns; without rows nothing is printed.

    Drawn to the width of a terminal, or row by row where that is too narrow; elsewhere aligned by spaces, a row a line.
    """
    cells = [[_cell(value) for value in row] for row in rows]
    if not cells:
        return
    numeric = [all(isinstance(value, _Number) for value in column) for column in zip(*cells, strict=True)]
    if sys.stdout.isatty():
        _draw(columns, cells, numeric)
        return
    for line in _aligned([list(columns), *cells], numeric):
        click.echo(line)


def print_json(document: Any) -> None:
    """Print a document as JSON; an instant as ISO 8601 has it, what else JSON does not know as text."""
    click.echo(json.dumps(document, indent=2, ensure_ascii=False, default=_plain))


def moment(at: datetime) -> str:
    """Return an instant as tables have it, to the minute."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


class _Number(str):
    """The text of a number."""

    __slots__ = ()


def _cell(value: object) -> str:
    """The text of a value; what steers a terminal is left out, since names and texts come from outside."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return _Number(f"{value:,}")
    return "".join(character if character.isprintable() else " " for character in str(value))


def _aligned(rows: Sequence[Sequence[str]], numeric: Sequence[bool]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, numeric, strict=True)
        ).rstrip()
        for row in rows
    ]


def _draw(columns: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[bool]) -> None:
    # Only where there is a terminal: it takes a quarter of the time of a short command to import.
    from rich import box
    from rich.console import Console
    from rich.measure import Measurement
    from rich.table import Table
    from rich.text import Text

    console = Console()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column, right, cells in zip(columns, numeric, zip(columns, *rows, strict=True), strict=True):
        # Lines are broken between words, but within the longest ones.
        longest = max((len(word) for cell in cells for word in cell.split()), default=1)
        table.add_column(
            column,
            justify="right" if right else "left",
            overflow="fold",
            min_width=min(longest, LONGEST_WORD),
        )
    for row in rows:
        table.add_row(*map(Text, row))
    room = console.options.update(max_width=WIDEST)
    if Measurement.get(console, room, table).minimum <= console.width:
        console.print(table)
        return
    for row in rows:
        click.echo("\n".join(_aligned(list(zip(columns, row, strict=True)), (False, False))) + "\n")
