"""A stand-in for Amazon SES that answers as it is told, and a stack that sends through it."""

import json
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from handlers.common.storage import clients


@dataclass
class SesStandIn:
    """``answer`` gives status and error code of each request; None drops the connection. By default all is accepted."""

    requests: list[dict[str, Any]] = field(default_factory=list)
    answer: Callable[[dict[str, Any]], tuple[int, str] | None] = lambda _: (200, "")
    connections: int = 0
    guard: threading.Lock = field(default_factory=threading.Lock)


@contextmanager
def standing_in(monkeypatch: pytest.MonkeyPatch, inbound_domain: str = "") -> Generator[SesStandIn]:
    """Let the functions' client of SES reach a stand-in, in a stack whose identity is ``example.com``."""
    stand_in = SesStandIn()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            with stand_in.guard:
                stand_in.connections += 1

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with stand_in.guard:
                stand_in.requests.append(request)
                number = len(stand_in.requests)
            answer = stand_in.answer(request)
            if answer is None:
                self.close_connection = True
                return
            status, code = answer
            content = {"message": "…"} if code else {"MessageId": f"ses-{number}"}
            self._reply(status, code, json.dumps(content).encode())

        def _reply(self, status: int, code: str, content: bytes) -> None:
            self.send_response(status)
            if code:
                self.send_header("x-amzn-ErrorType", code)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet: what was asked is in ``requests``."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    monkeypatch.setenv("AWS_ENDPOINT_URL_SESV2", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("SES_IDENTITY", "example.com")
    monkeypatch.setenv("SES_CONFIGURATION_SET", "dev-mail")
    monkeypatch.setenv("INBOUND_MAIL_DOMAIN", inbound_domain)
    clients.sesv2.cache_clear()
    try:
        yield stand_in
    finally:
        clients.sesv2.cache_clear()
        server.shutdown()
        server.server_close()
        thread.join()
