"""send-reminders: reminds of meetings a day and an hour before, and closes what has come to its end.

Started every working hour. ``detail.at`` (an instant with its offset) stands in for the clock, so that a missed hour
is made up for: the same run finds the same meetings, and what it has done already it does not do again. Proposals and
meetings come to their end by the real clock only, however far ``at`` lies ahead.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict

from handlers.domain import meeting as rules
from handlers.domain import reminders
from handlers.domain.contracts import parse
from handlers.domain.envelope import Message
from handlers.domain.meeting import Meeting
from handlers.domain.model import Kind, MeetingStatus
from handlers.domain.portuguese_dates import day_and_hour, time_until
from handlers.domain.tenants import Tenant
from handlers.observability import entry_point, logger
from handlers.storage import (
    configuration,
    contact_states,
    meeting_contacts,
    meetings,
    outbox,
    stats,
)

UNFINISHED = timedelta(hours=12)
"""How far back a run looks for proposals that an earlier run let expire and could not finish with."""
LONGEST_OFFER = timedelta(days=5)
"""A proposal is found expired at the latest after a long weekend; its first slot lies after it was made."""


class ReminderCheck(BaseModel):
    """The detail of the schedule's input."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    at: AwareDatetime | None = None


@dataclass(frozen=True)
class _Reminder:
    lead: str
    meeting: Meeting
    tenant: Tenant
    contact: Mapping[str, Any]

    @property
    def step(self) -> str:
        return f"reminder_{self.lead}#{self.meeting.meeting_id}#v{self.meeting.version}"


@entry_point
def handler(event: Mapping[str, Any], context: Any) -> Mapping[str, Any]:
    """Answers with the run (an instant) and how many reminders were queued, proposals expired, meetings completed."""
    clock = datetime.now(UTC)
    check = parse(ReminderCheck, event.get("detail") or {}, "the detail of the reminder check")
    now = check.at or clock
    run = reminders.due_run(now)
    due = list(_due(run))
    _remind_contacts(due, run, clock)
    outcome = {
        "run": run.isoformat(),
        "reminders": len(due),
        "expired": _expire_proposals(min(now, clock)),
        "completed": _complete_meetings(min(now, clock)),
    }
    logger.info("reminder check done", extra=outcome)
    return outcome


def _due(run: datetime) -> Iterator[_Reminder]:
    """What this run, and no other, is there to send and has not sent yet."""
    for lead in reminders.LEADS:
        starts = reminders.starts(run, lead)
        for meeting in meetings.scheduled_between(MeetingStatus.CONFIRMED, starts.start, starts.end):
            tenant = configuration.tenant(meeting.tenant_id)
            if tenant is None or meeting.confirmed_at is None or lead in meeting.reminders:
                continue
            if reminders.runs(meeting.scheduled_at, meeting.confirmed_at)[lead] == run:
                yield _Reminder(lead, meeting, tenant, contact_states.read(meeting.contact_id))


def _remind_contacts(due: Sequence[_Reminder], run: datetime, clock: datetime) -> None:
    """Queues the messages, then records them: whatever comes between, no message is lost, and the claim of each
    keeps it from going out twice."""
    outbox.enqueue([_message(reminder, run, clock) for reminder in due])
    for reminder in due:
        if meetings.mark_reminder(reminder.meeting, reminder.lead, "sent"):
            _count(reminder.tenant, reminder.meeting, clock, "reminders_sent")


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
            "when": day_and_hour(start, reminder.contact.get("timezone") or tenant.timezone),
            "lead": time_until(start, run),
            "hostName": tenant.host(meeting.host_id).name,
        },
    )


def _expire_proposals(now: datetime) -> int:
    """How many offers are over by this call."""
    expired = 0
    for meeting in list(meetings.proposals_expired(now)):
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
