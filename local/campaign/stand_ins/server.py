"""The HTTP of the stand-ins: standard library only, loopback only."""

import json
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from local.campaign.stand_ins.api import Answer, Api, Request
from local.campaign.stand_ins.bodies import ErrorResponse
from local.campaign.stand_ins.faults import CUTS, REFUSALS, SLOW_SECONDS, Fault, FaultPlan
from local.campaign.stand_ins.ledger import RequestLedger

MAX_BODY = 5 * 1024 * 1024


@dataclass(frozen=True)
class Desk:
    """The record of all partners, and what the runner may ask for at each of them under ``/_``."""

    keys: frozenset[str]
    """The bearer tokens that the runner may show."""
    ledger: RequestLedger
    record: Callable[[], Mapping[str, Any]]
    pending: Callable[[], int]
    """Counts the replies still to be delivered."""
    faults: FaultPlan = field(default_factory=FaultPlan)
    commands: Mapping[str, Callable[[], None]] = field(default_factory=dict)
    """By method and path (``POST /_calm``)."""
    talks: Mapping[str, Callable[[Request], Mapping[str, Any]]] = field(default_factory=dict)
    """Commands that take something with them and have an answer."""

    def asked(self, request: Request) -> Mapping[str, Any]:
        """Do what the runner asks for, and return the answer. Raises ``ErrorResponse``."""
        if request.header("Authorization").removeprefix("Bearer ") not in self.keys:
            raise ErrorResponse(401, "unauthorized", "the API key is missing or wrong")
        question = f"{request.method} {request.path}"
        if question == "GET /_accepted":
            return {**self.record(), "pending": self.pending()}
        if question == "GET /_pulse":
            return {**self.ledger.figures(), "pending": self.pending()}
        if question in self.talks:
            return self.talks[question](request)
        if question not in self.commands:
            raise ErrorResponse(404, "not_found", f"there is no {question}")
        self.commands[question]()
        return {}


class _Service(BaseHTTPRequestHandler):
    """One request to one partner; the server that it belongs to knows which."""

    protocol_version = "HTTP/1.1"
    # Head and body leave in one segment: two would wait for each other's acknowledgement.
    wbufsize = -1
    server_version = "partner"
    sys_version = ""

    @property
    def _partner(self) -> "_StandInServer":
        assert isinstance(self.server, _StandInServer)
        return self.server

    def do_POST(self) -> None:
        self._serve("POST")

    def do_PATCH(self) -> None:
        self._serve("PATCH")

    def do_DELETE(self) -> None:
        self._serve("DELETE")

    def do_GET(self) -> None:
        self._serve("GET")

    def log_message(self, format: str, *args: Any) -> None:
        """Print nothing: the record holds all that a line per request would."""

    def _serve(self, method: str) -> None:
        partner = self._partner
        try:
            request = self._request(method)
            if request.path.startswith("/_"):
                self._answer(Answer(200, partner.desk.asked(request)))
            else:
                partner.api.authorize(request)
                self._served(request)
        except ErrorResponse as error:
            key = self.headers.get("Idempotency-Key", "")
            partner.desk.ledger.refuse(partner.name, key, error.status, error.code)
            self._answer(Answer(error.status, error.body), retry_after=error.retry_after)

    def _served(self, request: Request) -> None:
        """Answer a request, unless it is one of those that fail."""
        fault = self._partner.desk.faults.next(self._partner.name)
        if fault in REFUSALS:
            raise _refusal(fault)
        answer = self._partner.api.answer(request) if fault is not Fault.CUT_BEFORE else Answer(0)
        if fault in CUTS:
            self.close_connection = True
            with suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)
            return
        if fault is Fault.BROKEN_AFTER:
            raise ErrorResponse(500, "internal", "the partner is out of order")
        if fault is Fault.SLOW:
            time.sleep(SLOW_SECONDS)
        self._answer(answer)

    def _request(self, method: str) -> Request:
        length = self.headers.get("Content-Length", "" if method in ("POST", "PATCH") else "0")
        if not length.isdigit() or int(length) > MAX_BODY:
            self.close_connection = True
            raise ErrorResponse(
                400, "invalid_request", "Content-Length: missing or too large", wrong_field="body"
            )
        url = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        return Request(method, url.path, dict(parse_qsl(url.query)), headers, self.rfile.read(int(length)))

    def _answer(self, answer: Answer, *, retry_after: int = 0) -> None:
        content = b"" if answer.body is None else json.dumps(answer.body, ensure_ascii=False).encode()
        self.send_response(HTTPStatus(answer.status))
        if answer.body is not None:
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

    def __init__(self, name: str, api: Api, desk: Desk) -> None:
        super().__init__(("127.0.0.1", 0), _Service)
        self.name = name
        self.api = api
        self.desk = desk

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore dropped connections: a function that ends drops its own."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def serve(apis: Mapping[str, Api], desk: Desk) -> dict[str, str]:
    """Start one service per partner, each on a free loopback port; return the endpoints by the partners' names.

    The services run in daemon threads until the process ends.
    """
    endpoints = {}
    for name, api in apis.items():
        server = _StandInServer(name, api, desk)
        threading.Thread(target=server.serve_forever, name=name, daemon=True).start()
        endpoints[name] = f"http://127.0.0.1:{server.server_address[1]}"
    return endpoints
