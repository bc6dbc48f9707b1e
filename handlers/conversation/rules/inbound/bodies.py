"""Reading the bodies of the inbound queue: what providers, people and mail servers have told (docs/system.md,
"Conversation: incoming messages")."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from handlers.common.rules import attendance, buttons, reply_texts
from handlers.common.rules.attendance import Attendance
from handlers.common.rules.contracts import ContractError
from handlers.common.rules.model import Channel
from handlers.common.rules.outcomes import Outcome
from handlers.common.rules.references import Reference
from handlers.common.rules.reply_addresses import ReplyAddress
from handlers.common.rules.reports import Report, Reported
from handlers.conversation.rules.inbound import ses_events
from handlers.conversation.rules.inbound.turns import Closing
from handlers.conversation.rules.mail import references as mail_references
from handlers.conversation.rules.mail import subjects
from handlers.conversation.rules.whatsapp import reported
from handlers.conversation.rules.whatsapp.fields import arrival
from handlers.conversation.rules.whatsapp.reported import Ignored, Notice, Written

_SURROGATE = "\\ud"
"""The beginning of the escape of a surrogate, as json writes it."""


class Given(NamedTuple):
    """A reply in the form of the direct request."""

    request: Mapping[str, Any]


class Mailed(NamedTuple):
    """An e-mail."""

    sender: str
    contact_id: str
    """The contact whom the reply address names, else the references; empty where none does."""
    message_id: str
    at: datetime
    text: str
    automatic: bool
    trusted: bool
    shown: str = ""
    answers: tuple[str, ...] = ()
    """The provider's ids of the e-mails that it answers, the last one first."""
    quotes: str | None = None
    """That of the e-mail right above it in the thread; None where that is somebody else's."""
    names: ReplyAddress | None = None
    """The message of ours right above it, where nothing but our own marks tells which that is."""
    in_subject: bool = False
    """True of words that are the subject's, the body having none."""
    attached: str = ""
    """The kind of what was sent along: a mail that the words stand above."""


class Left(NamedTuple):
    """The wish of a recipient to get no more messages."""

    reference: Reference
    at: datetime
    named: str
    """A name of the wish: the same for its repeats."""


Told = Given | Written | Mailed | Left | Closing | Attendance | Report | Notice | Ignored


def read(text: str) -> Told:
    """Return the meaning of a body; ``ContractError`` for one that can never be read."""
    try:
        body = _whole(text)
    except (ValueError, RecursionError):
        raise ContractError("it", "the message is no JSON: see who puts it into the queue") from None
    if not isinstance(body, dict):
        raise ContractError("it", "the message is no JSON object: see who puts it into the queue")
    if body.get("source") == ses_events.SOURCE:
        return ses_events.report(body) or Ignored("an event of Amazon SES that settles no message of ours")
    match body.get("kind"):
        case "whatsapp":
            return reported.read(body)
        case "unsubscribe":
            return _unsubscribed(body)
        case "turn":
            return Closing(*(_text(body, name, needed=True) for name in ("tenantId", "address", "messageId")))
        case "attendance":
            return _attendance(body)
        case "mail":
            return _mail(body)
        case "mail-report":
            return _mail_report(body)
        case None if "tenantId" in body:
            return Given(body)
    raise ContractError("kind", "the message is of no kind that is known here: it needs a later release")


def _whole(text: str) -> Any:
    """The document of a body, without the halves of surrogate pairs, which nothing can store."""
    document = json.loads(text)
    if _SURROGATE not in text.lower():
        return document
    encoded = json.dumps(document, ensure_ascii=False).encode("utf-8", "ignore")
    return json.loads(encoded)


def _unsubscribed(body: Mapping[str, Any]) -> Left:
    """The wish behind a link, whose signature receive-webhook has checked before it was put into the queue."""
    token = _text(body, "token")
    reference = Reference.parse(token.partition(".")[0])
    if reference is None:
        raise ContractError("token", "the token names no message of ours")
    return Left(reference, _at(body), f"unsubscribe-{token[:300]}")


def _attendance(body: Mapping[str, Any]) -> Attendance:
    """A host's answer by a link, whose signature receive-webhook has checked before it was put into the queue."""
    found = attendance.read(body.get("token"))
    if found is None:
        raise ContractError("token", "the token names no meeting of ours")
    return found


def _mail(body: Mapping[str, Any]) -> Mailed | Ignored:
    references = _texts(body, "references")
    ours = mail_references.own(references)
    # receive-mail keeps those of our own domain alone.
    named = next(iter(mail_references.own(_texts(body, "to"))), ours[-1] if ours else None)
    calendar = body.get("calendar")
    status = _text(calendar, "status") if isinstance(calendar, dict) else ""
    if status == "accepted" and not _text(body, "text").strip():
        return Ignored("an accepted invitation")
    shown = f"calendar {status}" if status and status != "accepted" else ""
    unsaid = body.get("unsaid")
    unsaid = unsaid if isinstance(unsaid, dict) else {}
    if "shown" in unsaid:
        shown = "empty e-mail"
    if body.get("suspicious") is True:
        shown = "suspicious e-mail"
    return Mailed(
        _text(body, "from", needed=True),
        named.contact_id if named else "",
        _text(body, "messageId", needed=True),
        _at(body),
        _text(unsaid, "subject")
        or _text(unsaid, "shown")
        or _text(body, "text")
        or (f"[{shown}]" if shown else ""),
        automatic=body.get("automatic") is True,
        trusted=body.get("trusted") is not False,
        shown=shown,
        answers=mail_references.partner_ids(references),
        quotes=next(iter(mail_references.partner_ids(references[-1:])), None),
        names=named if len(ours) == len(references) else None,
        in_subject="subject" in unsaid,
        attached="forwarded" if subjects.forwards(_text(body, "subject")) else "",
    )


def _mail_report(body: Mapping[str, Any]) -> Report | Ignored:
    reference = Reference.parse(body.get("reference"))
    if reference is None:
        return Ignored("a report on a mail that is not ours")
    if body.get("report") == "complaint":
        return Report(reference, Reported.COMPLAINED, _at(body))
    permanent = body.get("permanent") is True
    code = "bounced" if permanent else "bounced_for_now"
    outcome = Outcome.CONTACT_FAULT if permanent else None
    return Report(reference, Reported.FAILED, _at(body), None, code, outcome)


def opted_out(report: Report) -> Left | None:
    """Return the wish that a report tells of; None for any other report."""
    if report.status is Reported.COMPLAINED or report.outcome is Outcome.OPTED_OUT:
        return Left(report.reference, report.at, f"report-{report.status}-{report.reference.text}")
    return None


def request(told: Written | Mailed, tenant_id: str) -> dict[str, Any]:
    """Return the fields of the reply that was told to a tenant."""
    common = {"tenantId": tenant_id, "text": told.text, "receivedAt": told.at, "shown": told.shown}
    if isinstance(told, Mailed):
        return {
            **common,
            "channel": Channel.EMAIL,
            "from": told.sender,
            "messageId": told.message_id,
            "contactId": told.contact_id,
            "context": told.quotes,
            "automatic": told.automatic,
            "trusted": told.trusted,
            "inSubject": told.in_subject,
            "attached": told.attached,
        }
    return {
        **common,
        "channel": Channel.WHATSAPP,
        "from": told.sender,
        "text": told.text if told.shown else reply_texts.own_words(told.text),
        "messageId": told.message_id,
        "userId": told.user_id if told.user_id != told.sender else "",
        "context": told.context,
        "replaces": told.replaces or told.deletes or "",
        "button": told.button,
        "attached": told.attached,
        "quiet": told.quiet,
        "asReported": True,
    }


def wish(left: Left, tenant_id: str, address: str) -> dict[str, Any]:
    """Return the fields of the reply by which a wish, expressed elsewhere, is fulfilled."""
    return {
        "tenantId": tenant_id,
        "channel": left.reference.channel,
        "from": address,
        "text": "[stop]",
        "messageId": left.named,
        "receivedAt": left.at,
        "contactId": left.reference.contact_id,
        "button": buttons.OPT_OUT,
        "quiet": True,
        "asReported": True,
    }


def _at(body: Mapping[str, Any]) -> datetime:
    at = arrival(body)
    if at is None:
        raise ContractError(
            "receivedAt", "the message is malformed: receivedAt is no instant with its offset"
        )
    return at


def _texts(fields: Mapping[str, Any], name: str) -> list[str]:
    found = fields.get(name)
    return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []


def _text(fields: Mapping[str, Any], name: str, *, needed: bool = False) -> str:
    found = fields.get(name)
    if needed and not (isinstance(found, str) and found):
        raise ContractError(name, f"the message is malformed: {name} is missing or no text")
    return found if isinstance(found, str) else ""
