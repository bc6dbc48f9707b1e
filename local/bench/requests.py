"""Requests to AWS, counted where they are sent."""

from collections import Counter
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import Any


@contextmanager
def counted(emitters: Iterable[Any]) -> Generator[Counter[str]]:
    """Count requests by service and operation (``dynamodb.PutItem``), botocore's own retries included.

    ``emitters`` are the ``events`` of a botocore session or of clients; a session's includes clients made later.
    """
    requests: Counter[str] = Counter()

    def count(event_name: str, **_: object) -> None:
        requests[event_name.removeprefix("before-send.")] += 1

    heard = list(emitters)
    for emitter in heard:
        emitter.register("before-send", count)
    try:
        yield requests
    finally:
        for emitter in heard:
            emitter.unregister("before-send", count)
