"""The counts of this worker, in items of its own beside the campaign's daily counters.

Nobody else writes these items, so they hold sums and not additions: a write that is repeated for a lost answer sets
what it has set, and one that turns out wrong is set right by the next. ``stats.totals`` adds them to all others.
"""

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import uuid4

from handlers.common.storage import keys, statements, stats, writes
from handlers.common.storage.statements import Statement


class Day(NamedTuple):
    """A campaign's day, by its tenant's clock."""

    tenant_id: str
    campaign_id: str
    date: date


@dataclass
class _Tally:
    """An item of this worker's, and what is known to be written in it."""

    worker: str = field(default_factory=lambda: uuid4().hex[:12])
    sums: Counter[str] = field(default_factory=Counter)
    is_written: bool = False
    is_in_doubt: bool = False
    """True while nobody knows whether the last write was made."""


class _Worker(threading.local):
    def __init__(self) -> None:
        self.tallies: dict[tuple[str, Day], _Tally] = {}


_worker = _Worker()


def forget() -> None:
    """Begin anew, as a new process does."""
    _worker.tallies.clear()


def statement(day: Day, added: Mapping[str, int]) -> Statement:
    """The statement of a batch that counts ``added`` too; ``settle`` or ``put`` must follow it."""
    tally = _tally(day)
    if tally.is_in_doubt:
        # Whoever made the last write has not lived to learn how it went: what it wrote stands.
        tally = _worker.tallies[stats.table(), day] = _Tally()
    tally.is_in_doubt = True
    key, values = _key(day, tally), _values(day, tally.sums, added)
    if tally.is_written:
        return statements.update(stats.table(), key["pk"], key["sk"], values)
    return statements.insert(stats.table(), key | values, own=values)


def settle(day: Day, added: Mapping[str, int]) -> None:
    """Take note that the statement was made."""
    tally = _tally(day)
    tally.sums.update(added)
    tally.is_written, tally.is_in_doubt = True, False


def put(day: Day, added: Mapping[str, int]) -> None:
    """Count ``added`` in a request of its own, which also sets right what an earlier one may have left.

    Where it fails, the next write of the day counts it.
    """
    tally = _tally(day)
    tally.sums.update(added)
    tally.is_in_doubt = False
    writes.made(writes.put(stats.table(), _key(day, tally) | _values(day, tally.sums, {}), writes.REPEATABLE))
    tally.is_written = True


def _tally(day: Day) -> _Tally:
    return _worker.tallies.setdefault((stats.table(), day), _Tally())


def _key(day: Day, tally: _Tally) -> dict[str, str]:
    sk = f"{keys.counters_sk(day.date.isoformat())}#{tally.worker}"
    return {"pk": keys.counters_pk(day.tenant_id, day.campaign_id), "sk": sk}


def _values(day: Day, sums: Mapping[str, int], added: Mapping[str, int]) -> dict[str, str | int]:
    names = sorted({*sums, *added})
    return {"date": day.date.isoformat(), **{name: sums.get(name, 0) + added.get(name, 0) for name in names}}
