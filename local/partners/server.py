"""The HTTP of the stand-in partners: standard library only, loopback only."""

import hmac
import json
import sys
import threading
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

from pydantic import ValidationError

from local.partners.agenda import busy_times
from local.partners.bodies import AvailabilityQuery, CalendarEvent, EmailMessage, WhatsAppMessage, complaint
from local.partners.ledger import Ledger
from local.partners.personas import Casting

MAX_BODY = 5 * 1024 * 1024
SLOW_DOWN_EVERY = 20
"""The WhatsApp partner answers 429 to the first try of every twentieth message, beginning with the third."""
REFUSED_EVENT = 4
"""The calendar refuses the fourth event that it is asked for: somebody was quicker."""


class PartnerError(Exception):
    """An answer that is not 2xx: ``{"error": {"code", "message", "field"?}}``."""

    def __init__(
        self, status: int, code: str, message: str, *, wrong_field: str = "", retry_after: int = 0
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.wrong_field = wrong_field
        self.retry_after = retry_after


@dataclass
class Partners:
    """What the three services do with a request, apart from HTTP. Safe for threads."""

    ledger: Ledger
    reply: Callable[[str, str, str, str], None]
    """Called with channel, address, persona and text when a contact answers."""
    colleagues: frozenset[str] = frozenset()
    """Addresses of the tenant's own people: they get briefings and never answer."""
    casting: Casting = field(default_factory=Casting)
    _events: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    _deleted: list[str] = field(default_factory=list)
    _asked: set[tuple[str, str]] = field(default_factory=set)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def send(self, partner: str, key: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """``POST /send`` of both messaging partners."""
        is_phone = partner == "whatsapp"
        message = _parsed(WhatsAppMessage if is_phone else EmailMessage, body)
        assert isinstance(message, WhatsAppMessage | EmailMessage)
        with self._lock:
            if is_phone and self._wants_a_pause(partner, key):
                raise PartnerError(429, "rate_limited", "too many messages: wait", retry_after=1)
            contact = None
            if message.to not in self.colleagues and not self.ledger.knows(partner, key):
                contact = self.casting.contact(message.to, is_phone=is_phone)
                if contact.persona.undeliverable:
                    raise PartnerError(422, "undeliverable", "the number has no WhatsApp account")
            answer, fresh = self.ledger.accept(
                partner,
                key,
                body,
                lambda number: {"messageId": f"{partner}-{number:05d}", "status": "accepted"},
            )
            said = contact.hears(message.text) if contact and fresh else None
        if contact and said:
            self.reply(partner, message.to, contact.persona.name, said)
        return answer

    def _wants_a_pause(self, partner: str, key: str) -> bool:
        if (partner, key) in self._asked:
            return False
        self._asked.add((partner, key))
        return len([1 for known, _ in self._asked if known == partner]) % SLOW_DOWN_EVERY == 3

    def availability(self, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """``POST /availability``: the calendar's own busy times and the events that were booked."""
        query = _parsed(AvailabilityQuery, body)
        assert isinstance(query, AvailabilityQuery)
        spans = list(busy_times(query.calendarId, query.from_, query.to))
        with self._lock:
            booked = [CalendarEvent.model_validate(event) for event in self._events.values()]
        spans += [
            event.span
            for event in booked
            if event.calendarId == query.calendarId and event.start < query.to and event.end > query.from_
        ]
        return {
            "busy": [{"start": start.isoformat(), "end": end.isoformat()} for start, end in sorted(spans)]
        }

    def book(self, key: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """``POST /events``: two events of one calendar never overlap here."""
        event = _parsed(CalendarEvent, body)
        assert isinstance(event, CalendarEvent)
        with self._lock:
            if not self.ledger.knows("calendar", key):
                self._asked.add(("calendar", key))
                taken = any(
                    other.calendarId == event.calendarId
                    and other.start < event.end
                    and event.start < other.end
                    for other in map(CalendarEvent.model_validate, self._events.values())
                )
                if taken or self._is_refused(key):
                    raise PartnerError(409, "conflict", "the calendar is busy then")
            answer, fresh = self.ledger.accept(
                "calendar",
                key,
                body,
                lambda _number: {"eventId": f"event-{uuid.uuid5(uuid.NAMESPACE_OID, key)}"},
            )
            if fresh:
                self._events[answer["eventId"]] = body
            return answer

    def _is_refused(self, key: str) -> bool:
        keys = [known for partner, known in self._asked if partner == "calendar"]
        refused = {entry.key for entry in self.ledger.refused if entry.partner == "calendar"}
        return key in refused or (not refused and len(keys) == REFUSED_EVENT)

    def cancel(self, event_id: str) -> None:
        """``DELETE /events/{id}``; deleting twice is no error."""
        with self._lock:
            if self._events.pop(event_id, None) is not None:
                self._deleted.append(event_id)
            elif event_id not in self._deleted:
                raise PartnerError(404, "not_found", f"no event {event_id}")

    def refused(self, partner: str, key: str, error: PartnerError) -> None:
        self.ledger.refuse(partner, key, error.status, error.code)

    def as_data(self) -> dict[str, Any]:
        """The record for the runner."""
        with self._lock:
            return {
                **self.ledger.as_data(),
                "events": dict(self._events),
                "deletedEvents": list(self._deleted),
            }


def _parsed(
    model: type[WhatsAppMessage | EmailMessage | AvailabilityQuery | CalendarEvent], body: Mapping[str, Any]
) -> WhatsAppMessage | EmailMessage | AvailabilityQuery | CalendarEvent:
    try:
        return model.model_validate(body)
    except ValidationError as error:
        wrong, message = complaint(error)
        raise PartnerError(400, "invalid_request", message, wrong_field=wrong) from None


class _Service(BaseHTTPRequestHandler):
    """One request to one partner; the server that it belongs to says which."""

    protocol_version = "HTTP/1.1"
    # Head and body leave in one segment: two would wait for each other's acknowledgement.
    wbufsize = -1
    server_version = "partner"
    sys_version = ""
    routes: ClassVar[Mapping[str, frozenset[str]]] = {
        "whatsapp": frozenset({"POST /send"}),
        "email": frozenset({"POST /send"}),
        "calendar": frozenset({"POST /availability", "POST /events", "DELETE /events"}),
    }

    @property
    def _desk(self) -> "_PartnerServer":
        assert isinstance(self.server, _PartnerServer)
        return self.server

    def do_POST(self) -> None:
        self._serve("POST")

    def do_DELETE(self) -> None:
        self._serve("DELETE")

    def do_GET(self) -> None:
        self._serve("GET")

    def log_message(self, format: str, *args: Any) -> None:
        """Silent: a line per request would hold nothing that the record does not."""

    def _serve(self, method: str) -> None:
        name, partners = self._desk.partner, self._desk.partners
        key = self.headers.get("Idempotency-Key", "")
        try:
            body = self._body() if method == "POST" else {}
            self._authorize()
            if method == "GET" and self.path == "/_accepted":
                self._answer(200, {**partners.as_data(), "pending": self._desk.pending()})
                return
            path, _, rest = self.path.removeprefix("/").partition("/")
            route = f"{method} /{path}"
            if route not in self.routes[name]:
                raise PartnerError(404, "not_found", f"{name} has no {method} {self.path}")
            if method == "POST" and path != "availability" and not key:
                raise PartnerError(
                    400,
                    "invalid_request",
                    "Idempotency-Key: the header is missing",
                    wrong_field="Idempotency-Key",
                )
            if path == "send":
                self._answer(200, partners.send(name, key, body))
            elif path == "availability":
                self._answer(200, partners.availability(body))
            elif method == "POST":
                self._answer(201, partners.book(key, body))
            else:
                partners.cancel(rest)
                self._answer(204, None)
        except PartnerError as error:
            partners.refused(name, key, error)
            problem: dict[str, Any] = {"code": error.code, "message": str(error)}
            if error.wrong_field:
                problem["field"] = error.wrong_field
            self._answer(error.status, {"error": problem}, retry_after=error.retry_after)

    def _authorize(self) -> None:
        given = self.headers.get("Authorization", "").encode()
        if not hmac.compare_digest(given, f"Bearer {self._desk.api_key}".encode()):
            raise PartnerError(401, "unauthorized", "the API key is missing or wrong")

    def _body(self) -> Mapping[str, Any]:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > MAX_BODY:
            self.close_connection = True
            raise PartnerError(
                400, "invalid_request", "Content-Length: missing or too large", wrong_field="body"
            )
        try:
            body = json.loads(self.rfile.read(int(length)))
        except ValueError:
            body = None
        if not isinstance(body, dict):
            raise PartnerError(400, "invalid_request", "body: not a JSON object", wrong_field="body")
        return body

    def _answer(self, status: int, body: Mapping[str, Any] | None, *, retry_after: int = 0) -> None:
        content = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        self.send_response(HTTPStatus(status))
        if body is not None:
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
        if retry_after:
            self.send_header("Retry-After", str(retry_after))
        self.end_headers()
        self.wfile.write(content)


class _PartnerServer(ThreadingHTTPServer):
    daemon_threads = True
    # Every function keeps connections of its own, and they all knock at once.
    request_queue_size = 128

    def __init__(self, partner: str, partners: Partners, api_key: str, pending: Callable[[], int]) -> None:
        super().__init__(("127.0.0.1", 0), _Service)
        self.partner = partner
        self.partners = partners
        self.api_key = api_key
        self.pending = pending

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A function that ends drops its connections; that is no error of a partner's."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def serve(partners: Partners, api_keys: Mapping[str, str], pending: Callable[[], int]) -> dict[str, str]:
    """Starts one service per partner named in ``api_keys``, each on a free loopback port.

    Returns the endpoints. The services run in daemon threads until the process ends.
    """
    endpoints = {}
    for name, api_key in api_keys.items():
        server = _PartnerServer(name, partners, api_key, pending)
        threading.Thread(target=server.serve_forever, name=name, daemon=True).start()
        endpoints[name] = f"http://127.0.0.1:{server.server_address[1]}"
    return endpoints
