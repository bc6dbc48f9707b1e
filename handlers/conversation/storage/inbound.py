"""The inbound queue, in which what contacts write waits until it has been dealt with."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

from handlers.common.storage import clients, queues
from handlers.conversation.rules.webhook_messages import batches
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


def _send(batch: Sequence[str]) -> int:
    url = required("INBOUND_QUEUE_URL")
    entries = [{"Id": str(number), "MessageBody": body} for number, body in enumerate(batch)]
    codes = queues.send(clients.hasty("sqs"), url, entries, PAUSES)
    if codes:
        told = ", ".join(sorted(set(codes.values())))
        raise NotQueuedError(
            f"the inbound queue does not take {len(codes)} of {len(batch)} messages ({told}): "
            "see its policy and its limits"
        )
    return len(batch)
