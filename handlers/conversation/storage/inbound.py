"""The inbound queue, in which what contacts write waits until it has been dealt with."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from handlers.common.storage import clients, queues
from handlers.conversation.rules.whatsapp.webhook_messages import batches
from handlers.environment import required

PAUSES = (0.1, 0.4)
"""Seconds before what the queue did not take is sent again."""

SENDERS = 8
"""Requests at once for a large webhook, whose provider waits; no more than the client has connections."""


class NotQueuedError(RuntimeError):
    """The queue has not taken everything, in several attempts."""


def put(bodies: Iterable[str]) -> int:
    """Put messages into the queue, ten in a request, and return their number.

    ``NotQueuedError``, or boto's own error, where not all were taken: those that were are found again by their ids.
    """
    waiting = list(batches(bodies))
    if len(waiting) > 1:
        with ThreadPoolExecutor(min(SENDERS, len(waiting))) as threads:
            return sum(threads.map(_send, waiting))
    return sum(map(_send, waiting))


def put_back(bodies: Mapping[str, int]) -> None:
    """Put messages into the queue, which keeps each back for so many seconds, ten in a request; errors as ``put``."""
    for some in batches(bodies):
        _sent(clients.sqs(), [{"MessageBody": body, "DelaySeconds": bodies[body]} for body in some])


def _send(batch: Sequence[str]) -> int:
    _sent(clients.hasty("sqs"), [{"MessageBody": body} for body in batch])
    return len(batch)


def _sent(client: Any, bodies: Sequence[Mapping[str, Any]]) -> None:
    entries = [{"Id": str(number), **body} for number, body in enumerate(bodies)]
    codes = queues.send(client, required("INBOUND_QUEUE_URL"), entries, PAUSES)
    if codes:
        told = ", ".join(sorted(set(codes.values())))
        raise NotQueuedError(
            f"the inbound queue does not take {len(codes)} of {len(bodies)} messages ({told}): "
            "see its policy and its limits"
        )
