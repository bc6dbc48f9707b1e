"""The reports of mail servers on a mail of ours: that it could not be delivered, or that somebody called it spam.

Delivery reports (RFC 3464), complaints (RFC 5965), and the plain texts of servers that write neither, where their form
is certain. The mail they are about is known by the reply address in its header, which they repeat.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from handlers.common.rules import reply_addresses
from handlers.common.rules.model import Channel
from handlers.common.rules.references import Reference
from handlers.common.rules.steps import OPT_OUT_ACK, OUTREACH, Step
from handlers.conversation.rules.mail_automatic import has_no_return
from handlers.conversation.rules.mail_headers import Headers, addresses
from handlers.conversation.rules.mail_parts import Mail

_ORIGINAL = ("message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers")
_DELIVERY = ("message/delivery-status", "message/global-delivery-status")
_NAMES = ("Reply-To", "Message-ID", "References", "In-Reply-To")
"""The headers of a mail of ours that hold its reply address, the surest first; of several ids the last is its own."""
_COMPLAINTS = frozenset({"abuse", "fraud", "opt-out", "opt-out-list", "virus", "other", "miscategorized", ""})
LONGEST_TEXT = 50_000
"""Characters of a plain report that are read."""

_STATUS = re.compile(r"\b([245])\.\d{1,3}\.\d{1,3}\b")
_CODE = re.compile(r"(?<![\d.])([45])\d\d[ -]")
_PLAIN_FORMS = re.compile(
    r"this is the qmail-send program|this message was created automatically by mail delivery software|"
    r"sorry, we were unable to deliver your message to the following|"
    r"(?:não foi possível entregar|no se ha podido entregar) (?:a sua|sua|su|o|el) (?:mensagem|e-?mail|mensaje|correo)|"
    r"the following (?:message to|address(?:\(es\)|es)? (?:failed|had permanent fatal errors))|"
    r"delivery to the following recipients? (?:has been delayed|failed)",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"^[>\s]{0,4}(Reply-To|Message-ID|References|In-Reply-To):([^\r\n]{1,1000})", re.MULTILINE | re.I
)
_RECIPIENT = re.compile(r"^\s{0,8}<?([^\s<>:;,]{1,64}@[^\s<>:;,]{1,190})>?:?\s*$", re.MULTILINE)


_STEPS = (OUTREACH, *map(Step.follow_up, range(1, 21)), OPT_OUT_ACK)
"""The steps that a reply address can be of without a meeting: it holds a mark of the step and not the step."""


class MailReport(NamedTuple):
    """A report on one mail."""

    report: Literal["bounce", "complaint"]
    permanent: bool
    """False for a delivery that is late or may succeed another time."""
    reply_address: str | None = None
    """The reply address of the mail, where the report repeats it."""
    recipient: str | None = None
    message_id: str | None = None
    """The id of the mail, without angle brackets."""

    def reference(self, domain: str) -> str | None:
        """Return the text of the reference to the mail; None where its reply address does not say which it was."""
        named = reply_addresses.parse(self.reply_address or "", domain)
        steps = (step for step in _STEPS if named and named.answers(step))
        return next((Reference(named.contact_id, step, Channel.EMAIL).text for step in steps if named), None)


def read(mail: Mail, domain: str) -> MailReport | None:
    """Return the report that a mail is; None for any other mail. ``domain`` is that of our reply addresses."""
    if mail.report_type == "delivery-status":
        return _delivery(mail, domain)
    if mail.report_type == "feedback-report":
        return _complaint(mail, domain)
    return _plain(mail, domain) if mail.report_type == "" else None


def _delivery(mail: Mail, domain: str) -> MailReport | None:
    """Return the worst that a delivery report tells of a recipient; None for one of success."""
    told = [
        each
        for each in mail.fields(*_DELIVERY)
        if each.text("Action").strip().lower() in ("failed", "delayed")
    ]
    if not told:
        return None
    worst = max(told, key=_is_permanent)
    return _about("bounce", _is_permanent(worst), mail, domain, _recipient(worst))


def _is_permanent(fields: Headers) -> bool:
    status = _STATUS.search(fields.text("Status"))
    failed = fields.text("Action").strip().lower() == "failed"
    return failed and (status is None or status[1] == "5")


def _recipient(fields: Headers) -> str | None:
    for name in ("Final-Recipient", "Original-Recipient"):
        if found := addresses(fields.raw(name).rpartition(";")[2]):
            return found[0]
    return None


def _complaint(mail: Mail, domain: str) -> MailReport | None:
    fields = next(iter(mail.fields("message/feedback-report")), Headers(()))
    if fields.text("Feedback-Type").strip().lower() not in _COMPLAINTS:
        return None
    named = fields.addresses("Original-Rcpt-To", "Removal-Recipient")
    return _about("complaint", True, mail, domain, named[0] if named else None)


def _plain(mail: Mail, domain: str) -> MailReport | None:
    """Return the report that a server has written as a text: words and a sender that only servers have."""
    if not has_no_return(mail.headers) and not _is_from_server(mail.headers):
        return None
    text = mail.text[:LONGEST_TEXT]
    failed = mail.headers.addresses("X-Failed-Recipients")
    if not failed and not _PLAIN_FORMS.search(text):
        return None
    status = _STATUS.search(text) or _CODE.search(text)
    listed = [each for found in _RECIPIENT.finditer(text) for each in addresses(found[1])]
    written = Headers((found[1], found[2]) for found in _FIELD.finditer(text))
    permanent = "delayed" not in text.lower() and (status is None or status[1] == "5")
    return _of(
        (written, *mail.fields(*_ORIGINAL)), "bounce", permanent, domain, next(iter(failed or listed), None)
    )


def _is_from_server(headers: Headers) -> bool:
    return any(
        each.startswith(("mailer-daemon@", "postmaster@")) for each in headers.addresses("From", "Sender")
    )


def _about(
    kind: Literal["bounce", "complaint"], permanent: bool, mail: Mail, domain: str, recipient: str | None
) -> MailReport:
    return _of(mail.fields(*_ORIGINAL), kind, permanent, domain, recipient)


def _of(
    originals: Iterable[Headers],
    kind: Literal["bounce", "complaint"],
    permanent: bool,
    domain: str,
    recipient: str | None,
) -> MailReport:
    headers = list(originals)
    named = next((each for each in _named(headers) if reply_addresses.parse(each, domain)), None)
    ids = [each for header in headers for each in header.message_ids("Message-ID")]
    return MailReport(kind, permanent, named.lower() if named else None, recipient, ids[0] if ids else None)


def _named(headers: Iterable[Headers]) -> Iterator[str]:
    """Yield what may be a reply address in the header of the mail that is reported."""
    for header in headers:
        yield from header.addresses("Reply-To")
        for name in _NAMES[1:]:
            yield from reversed(header.message_ids(name))
