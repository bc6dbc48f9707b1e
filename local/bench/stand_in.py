"""The stand-in for the partners that is measured against: it accepts every message, and its calendar is empty."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class StandIn:
    """Accepts everything after ``seconds``; ``calls`` has the moments of each request and its answer."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.calls: list[tuple[float, float]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                began = time.monotonic()
                self.rfile.read(int(self.headers["Content-Length"]))
                time.sleep(outer.seconds)
                outer.calls.append((began, time.monotonic()))
                content = b'{"messageId": "m", "status": "accepted", "busy": [], "eventId": "e"}'
                self.send_response(200)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: object) -> None:
                """Print nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> "StandIn":
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
