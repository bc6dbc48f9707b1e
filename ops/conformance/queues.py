"""Checks of SQS: delays within a batch, and the dead-letter queue."""

from ops.conformance.checks import Check, expect
from ops.conformance.mailboxes import Mailbox
from ops.conformance.scratch import Scratch

DELAY = 3
"""Seconds for which the second message is kept back."""
RECEIVES = 3
"""The ``maxReceiveCount`` of the send queue."""


def _queue_delays(scratch: Scratch) -> None:
    box = Mailbox(scratch, "delays")
    entries = [
        {"Id": str(number), "MessageBody": body, "DelaySeconds": delay}
        for number, (body, delay) in enumerate((("now", 0), ("later", DELAY)))
    ]
    answer = scratch.client("sqs").send_message_batch(QueueUrl=box.url, Entries=entries)
    expect("both entries taken", not answer.get("Failed"), answer.get("Failed"))
    box.find(lambda message: message["Body"] == "now")
    expect("the message with a delay kept back, the other not", box.seen == ["now"], box.seen)
    box.find(lambda message: message["Body"] == "later")
    expect("the message with a delay to arrive after it", sorted(box.seen) == ["later", "now"], box.seen)


def _queue_dead_letters(scratch: Scratch) -> None:
    sqs, source = scratch.client("sqs"), scratch.arn("sqs", scratch.name("living"))
    admitted = {"redrivePermission": "byQueue", "sourceQueueArns": [source]}
    dead = Mailbox(scratch, "dead", {"RedriveAllowPolicy": admitted})
    redrive = {"deadLetterTargetArn": dead.arn, "maxReceiveCount": RECEIVES}
    living = Mailbox(scratch, "living", {"RedrivePolicy": redrive})
    sqs.send_message(QueueUrl=living.url, MessageBody="failing")
    received = 0

    def died() -> bool:
        nonlocal received
        answer = sqs.receive_message(QueueUrl=living.url, VisibilityTimeout=0, WaitTimeSeconds=1)
        received += len(answer.get("Messages", ()))
        return received >= RECEIVES and dead.find(lambda message: message["Body"] == "failing", 0) is not None

    arrived = scratch.until(died)
    expect("the message in the dead-letter queue", bool(arrived), f"it was received {received} times")
    expect(f"{RECEIVES} deliveries before that", received == RECEIVES, received)


CHECKS = (
    Check("queue-delays", "each message of a batch has a delay of its own", _queue_delays),
    Check(
        "queue-dead-letters",
        "a message goes to the dead-letter queue, which names its source, after three deliveries",
        _queue_dead_letters,
    ),
)
