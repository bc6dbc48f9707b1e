"""The inbound queue, in which what contacts write waits until it has been dealt with."""

from handlers.common.storage import clients
from handlers.environment import required


def put(body: str) -> None:
    """Put one message into the queue."""
    clients.sqs().send_message(QueueUrl=required("INBOUND_QUEUE_URL"), MessageBody=body)
