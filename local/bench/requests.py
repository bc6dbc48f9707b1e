"""Counting requests to AWS where they are sent."""

from collections import Counter
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import Any


@contextmanager
def counted(emitters: Iterable[Any]) -> Generator[Counter[str]]:
    """Requests by service and operation (``dynamodb.PutItem``), repeats of botocore's own included.

    ``emitters``: a botocore session's or clients' ``events``; clients that a session makes from now on are heard too.
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
