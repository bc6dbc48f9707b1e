"""The way in: what providers, people and mail programs tell the stack, each again and again until it is taken."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from components import catalogue
from handlers.common.rules.references import Reference
from handlers.conversation.rules.whatsapp import webhooks
from tests.simulation.partners import Request

if TYPE_CHECKING:
    from tests.simulation.world import World

LINE = "106540352242922"
"""The id of the line at WhatsApp Cloud."""
APP_SECRET = "simulated-app-secret"
SECRET = {"appSecret": APP_SECRET, "verifyToken": "simulated-verify-token"}
DELAYS = (1.0, 30.0, 120.0, 600.0, 1800.0, 3600.0, 3600.0)
"""Seconds after which a provider repeats what was not answered 200; Meta goes on for days."""
BUCKET = "inbound-mail"
UNDONE = frozenset({"131026", "131049", "130472", "Bounce/Permanent/General"})
"""The failures after which a message may go out again: by another channel, or later."""
OPTED_OUT = frozenset({"131050", "Complaint", "Bounce/Permanent/UnsubscribedRecipient"})
"""The reports by which somebody asks for an end."""
STATUSES = frozenset({"sent", "delivered", "read", "failed"})


@dataclass(frozen=True)
class Reported:
    """A provider's report on a message; ``at`` in seconds since the epoch, as the report says it."""

    reference: str
    message_id: str
    status: str
    """``sent``, ``delivered``, ``read``, ``failed`` or ``complained``."""
    at: float
    code: str = ""

    @property
    def about(self) -> Reference:
        """The message."""
        found = Reference.parse(self.reference)
        assert found is not None
        return found

    @property
    def opts_out(self) -> bool:
        return self.code in OPTED_OUT


@dataclass(frozen=True)
class Written:
    """A message of a person."""

    sender: str
    message_id: str
    text: str
    at: float
    opts_out: bool = False
    preference: bool = False
    """True where it was not written, but set in WhatsApp."""


@dataclass(frozen=True)
class Left:
    """The wish of a message's recipient to get no more, made by a link."""

    reference: str
    opts_out: bool = True


Element = Reported | Written | Left


@dataclass
class Told:
    """What came in together."""

    what: str
    elements: Sequence[Element]
    end: str = "under way"
    """``taken`` once whoever told it has been answered so; ``refused``, or ``given up``."""
    answers: list[int] = field(default_factory=list)
    """The statuses of the answers; 502 for an invocation that failed."""


class WayIn:
    """The providers, people and mail programs of a world."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self.told: list[Told] = []
        self._numbers = 0

    # WhatsApp Cloud

    def webhook(self, *elements: Reported | Written, signed: bool = True, spoiled: bool = False) -> None:
        """Post elements in one webhook; ``spoiled``: with a change in it that nobody can read."""
        changes = [_change(name, [each]) for name, each in map(_element, elements)]
        if spoiled:
            changes.insert(0, {"field": "messages", "value": "?"})
        document = {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": changes}]}
        body = json.dumps(document).encode()
        for each in elements:
            if isinstance(each, Written) and not each.preference and signed:
                self._world.partners.wrote[each.sender] = each.at
        signature = webhooks.sign(body, APP_SECRET if signed else "another-secret")
        told = self._tell(", ".join(_gist(each) for each in elements), elements)
        self._post(told, "/", body, {webhooks.SIGNATURE_HEADER: signature}, 0)

    def writes(self, sender: str, message_id: str, text: str, *, opts_out: bool = False) -> Written:
        """A message that somebody writes now, to be put into a webhook."""
        return Written(sender, message_id, text, float(int(self._world.clock.seconds)), opts_out)

    def status(self, request: Request, what: str) -> Reported:
        """A status of a message, such as ``read`` or ``failed/131026``, to be put into a webhook."""
        status, _, code = what.partition("/")
        at = float(int(self._world.clock.seconds))
        return Reported(request.reference, request.message_id, status, at, code)

    def report(self, request: Request, *what: str) -> None:
        """Let a provider report on a message that it has accepted, in one webhook or in an event each.

        ``what``: for WhatsApp ``sent``, ``delivered``, ``read`` or ``failed/131026``, for Amazon SES ``Send``,
        ``Delivery``, ``Bounce/Permanent/General`` or ``Complaint``.
        """
        if any(each.removeprefix("failed/").startswith(code) for each in what for code in UNDONE):
            self._world.partners.undone.add(request.message_id)
        if request.channel == "email":
            for each in what:
                self._ses(request, each)
        else:
            self.webhook(*(self.status(request, each) for each in what))

    # Amazon SES

    def _ses(self, request: Request, what: str) -> None:
        """Let the bus put an event of SES into the inbound queue."""
        kind, *rest = what.split("/")
        at = datetime.fromtimestamp(self._world.clock.seconds, UTC)
        stamp = at.isoformat(timespec="milliseconds")
        about: dict[str, Any] = {"timestamp": stamp}
        if kind == "Bounce":
            about |= {"bounceType": rest[0], "bounceSubType": rest[1]}
        mail = {"messageId": request.message_id, "tags": {"reference": [request.reference]}}
        detail = {"eventType": kind, "mail": mail, kind.lower(): about}
        status = {"Send": "sent", "Delivery": "delivered", "Bounce": "failed", "Complaint": "complained"}[
            kind
        ]
        code = what if status in ("failed", "complained") else ""
        at_once = datetime.fromisoformat(stamp).timestamp()
        element = Reported(request.reference, request.message_id, status, at_once, code)
        told = self._tell(_gist(element), [element])
        event = {"source": "aws.ses", "detail-type": f"Email {kind}", "time": stamp, "detail": detail}
        self._world.cloud.enqueue_inbound(json.dumps(event))
        told.end = "taken"

    def mail(self, name: str, raw: bytes, *elements: Element) -> None:
        """Let SES put a mail into the inbound bucket, which starts receive-mail."""
        key = f"{catalogue.INBOUND_PREFIX}{name}"
        self._world.cloud.files[f"{BUCKET}/{key}"] = raw
        stored = {"bucket": {"name": BUCKET}, "object": {"key": key, "sequencer": "0"}}
        record = {"s3": stored, "eventTime": self._world.clock.now().isoformat()}
        told = self._tell(f"a mail comes: {name}", elements)
        self._world.start(catalogue.RECEIVE_MAIL, {"Records": [record]}, f"mail-{name}")
        told.end = "taken"

    def answer(self, request: Request, message_id: str, text: str, *, opts_out: bool = False) -> None:
        """Let the recipient of an e-mail answer it."""
        sent = message_from_bytes(request.content["raw"])
        mail = EmailMessage()
        mail["From"] = request.to
        mail["To"] = sent["Reply-To"]
        mail["Subject"] = f"Re: {sent['Subject']}"
        mail["Message-ID"] = f"<{message_id}>"
        mail["References"] = " ".join(sent["References"].split())
        mail.set_content(f"{text}\n\nEm seg., 23 de nov. de 2026, Acme escreveu:\n> {sent['Subject']}\n")
        written = Written(request.to, message_id, text, self._world.clock.seconds, opts_out)
        self.mail(message_id.partition("@")[0], _RESULTS + mail.as_bytes(), written)

    def bounce(self, request: Request, name: str) -> None:
        """Let the server of an e-mail's recipient send it back by mail."""
        sent = message_from_bytes(request.content["raw"])
        mail = EmailMessage()
        mail["From"] = "mailer-daemon@cliente.example"
        mail["To"] = sent["Reply-To"]
        mail["Subject"] = "Delivery Status Notification (Failure)"
        mail["Auto-Submitted"] = "auto-replied"
        parts = (
            ("text/plain", "Sua mensagem nao foi entregue."),
            ("message/delivery-status", f"Reporting-MTA: dns; mx\n\n{_failed(request.to)}"),
            ("message/rfc822", f"Reply-To: <{sent['Reply-To'].strip('<>')}>\nSubject: x\n\nx"),
        )
        text = "".join(f"--b\nContent-Type: {kind}\n\n{part}\n" for kind, part in parts)
        head = (
            'MIME-Version: 1.0\nContent-Type: multipart/report; boundary="b"; report-type=delivery-status\n\n'
        )
        raw = _RESULTS + mail.as_bytes().rstrip() + f"\n{head}{text}--b--\n".encode()
        # A mail server does not know the id that SES gave the message.
        at = self._world.clock.seconds
        element = Reported(request.reference, "", "failed", at, "Bounce/Permanent/General")
        self._world.partners.undone.add(request.message_id)
        self.mail(name, raw, element)

    def click(self, request: Request) -> None:
        """Let a mail program unsubscribe the recipient of an e-mail by one click."""
        link = message_from_bytes(request.content["raw"])["List-Unsubscribe"]
        path = urlsplit("".join(link.split()).strip("<>")).path
        told = self._tell(f"one click: {request.to}", [Left(request.reference)])
        self._post(told, path, b"List-Unsubscribe=One-Click", {}, 0)

    def host_answers(self, answer: str) -> bool:
        """Let a host press the button behind a link, ``yes`` or ``no``; False while no mail has brought one."""
        bodies = (
            str(each.content.get("body", "")) for each in self._world.partners.requests if each.accepted
        )
        links = [link for body in bodies for link in re.findall(r"https://\S+/attendance/\S+", body)]
        link = next((each for each in links if f".{answer}." in each), None)
        if link is None:
            return False
        told = self._tell(f"the host answers {answer}", [])
        self._post(told, urlsplit(link).path, b"confirm=1", {}, 0)
        return True

    # The function behind the URL

    def _tell(self, what: str, elements: Sequence[Element]) -> Told:
        self._world.tell(what)
        self.told.append(Told(what, elements))
        return self.told[-1]

    def _post(self, told: Told, path: str, body: bytes, headers: dict[str, str], attempt: int) -> None:
        event = {
            "rawPath": path,
            "requestContext": {"http": {"method": "POST"}},
            "headers": headers,
            "body": body.decode(),
            "isBase64Encoded": False,
        }
        self._numbers += 1
        end = self._world.invoke(catalogue.WEBHOOK, event, f"post-{self._numbers}")
        # What is no answer of HTTP, such as a refusal that has been kept, is answered 200 by the function's URL.
        told.answers.append(end.value.get("statusCode", 200) if end.how == "answered" else 502)
        if told.answers[-1] == 200:
            told.end = "taken"
        elif told.answers[-1] < 500:
            told.end = "refused"
        elif attempt < len(DELAYS):
            again = lambda: self._post(told, path, body, headers, attempt + 1)  # noqa: E731
            self._world.later(DELAYS[attempt], again)
        else:
            told.end = "given up"

    def taken(self) -> list[Element]:
        """All elements of what has been taken, in the order in which they were told."""
        return [each for told in self.told if told.end == "taken" for each in told.elements]


_RESULTS = b"Authentication-Results: amazonses.com; spf=pass; dkim=pass; dmarc=pass\n"


def _failed(to: str) -> str:
    return f"Final-Recipient: rfc822; {to}\nAction: failed\nStatus: 5.1.1\n"


def _element(element: Reported | Written) -> tuple[str, dict[str, Any]]:
    """The list of a change's value in which an element stands, and the element as Meta writes it."""
    stamp = str(int(element.at))
    if isinstance(element, Reported):
        status = {
            "id": element.message_id,
            "status": element.status,
            "timestamp": stamp,
            "biz_opaque_callback_data": element.reference,
        }
        errors = {"errors": [{"code": int(element.code)}]} if element.code else {}
        return "statuses", status | errors
    number = element.sender.removeprefix("+")
    if element.preference:
        wish = {"wa_id": number, "category": "marketing_messages", "value": element.text, "timestamp": stamp}
        return "user_preferences", wish
    written = {"from": number, "id": element.message_id, "timestamp": stamp, "type": "text"}
    return "messages", written | {"text": {"body": element.text}}


def _change(name: str, elements: list[dict[str, Any]]) -> dict[str, Any]:
    field_name = "user_preferences" if name == "user_preferences" else "messages"
    metadata = {"phone_number_id": LINE}
    return {"field": field_name, "value": {"metadata": metadata, name: elements}}


def _gist(element: Element) -> str:
    match element:
        case Reported():
            return f"{element.about.step} is {element.status} {element.code}".strip()
        case Written():
            return f"{element.sender} writes: {element.text}"
    return "a link is used"
