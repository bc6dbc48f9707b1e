"""A partner that accepts every message."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Partner:
    """Accepts everything, after ``seconds``; ``calls`` has when each request came and was answered."""

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
                content = b'{"messageId": "m", "status": "accepted"}'
                self.send_response(200)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: object) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> "Partner":
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
