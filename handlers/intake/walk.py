"""The walk through a list: every record is judged, new contacts are written, and a further run can continue it."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from itertools import islice

from handlers.common.rules.tenants import Campaign, Tenant
from handlers.intake.rules import remarks
from handlers.intake.rules.job import Job, JobStep, RowCounts
from handlers.intake.rules.lists import ContactList, Record
from handlers.intake.rules.new_contacts import JudgedRow, judge
from handlers.intake.rules.remarks import Subject
from handlers.intake.storage import job_steps
from handlers.intake.storage.inserts import ContactInsert, Origin, Writer
from handlers.intake.storage.job_steps import CampaignDay

STEP = 2_500
"""Records of a step: 100 requests, a second or two."""
RESERVE_SECONDS = 12.0
"""A run with less time left hands over: a step, the report and the hand-over must fit in."""


@dataclass(frozen=True)
class IngestRun:
    """The tenant and campaign that the contacts of a list go to, and the time that the run has left."""

    tenant: Tenant
    campaign: Campaign
    clock: Callable[[], datetime]
    """The time now, with its zone."""
    seconds_left: Callable[[], float]
    stepped: Callable[[Job], None]
    """Told of the job after each step."""


def walk(run: IngestRun, listed: ContactList, job: Job, *, may_hand_over: bool) -> tuple[Job, bool]:
    """Take in the records that the job has not processed; return the job after them, and True if it is at the end.

    With ``may_hand_over`` the walk stops while there is time left to start another run.
    Raises ``jobs.TakenOverError`` if another run has adopted the job.
    """
    seen: set[str] = set()
    records = islice(listed.records(), job.position, None)
    with Writer() as writer:
        while rows := list(islice(records, STEP)):
            step = _Step(run, listed, job.job_id, run.clock(), writer, seen).take_in(rows)
            now = run.clock()
            # Asked after a step and never before the first one, so that every run brings the job forward.
            hand_over = may_hand_over and run.seconds_left() < RESERVE_SECONDS
            job = job_steps.advance(job, step, _today(run, now), now, hand_over=hand_over)
            run.stepped(job)
            if hand_over:
                return job, False
    return job, True


class _Outcome(Enum):
    WRITTEN = auto()
    """Given to the writer, which tells whether it was there already."""
    REPEATED = auto()
    """A contact that this run has met before."""
    INVALID = auto()
    BLANK = auto()


@dataclass
class _Step:
    """A step while its records are taken in."""

    run: IngestRun
    listed: ContactList
    job_id: str
    now: datetime
    writer: Writer
    seen: set[str]
    """The ids of the contacts that this run has met."""
    found: list[remarks.Remark] = field(default_factory=list)

    def take_in(self, rows: Sequence[tuple[int, Record]]) -> JobStep:
        outcomes = Counter(self._take_in(number, record) for number, record in rows)
        inserted = self.writer.settle()
        counts = RowCounts(
            ingested=inserted.new,
            duplicates=inserted.duplicates + outcomes[_Outcome.REPEATED],
            invalid=outcomes[_Outcome.INVALID],
            blank=outcomes[_Outcome.BLANK],
        )
        return JobStep(len(rows), counts, remarks.pack(self.found))

    def _take_in(self, number: int, record: Record) -> _Outcome:
        judged = _judged(self.listed, record)
        if judged is None:
            return _Outcome.BLANK
        if judged.contact is None:
            self.found.append(
                remarks.Remark(number, Subject.INVALID, self.listed.cells(record), judged.problems)
            )
            return _Outcome.INVALID
        if judged.notes:
            self.found.append(remarks.Remark(number, Subject.NOTED, None, judged.notes))
        insert = ContactInsert(judged.contact, self.run.campaign, Origin(self.job_id, number), self.now)
        contact_id = insert.contact_id
        if contact_id in self.seen:
            return _Outcome.REPEATED
        self.seen.add(contact_id)
        self.writer.insert(insert)
        return _Outcome.WRITTEN


def _judged(listed: ContactList, record: Record) -> JudgedRow | None:
    """Return the record as it was judged, or None if it is blank."""
    draft = listed.draft(record)
    if draft is None:
        return None
    return JudgedRow(None, draft) if isinstance(draft, tuple) else judge(draft)


def _today(run: IngestRun, now: datetime) -> CampaignDay:
    return CampaignDay(run.campaign.tenantId, run.campaign.campaignId, run.tenant.today(now))
