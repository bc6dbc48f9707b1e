"""The cost of sending full batches, from the queue to the records, receiving and deleting included."""

import os
import time
from datetime import UTC, datetime, timedelta

from handlers.common.storage import clients, dynamo, events
from handlers.dispatch.sending import Batch
from local.bench.figures import Figure
from local.bench.requests import counted
from local.bench.stand_in import StandIn

BATCH = 10
BATCHES = 20
PARTNER_SECONDS = 0.2
"""The time in which the stand-in answers where a batch's calls are timed."""
LIMIT = 0.85
FLOOR = 0.7
"""Receive, delete, claims, marks with their history, limiter, counters, events, in batches of ten."""
OLD = 5


def measure(partner: StandIn) -> list[Figure]:
    """Send the messages of a release: a batch to warm up, the batches that count, and one to a slow partner."""
    first, *batches, last = _received()
    _run(first)
    return [*_batch_figures(batches), _partner_figure(last, partner)]


def _batch_figures(batches: list[list[dict[str, str]]]) -> list[Figure]:
    heard = (dynamo.client(), clients.sqs(), clients.secretsmanager(), events._client())
    with counted(client.meta.events for client in heard) as requests:
        began = time.monotonic()
        for batch in batches:
            _run(batch)
        seconds = time.monotonic() - began
    sent = sum(map(len, batches))
    # The queue's own two requests for a batch are made by Lambda's poller.
    per_message = (requests.total() + 2 * len(batches)) / sent
    return [
        Figure("sent", per_message, "requests per message", LIMIT, FLOOR, OLD, f"{sent} messages"),
        Figure("sent by one worker", sent / seconds, "messages a second"),
    ]


def _partner_figure(batch: list[dict[str, str]], partner: StandIn) -> Figure:
    # The last batches may have used up what the channel takes in this second.
    time.sleep(1)
    partner.seconds = PARTNER_SECONDS
    partner.calls.clear()
    _run(batch)
    return Figure(
        "partner calls of a batch of ten",
        max(end for _, end in partner.calls) - min(begin for begin, _ in partner.calls),
        "s",
        2 * PARTNER_SECONDS,
        PARTNER_SECONDS,
        BATCH * PARTNER_SECONDS,
        f"{PARTNER_SECONDS:.1f} s each",
    )


def _received() -> list[list[dict[str, str]]]:
    """Receive the messages of the release, in full batches."""
    records: list[dict[str, str]] = []
    queue = os.environ["SEND_QUEUE_URL"]
    while len(records) < BATCH * BATCHES:
        received = clients.sqs().receive_message(QueueUrl=queue, MaxNumberOfMessages=BATCH)
        if not received.get("Messages"):
            break
        for message in received["Messages"]:
            records.append({"messageId": message["MessageId"], "body": message["Body"]})
            clients.sqs().delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
    full = len(records) // BATCH
    return [records[number * BATCH : (number + 1) * BATCH] for number in range(full)]


def _run(batch: list[dict[str, str]]) -> None:
    answer = Batch(lambda: datetime.now(UTC), time.sleep, timedelta(seconds=300)).run(batch)
    if answer["batchItemFailures"]:
        raise RuntimeError(
            f"{len(answer['batchItemFailures'])} of {len(batch)} messages failed: run with LOG_LEVEL=INFO"
        )
