"""The HTTP of the stand-ins: standard library only, loopback only."""

import hmac
import json
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Any, ClassVar

from local.campaign.stand_ins.bodies import ErrorResponse
from local.campaign.stand_ins.calendar import CalendarStandIn
from local.campaign.stand_ins.faults import CUTS, REFUSALS, SLOW_SECONDS, Fault, FaultPlan
from local.campaign.stand_ins.ledger import RequestLedger
from local.campaign.stand_ins.messaging import Messaging, Reply

MAX_BODY = 5 * 1024 * 1024


class StandIns:
    """The three partners behind the servers, and their common record."""

    def __init__(
        self,
        ledger: RequestLedger,
        reply: Reply,
        colleagues: frozenset[str] = frozenset(),
        faults: FaultPlan | None = None,
    ) -> None:
        self.ledger = ledger
        self.faults = faults or FaultPlan()
        self.messaging = Messaging(ledger, reply, colleagues)
        self.calendar = CalendarStandIn(ledger)

    def as_data(self) -> dict[str, Any]:
        """Return the record for the runner."""
        return {**self.ledger.as_data(), **self.calendar.as_data(), "faults": self.faults.as_data()}


class _Service(BaseHTTPRequestHandler):
    """One request to one partner; the server that it belongs to knows which."""

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
    keyed = frozenset({"POST /send", "POST /events"})

    @property
    def _partner(self) -> "_StandInServer":
        assert isinstance(self.server, _StandInServer)
        return self.server

    def do_POST(self) -> None:
        self._serve("POST")

    def do_DELETE(self) -> None:
        self._serve("DELETE")

    def do_GET(self) -> None:
        self._serve("GET")

    def log_message(self, format: str, *args: Any) -> None:
        """Print nothing: the record holds all that a line per request would."""

    def _serve(self, method: str) -> None:
        key = self.headers.get("Idempotency-Key", "")
        try:
            body = self._body() if method == "POST" else {}
            self._authorize()
            if self.path.startswith("/_"):
                self._answer(200, self._asked_by_runner(method))
            else:
                self._served(method, key, body)
        except ErrorResponse as error:
            self._partner.stand_ins.ledger.refuse(self._partner.name, key, error.status, error.code)
            self._answer(error.status, error.body, retry_after=error.retry_after)

    def _served(self, method: str, key: str, body: Mapping[str, Any]) -> None:
        """Answer a request, unless it is one of those that fail."""
        fault = self._partner.stand_ins.faults.next(self._partner.name)
        if fault in REFUSALS:
            raise _refusal(fault)
        answer = self._handled(method, key, body) if fault is not Fault.CUT_BEFORE else (0, None)
        if fault in CUTS:
            self.close_connection = True
            with suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)
            return
        if fault is Fault.BROKEN_AFTER:
            raise ErrorResponse(500, "internal", "the partner is out of order")
        if fault is Fault.SLOW:
            time.sleep(SLOW_SECONDS)
        self._answer(*answer)

    def _asked_by_runner(self, method: str) -> Mapping[str, Any]:
        """Do what the runner asks for, and return the answer. Raises ``ErrorResponse``."""
        partner, question = self._partner, f"{method} {self.path}"
        if question == "GET /_accepted":
            return {**partner.stand_ins.as_data(), "pending": partner.pending()}
        if question == "GET /_pulse":
            return {**partner.stand_ins.ledger.figures(), "pending": partner.pending()}
        if question not in partner.commands:
            raise ErrorResponse(404, "not_found", f"{partner.name} has no {question}")
        partner.commands[question]()
        return {}

    def _handled(
        self, method: str, key: str, body: Mapping[str, Any]
    ) -> tuple[int, Mapping[str, Any] | None]:
        """Return the status and the body of the answer. Raises ``ErrorResponse``."""
        name, stand_ins = self._partner.name, self._partner.stand_ins
        path, _, rest = self.path.removeprefix("/").partition("/")
        route = f"{method} /{path}"
        if route not in self.routes[name]:
            raise ErrorResponse(404, "not_found", f"{name} has no {method} {self.path}")
        if route in self.keyed and not key:
            message = "Idempotency-Key: the header is missing"
            raise ErrorResponse(400, "invalid_request", message, wrong_field="Idempotency-Key")
        match route:
            case "POST /send":
                return 200, stand_ins.messaging.send(name, key, body)
            case "POST /availability":
                return 200, stand_ins.calendar.availability(body)
            case "POST /events":
                return 201, stand_ins.calendar.book(key, body)
            case _:
                stand_ins.calendar.cancel(rest)
                return 204, None

    def _authorize(self) -> None:
        given = self.headers.get("Authorization", "").encode()
        if not hmac.compare_digest(given, f"Bearer {self._partner.api_key}".encode()):
            raise ErrorResponse(401, "unauthorized", "the API key is missing or wrong")

    def _body(self) -> Mapping[str, Any]:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > MAX_BODY:
            self.close_connection = True
            raise ErrorResponse(
                400, "invalid_request", "Content-Length: missing or too large", wrong_field="body"
            )
        try:
            body = json.loads(self.rfile.read(int(length)))
        except ValueError:
            body = None
        if not isinstance(body, dict):
            raise ErrorResponse(400, "invalid_request", "body: not a JSON object", wrong_field="body")
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


def _refusal(fault: Fault) -> ErrorResponse:
    status = REFUSALS[fault]
    code = {429: "rate_limited", 401: "unauthorized"}.get(status, "internal")
    return ErrorResponse(status, code, f"the partner is out of order: {fault}", retry_after=status == 429)


class _StandInServer(ThreadingHTTPServer):
    daemon_threads = True
    # Every function keeps connections of its own, and they all knock at once.
    request_queue_size = 128

    def __init__(
        self,
        name: str,
        stand_ins: StandIns,
        api_key: str,
        pending: Callable[[], int],
        commands: Mapping[str, Callable[[], None]],
    ) -> None:
        super().__init__(("127.0.0.1", 0), _Service)
        self.name = name
        self.stand_ins = stand_ins
        self.api_key = api_key
        self.pending = pending
        self.commands = commands

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore dropped connections: a function that ends drops its own."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def serve(
    stand_ins: StandIns,
    api_keys: Mapping[str, str],
    pending: Callable[[], int],
    commands: Mapping[str, Callable[[], None]] = MappingProxyType({}),
) -> dict[str, str]:
    """Start one service per partner named in ``api_keys``, each on a free loopback port; return the endpoints.

    The services run in daemon threads until the process ends. ``pending`` counts the replies still to be delivered,
    and ``commands`` are what the runner may ask for, by method and path (``POST /_calm``).
    """
    endpoints = {}
    for name, api_key in api_keys.items():
        server = _StandInServer(name, stand_ins, api_key, pending, commands)
        threading.Thread(target=server.serve_forever, name=name, daemon=True).start()
        endpoints[name] = f"http://127.0.0.1:{server.server_address[1]}"
    return endpoints
