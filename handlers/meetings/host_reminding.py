"""Reminding hosts by mail."""

from collections.abc import Callable, Sequence
from datetime import datetime

from handlers.meetings import host_mails
from handlers.meetings.host_mails import HostMail
from handlers.meetings.rounds import Round, subject
from handlers.meetings.rules import host_reminders
from handlers.meetings.rules.reminders import Reminder


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
                content = host_reminders.mail(reminder, run, clock)
                address = reminder.host.email
                mail = HostMail(reminder.meeting, reminder.host_record, reminder.step, address, *content)
                mailed += host_mails.send_once(mail, seconds_left)
    return mailed
