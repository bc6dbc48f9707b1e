"""The hourly run: contacts and hosts are reminded, and what has come to its end is closed."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from handlers.common import counting
from handlers.common.rules.model import Attention, MeetingStatus
from handlers.common.storage import configuration, contacts, outbox
from handlers.meetings import closing, host_changes, host_reminding, sweeping
from handlers.meetings.reading_back import Reading
from handlers.meetings.rounds import Round, subject
from handlers.meetings.rules import messages, reminders
from handlers.meetings.rules.reminder_outcomes import ReminderOutcome
from handlers.meetings.rules.reminders import Reminder
from handlers.meetings.storage import finding, meetings


def run(at: datetime | None, clock: datetime, seconds_left: Callable[[], float]) -> dict[str, Any]:
    """Do the work of the run at ``at``, else of the last one before the clock.

    The same run finds the same meetings, and what it has done already it does not do again. Proposals and meetings
    come to their end by the real clock only, however far ``at`` lies ahead. Returns the run (an instant), how many
    reminders were queued, proposals expired, meetings completed, called off and settled with the calendar and hosts
    mailed, and how often a meeting ``failed``, which stops no other. Raises ``OutOfTimeError``.
    """
    now = at or clock
    hour = reminders.due_run(now)
    this = Round(clock)
    called_off = sweeping.call_off_ended(clock, this)
    host_changes.tell_the_rest(clock, this)
    reading = Reading(clock, this, seconds_left)
    due = reading.standing(list(_due(hour, this)))
    answer = {
        "run": hour.isoformat(),
        "reminders": _remind_contacts(due, hour, clock, this),
        "expired": closing.expire_proposals(min(now, clock), this, reading),
        "completed": closing.complete_meetings(min(now, clock), this, seconds_left),
        "calledOff": len(called_off),
        "hostMails": host_reminding.remind(due, hour, clock, this, seconds_left),
        "settled": sweeping.settle_calendars(called_off, clock, this, seconds_left),
    }
    return {**answer, "failed": this.failures}


def _due(hour: datetime, this: Round) -> Iterator[Reminder]:
    """The reminders that belong to this run and to no other, also those that have been sent.

    One that is made up for once a later one has gone out is left out.
    """
    for lead in reminders.LEADS:
        starts = reminders.starts(hour, lead)
        for meeting in finding.scheduled_between(
            MeetingStatus.CONFIRMED, starts.start, starts.end, this.alone
        ):
            with this.alone(subject(meeting)):
                tenant = configuration.tenant(meeting.tenant_id)
                if tenant is None or meeting.confirmed_at is None:
                    continue
                if reminders.runs(meeting.scheduled_at, meeting.confirmed_at)[lead] != hour:
                    continue
                reminder = Reminder(lead, meeting, tenant, contacts.read(meeting.contact_id))
                if not reminder.is_overtaken:
                    yield reminder


def _remind_contacts(due: Sequence[Reminder], hour: datetime, clock: datetime, this: Round) -> int:
    """Queue the messages that no run has queued; return their number.

    Each is recorded after that: whatever comes between, none is lost, and the claim of each keeps it from going out
    twice. Of whoever was asked if the meeting is off, and has not answered, a human learns.
    """
    queued = 0
    for reminder in due:
        meeting = reminder.meeting
        if reminder.lead in meeting.reminders:
            continue
        with this.alone(subject(meeting)):
            outbox.enqueue([messages.reminder(reminder, hour, clock)])
            queued += 1
            _call_if_in_doubt(reminder, clock, this)
            if meetings.mark_reminder(meeting, reminder.lead, ReminderOutcome.SENT, owner=uuid.uuid4().hex):
                counting.count_today(reminder.tenant, meeting.campaign_id, clock, {"reminders_sent": 1})
    return queued


def _call_if_in_doubt(reminder: Reminder, clock: datetime, this: Round) -> None:
    """Call a human, once, who knows what the contact said that was asked about; one who talks with them knows."""
    check = reminder.unanswered
    if check is not None and not reminder.contact.is_with_human(clock):
        problem = f"check_{check.reply_id}"
        this.call_human(subject(reminder.meeting), Attention.MEETING_IN_DOUBT, problem)
