"""The way into the send queue, for every message to a contact."""

from collections.abc import Sequence
from typing import Any

from handlers.common.rules.envelope import Message
from handlers.common.storage import clients, queues
from handlers.environment import required

ENTRIES_A_REQUEST = 10
BYTES_A_REQUEST = 256 * 1024
"""A quarter of what SQS takes today, and all that it took until 2025; ten messages need a tenth of it."""
LONGEST_DELAY = 900
"""Seconds: the queue keeps a message back for a quarter of an hour at the most."""
NO_PAUSES = (0.0, 0.0)
"""Seconds before what the queue did not take is sent again."""


class QueueRefusedError(RuntimeError):
    """Some messages were not taken; ``messages`` are those, all others are in the queue."""

    def __init__(self, messages: Sequence[Message], reasons: Sequence[str]) -> None:
        super().__init__(
            f"the send queue refused {len(messages)} messages ({', '.join(sorted(set(reasons)))}): "
            "run again, the claims of the others keep them from going out twice"
        )
        self.messages = tuple(messages)


def enqueue(messages: Sequence[Message], delays: Sequence[int] | None = None) -> None:
    """Put messages into the send queue, ten a request.

    ``delays``: seconds, one per message, for which the queue keeps each back; none: at once. Messages that the
    queue refuses by itself (``Failed``) are tried again, then ``QueueRefusedError`` names them; ``ValueError``
    for a delay that the queue does not know.
    """
    kept_back = [0] * len(messages) if delays is None else list(delays)
    if len(kept_back) != len(messages):
        raise ValueError(f"{len(messages)} messages need as many delays, not {len(kept_back)}")
    for delay in kept_back:
        if not 0 <= delay <= LONGEST_DELAY:
            raise ValueError(f"a delay of {delay} s is not between 0 and {LONGEST_DELAY}")
    refused: list[Message] = []
    reasons: list[str] = []
    for request in _requests(messages, kept_back):
        failed = queues.send(clients.sqs(), required("SEND_QUEUE_URL"), request, NO_PAUSES)
        for identifier, reason in failed.items():
            refused.append(messages[int(identifier)])
            reasons.append(reason)
    if refused:
        raise QueueRefusedError(refused, reasons)


def _requests(messages: Sequence[Message], delays: Sequence[int]) -> list[list[dict[str, Any]]]:
    requests: list[list[dict[str, Any]]] = []
    size = BYTES_A_REQUEST
    for number, (message, delay) in enumerate(zip(messages, delays, strict=True)):
        body = message.model_dump_json(exclude_none=True)
        length = len(body.encode())
        if size + length > BYTES_A_REQUEST or len(requests[-1]) == ENTRIES_A_REQUEST:
            requests.append([])
            size = 0
        requests[-1].append({"Id": str(number), "MessageBody": body, "DelaySeconds": delay})
        size += length
    return requests
