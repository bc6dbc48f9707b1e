"""A partner for messages that answers as it is told, behind a port."""

import json
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, dict[str, Any]]
ACCEPTED: Answer = (200, {"messageId": "m", "status": "accepted"})


class Partner:
    """The gateway of all channels. ``answer`` decides about each request; by default all are accepted."""

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[str] = []
        """The addressees of all requests, in order."""
        self.answer: Callable[[], Answer] = lambda: ACCEPTED

    def refuse(self, status: int, code: str) -> None:
        """Answer everything with an error."""
        self.answer = lambda: (status, {"error": {"code": code, "message": ""}})

    def accept(self) -> None:
        """Accept everything again."""
        self.answer = lambda: ACCEPTED


@contextmanager
def listening() -> Generator[Partner]:
    """Put a partner behind a port for the duration of the block."""
    partner = Partner()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            partner.asked.append(asked["to"])
            status, document = partner.answer()
            content = json.dumps(document).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *_: object) -> None:
            """The partner keeps who was asked for."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    partner.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield partner
    finally:
        server.shutdown()
        server.server_close()
