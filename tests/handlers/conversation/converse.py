"""A stand-in of Amazon Bedrock's Converse: what it was asked, and the answer that a test gives it.

``POST /model/{modelId}/converse`` as AWS documents it, errors by ``x-amzn-errortype`` and status.
"""

import json
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import unquote


def used(**given: Any) -> dict[str, Any]:
    """The answer of a model that calls the tool with that input."""
    call = {"toolUseId": "tooluse_1", "name": "answer", "input": given}
    return said({"toolUse": call})


def said(*content: dict[str, Any]) -> dict[str, Any]:
    """The answer of a model with that content."""
    return {
        "output": {"message": {"role": "assistant", "content": list(content)}},
        "stopReason": "tool_use",
        "usage": {"inputTokens": 300, "outputTokens": 20, "totalTokens": 320},
        "metrics": {"latencyMs": 400},
    }


@dataclass
class Converse:
    """The service: its next answers are ``answer``, an error's code and status, or nothing for a while."""

    url: str = ""
    answer: Any = field(default_factory=lambda: used(intent="unknown", sure=True))
    error: tuple[str, int] | None = None
    error_body: Any = None
    """The body of an error, where it is not as AWS documents it."""
    slow: float = 0.0
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    """The model and the body of each request."""


@contextmanager
def running() -> Generator[Converse]:
    """Run the service at a free port."""
    service = Converse()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            service.asked.append((unquote(self.path.split("/")[2]), body))
            time.sleep(service.slow)
            status, answer = (200, service.answer)
            if service.error:
                status, answer = service.error[1], {"message": json.dumps(body)}
                answer = answer if service.error_body is None else service.error_body
            content = json.dumps(answer).encode()
            try:
                self.send_response(status)
                if service.error:
                    self.send_header("x-amzn-errortype", service.error[0])
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
            except OSError:
                """Nobody waits any longer."""

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        service.url = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield service
        finally:
            server.shutdown()
