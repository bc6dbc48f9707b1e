"""The walk through a list: every record is judged, new contacts are written, and a further run can go on from there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from handlers.common.rules.tenants import Campaign, Tenant
from handlers.intake.rules import remarks
from handlers.intake.rules.ingest_report import IngestReport
from handlers.intake.rules.lists import ContactList, Record
from handlers.intake.rules.new_contacts import Verdict, judge
from handlers.intake.storage import contacts, jobs

STEP = 2_500
"""Records between two lines of the job's account: 100 requests, a second or two."""
RESERVE_SECONDS = 12.0
"""A run with less time left hands over: a step, the report and the hand-over must fit in."""


@dataclass(frozen=True)
class Intake:
    """Where the contacts of a list go, and the time there is."""

    tenant: Tenant
    campaign: Campaign
    clock: Callable[[], datetime]
    """Now, aware."""
    seconds_left: Callable[[], float]


def walk(intake: Intake, listed: ContactList, job: jobs.Job, *, may_hand_over: bool) -> tuple[jobs.Job, bool]:
    """Takes in what the job has not done yet; the job as it stands then, and whether it has come to the end.

    With ``may_hand_over`` it stops while there is time left to start another run.
    Raises ``jobs.TakenOverError`` if another run has adopted the job.
    """
    seen: set[str] = set()
    records = islice(listed.records(), job.position, None)
    with contacts.Writer() as writer:
        while step := list(islice(records, STEP)):
            counts, found = _take_in(intake, listed, job, step, seen, writer)
            now = intake.clock()
            # Asked after a step and never before the first one, so that every run brings the job forward.
            hand_over = may_hand_over and intake.seconds_left() < RESERVE_SECONDS
            done = jobs.Step(len(step), counts, remarks.pack(found))
            job = jobs.advance(job, done, _counters(intake, now), now, hand_over=hand_over)
            if hand_over:
                return job, False
    return job, True


def report(listed: ContactList, job: jobs.Job) -> IngestReport:
    """What the owner of the list is told, from what every run of the job has remarked."""
    told = IngestReport(listed.columns, listed.delimiter)
    for packed in jobs.remarks(job):
        for remark in remarks.unpack(packed):
            told.add(remark)
    return told


def _take_in(
    intake: Intake,
    listed: ContactList,
    job: jobs.Job,
    step: list[tuple[int, Record]],
    seen: set[str],
    writer: contacts.Writer,
) -> tuple[jobs.Counts, list[remarks.Remark]]:
    now = intake.clock()
    found: list[remarks.Remark] = []
    duplicates = invalid = blank = 0
    for number, record in step:
        verdict = _judged(listed, record)
        if verdict is None:
            blank += 1
            continue
        if verdict.contact is None:
            invalid += 1
            found.append(remarks.Remark(number, listed.cells(record), verdict.problems))
            continue
        if verdict.notes:
            found.append(remarks.Remark(number, None, verdict.notes))
        item = contacts.item(verdict.contact, intake.campaign, job.job_id, number, now)
        if item["contactId"] in seen:
            duplicates += 1
            continue
        seen.add(item["contactId"])
        writer.insert(item)
    inserted = writer.settle()
    return jobs.Counts(inserted.new, inserted.duplicates + duplicates, invalid, blank), found


def _judged(listed: ContactList, record: Record) -> Verdict | None:
    """``None`` for a blank record."""
    draft = listed.draft(record)
    if draft is None:
        return None
    return Verdict(None, draft) if isinstance(draft, tuple) else judge(draft)


def _counters(intake: Intake, now: datetime) -> jobs.Counters:
    day = now.astimezone(ZoneInfo(intake.tenant.timezone)).date()
    return jobs.Counters(intake.campaign.tenantId, intake.campaign.campaignId, day)
