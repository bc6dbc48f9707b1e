"""The queues."""

from collections.abc import Iterable

from components.specs import NoticeSpec, QueueSpec, RuleSpec

SEND_QUEUE = "send-queue"
SEND_DLQ = "send-dlq"
FAILED_EVENTS = "failed-events"


def queues(rules: Iterable[RuleSpec | NoticeSpec]) -> tuple[QueueSpec, ...]:
    """Return the queues; ``rules`` are those whose undelivered events go to the failed-events queue."""
    return (
        QueueSpec(SEND_QUEUE, dead_letter=SEND_DLQ, max_receives=3),
        QueueSpec(SEND_DLQ),
        # Ours. Functions and schedules put their failures here with their own role; rules have none.
        QueueSpec(FAILED_EVENTS, event_rules=tuple(rule.name for rule in rules)),
    )
