"""Reminding hosts by mail: each mail is claimed in the meeting's record before it is sent."""

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime

from handlers.common import mailing
from handlers.common.rules.retries import CALL_SECONDS, Ending
from handlers.meetings.rounds import OutOfTimeError, Round, subject
from handlers.meetings.rules import messages
from handlers.meetings.rules.reminder_outcomes import ReminderOutcome
from handlers.meetings.rules.reminders import Reminder
from handlers.meetings.storage import meetings

SECONDS_TO_FINISH = 5.0
"""Kept back of the function's time for recording the outcome of a mail."""

_OUTCOMES = {Ending.SENT: ReminderOutcome.SENT, Ending.UNKNOWN: ReminderOutcome.UNKNOWN}
"""The record for the ending of a mail; any other ending is a certain failure, after which a run may try again."""


class HostNotRemindedError(RuntimeError):
    """A mail to a host did not go out, or nobody knows; ``problem`` names it."""

    def __init__(self, reminder: Reminder, why: str) -> None:
        super().__init__(
            f"the host was not mailed {reminder.step}: {why}; look at the e-mail partner's secret"
        )
        self.problem = f"host_not_reminded_{reminder.lead}_v{reminder.meeting.time_version}"


def remind(
    due: Sequence[Reminder],
    run: datetime,
    clock: datetime,
    this: Round,
    seconds_left: Callable[[], float],
) -> int:
    """Mail the hosts of meetings that are still to come; return the number that was mailed by this call.

    ``seconds_left`` tells how long the function may still run. Raises ``OutOfTimeError`` before a mail for which
    that is not enough.
    """
    mailed = 0
    for reminder in due:
        if reminder.meeting.scheduled_at > clock:
            with this.alone(subject(reminder.meeting)):
                # Whatever the mail may lack comes to light before it is claimed.
                mail = (reminder.host.email, *messages.host_reminder(reminder, run, clock))
                owner = uuid.uuid4().hex
                if _claim(reminder, owner):
                    _mail(reminder, owner, mail, seconds_left)
                    mailed += 1
    return mailed


def _mail(
    reminder: Reminder, owner: str, mail: tuple[str, str, str], seconds_left: Callable[[], float]
) -> None:
    """Send a mail that is claimed and record its outcome; ``HostNotRemindedError`` if it is not certain to be sent."""
    seconds = seconds_left() - SECONDS_TO_FINISH
    if seconds < CALL_SECONDS:
        _end(reminder, owner, ReminderOutcome.FAILED)
        raise OutOfTimeError("not every host could be mailed: run again, those who were are left out")
    ending = mailing.HOST_MAIL.send(*mail, f"host#{reminder.step}", seconds)
    _end(reminder, owner, _OUTCOMES.get(ending, ReminderOutcome.FAILED))
    if ending is not Ending.SENT:
        raise HostNotRemindedError(reminder, ending)


def _claim(reminder: Reminder, owner: str) -> bool:
    """Take the mail on for this run; return False if another has, or the meeting has changed.

    A mail that certainly failed is taken on again. One that an earlier run has left half done is repeated only
    where the partner knows a repeat by its key, and recorded as unknown elsewhere: ``HostNotRemindedError``.
    """
    recorded = reminder.meeting.reminders.get(reminder.host_record)
    if recorded is ReminderOutcome.SENDING:
        if mailing.recognises_repeats():
            return _record(reminder, ReminderOutcome.SENDING, instead_of=recorded, owner=owner)
        _record(reminder, ReminderOutcome.UNKNOWN, instead_of=recorded)
        raise HostNotRemindedError(reminder, "an earlier run did not say how it ended")
    if recorded in (None, ReminderOutcome.FAILED):
        return _record(reminder, ReminderOutcome.SENDING, instead_of=recorded, owner=owner)
    return False


def _end(reminder: Reminder, owner: str, outcome: ReminderOutcome) -> None:
    """Record how a mail ended, also where its meeting was cancelled while it was on its way."""
    meetings.end_reminder(reminder.meeting, reminder.host_record, owner, outcome)


def _record(
    reminder: Reminder,
    outcome: ReminderOutcome,
    instead_of: ReminderOutcome | None,
    owner: str | None = None,
) -> bool:
    return meetings.mark_reminder(reminder.meeting, reminder.host_record, outcome, instead_of, owner)
