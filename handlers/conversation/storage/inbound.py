"""The inbound queue, in which what contacts write waits until it has been dealt with."""

from collections.abc import Iterable, Sequence

from handlers.common.storage import clients, queues
from handlers.conversation.rules.webhook_messages import batches
from handlers.environment import required

PAUSES = (0.1, 0.4)
"""Seconds before what the queue did not take is sent again."""


class NotQueuedError(RuntimeError):
    """The queue has not taken everything, in several attempts."""


def put(bodies: Iterable[str]) -> int:
    """Put messages into the queue, ten in a request, and return their number.

    ``NotQueuedError``, or boto's own error, where not all were taken: those that were are found again by their ids.
    """
    total = 0
    for batch in batches(bodies):
        _send(batch)
        total += len(batch)
    return total


def _send(batch: Sequence[str]) -> None:
    url = required("INBOUND_QUEUE_URL")
    entries = [{"Id": str(number), "MessageBody": body} for number, body in enumerate(batch)]
    codes = queues.send(clients.hasty("sqs"), url, entries, PAUSES)
    if codes:
        told = ", ".join(sorted(set(codes.values())))
        raise NotQueuedError(
            f"the inbound queue does not take {len(codes)} of {len(batch)} messages ({told}): "
            "see its policy and its limits"
        )
