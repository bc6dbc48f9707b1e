"""The Graph API: messages of a line, the line itself, and the templates of its business account."""

import hmac
import itertools
import json
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from local.campaign.stand_ins.api import Answer, Request
from local.campaign.stand_ins.ledger import RequestLedger
from local.campaign.stand_ins.offers import Button
from local.campaign.stand_ins.whatsapp import bodies
from local.campaign.stand_ins.whatsapp.bodies import Buttons, Message
from local.campaign.stand_ins.whatsapp.errors import GraphError, bad_token, unknown_object
from local.campaign.stand_ins.whatsapp.limits import PairRate, Window
from local.campaign.stand_ins.whatsapp.people import WHATSAPP, Delivery, person
from local.campaign.stand_ins.whatsapp.templates import Catalogue

SLOW_DOWN_EVERY = 20
"""The throughput limit (130429) meets the first try of every twentieth message, beginning with the third."""
APP = "2"
"""The id of the app that the account's webhooks go to."""
PAGE = 25
"""Elements of a page where the request names no limit."""
_VERSION = re.compile(r"^/v\d+\.\d+(?=/)")


@dataclass(frozen=True)
class Account:
    """A WhatsApp business account."""

    account_id: str
    access_token: str
    lines: Mapping[str, str]
    """The displayed number of each line, by ``phone_number_id``."""

    def line(self, line: str) -> dict[str, Any]:
        """Return a line as the API shows it."""
        return {
            "id": line,
            "display_phone_number": self.lines[line],
            "verified_name": "Aurora Soluções",
            "code_verification_status": "VERIFIED",
            "name_status": "APPROVED",
            "status": "CONNECTED",
            "quality_rating": "GREEN",
            "messaging_limit_tier": "TIER_100K",
            "platform_type": "CLOUD_API",
            "throughput": {"level": "STANDARD"},
            "health_status": self._health(line),
        }

    def _health(self, line: str) -> dict[str, Any]:
        parts = {"PHONE_NUMBER": line, "WABA": self.account_id, "BUSINESS": "1", "APP": APP}
        healthy = {"can_send_message": "AVAILABLE"}
        return healthy | {
            "entities": [{"entity_type": kind, "id": id_, **healthy} for kind, id_ in parts.items()]
        }


LINE_FIELDS = ("verified_name", "code_verification_status", "display_phone_number", "quality_rating", "id")
"""The fields of a line where the request names none."""
OPTIONAL_FIELDS = frozenset({"parameter_format", "rejected_reason", "quality_score"})
"""The fields that an object may lack: they are then left out of the answer."""


@dataclass
class GraphApi:
    """The API apart from HTTP. Safe for threads."""

    account: Account
    catalogue: Catalogue
    ledger: RequestLedger
    window: Window
    receive: Callable[[Delivery], None]
    """Lets an accepted message arrive (``people.People.receive``)."""
    late: bool = False
    """True: text outside the 24 hours is accepted, and fails by a status; else it is refused at once."""
    rate: PairRate = field(default_factory=PairRate)
    clock: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    _asked: set[str] = field(default_factory=set)
    _unnamed: itertools.count = field(default_factory=itertools.count)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def authorize(self, request: Request) -> None:
        """Refuse a request without the account's token."""
        given = request.header("Authorization").removeprefix("Bearer ").encode()
        if not hmac.compare_digest(given, self.account.access_token.encode()):
            raise bad_token()

    def answer(self, request: Request) -> Answer:
        """Return the answer to a request. Raises ``GraphError``."""
        object_id, _, edge = _VERSION.sub("", request.path).strip("/").partition("/")
        account, is_line = self.account, object_id in self.account.lines
        match (request.method, edge):
            case ("POST", "messages") if is_line:
                return Answer(200, self._send(object_id, request))
            case ("GET", "") if is_line:
                return Answer(200, _fields(account.line(object_id), request, LINE_FIELDS))
            case ("GET", "") if object_id == account.account_id:
                shown = {"id": object_id, "name": "Aurora Soluções", "account_review_status": "APPROVED"}
                return Answer(200, _fields(shown, request, ("id", "name")))
            case ("GET", "phone_numbers") if object_id == account.account_id:
                return Answer(200, _page([account.line(line) for line in account.lines], request))
            case ("GET", "subscribed_apps") if object_id == account.account_id:
                return Answer(200, {"data": [{"whatsapp_business_api_data": {"id": APP, "name": "Aurora"}}]})
            case ("GET", "message_templates") if object_id == account.account_id:
                return Answer(200, _page(self._templates(request), request))
        raise unknown_object(request.method, object_id)

    def _send(self, line: str, request: Request) -> Mapping[str, Any]:
        message = bodies.message(_json(request))
        if message.to is None:
            raise GraphError(131009, "recipient: nobody of this user id has written to this line")
        number = message.to.removeprefix("+")
        pair = line, person(number).wa_id
        with self._lock:
            self._hold_back(message, pair)
            text, buttons, kind = self._content(message)
            failure = (
                None if kind == "template" or self.window.is_open(pair, self.clock()) else GraphError(131047)
            )
            if failure and not self.late:
                raise failure
            answer = self._accepted(message, number, pair[1], text)
        message_id = answer["messages"][0]["id"]
        reference = message.biz_opaque_callback_data
        self.receive(Delivery(line, number, message_id, reference, text, tuple(buttons), kind, failure))
        return answer

    def _hold_back(self, message: Message, pair: tuple[str, str]) -> None:
        """Refuse a message that comes too fast."""
        name = message.biz_opaque_callback_data or f"unnamed-{next(self._unnamed)}"
        if name not in self._asked:
            self._asked.add(name)
            if len(self._asked) % SLOW_DOWN_EVERY == 3:
                raise GraphError(130429)
        if not self.rate.admits(pair, self.clock()):
            raise GraphError(131056)

    def _content(self, message: Message) -> tuple[str, Sequence[Button], str]:
        """Return the text that the person reads, the buttons, and the kind of the message."""
        if message.template:
            text, choices = self.catalogue.rendered(message.template)
            return text, choices, "template"
        if message.interactive:
            kind = "button" if isinstance(message.interactive, Buttons) else "list"
            choices = [Button(*choice) for choice in message.interactive.action.choices]
            return message.interactive.body.text, choices, kind
        assert message.text is not None
        return message.text.body, [], "text"

    def _accepted(self, message: Message, number: str, wa_id: str, text: str) -> Mapping[str, Any]:
        """Record a message, and return the answer. There is no idempotency: every request is another message."""
        body = {"to": f"+{number}", "type": message.type, "text": text}
        answer, _ = self.ledger.accept(
            WHATSAPP,
            message.biz_opaque_callback_data,
            body,
            lambda count: {"messageId": f"wamid.{count:05d}{wa_id}"},
        )
        known = {"id": answer["messageId"]} | ({"message_status": "accepted"} if message.template else {})
        return {
            "messaging_product": "whatsapp",
            "contacts": [{"input": message.to, "wa_id": wa_id}],
            "messages": [known],
        }

    def _templates(self, request: Request) -> list[dict[str, Any]]:
        """Return the templates that a request asks for, by name, language and status."""
        asked = {
            name: request.query[name] for name in ("name", "language", "status") if name in request.query
        }
        return [
            dict(each.definition)
            for each in self.catalogue.templates
            if all(each.definition[name] == value for name, value in asked.items())
        ]


def _json(request: Request) -> Mapping[str, Any]:
    try:
        body = json.loads(request.content)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise GraphError(100, "The request body is not a JSON object.")
    return body


def _fields(shown: Mapping[str, Any], request: Request, default: Sequence[str]) -> dict[str, Any]:
    """Return the fields that a request names, and the id."""
    names = request.query.get("fields", "")
    wanted = [name.strip() for name in names.split(",")] if names else list(default)
    if unknown := [name for name in wanted if name not in shown and name not in OPTIONAL_FIELDS]:
        raise GraphError(100, f"Tried accessing nonexisting field ({unknown[0]})")
    return {name: shown[name] for name in dict.fromkeys((*wanted, "id")) if name in shown}


def _page(elements: Sequence[Mapping[str, Any]], request: Request) -> dict[str, Any]:
    """Return one page of elements, with the cursors and the address of the next page."""
    limit, after = request.query.get("limit", f"{PAGE}"), request.query.get("after", "0")
    if not (limit.isdigit() and int(limit) and after.isdigit()):
        raise GraphError(100, "limit and after: a number and a cursor of an earlier page")
    start, end = int(after), int(after) + int(limit)
    default = tuple(elements[0]) if elements else ()
    paging: dict[str, Any] = {"cursors": {"before": str(start), "after": str(end)}}
    if end < len(elements):
        others = "".join(
            f"&{name}={value}" for name, value in request.query.items() if name not in ("after", "limit")
        )
        host = request.header("Host")
        paging["next"] = f"http://{host}{request.path}?limit={limit}&after={end}{others}"
    return {"data": [_fields(each, request, default) for each in elements[start:end]], "paging": paging}
