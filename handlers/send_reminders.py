"""send-reminders: reminds of meetings a day and an hour before, and closes what has come to its end.

Started every working hour. ``detail.at`` (an instant with its offset) stands in for the clock, so that a missed hour
is made up for: the same run finds the same meetings, and what it has done already it does not do again. Proposals and
meetings come to their end by the real clock only, however far ``at`` lies ahead.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict

from handlers.common.partners.host_mail import HostMail
from handlers.common.rules.contact import Contact
from handlers.common.rules.contracts import parse
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Kind, MeetingStatus
from handlers.common.rules.retries import CALL_SECONDS, Ending
from handlers.common.rules.steps import Step
from handlers.common.rules.tenants import Tenant
from handlers.common.storage import configuration, contacts, outbox, secrets, stats
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules import reminders
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.portuguese_dates import day_and_hour, time_until
from handlers.meetings.storage import meeting_contacts, meetings
from handlers.observability import count, entry_point, logger

SECONDS_TO_FINISH = 5.0
"""Kept back of the function's time for recording what became of a mail."""
GRACE = timedelta(minutes=10)
"""How long an offer that is over is left alone: a choice made in time, or the next offer, may be on its way."""
UNFINISHED = timedelta(hours=12)
"""How far back a run looks for proposals that an earlier run let expire and could not finish with."""
LONGEST_OFFER = timedelta(days=5)
"""A proposal is found expired at the latest after a long weekend; its first slot lies after it was made."""


MAIL = HostMail(partial(secrets.partner, "email"), partial(secrets.forget, "email"))


class OutOfTimeError(RuntimeError):
    """The run's time is over before its work is; the next delivery goes on with it."""


class ReminderCheck(BaseModel):
    """The detail of the schedule's input."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    at: AwareDatetime | None = None


@dataclass(frozen=True)
class _Reminder:
    lead: str
    meeting: Meeting
    tenant: Tenant
    contact: Contact

    @property
    def host_name(self) -> str:
        """Under which the host's mail is recorded."""
        return f"{self.lead}_host"

    @property
    def step(self) -> str:
        return Step.reminder(self.lead, self.meeting.meeting_id, self.meeting.version)


@entry_point
def handler(event: Mapping[str, Any], context: Any) -> Mapping[str, Any]:
    """Answers with the run (an instant) and how many reminders were queued, proposals expired, meetings
    completed and hosts mailed."""
    clock = datetime.now(UTC)
    check = parse(ReminderCheck, event.get("detail") or {}, "the detail of the reminder check")
    now = check.at or clock
    run = reminders.due_run(now)
    due = list(_due(run))
    outcome = {
        "run": run.isoformat(),
        "reminders": _remind_contacts(due, run, clock),
        "expired": _expire_proposals(min(now, clock)),
        "completed": _complete_meetings(min(now, clock)),
        "hostMails": _remind_hosts(due, run, clock, context),
    }
    count("Reminders", outcome["reminders"])
    count("ProposalsExpired", outcome["expired"])
    logger.info("reminder check done", extra=outcome)
    return outcome


def _due(run: datetime) -> Iterator[_Reminder]:
    """What this run, and no other, is there to send, also if it has been sent."""
    for lead in reminders.LEADS:
        starts = reminders.starts(run, lead)
        for meeting in meetings.scheduled_between(MeetingStatus.CONFIRMED, starts.start, starts.end):
            tenant = configuration.tenant(meeting.tenant_id)
            if tenant is None or meeting.confirmed_at is None:
                continue
            if reminders.runs(meeting.scheduled_at, meeting.confirmed_at)[lead] == run:
                yield _Reminder(lead, meeting, tenant, contacts.read(meeting.contact_id))


def _remind_contacts(due: Sequence[_Reminder], run: datetime, clock: datetime) -> int:
    """How many messages were queued. They are recorded after that: whatever comes between, none is lost, and the
    claim of each keeps it from going out twice."""
    unsent = [reminder for reminder in due if reminder.lead not in reminder.meeting.reminders]
    outbox.enqueue([_message(reminder, run, clock) for reminder in unsent])
    for reminder in unsent:
        if meetings.mark_reminder(reminder.meeting, reminder.lead, "sent"):
            _count(reminder.tenant, reminder.meeting, clock, "reminders_sent")
    return len(unsent)


def _remind_hosts(due: Sequence[_Reminder], run: datetime, clock: datetime, context: Any) -> int:
    """How many hosts were mailed by this call; each mail is claimed in the meeting's record before it is sent."""
    sent = 0
    for reminder in due:
        if reminder.meeting.scheduled_at <= clock or not _claim_host_mail(reminder):
            continue
        seconds = context.get_remaining_time_in_millis() / 1000 - SECONDS_TO_FINISH
        if seconds < CALL_SECONDS:
            meetings.mark_reminder(reminder.meeting, reminder.host_name, "failed", instead_of="sending")
            raise OutOfTimeError("not every host could be mailed: run again, those who were are left out")
        subject, body = _host_mail(reminder, run)
        host = reminder.tenant.host(reminder.meeting.host_id)
        ending = MAIL.send(host.email, subject, body, f"host#{reminder.step}", seconds)
        outcome = {Ending.SENT: "sent", Ending.UNKNOWN: "unknown"}.get(ending, "failed")
        meetings.mark_reminder(reminder.meeting, reminder.host_name, outcome, instead_of="sending")
        if ending is Ending.SENT:
            sent += 1
        else:
            logger.warning(
                "host not reminded", extra={"meetingId": reminder.meeting.meeting_id, "mail": ending}
            )
    return sent


def _claim_host_mail(reminder: _Reminder) -> bool:
    """Whether this run is to send the mail: nobody has, or the last try certainly came to nothing, or the partner
    knows a repeat by its key. The claim fails if the meeting has changed."""
    recorded = reminder.meeting.reminders.get(reminder.host_name)
    if recorded == "sending":
        if secrets.partner("email").idempotent:
            return True
        meetings.mark_reminder(reminder.meeting, reminder.host_name, "unknown", instead_of="sending")
        return False
    if recorded in (None, "failed"):
        return meetings.mark_reminder(reminder.meeting, reminder.host_name, "sending", instead_of=recorded)
    return False


def _host_mail(reminder: _Reminder, run: datetime) -> tuple[str, str]:
    """Subject and body."""
    contact, start = reminder.contact, reminder.meeting.scheduled_at
    host = reminder.tenant.host(reminder.meeting.host_id)
    names = contact.names
    guest = " ".join(", ".join(names).split())[:150] or "contato sem nome"
    addresses = contact.addresses
    when = day_and_hour(start, ZoneInfo(host.timezone))
    lines = [
        f"Olá, {host.name}!",
        f"Sua reunião com {guest} é daqui a {time_until(start, run)}: {when}.",
        f"Contato: {' / '.join(addresses)}",
    ]
    return f"Lembrete: reunião com {guest}", "\n\n".join(lines)


def _message(reminder: _Reminder, run: datetime, clock: datetime) -> Message:
    meeting, tenant = reminder.meeting, reminder.tenant
    start = meeting.scheduled_at
    return Message(
        kind=Kind.REMINDER,
        step=reminder.step,
        tenantId=meeting.tenant_id,
        campaignId=meeting.campaign_id,
        contactId=meeting.contact_id,
        correlationId=meeting.confirmation_id or meeting.meeting_id,
        createdAt=clock,
        expiresAt=start,
        meetingId=meeting.meeting_id,
        meetingVersion=meeting.version,
        variables={
            "when": day_and_hour(start, reminder.contact.place(tenant).zone),
            "lead": time_until(start, run),
            "hostName": tenant.host(meeting.host_id).name,
        },
    )


def _expire_proposals(now: datetime) -> int:
    """How many offers are over by this call."""
    expired = 0
    for meeting in list(meetings.proposals_expired(now - GRACE)):
        after = rules.lapsed(meeting, now)
        try:
            meetings.save(meeting, after)
        except meetings.MeetingChangedError:
            continue
        expired += 1
        _count_for(after, now, "proposals_expired")
        meeting_contacts.follow(after, now)
    # A run that was cut short after its write has left the contact behind.
    for meeting in meetings.changed_since(MeetingStatus.EXPIRED, now - LONGEST_OFFER, now - UNFINISHED):
        if meeting_contacts.waits_for(meeting):
            meeting_contacts.follow(meeting, now)
    return expired


def _complete_meetings(now: datetime) -> int:
    """How many meetings are over by this call. The contact first: then a run that is cut short finds them again."""
    completed = 0
    for meeting in list(meetings.scheduled_between(MeetingStatus.CONFIRMED, meetings.EVER, now)):
        if meeting.stands(now):
            continue
        after = rules.completed(meeting, now)
        meeting_contacts.follow(after, now)
        try:
            meetings.save(meeting, after)
        except meetings.MeetingChangedError:
            continue
        completed += 1
    return completed


def _count_for(meeting: Meeting, now: datetime, counter: str) -> None:
    tenant = configuration.tenant(meeting.tenant_id)
    if tenant is not None:
        _count(tenant, meeting, now, counter)


def _count(tenant: Tenant, meeting: Meeting, now: datetime, counter: str) -> None:
    day = now.astimezone(ZoneInfo(tenant.timezone)).date()
    stats.count(tenant.tenantId, meeting.campaign_id, day, {counter: 1})
