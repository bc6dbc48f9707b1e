"""Reminding hosts by mail: each mail is claimed in the meeting's record before it is sent."""

from collections.abc import Callable, Sequence
from datetime import datetime

from handlers.common import mailing
from handlers.common.rules.retries import CALL_SECONDS, Ending
from handlers.meetings.rules import messages
from handlers.meetings.rules.reminder_outcomes import ReminderOutcome
from handlers.meetings.rules.reminders import Reminder
from handlers.meetings.storage import meetings
from handlers.observability import logger

SECONDS_TO_FINISH = 5.0
"""Kept back of the function's time for recording the outcome of a mail."""

_OUTCOMES = {Ending.SENT: ReminderOutcome.SENT, Ending.UNKNOWN: ReminderOutcome.UNKNOWN}
"""The record for the ending of a mail; any other ending is a certain failure, after which a run may try again."""


class OutOfTimeError(RuntimeError):
    """The run's time is over before its work is; the next delivery goes on with it."""


def remind(due: Sequence[Reminder], run: datetime, clock: datetime, seconds_left: Callable[[], float]) -> int:
    """Mail the hosts of meetings that are still to come; return the number that was mailed by this call.

    ``seconds_left`` tells how long the function may still run. Raises ``OutOfTimeError`` before a mail for which
    that is not enough.
    """
    to_come = [reminder for reminder in due if reminder.meeting.scheduled_at > clock]
    return sum(_mail(reminder, run, seconds_left) for reminder in to_come if _claim(reminder))


def _mail(reminder: Reminder, run: datetime, seconds_left: Callable[[], float]) -> bool:
    """Send a mail that is claimed and record its outcome; return whether it was sent."""
    seconds = seconds_left() - SECONDS_TO_FINISH
    if seconds < CALL_SECONDS:
        _record(reminder, ReminderOutcome.FAILED, instead_of=ReminderOutcome.SENDING)
        raise OutOfTimeError("not every host could be mailed: run again, those who were are left out")
    subject, body = messages.host_reminder(reminder, run)
    ending = mailing.HOST_MAIL.send(reminder.host.email, subject, body, f"host#{reminder.step}", seconds)
    outcome = _OUTCOMES.get(ending, ReminderOutcome.FAILED)
    _record(reminder, outcome, instead_of=ReminderOutcome.SENDING)
    if ending is not Ending.SENT:
        logger.warning("host not reminded", extra={"meetingId": reminder.meeting.meeting_id, "mail": ending})
    return ending is Ending.SENT


def _claim(reminder: Reminder) -> bool:
    """Take the mail on for this run; return False if another has, or the meeting has changed.

    A mail that certainly failed is taken on again. One that an earlier run has left half done is repeated only
    where the partner knows a repeat by its key, and recorded as unknown elsewhere.
    """
    recorded = reminder.meeting.reminders.get(reminder.host_record)
    if recorded is ReminderOutcome.SENDING:
        if mailing.recognises_repeats():
            return True
        _record(reminder, ReminderOutcome.UNKNOWN, instead_of=recorded)
        return False
    if recorded in (None, ReminderOutcome.FAILED):
        return _record(reminder, ReminderOutcome.SENDING, instead_of=recorded)
    return False


def _record(reminder: Reminder, outcome: ReminderOutcome, instead_of: ReminderOutcome | None) -> bool:
    return meetings.mark_reminder(reminder.meeting, reminder.host_record, outcome, instead_of=instead_of)
