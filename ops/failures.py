"""Failures that wait in a queue for an operator: messages to contacts and from them, and the events of functions.

Everything here can be played again. A message goes back into its queue: one to a contact has a claim, which keeps it
from going out twice, and what a contact wrote counts once by its id. An event goes to its function under the id that it
had, by which the function knows what it has done already. What its function could not understand comes back at once, so
it is played again only where somebody names it.
"""

from collections.abc import Iterator, Sequence

from handlers.common.storage import clients, functions
from ops.failure_entries import (
    QUEUES,
    UNREADABLE,
    Failure,
    InvokeAgain,
    QueueName,
    RaiseAgain,
    SendAgain,
    entry_of,
)
from ops.stack import Stack

HELD_SECONDS = 300
"""Seconds for which what was read is hidden from other readers, so that two operators do not replay the same."""
WAIT_SECONDS = 1
"""Seconds for which a queue is asked before it counts as empty: SQS asks all its servers only then."""
ENTRIES_A_REQUEST = 10


class NotReplayedError(RuntimeError):
    """A failure that was not put back, with the reason; it stays in its queue."""


def read(stack: Stack, queue: QueueName, most: int) -> list[Failure]:
    """Return at most ``most`` entries of a queue, hidden from other readers until ``release`` or five minutes on."""
    url, found = stack.queue_url(queue), dict[str, Failure]()
    while len(found) < most:
        answer = clients.sqs().receive_message(
            QueueUrl=url,
            MaxNumberOfMessages=min(ENTRIES_A_REQUEST, most - len(found)),
            VisibilityTimeout=HELD_SECONDS,
            WaitTimeSeconds=WAIT_SECONDS,
            MessageSystemAttributeNames=["SentTimestamp"],
            MessageAttributeNames=["All"],
        )
        entries = answer.get("Messages", ())
        if not entries:
            break
        found |= {entry["MessageId"]: entry_of(queue, entry) for entry in entries}
    return sorted(found.values(), key=lambda failure: failure.since)


def release(stack: Stack, failures: Sequence[Failure]) -> None:
    """Show entries to other readers again."""
    for queue in QUEUES:
        for chunk in _tens([failure for failure in failures if failure.queue == queue]):
            clients.sqs().change_message_visibility_batch(
                QueueUrl=stack.queue_url(queue),
                Entries=[
                    {"Id": str(number), "ReceiptHandle": failure.receipt, "VisibilityTimeout": 0}
                    for number, failure in enumerate(chunk)
                ],
            )


def replay(stack: Stack, failure: Failure) -> None:
    """Put a failure back where it came from, then delete it from its queue; raises ``NotReplayedError``.

    Where the deletion fails it is in both places, which the claims and the functions' memory of events bear.
    """
    match failure.cure:
        case SendAgain(body, queue):
            clients.sqs().send_message(QueueUrl=stack.queue_url(queue), MessageBody=body)
        case InvokeAgain(function, payload):
            functions.start(function, payload)
        case RaiseAgain(entry):
            answer = clients.events().put_events(Entries=[entry])
            if answer["FailedEntryCount"]:
                raise NotReplayedError(f"the bus refused it ({answer['Entries'][0].get('ErrorCode')})")
        case None:
            raise NotReplayedError(UNREADABLE)
    discard(stack, failure)


def discard(stack: Stack, failure: Failure) -> None:
    """Delete a failure from its queue."""
    clients.sqs().delete_message(QueueUrl=stack.queue_url(failure.queue), ReceiptHandle=failure.receipt)


def _tens(failures: Sequence[Failure]) -> Iterator[Sequence[Failure]]:
    for start in range(0, len(failures), ENTRIES_A_REQUEST):
        yield failures[start : start + ENTRIES_A_REQUEST]
