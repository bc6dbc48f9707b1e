"""A way to DynamoDB that refuses requests for want of capacity, which no emulator does, and passes on all others."""

import http.client
import json
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

REFUSAL = json.dumps(
    {
        "__type": "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
        "message": "The level of configured provisioned throughput for the table was exceeded.",
    }
).encode()


class Throttler:
    """A port in front of DynamoDB; ``left`` is how many of the next requests are refused."""

    def __init__(self) -> None:
        self.url = ""
        self.left = 0
        self.refused: list[float] = []
        """The instants of the refusals."""


@contextmanager
def throttling(endpoint: str, seconds: Callable[[], float]) -> Generator[Throttler]:
    """Put a way to a cloud's DynamoDB behind a port; ``seconds`` is the time since the epoch."""
    throttler, target, guard = Throttler(), urlsplit(endpoint).netloc, threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            with guard:
                refuses = throttler.left > 0
                if refuses:
                    throttler.left -= 1
                    throttler.refused.append(seconds())
            status, content = (400, REFUSAL) if refuses else self._passed_on(body)
            self.send_response(status)
            self.send_header("Content-Type", "application/x-amz-json-1.0")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def _passed_on(self, body: bytes) -> tuple[int, bytes]:
            connection = http.client.HTTPConnection(target, timeout=30)
            try:
                # The host stays as it was signed.
                connection.request("POST", self.path, body, dict(self.headers))
                answer = connection.getresponse()
                return answer.status, answer.read()
            finally:
                connection.close()

        def log_message(self, format: str, *_: object) -> None:
            """Nobody reads a log of what was passed on."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    throttler.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield throttler
    finally:
        server.shutdown()
        server.server_close()
