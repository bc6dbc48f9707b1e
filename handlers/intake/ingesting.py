"""The ingest of a list: it is opened, claimed as a job, walked through, and answered."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime

from handlers.common.rules.contracts import ContractError, parse
from handlers.common.rules.model import Event
from handlers.common.rules.refusals import Refused
from handlers.common.rules.tenants import DO_NOT_CONTACT
from handlers.common.storage import configuration, events, functions
from handlers.environment import required
from handlers.intake import reporting, walk
from handlers.intake.opening import OpenedList, open_list
from handlers.intake.reporting import Place
from handlers.intake.rules import ingest_answer, places
from handlers.intake.rules.ingest_answer import IngestAnswer, IngestStatus
from handlers.intake.rules.ingest_report import IngestReport
from handlers.intake.rules.job import Job
from handlers.intake.rules.requests import Continuation, FileReference, IngestRequest
from handlers.intake.storage import jobs
from handlers.observability import about, count, logger


def ingest(request: IngestRequest, origin: str, seconds_left: Callable[[], float]) -> IngestAnswer:
    """Take a list in, as far as the time allows; a further run is started for the rest of a file.

    ``origin`` is the id of the event, the same in each of its deliveries.
    """
    with _about(request):
        try:
            opened = open_list(request)
        except Refused as refused:
            return refuse(refused)
        return _Ingest(request, opened, origin, seconds_left).run()


def ingest_dropped(
    file: FileReference, origin: str, dropped_at: datetime | None, seconds_left: Callable[[], float]
) -> IngestAnswer | None:
    """Take in a file dropped in the intake bucket; None for a folder, and for what an ingest has put there itself.

    A refusal is put into the bucket: nobody reads the answer to a notification.
    """
    try:
        dropped = places.dropped(file.key)
        if dropped is None:
            return None
        place = {"tenantId": dropped.tenant_id, "campaignId": dropped.campaign_id, "file": file.model_dump()}
        request = parse(IngestRequest, place, "the file's key")
    except Refused as refused:
        return _refuse_dropped(file, origin, dropped_at, refused)
    except ContractError as error:
        return _refuse_dropped(file, origin, dropped_at, Refused("wrong_place", str(error), file.key))
    with _about(request):
        try:
            opened = open_list(request)
        except Refused as refused:
            return _refuse_dropped(file, origin, dropped_at, refused)
        return _Ingest(request, opened, origin, seconds_left).run()


def _refuse_dropped(
    file: FileReference, origin: str, dropped_at: datetime | None, reason: Refused
) -> IngestAnswer:
    refuse(reason)
    return reporting.refuse(reporting.refused_place(file, dropped_at or _now(), origin), reason, _now())


def go_on(again: Continuation, seconds_left: Callable[[], float]) -> IngestAnswer:
    """Go on with a list where an earlier run had no time left.

    If the file is another one by now, or is there no more, the list ends where that run has stopped.
    """
    with _about(again):
        try:
            opened = open_list(again)
            if again.listId not in (None, opened.list_id):
                raise Refused(
                    "file_replaced", "the file was replaced while it was read: the new one has its own report"
                )
        except Refused as refused:
            return _cut_short(again, refused, seconds_left)
        return _Ingest(again, opened, again.origin, seconds_left, again.total).run()


def _about(request: IngestRequest) -> AbstractContextManager[None]:
    return about(tenantId=request.tenantId, campaignId=request.campaignId)


def refuse(refused: Refused) -> IngestAnswer:
    """Log that a list is refused, without its message, which may hold an address; return the answer."""
    logger.warning("refused", code=refused.code)
    report = IngestReport()
    report.stop(refused, IngestStatus.REFUSED)
    return report.answer(ingest_answer.summary(IngestStatus.REFUSED))


@dataclass
class _Ingest:
    """One run of the ingest of a list."""

    request: IngestRequest
    opened: OpenedList
    origin: str
    seconds_left: Callable[[], float]
    total: int | None = None
    """The records of the list, once they have been counted."""
    _told: int = field(default=0, init=False)
    """The position of which the owner was told last."""

    def run(self) -> IngestAnswer:
        job = jobs.claim(self.opened.list_id, self.origin, _now)
        if job is None:
            return _running()
        try:
            return self._again(job) if job.done else self._work(job)
        except jobs.TakenOverError as error:
            logger.warning(str(error))
            return _running()

    def _work(self, begun: Job) -> IngestAnswer:
        job, finished = self._walk(begun)
        logger.info(
            "took in", jobId=job.job_id, position=job.position, finished=finished, **asdict(job.counts)
        )
        if not finished:
            return self._hand_over(job)
        # A run that has taken in nothing has all its time for the answers.
        if (
            self.request.file
            and job.position > begun.position
            and self.seconds_left() < reporting.seconds_needed(job)
        ):
            jobs.let_go(job, _now())
            return self._hand_over(job)
        return self._finish(job)

    def _walk(self, job: Job) -> tuple[Job, bool]:
        self._told = job.position
        run = walk.IngestRun(self.opened.tenant, self.opened.campaign, _now, self.seconds_left, self._stepped)
        return walk.walk(run, self.opened.records, job, may_hand_over=self.request.file is not None)

    def _stepped(self, job: Job) -> None:
        if job.position // reporting.PROGRESS_ROWS > self._told // reporting.PROGRESS_ROWS:
            self._tell_progress(job)

    def _tell_progress(self, job: Job) -> None:
        if where := self._place(job):
            if self.total is None:
                self.total = sum(1 for _ in self.opened.records.records())
            reporting.tell_progress(where, job, self.opened.records.read_as, self.total, _now())
        self._told = job.position

    def _hand_over(self, job: Job) -> IngestAnswer:
        """Start the next run.

        AWS ends such a chain after 16 runs, which is about 350,000 rows; the last event then lies in the failed-events
        queue and, played again, goes on from where the job stands.
        """
        self._tell_progress(job)
        where = self._place(job)
        again = self.request.model_dump(mode="json", exclude_none=True)
        again |= {"origin": job.origin, "listId": self.opened.list_id, "total": self.total}
        functions.start(required("INGEST_FUNCTION"), {"continue": again})
        report = where.folder if where else None
        return ingest_answer.without_rows(ingest_answer.summary(IngestStatus.CONTINUING, job, report))

    def _finish(self, job: Job) -> IngestAnswer:
        where = self._place(job)
        if where is None:
            answer = self._again(job)
        else:
            report = reporting.collect(job, self.seconds_left, self.opened.records, where.file.key)
            answer = reporting.tell(where, job, report, self.opened.records.read_as, _now())
        _finish(self.request, job)
        return answer

    def _again(self, job: Job) -> IngestAnswer:
        """Return the answer for a job, without putting it into the bucket."""
        where = self._place(job)
        summary = ingest_answer.summary(IngestStatus.DONE, job, where.folder if where else None)
        return reporting.collect(job, self.seconds_left).answer(summary)

    def _place(self, job: Job) -> Place | None:
        file = self.request.file
        return reporting.place(file, self.opened.tenant, self.opened.campaign, job) if file else None


def _cut_short(again: Continuation, refused: Refused, seconds_left: Callable[[], float]) -> IngestAnswer:
    """End the job of an earlier run whose list can be read no further."""
    if again.listId is None or again.file is None:
        return refuse(refused)
    job = jobs.claim(again.listId, again.origin, _now)
    if job is None:
        return _running()
    logger.warning("cut short", jobId=job.job_id, code=refused.code)
    report = reporting.collect(job, seconds_left)
    if job.done:
        return report.answer(ingest_answer.summary(IngestStatus.DONE, job))
    report.stop(refused, IngestStatus.CUT_SHORT)
    tenant, campaign = (
        configuration.tenant(again.tenantId),
        configuration.campaign(again.tenantId, again.campaignId),
    )
    where = reporting.place(again.file, tenant or again.tenantId, campaign or again.campaignId, job)
    answer = reporting.tell(where, job, report, "", _now())
    _finish(again, job)
    return answer


def _finish(request: IngestRequest, job: Job) -> None:
    """Release the contacts of an answered list and mark the job as done.

    A run that is killed in here is repeated, and the event may be raised twice.
    """
    place = {"tenantId": request.tenantId, "campaignId": request.campaignId}
    counts = asdict(job.counts)
    detail = {**place, "correlationId": job.job_id, "jobId": job.job_id, **counts}
    if request.campaignId != DO_NOT_CONTACT:
        events.raise_events([(Event.CONTACTS_INGESTED, detail)])
        if job.counts.ingested:
            functions.start(required("RELEASE_FUNCTION"), place)
    jobs.finish(job, _now())
    for name, amount in counts.items():
        count(f"Contacts{name[0].upper()}{name[1:]}", amount)


def _running() -> IngestAnswer:
    return ingest_answer.without_rows(ingest_answer.summary(IngestStatus.RUNNING))


def _now() -> datetime:
    return datetime.now(UTC)
