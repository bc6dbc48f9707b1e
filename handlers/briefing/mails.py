"""Mailing hosts: each mail is claimed in its meeting's record before it is sent.

A mail of which nobody knows whether it went out is sent again only where the e-mail partner recognises its key.
"""

from collections.abc import Mapping
from enum import StrEnum

from handlers.briefing.storage.briefings import MailRecord
from handlers.common import mailing
from handlers.common.partners.host_mail import HostLetter
from handlers.common.rules.retries import Ending

MAIL_SECONDS = 80.0
"""For all attempts at the mail; the rest of the function's time is for what comes before and after."""


class MailUnavailableError(RuntimeError):
    """The e-mail partner did not take the mail; let the event be delivered again."""


class Mail(StrEnum):
    """The state of a mail to a host."""

    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


_OUTCOMES = {Ending.SENT: Mail.SENT, Ending.UNKNOWN: Mail.UNKNOWN}
"""The state of the mail after each ending; after any other it has failed."""


def send(record: MailRecord, letter: HostLetter, told: Mapping[str, str] | None = None) -> Mail:
    """Send a mail, once however often it is asked for, and return its state.

    ``told``: the attributes by which the meeting is on record as told of, once the mail may have arrived. Raises
    ``MailUnavailableError`` where it was certainly not taken, and may be by a later try.
    """
    if not record.claim():
        state = record.read()
        if state != Mail.SENDING:
            return Mail(state or Mail.UNKNOWN)
        if not mailing.recognises_repeats():
            record.settle(Mail.UNKNOWN, told)
            return Mail.UNKNOWN
    ending = mailing.HOST_MAIL.send(*letter[:4], MAIL_SECONDS, letter.invitation)
    if ending in (Ending.CHANNEL_CLOSED, Ending.EXHAUSTED):
        record.settle(None)
        raise MailUnavailableError(
            f"the e-mail partner did not take the mail {letter.key} to a host ({ending}): "
            "check the secret of the e-mail partner; the event is delivered again"
        )
    state = _OUTCOMES.get(ending, Mail.FAILED)
    record.settle(state, told if state in (Mail.SENT, Mail.UNKNOWN) else None)
    return state
