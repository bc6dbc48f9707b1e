"""The reminders of a meeting, and the runs that they go out with: pure.

Reminders are sent by a run at every full hour from 8 to 18, Monday to Friday, in São Paulo; each goes out with the
last run that is not later than the instant 24 hours, or one hour, before the meeting. A reminder whose run lies
before the booking is skipped, and of two with one run the second is (docs/system.md, "The stack: schedules and rules"
and "Meetings: reminders").
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from handlers.common.rules.checks import Check
from handlers.common.rules.contact import Contact
from handlers.common.rules.contracts import Instant
from handlers.common.rules.steps import Step
from handlers.common.rules.tenants import Host, Tenant
from handlers.common.rules.time_left import PUNCTUAL
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.rules.reminder_outcomes import ReminderOutcome

ZONE = ZoneInfo("America/Sao_Paulo")
FIRST_HOUR, LAST_HOUR = 8, 18

LEADS: Mapping[str, timedelta] = MappingProxyType({"24h": timedelta(hours=24), "1h": timedelta(hours=1)})
"""Each reminder's name, and the time before the meeting at which it is due, the earliest first."""


class ReminderCheck(BaseModel):
    """The detail of the schedule's input."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    at: Instant | None = None
    """The instant that stands in for the clock, to make up for a missed run."""
    ahead: bool = False
    """True of a rehearsal, which plays a run before its hour and is not taken for a slip of whoever names one."""

    def is_early(self, clock: datetime) -> bool:
        """Return True for a run that has not come yet, whose reminders would say an untruth and be missing then."""
        return self.at is not None and not self.ahead and due_run(self.at) > clock


class Occasion(BaseModel):
    """The schedule's input."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    detail: ReminderCheck | None = None


class Reminder(NamedTuple):
    """One reminder of a meeting, to its contact and to its host."""

    lead: str
    """Its name, one of ``LEADS``."""
    meeting: Meeting
    tenant: Tenant
    contact: Contact

    @property
    def host(self) -> Host:
        return self.tenant.host(self.meeting.host_id)

    @property
    def host_record(self) -> str:
        """The name under which the host's mail is recorded with the meeting."""
        return f"{self.lead}_host"

    @property
    def is_open(self) -> bool:
        """True until the contact and the host have been reminded, or nobody knows whether the host was."""
        done = self.meeting.reminders
        host = done.get(self.host_record, ReminderOutcome.FAILED)
        return self.lead not in done or host in (ReminderOutcome.FAILED, ReminderOutcome.SENDING)

    @property
    def is_overtaken(self) -> bool:
        """True where a later reminder has gone out: made up for, this one would say the same again."""
        later = list(LEADS)[list(LEADS).index(self.lead) + 1 :]
        return any(self.meeting.reminders.get(lead) is ReminderOutcome.SENT for lead in later)

    @property
    def unanswered(self) -> Check | None:
        """The question about the meeting that the contact was asked back and has not answered."""
        check = self.contact.open_check
        is_about = (
            check is not None and check.meeting_id == self.meeting.meeting_id and check.start is not None
        )
        return check if is_about else None

    @property
    def step(self) -> Step:
        return Step.reminder(self.lead, self.meeting.meeting_id, self.meeting.time_version)


def due_run(instant: datetime) -> datetime:
    """The last run not later than ``instant``."""
    local = instant.astimezone(ZONE)
    day, hour = local.date(), min(local.hour, LAST_HOUR)
    while day.isoweekday() > 5 or hour < FIRST_HOUR:
        day, hour = day - timedelta(days=1), LAST_HOUR
    return _run(day, hour)


def run_window(run: datetime) -> Slot:
    """The instants of which ``run`` is the due run: from itself to the next one."""
    local = run.astimezone(ZONE)
    day, hour = local.date(), local.hour + 1
    while day.isoweekday() > 5 or hour > LAST_HOUR:
        day, hour = day + timedelta(days=1), FIRST_HOUR
    return Slot(run, _run(day, hour))


def starts(run: datetime, lead: str) -> Slot:
    """The span in which the meetings start whose reminder ``lead`` goes out with ``run``."""
    window = run_window(run)
    return Slot(window.start + LEADS[lead], window.end + LEADS[lead])


def runs(start: datetime, booked_at: datetime) -> dict[str, datetime | None]:
    """The run with which each reminder of a meeting goes out, one with each run; ``None`` for one that is skipped.

    ``start`` is the meeting's, ``booked_at`` the instant of its (latest) confirmation.
    """
    found: dict[str, datetime | None] = {}
    for lead, ahead in LEADS.items():
        run = due_run(start - ahead)
        found[lead] = run if booked_at <= run and run not in found.values() else None
    return found


def skipped(start: datetime, booked_at: datetime) -> dict[str, ReminderOutcome]:
    """The record of the reminders of a meeting of which none goes out, by name; arguments as of ``runs``."""
    return {lead: ReminderOutcome.SKIPPED for lead, run in runs(start, booked_at).items() if run is None}


def is_ahead(start: datetime, booked_at: datetime, now: datetime) -> bool:
    """Return True if a reminder of a meeting is still to come; arguments as of ``runs``."""
    return any(run is not None and run > now for run in runs(start, booked_at).values())


def judged_at(run: datetime, clock: datetime) -> datetime:
    """The instant from which a reminder of ``run`` counts the time that is left: the run's own, unless that is over."""
    return run if clock < run + PUNCTUAL else clock


def _run(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZONE).astimezone(UTC)
