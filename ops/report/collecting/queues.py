"""The depth of the stack's queues."""

from handlers.common.storage import clients
from ops.report.operation import QueueState
from ops.stack import Stack

QUEUES = (
    ("send-queue", "messages to contacts", False),
    ("send-dlq", "messages that failed three times", True),
    ("inbound-queue", "what contacts wrote", False),
    ("inbound-dlq", "what contacts wrote and no function could take", True),
    ("failed-events", "events that a function failed on", True),
)
DEPTHS = (
    "ApproximateNumberOfMessages",
    "ApproximateNumberOfMessagesNotVisible",
    "ApproximateNumberOfMessagesDelayed",
)


def read(stack: Stack) -> list[QueueState]:
    """Return each queue of a stack as it stands."""
    found = []
    for short, purpose, is_failures in QUEUES:
        asked = clients.sqs().get_queue_attributes(
            QueueUrl=stack.queue_url(short), AttributeNames=list(DEPTHS)
        )
        visible, in_flight, delayed = (int(asked["Attributes"].get(name, 0)) for name in DEPTHS)
        found.append(QueueState(short, purpose, visible, in_flight, delayed, is_failures))
    return found
