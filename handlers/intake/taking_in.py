"""A step of a list of contacts: rows are judged, left out where nobody may be written to, and else inserted."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import datetime

from handlers.common.rules.refusals import Problem
from handlers.common.rules.tenants import Campaign, Tenant
from handlers.common.storage import dynamo
from handlers.intake.rules import row_fates
from handlers.intake.rules.job import JobStep
from handlers.intake.rules.lists import ContactList, Record
from handlers.intake.rules.new_contacts import JudgedRow, judge
from handlers.intake.rules.remarks import Subject
from handlers.intake.rules.tally import Tally
from handlers.intake.storage import inserts, updates
from handlers.intake.storage.background import Lookup
from handlers.intake.storage.inserts import ContactInsert, Inserted, Origin, Present, Writer


@dataclass
class Intake:
    """The intake of a campaign's list by one run, a step at a time."""

    tenant: Tenant
    campaign: Campaign
    listed: ContactList
    job_id: str
    pool: Executor
    seen: dict[str, int] = field(default_factory=dict)
    """The rows in which this run has first met each contact."""
    left_out: set[str] = field(default_factory=set)
    """The contacts that must not be written to."""

    def prepare(self, rows: Sequence[tuple[int, Record]], now: datetime) -> "_Step":
        """Judge rows, and begin to look their addresses up."""
        step = _Step(self, now, Lookup(self.pool, self.campaign.tenantId), Writer(self.pool))
        for number, record in rows:
            step.judge(number, record)
        step.lookup.begin()
        return step


@dataclass
class _Step:
    """A step: prepared, then written, then settled."""

    intake: Intake
    now: datetime
    lookup: Lookup
    writer: Writer
    tally: Tally = field(default_factory=Tally)
    _new: list[ContactInsert] = field(default_factory=list)
    _repeated: list[ContactInsert] = field(default_factory=list)
    _closed: list[tuple[ContactInsert, Problem]] = field(default_factory=list)

    def judge(self, number: int, record: Record) -> None:
        """Judge a row; what becomes of a good one is known once its addresses have been looked up."""
        self.tally.records += 1
        judged = self._judged(number, record)
        if judged is None:
            return
        if judged.contact is None:
            told = (*judged.problems, *judged.notes)
            self.tally.left(number, Subject.INVALID, told, self.intake.listed.cells(record))
            return
        self.tally.note(number, judged.notes)
        origin = Origin(self.intake.job_id, number)
        insert = ContactInsert(judged.contact, self.intake.campaign, origin, self.now)
        if self.intake.seen.setdefault(insert.contact_id, number) != number:
            self._repeated.append(insert)
            return
        self._new.append(insert)
        self.lookup.want(insert.contact.addresses)

    def write(self) -> None:
        """Begin to write the contacts under none of whose addresses somebody wants to be left alone."""
        known = self.lookup.found()
        for insert in self._new:
            problem = _closed(insert, known)
            if problem is None:
                self.writer.insert(insert)
            else:
                self._closed.append((insert, problem))
                self.intake.left_out.add(insert.contact_id)
        self.writer.begin()

    def settle(self) -> JobStep:
        """Wait for the writes, and return what has become of the rows."""
        inserted = self.writer.settle()
        self.tally.ingested(inserted.new)
        self._tell_closed()
        self._tell_repeated()
        self._tell_present(inserted)
        return self.tally.step()

    def _judged(self, number: int, record: Record) -> JudgedRow | None:
        """Return the record as it was judged; None for one that is blank, or that the list itself leaves out."""
        draft = self.intake.listed.draft(record)
        if draft is None:
            self.tally.blank()
            return None
        if isinstance(draft, tuple):
            return JudgedRow(None, draft)
        if draft.optedOut:
            reason = row_fates.opted_out_in_list(draft.optedOut)
            self.tally.left(number, Subject.OPTED_OUT, (reason,))
            return None
        return judge(draft)

    def _tell_closed(self) -> None:
        """Leave rows out, but those that this job had taken in before their address was closed and it went on."""
        present = inserts.present([insert for insert, _ in self._closed]) if self._closed else {}
        for insert, problem in self._closed:
            item = present.get(insert.contact_id)
            if item is not None and Origin.of(item) == insert.origin:
                self.tally.ingested()
                continue
            self.tally.left(_row(insert), Subject.OPTED_OUT, (problem,))
            if item is not None and insert.campaign.onDuplicate == "update":
                # The check before each send then sees the address that was closed.
                updates.make(Present(insert, item))

    def _tell_repeated(self) -> None:
        for insert in self._repeated:
            reason = row_fates.repeats_row(self.intake.seen[insert.contact_id])
            left_out = insert.contact_id in self.intake.left_out
            self.tally.left(_row(insert), Subject.OPTED_OUT if left_out else Subject.DUPLICATE, (reason,))

    def _tell_present(self, inserted: Inserted) -> None:
        told = [(each, self._repeats(each)) for each in inserted.present]
        earlier = [each for each, reason in told if reason.code == "duplicate_of_contact"]
        newer = earlier if self.intake.campaign.onDuplicate == "update" else []
        made = zip(newer, self.intake.pool.map(updates.make, newer), strict=True)
        updated = {_row(each.insert) for each, was_made in made if was_made}
        for each, reason in told:
            row = _row(each.insert)
            reasons = (reason, row_fates.updated()) if row in updated else (reason,)
            self.tally.left(row, Subject.DUPLICATE, reasons)

    def _repeats(self, present: Present) -> Problem:
        """Return what a contact that is there already repeats: a row that another run of this job took in, or none."""
        insert, item = present
        for origin in (Origin.of(item), updates.updated_by(item)):
            if origin.job_id == self.intake.job_id and origin.row not in (None, _row(insert)):
                return row_fates.repeats_row(origin.row)
        names = (item.get("contactName", ""), item.get("company", ""))
        created = item.get("createdAt")
        day = self.intake.tenant.today(datetime.fromisoformat(created)).isoformat() if created else ""
        return row_fates.repeats_contact(names, insert.contact.main_address, day)


def _closed(insert: ContactInsert, known: Mapping[str, dynamo.Item]) -> Problem | None:
    """Return the wish under one of a contact's addresses not to be written to, if there is one."""
    for address in insert.contact.addresses:
        item = known.get(address, {})
        if item.get("optedOut") or item.get("blocked"):
            return row_fates.closed(
                address, row_fates.OPTED_OUT if item.get("optedOut") else row_fates.BLOCKED
            )
    return None


def _row(insert: ContactInsert) -> int:
    assert insert.origin.row is not None
    return insert.origin.row
