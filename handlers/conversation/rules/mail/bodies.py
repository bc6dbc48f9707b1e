"""The body in which a mail waits in the inbound queue: what somebody wrote, or what a server reports."""

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from handlers.common.rules import reply_addresses
from handlers.conversation.rules.mail import (
    automatic,
    calendar,
    parts,
    reports,
    sizes,
    subjects,
    written_words,
)
from handlers.conversation.rules.mail import references as mail_references
from handlers.conversation.rules.mail import trust as mail_trust
from handlers.conversation.rules.mail.calendar import Answer
from handlers.conversation.rules.mail.headers import Headers, addresses
from handlers.conversation.rules.mail.parts import Mail
from handlers.conversation.rules.mail.reports import MailReport
from handlers.conversation.rules.mail.trust import Trust

VERSION = 1
LONGEST_TEXT = 20_000
"""Characters of the person's words, quotations and the like cut off before."""
LONGEST_SUBJECT = 300
LONGEST_SIGNATURE = 1_500
"""Characters of a text that may be a signature and nothing else."""
MOST_REFERENCES = 50
"""References of a mail, the last ones: threads grow."""
_RECIPIENTS = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Forwarded-To", "Resent-To")
_BARE_ID = re.compile(r"^\s*([^\s<>@]{1,100}@[^\s<>@]{1,100})\s*$")
_CALENDAR_ROBOT = "calendar-notification@google.com"
"""The sender of the answers that people give in Google Calendar; the text in them is Google's."""


def body(raw: bytes, received: datetime, domain: str) -> dict[str, Any]:
    """Return the body of any mail. ``domain`` is that of our reply addresses; ``received`` is aware."""
    mail = parts.parse(sizes.without_files(raw))
    report = reports.read(mail, domain)
    trust = mail_trust.of(mail.headers)
    # A report that anybody may have written settles nothing: it waits as a mail.
    told = _report(report, domain) if report and trust.authentic else _mail(mail, trust, raw, domain)
    return {"version": VERSION, **told, "receivedAt": received.isoformat()}


def _report(report: MailReport, domain: str) -> dict[str, Any]:
    optional = {
        "reference": report.reference(domain),
        "replyAddress": report.reply_address,
        "recipient": report.recipient,
        "messageId": report.message_id,
    }
    return {
        "kind": "mail-report",
        "report": report.report,
        "permanent": report.permanent,
        **{name: value for name, value in optional.items() if value},
    }


def _mail(mail: Mail, trust: Trust, raw: bytes, domain: str) -> dict[str, Any]:
    headers = mail.headers
    sender = next(iter(headers.addresses("From", "Sender")), "")
    answer = calendar.read(mail.calendar, sender) if mail.calendar else None
    references = headers.message_ids("References", "In-Reply-To")
    answers = bool(mail_references.own(references) or mail_references.partner_ids(references))
    told: dict[str, Any] = {
        "kind": "mail",
        "messageId": _message_id(headers, raw),
        "from": sender,
        "to": _ours(headers, domain),
        "references": references[-MOST_REFERENCES:],
        "subject": headers.text("Subject")[:LONGEST_SUBJECT],
        "text": _words(mail, answer)[:LONGEST_TEXT],
        # An answer to an invitation is a person's, though the calendar sends it.
        "automatic": answer is None
        and (bool(mail.report_type) or automatic.is_automatic(headers, answers=answers)),
        "trusted": trust.authentic and not trust.suspicious,
    }
    if answer is None and not told["automatic"] and not mail.report_type:
        told |= _unsaid(mail, told["text"], told["subject"])
    told |= {"calendar": answer.body()} if answer else {}
    return told | ({"suspicious": True} if trust.suspicious else {})


def _unsaid(mail: Mail, said: str, subject: str) -> dict[str, Any]:
    """Return what stands for words that there are not: those of the subject, or what a human is shown."""
    is_short = len(said) <= LONGEST_SIGNATURE
    if not is_short or written_words.words(said, mail.headers.display_name("From"), signed=False):
        return {}
    if chosen := subjects.words(subject):
        return {"unsaid": {"subject": chosen}}
    return {"unsaid": {"shown": subjects.shown(subject, said, mail.text or mail.page)}}


def _words(mail: Mail, answer: Answer | None) -> str:
    if mail.report_type:
        return ""
    if answer is not None and _CALENDAR_ROBOT in mail.headers.addresses("Sender", "From"):
        return answer.comment
    # Some programs put the quotation alone into the plain part.
    name = mail.headers.display_name("From")
    return written_words.words(mail.text, name) or written_words.words(mail.page, name)


def _ours(headers: Headers, domain: str) -> list[str]:
    """Return the recipients that are reply addresses of ours, those of the envelope included, in lower case."""
    envelope = headers.raw("Received").partition(" for ")[2].partition(";")[0]
    named: Sequence[str] = [*headers.addresses(*_RECIPIENTS), *addresses(envelope)]
    return list(dict.fromkeys(each for each in named if reply_addresses.parse(each, domain)))


def _message_id(headers: Headers, raw: bytes) -> str:
    """Return the mail's id without angle brackets, or a digest of the mail where it has none."""
    named = headers.message_ids("Message-ID") or _BARE_ID.findall(headers.raw("Message-ID"))
    return named[0] if named else f"sha256:{hashlib.sha256(raw).hexdigest()}"
