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
from handlers.conversation.rules.mail.automatic import has_no_return
from handlers.conversation.rules.mail.headers import Headers, addresses
from handlers.conversation.rules.mail.parts import Mail

_ORIGINAL = ("message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers")
_DELIVERY = ("message/delivery-status", "message/global-delivery-status")
_NAMES = ("Reply-To", "Message-ID", "References", "In-Reply-To")
"""The headers of a mail of ours that hold its reply address, the surest first; of several ids the last is its own."""
_COMPLAINTS = frozenset({"abuse", "fraud", "opt-out", "opt-out-list", "virus", "other", "miscategorized", ""})
LONGEST_TEXT = 50_000
"""Characters of a plain report that are read."""

_COMPLAINS = "X-HmXmrOriginalRecipient"
_FAILED = re.compile(r"\s*failed\b", re.IGNORECASE)
_STATUS = re.compile(r"\b([245])\.\d{1,3}\.\d{1,3}\b")
_NOT_THE_ADDRESS = re.compile(r"5\.(?:2\.[23]|3\.[14])\b")
"""A full box, a mail or a system that is too large or full (RFC 3463); Amazon SES calls these transient too."""
_FULL = re.compile(
    r"over ?quota|quota exceeded|mailbox (?:is )?full|caixa (?:postal |de entrada |de correio )?(?:est[áa] )?cheia|"
    r"cota excedida|buz[óo]n (?:est[áa] )?lleno",
    re.IGNORECASE,
)
_DELAYED = re.compile(
    r"\bdelayed\b|not yet been delivered|ainda não (?:foi|pôde ser) entregue|still (?:being retried|trying)|"
    r"no action is required on your part|temporarily deferred",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?<![\d.])([45])\d\d[ -]")
_PLAIN_FORMS = re.compile(
    r"this is the qmail-send program|this message was created automatically by mail delivery software|"
    r"sorry, we were unable to deliver your message to the following|"
    r"(?:não foi possível entregar|no se ha podido entregar) (?:a sua|sua|su|o|el) (?:mensagem|e-?mail|mensaje|correo)|"
    r"(?:mensagem|e-?mail) (?:que (?:você )?enviou )?não (?:pôde ser|foi) entregue|"
    r"(?:message|mail) (?:could not|cannot|couldn't) be delivered|no (?:pudo|se pudo) (?:ser )?entrega|"
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
    """False for a mail that another time may reach the address, such as one whose box was full."""
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
    unnamed = mail.report_type == "" and mail.kind == "multipart/report"
    if mail.report_type == "delivery-status" or (unnamed and mail.fields(*_DELIVERY)):
        return _delivery(mail, domain)
    if mail.report_type == "feedback-report":
        return _complaint(mail, domain)
    return (_plain(mail, domain) or _handed_back(mail, domain)) if mail.report_type == "" else None


def _delivery(mail: Mail, domain: str) -> MailReport | None:
    """Return the worst that a delivery report tells of a recipient; None for one of success or of a delay."""
    told = [each for each in mail.fields(*_DELIVERY) if _FAILED.match(each.text("Action"))]
    if not told:
        return None
    worst = max(told, key=_is_permanent)
    return _about("bounce", _is_permanent(worst), mail, domain, _recipient(worst))


def _is_permanent(fields: Headers) -> bool:
    return _is_for_good(
        _STATUS.search(fields.text("Status")) or _STATUS.search(fields.text("Diagnostic-Code"))
    )


def _is_for_good(status: re.Match[str] | None) -> bool:
    """Return True for what concerns the address and will not change: no code of 4, no full box, no mail too large."""
    return status is None or (status[1] == "5" and not _NOT_THE_ADDRESS.match(status[0]))


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
    if _DELAYED.search(text):
        return None
    status = _STATUS.search(text) or _CODE.search(text)
    listed = [each for found in _RECIPIENT.finditer(text) for each in addresses(found[1])]
    written = Headers((found[1], found[2]) for found in _FIELD.finditer(text))
    permanent = _is_for_good(status) and not _FULL.search(text)
    return _of(
        (written, *mail.fields(*_ORIGINAL)), "bounce", permanent, domain, next(iter(failed or listed), None)
    )


def _handed_back(mail: Mail, domain: str) -> MailReport | None:
    """Return the complaint that Outlook.com makes of a mail: the mail with one header (Junk Mail Reporting Program)."""
    found = next((each for each in mail.fields(*_ORIGINAL) if _COMPLAINS in each), None)
    if found is None or not mail.headers.text("Subject").lower().startswith("complaint about message from"):
        return None
    return _about("complaint", True, mail, domain, next(iter(found.addresses(_COMPLAINS)), None))


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
