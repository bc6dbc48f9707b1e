"""A step of a do-not-contact list: every phone and e-mail of its rows is closed to all of the tenant's campaigns."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import datetime

from handlers.common.rules.refusals import Problem
from handlers.common.storage import dynamo
from handlers.intake.rules import row_fates, unwanted
from handlers.intake.rules.job import JobStep
from handlers.intake.rules.lists import ContactList, Record
from handlers.intake.rules.remarks import Subject
from handlers.intake.rules.tally import Tally
from handlers.intake.storage.background import Lookup
from handlers.intake.storage.blocks import Block, BlockWriter, blocked_by
from handlers.intake.storage.inserts import Origin


@dataclass
class Blocking:
    """The work on a do-not-contact list by one run, a step at a time."""

    tenant_id: str
    listed: ContactList
    job_id: str
    pool: Executor
    met: dict[str, int] = field(default_factory=dict)
    """The rows in which this run has first met each address."""

    def prepare(self, rows: Sequence[tuple[int, Record]], now: datetime) -> "_Step":
        """Read the addresses of rows, and begin to look up which are on the list already."""
        step = _Step(self, now, Lookup(self.pool, self.tenant_id), BlockWriter(self.pool))
        for number, record in rows:
            step.read(number, record)
        step.lookup.begin()
        return step


@dataclass
class _Step:
    """A step: prepared, then written, then settled."""

    blocking: Blocking
    now: datetime
    lookup: Lookup
    writer: BlockWriter
    tally: Tally = field(default_factory=Tally)
    _rows: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _known: Mapping[str, dynamo.Item] = field(default_factory=dict)

    def read(self, number: int, record: Record) -> None:
        """Read the addresses of a row."""
        self.tally.records += 1
        draft = self.blocking.listed.draft(record)
        if draft is None:
            self.tally.blank()
            return
        read = unwanted.Unwanted((), draft) if isinstance(draft, tuple) else unwanted.addresses(draft)
        if not read.addresses:
            self.tally.left(number, Subject.INVALID, read.problems, self.blocking.listed.cells(record))
            return
        self.tally.note(number, read.problems)
        self._rows[number] = read.addresses
        self.lookup.want(read.addresses)

    def write(self) -> None:
        """Begin to block the addresses that are not on the list yet, each for the first row that has it."""
        self._known = self.lookup.found()
        for number, addresses in self._rows.items():
            for address in addresses:
                first = self.blocking.met.setdefault(address, number)
                known = self._known.get(address)
                if first == number and not (known and known.get("blocked")):
                    origin = Origin(self.blocking.job_id, number)
                    self.writer.block(Block(self.blocking.tenant_id, address, origin, self.now), known)
        self.writer.begin()

    def settle(self) -> JobStep:
        """Wait for the writes, and return what has become of the rows."""
        # Blocked by these very rows were those that a run had written before it was killed.
        own = self.writer.settle() | {blocked_by(item) for item in self._known.values()}
        for number, addresses in self._rows.items():
            if Origin(self.blocking.job_id, number) in own:
                self.tally.ingested()
            else:
                self.tally.left(number, Subject.DUPLICATE, (self._repeats(number, addresses),))
        return self.tally.step()

    def _repeats(self, number: int, addresses: Sequence[str]) -> Problem:
        """Return the row of the list that had the addresses before, or the address that was on it already."""
        for address in addresses:
            first = self.blocking.met[address]
            job_id, row = blocked_by(self._known.get(address, {}))
            earlier = row if job_id == self.blocking.job_id else first
            if earlier not in (None, number):
                return row_fates.repeats_row(earlier)
        return row_fates.already_blocked(addresses[0])
