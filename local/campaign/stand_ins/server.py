"""The HTTP of the stand-ins: standard library only, loopback only."""

import hmac
import json
import sys
import threading
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

from local.campaign.stand_ins.bodies import ErrorResponse
from local.campaign.stand_ins.calendar import CalendarStandIn
from local.campaign.stand_ins.ledger import RequestLedger
from local.campaign.stand_ins.messaging import Messaging, Reply

MAX_BODY = 5 * 1024 * 1024


class StandIns:
    """The three partners behind the servers, and their common record."""

    def __init__(self, ledger: RequestLedger, reply: Reply, colleagues: frozenset[str] = frozenset()) -> None:
        self.ledger = ledger
        self.messaging = Messaging(ledger, reply, colleagues)
        self.calendar = CalendarStandIn(ledger)

    def as_data(self) -> dict[str, Any]:
        """Return the record for the runner."""
        return {**self.ledger.as_data(), **self.calendar.as_data()}


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
            self._answer(*self._handled(method, key, body))
        except ErrorResponse as error:
            self._partner.stand_ins.ledger.refuse(self._partner.name, key, error.status, error.code)
            self._answer(error.status, error.body, retry_after=error.retry_after)

    def _handled(
        self, method: str, key: str, body: Mapping[str, Any]
    ) -> tuple[int, Mapping[str, Any] | None]:
        """Return the status and the body of the answer. Raises ``ErrorResponse``."""
        name, stand_ins = self._partner.name, self._partner.stand_ins
        if method == "GET" and self.path == "/_accepted":
            return 200, {**stand_ins.as_data(), "pending": self._partner.pending()}
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


class _StandInServer(ThreadingHTTPServer):
    daemon_threads = True
    # Every function keeps connections of its own, and they all knock at once.
    request_queue_size = 128

    def __init__(self, name: str, stand_ins: StandIns, api_key: str, pending: Callable[[], int]) -> None:
        super().__init__(("127.0.0.1", 0), _Service)
        self.name = name
        self.stand_ins = stand_ins
        self.api_key = api_key
        self.pending = pending

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore dropped connections: a function that ends drops its own."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def serve(stand_ins: StandIns, api_keys: Mapping[str, str], pending: Callable[[], int]) -> dict[str, str]:
    """Start one service per partner named in ``api_keys``, each on a free loopback port; return the endpoints.

    The services run in daemon threads until the process ends. ``pending`` counts the replies still to be delivered.
    """
    endpoints = {}
    for name, api_key in api_keys.items():
        server = _StandInServer(name, stand_ins, api_key, pending)
        threading.Thread(target=server.serve_forever, name=name, daemon=True).start()
        endpoints[name] = f"http://127.0.0.1:{server.server_address[1]}"
    return endpoints
