"""The queues."""

from collections.abc import Iterable, Sequence

from components.specs import NoticeSpec, QueueSpec, RuleSpec

SEND_QUEUE = "send-queue"
SEND_DLQ = "send-dlq"
INBOUND_QUEUE = "inbound-queue"
INBOUND_DLQ = "inbound-dlq"
FAILED_EVENTS = "failed-events"
QUEUES = (SEND_QUEUE, INBOUND_QUEUE, SEND_DLQ, INBOUND_DLQ, FAILED_EVENTS)
FAILURE_QUEUES = (SEND_DLQ, INBOUND_DLQ, FAILED_EVENTS)
"""Those that are empty while all is well: what failed for good waits there."""


def queues(rules: Iterable[RuleSpec | NoticeSpec], reports: Sequence[str] = ()) -> tuple[QueueSpec, ...]:
    """Return the queues.

    ``rules`` are those whose undelivered events go to the failed-events queue, ``reports`` the names of those that put
    what a provider reports into the inbound queue; what they cannot deliver is kept too.
    """
    failing = (*(rule.name for rule in rules), *reports)
    return (
        QueueSpec(SEND_QUEUE, dead_letter=SEND_DLQ, max_receives=3),
        QueueSpec(SEND_DLQ),
        # Ours. What contacts write waits here until it has been dealt with.
        QueueSpec(INBOUND_QUEUE, dead_letter=INBOUND_DLQ, max_receives=5, event_rules=tuple(reports)),
        QueueSpec(INBOUND_DLQ),
        # Functions and schedules put their failures here with their own role; rules have none.
        QueueSpec(FAILED_EVENTS, event_rules=failing),
    )
