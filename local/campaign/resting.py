"""A deployed stack at rest: nothing new is seen for a while, and nothing is under way in its queues."""

import time
from collections.abc import Callable
from typing import Any, NamedTuple

POLL_SECONDS = 0.2
_VISIBLE, _IN_FLIGHT, _DELAYED = (
    "ApproximateNumberOfMessages",
    "ApproximateNumberOfMessagesNotVisible",
    "ApproximateNumberOfMessagesDelayed",
)


class Queued(NamedTuple):
    """The messages in a queue."""

    present: int
    """Those that may be received, and those in flight."""
    delayed: int
    """Those whose time has not come."""


def queued(sqs: Any, queue_url: str) -> Queued:
    """Count the messages in a queue."""
    names = [_VISIBLE, _IN_FLIGHT, _DELAYED]
    found = sqs.get_queue_attributes(QueueUrl=queue_url, AttributeNames=names)["Attributes"]
    visible, in_flight, delayed = (int(found.get(name, 0)) for name in names)
    return Queued(visible + in_flight, delayed)


def rest(
    pulse: Callable[[], tuple[int, ...]],
    quiet_seconds: float,
    deadline: float,
    wanted: Callable[[], bool] = lambda: True,
) -> bool:
    """Wait until the pulse has not changed for a while and its last figure, of what is under way, is 0.

    Until ``deadline``, by the monotonic clock, what is wanted has to have come too. Returns whether it has.
    """
    seen, since = None, time.monotonic()
    while True:
        now = pulse()
        if now != seen:
            seen, since = now, time.monotonic()
        if time.monotonic() - since >= quiet_seconds and not now[-1]:
            come = wanted()
            if come or time.monotonic() >= deadline:
                return come
        time.sleep(POLL_SECONDS)
