"""docs/scale.md, written from the model: the answer on paper for a grid of workloads."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import NamedTuple

from ops.scale import limits, model, remedies
from ops.scale.costs import Cost, Recording, requests
from ops.scale.model import Use
from ops.scale.report import number, percent
from ops.scale.workload import Workload

TENANTS = (10, 100, 1_000)
CONTACTS = (100_000, 1_000_000, 10_000_000)
RATES = ((10, 500), (20, 2_000), (60, 10_000))
"""Messages a minute and a day of each tenant; the first are the defaults of docs/system.md, "Pace: limits"."""
CONTACTS_OF_A_TENANT = 10_000
MOST_TENANTS = 20_000

_INTRODUCTION = """\
# Scale

*Written by `make record`; a test compares it with the model.*

A platform engineer asks: "We have 300 tenants, 2 million contacts, 20 messages a minute each: will it hold, and what
gives first?"

```sh
.venv/bin/python -m ops scale --tenants 300 --contacts 2000000 --per-minute 20
```

The command asks no stack. It multiplies what each unit of work was recorded to cost (`make record`) by how often the
work comes up, compares that with the limits of AWS and of the stack itself, and says what to do about the first three.
This page is the same answer for a grid.
"""

_GRID = """\
## What gives first

Each cell: the limit that is used most, and how far it is used at the peak; more than 100 % does not hold. Every tenant
has one active campaign and its share of the contacts; one list is taken in at the same time. All other figures are
[the defaults](#what-is-assumed).
"""
_AWS_GRID = """\
The same for AWS's own limits alone, those of the stack's functions, settings and partners left out:
"""

_REMEDIES = """\
## What to do about it

Every limit that some cell passes, in the order of its use. The effect is reckoned by the model, for the cell where the
limit is used most.
"""

_FITTING = """\
## How many tenants fit

At {per_minute} messages a minute, {per_day} a day and {contacts:,} contacts of each tenant, each limit taken by itself:
"""

_HOW = """\
## How it is reckoned

- **Requests and units** come from the functions themselves: `local/bench/recording` runs each unit of work on the
  embedded cloud at two sizes, and takes the difference for the cost of one more. The units of DynamoDB are reckoned
  from the items by AWS's formulas: a transaction costs double, a changed index entry is a write, a changed index key
  two.
- **Partition keys**: each write is recorded with the pattern of its key, so the load on one key is known: that of a
  pattern without a part that varies by contact is divided by the tenants, campaigns and shards that share it. AWS may
  split a hot partition (adaptive capacity), but never one key's item; the model does not count on it.
- **Time** is the number of requests times latency and processor. A function with less than {whole:,} MB has its share
  of a processor. Recorded were {request:g} ms of a whole processor for a request and {contact:g} ms for a contact of a
  list, on the machine that ran `make record`; a faster one gives less, and the times above shrink with it.
- **The peak** is every tenant at its limit of a minute while a list is taken in; **the average** is a day's messages
  over the hours of sending, with as many contacts coming in as are written to.
- Left out, for AWS sets no figure that could be met: requests to a standard queue, the number of items, and storage.
"""

_LIMITS = """\
## The limits

AWS's are the defaults of an account in us-east-1; Service Quotas shows an account's own, and a new account begins with
fewer executions of functions.
"""


class Cell(NamedTuple):
    """A workload of the grid, and its limits."""

    workload: Workload
    uses: Sequence[Use]


def cells(recording: Recording) -> list[Cell]:
    """Return the grid."""
    loads = [
        Workload(tenants=tenants, contacts=contacts, per_minute=per_minute, per_day=per_day)
        for tenants in TENANTS
        for contacts in CONTACTS
        for per_minute, per_day in RATES
    ]
    return [Cell(load, model.uses(recording, load)) for load in loads]


def page(recording: Recording) -> str:
    """Return the page."""
    grid = cells(recording)
    how = _HOW.format(
        whole=limits.WHOLE_PROCESSOR, request=recording.request_ms, contact=recording.contact_ms
    )
    parts = (
        _INTRODUCTION,
        _GRID,
        table(_grid_rows(grid)),
        _AWS_GRID,
        table(_grid_rows([_of_aws(cell) for cell in grid])),
        _FITTING.format(per_minute=RATES[0][0], per_day=RATES[0][1], contacts=CONTACTS_OF_A_TENANT),
        table(_fitting_rows(recording)),
        _REMEDIES,
        *_remedies(recording, grid),
        how,
        "## What is assumed\n",
        table(_assumption_rows()),
        "## What a unit of work costs\n",
        table(_unit_rows(recording)),
        _LIMITS,
        table(_limit_rows()),
    )
    return "\n".join(parts)


def table(rows: Iterable[Sequence[str]]) -> str:
    """Return a table of Markdown; the first row is its header."""
    header, *others = rows
    lines = [header, ["---"] * len(header), *others]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def _grid_rows(grid: Sequence[Cell]) -> Iterator[list[str]]:
    rates = [f"{per_minute} a minute, {per_day:,} a day" for per_minute, per_day in RATES]
    yield ["tenants", "contacts", *rates]
    for first in range(0, len(grid), len(RATES)):
        row = grid[first : first + len(RATES)]
        load = row[0].workload
        yield [f"{load.tenants:,}", f"{load.contacts:,}", *(_first(cell) for cell in row)]


def _of_aws(cell: Cell) -> Cell:
    return cell._replace(uses=[use for use in cell.uses if use.limit.kind in ("hard", "quota")])


def _first(cell: Cell) -> str:
    first = cell.uses[0]
    text = f"{first.limit.name}, {percent(first)}"
    return text if first.holds else f"**{text}**"


def _remedies(recording: Recording, grid: Sequence[Cell]) -> Iterator[str]:
    """Yield a passage for each limit that some cell passes."""
    worst: dict[str, tuple[Use, Workload]] = {}
    for cell in grid:
        for use in cell.uses:
            if not use.holds and (use.key not in worst or use.utilisation > worst[use.key][0].utilisation):
                worst[use.key] = use, cell.workload
    ordered = sorted(worst.values(), key=lambda each: -each[0].utilisation)
    for place, (use, load) in enumerate(ordered, 1):
        remedy = remedies.remedy(recording, load, use)
        yield (
            f"{place}. **{use.limit.name}** ({_passed(grid, use.key)} of {len(grid)} cells do not hold). "
            f"{remedy.text[0].upper()}{remedy.text[1:]}.\n\n"
            f"   At {load.tenants:,} tenants, {load.contacts:,} contacts, {load.per_minute:g} messages a minute and "
            f"{load.a_day:,.0f} a day: from {percent(use)} to {percent(remedy.after)}.\n"
        )


def _fitting_rows(recording: Recording) -> Iterator[list[str]]:
    yield ["limit", "tenants"]
    keys = [use.key for use in model.uses(recording, _of_tenants(MOST_TENANTS)) if not use.holds]
    fitting = {key: _fitting(recording, key) for key in keys}
    names = {use.key: use.limit.name for use in model.uses(recording, _of_tenants(MOST_TENANTS))}
    for key in sorted(keys, key=lambda key: (fitting[key], key)):
        yield [names[key], f"{fitting[key]:,}"]


def _of_tenants(tenants: int) -> Workload:
    per_minute, per_day = RATES[0]
    contacts = tenants * CONTACTS_OF_A_TENANT
    return Workload(tenants=tenants, contacts=contacts, per_minute=per_minute, per_day=per_day)


def _fitting(recording: Recording, key: str) -> int:
    """Return the most tenants for which a limit holds, rounded down to two digits."""

    def used(tenants: int) -> float:
        found = {use.key: use for use in model.uses(recording, _of_tenants(tenants))}
        return found[key].utilisation

    most = bisect_right(range(1, MOST_TENANTS + 1), 1.0, key=used)
    digits = 10 ** max(0, len(str(most)) - 2)
    return most // digits * digits


def _passed(grid: Sequence[Cell], key: str) -> int:
    return sum(1 for cell in grid for use in cell.uses if use.key == key and not use.holds)


def _assumption_rows() -> Iterator[list[str]]:
    yield ["option", "default", "what it is"]
    for each in fields(Workload):
        default = "" if not isinstance(each.default, int | float) else f"{each.default:g}"
        yield [f"`--{each.name.replace('_', '-')}`", default, each.metadata["help"]]


def _unit_rows(recording: Recording) -> Iterator[list[str]]:
    yield ["unit", "requests", "write units of tables", "of indexes", "read units"]
    for name, cost in recording.units.items():
        sums = (
            _units(cost, "writes", index=False),
            _units(cost, "writes", index=True),
            _units(cost, "reads"),
        )
        yield [f"`{name}`", number(requests(cost)), *map(number, sums)]


def _units(cost: Cost, kind: str, index: bool | None = None) -> float:
    return sum(
        amount
        for line, amount in cost.items()
        if line.kind == kind and (index is None or ("." in line.place) is index)
    )


def _limit_rows() -> Iterator[list[str]]:
    yield ["limit", "value", "whose", "source"]
    general = (
        limits.PARTITION._replace(name="one partition of a table; 3 read units count as 1"),
        limits.BACK_PRESSURE._replace(name="one partition of an index: its table is throttled with it"),
        limits.TABLE._replace(name="a new on-demand table or index; 3 read units count as 1"),
        limits.WARM_TABLE._replace(name="a table or index that has been warmed"),
    )
    for limit in (*general, *limits.LIMITS.values()):
        source = f"[AWS]({limit.source})" if limit.source.startswith("https:") else limit.source
        yield [limit.name, f"{number(limit.value)} {limit.unit}", limits.WHOSE[limit.kind], source]
