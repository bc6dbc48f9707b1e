"""The queues."""

from collections.abc import Iterable

from components.specs import NoticeSpec, QueueSpec, RuleSpec

SEND_QUEUE = "send-queue"
SEND_DLQ = "send-dlq"
INBOUND_QUEUE = "inbound-queue"
INBOUND_DLQ = "inbound-dlq"
FAILED_EVENTS = "failed-events"


def queues(rules: Iterable[RuleSpec | NoticeSpec]) -> tuple[QueueSpec, ...]:
    """Return the queues; ``rules`` are those whose undelivered events go to the failed-events queue."""
    return (
        QueueSpec(SEND_QUEUE, dead_letter=SEND_DLQ, max_receives=3),
        QueueSpec(SEND_DLQ),
        # Ours. What contacts write waits here until it has been dealt with.
        QueueSpec(INBOUND_QUEUE, dead_letter=INBOUND_DLQ, max_receives=5),
        QueueSpec(INBOUND_DLQ),
        # Functions and schedules put their failures here with their own role; rules have none.
        QueueSpec(FAILED_EVENTS, event_rules=tuple(rule.name for rule in rules)),
    )
