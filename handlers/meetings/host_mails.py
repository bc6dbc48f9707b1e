"""Mails to hosts about a meeting: each is claimed in the meeting's record before it is sent, so none goes out twice."""

import uuid
from collections.abc import Callable
from typing import NamedTuple

from handlers.common import mailing
from handlers.common.rules.retries import CALL_SECONDS, Ending
from handlers.meetings.rounds import OutOfTimeError
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.reminder_outcomes import ReminderOutcome
from handlers.meetings.storage import meetings

SECONDS_TO_FINISH = 5.0
"""Kept back of the function's time for recording the outcome of a mail."""

_OUTCOMES = {Ending.SENT: ReminderOutcome.SENT, Ending.UNKNOWN: ReminderOutcome.UNKNOWN}
"""The record for the ending of a mail; any other ending is a certain failure, after which a run may try again."""


class HostNotMailedError(RuntimeError):
    """A mail to a host did not go out, or nobody knows; ``problem`` names it."""

    def __init__(self, mail: "HostMail", why: str) -> None:
        super().__init__(f"the host was not mailed {mail.step}: {why}; look at the e-mail partner's secret")
        self.problem = f"host_not_mailed_{mail.record}_v{mail.meeting.time_version}"


class HostMail(NamedTuple):
    """A mail to the host of a meeting."""

    meeting: Meeting
    record: str
    """The name under which it is recorded with the meeting."""
    step: str
    """Its name among all mails to hosts."""
    to: str
    subject: str
    body: str


def send_once(mail: HostMail, seconds_left: Callable[[], float]) -> bool:
    """Send a mail that no run has sent; return True if this call did.

    ``HostNotMailedError`` if it is not certain to be sent, ``OutOfTimeError`` where the function's time, of which
    ``seconds_left`` tells, is not enough for it.
    """
    owner = uuid.uuid4().hex
    if not _claim(mail, owner):
        return False
    seconds = seconds_left() - SECONDS_TO_FINISH
    if seconds < CALL_SECONDS:
        _end(mail, owner, ReminderOutcome.FAILED)
        raise OutOfTimeError("not every host could be mailed: run again, those who were are left out")
    ending = mailing.HOST_MAIL.send(mail.to, mail.subject, mail.body, f"host#{mail.step}", seconds)
    _end(mail, owner, _OUTCOMES.get(ending, ReminderOutcome.FAILED))
    if ending is not Ending.SENT:
        raise HostNotMailedError(mail, ending)
    return True


def _claim(mail: HostMail, owner: str) -> bool:
    """Take the mail on for this run; return False if another has, or the meeting has changed.

    A mail that certainly failed is taken on again. One that an earlier run has left half done is repeated only
    where the partner knows a repeat by its key, and recorded as unknown elsewhere: ``HostNotMailedError``.
    """
    recorded = mail.meeting.reminders.get(mail.record)
    if recorded is ReminderOutcome.SENDING:
        if mailing.recognises_repeats():
            return _record(mail, ReminderOutcome.SENDING, instead_of=recorded, owner=owner)
        _record(mail, ReminderOutcome.UNKNOWN, instead_of=recorded)
        raise HostNotMailedError(mail, "an earlier run did not say how it ended")
    if recorded in (None, ReminderOutcome.FAILED):
        return _record(mail, ReminderOutcome.SENDING, instead_of=recorded, owner=owner)
    return False


def _end(mail: HostMail, owner: str, outcome: ReminderOutcome) -> None:
    """Record how a mail ended, also where its meeting was cancelled while it was on its way."""
    meetings.end_reminder(mail.meeting, mail.record, owner, outcome)


def _record(
    mail: HostMail, outcome: ReminderOutcome, instead_of: ReminderOutcome | None, owner: str | None = None
) -> bool:
    return meetings.mark_reminder(mail.meeting, mail.record, outcome, instead_of, owner)
