"""The work that the embedded cloud has in hand; ``emulator`` runs this file.

A function that runs, an asynchronous invocation that is still to be tried (again), an event that rules are being asked
about, a file of which a function is about to be told: AWS has no figure for these, and MiniStack none either, so a
reader of queues and tables alone cannot tell a system at rest from one that is about to go on.

``GET /_local/in-hand`` answers ``{"running", "asynchronous", "ended"}``: invocations under way, those that began
without anybody waiting for them and are not over, and all that have come to their end.
"""

import json
import threading
from collections.abc import Iterator
from typing import Any

from ministack.services import lambda_svc, s3

PATH = "/_local/in-hand"
_BEGUN = (lambda_svc.invoke_async_with_retry.__qualname__, s3._fire_s3_event.__qualname__)
"""The functions that the threads of work that nobody waits for are given, by the beginnings of their names."""

_execute = lambda_svc._execute_function_dispatch
_counting = threading.Lock()
_figures = {"running": 0, "ended": 0}


def execute(*arguments: Any, **named: Any) -> Any:
    """Run an invocation, and count it while it runs."""
    with _counting:
        _figures["running"] += 1
    try:
        return _execute(*arguments, **named)
    finally:
        with _counting:
            _figures["running"] -= 1
            _figures["ended"] += 1


def _asynchronous() -> Iterator[threading.Thread]:
    for thread in threading.enumerate():
        # A thread keeps what it was given until it ends.
        given = getattr(thread, "_args", ())
        if any(getattr(each, "__qualname__", "").startswith(_BEGUN) for each in given):
            yield thread


async def answer(send: Any) -> None:
    """Answer a request for the figures."""
    # Before those that run: an invocation is under way from its beginning, so none falls between the two.
    asynchronous = sum(1 for _ in _asynchronous())
    with _counting:
        body = json.dumps({**_figures, "asynchronous": asynchronous}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def mend() -> None:
    """Begin to count."""
    lambda_svc._execute_function_dispatch = execute  # ty: ignore[invalid-assignment]
