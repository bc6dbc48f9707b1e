"""The alarms: the customer's first, ours marked so."""

from collections.abc import Iterable

from components.catalogue.extensions import EXTENSIONS
from components.catalogue.metrics import METRICS_NAMESPACE
from components.catalogue.queues import FAILED_EVENTS, INBOUND_DLQ, INBOUND_QUEUE, SEND_DLQ, SEND_QUEUE
from components.specs import AlarmSpec, FunctionSpec, Metric, function_metric, queue_metric

VISIBLE = "ApproximateNumberOfMessagesVisible"
OLDEST = "ApproximateAgeOfOldestMessage"


def _errors(name: str) -> AlarmSpec:
    return AlarmSpec(
        name=f"{name}-errors",
        description=f"{name} has failed in two periods running: see its log group.",
        metric=function_metric(name, "Errors"),
        statistic="Sum",
        threshold=0,
        periods=2,
        notify_ok=name == "send-messages",
    )


def _holding(name: str, queue: str, description: str) -> AlarmSpec:
    """Return the alarm on a queue that is empty while all is well."""
    return AlarmSpec(
        name=name,
        description=description,
        metric=queue_metric(queue, VISIBLE),
        statistic="Maximum",
        threshold=0,
        periods=1,
    )


def _counted(name: str, metric: str, function: str, description: str, periods: int = 1) -> AlarmSpec:
    """Return the alarm on a metric that a function publishes itself when something has gone wrong."""
    return AlarmSpec(
        name=name,
        description=description,
        metric=Metric(METRICS_NAMESPACE, metric, dimension="service", watched=function),
        statistic="Sum",
        threshold=0,
        periods=periods,
    )


def alarms(functions: Iterable[FunctionSpec]) -> tuple[AlarmSpec, ...]:
    """Return the alarms of a stack with these functions."""
    added = (spec for extension in EXTENSIONS for spec in extension.alarms)
    return (*(_errors(spec.name) for spec in functions), *_OTHERS, *added)


_OTHERS = (
    AlarmSpec(
        name="send-messages-duration",
        description="send-messages needs more than four of its five minutes: a partner is slow.",
        metric=function_metric("send-messages", "Duration"),
        statistic="Average",
        threshold=240_000,
        periods=2,
    ),
    AlarmSpec(
        name="send-queue-congested",
        description="The send queue grows faster than it is sent.",
        metric=queue_metric(SEND_QUEUE, VISIBLE),
        statistic="Average",
        threshold=100,
        periods=3,
    ),
    _holding(
        "dlq-messages",
        SEND_DLQ,
        "A message could not be sent three times over: it waits in the dead-letter queue.",
    ),
    # Ours. Three deliveries take less than two visibility time-outs; older than that, nobody is sending.
    AlarmSpec(
        name="send-queue-age",
        description="A message has been waiting for over an hour to be sent.",
        metric=queue_metric(SEND_QUEUE, OLDEST),
        statistic="Maximum",
        threshold=3_600,
        periods=3,
    ),
    # Five deliveries take five visibility time-outs, a quarter of an hour; older than this, nobody deals with it.
    AlarmSpec(
        name="inbound-queue-age",
        description="What a contact wrote has been waiting for over half an hour: see the logs of handle-replies.",
        metric=queue_metric(INBOUND_QUEUE, OLDEST),
        statistic="Maximum",
        threshold=1_800,
        periods=1,
    ),
    _holding(
        "inbound-dlq-messages",
        INBOUND_DLQ,
        "What a contact wrote could not be dealt with five times over: it waits in the dead-letter queue.",
    ),
    _counted(
        "channel-closed",
        "ChannelClosed",
        "send-messages",
        "A partner refuses a tenant's account or template: its messages wait until that is put right.",
    ),
    _counted(
        "bookkeeping-failed",
        "BookkeepingFailed",
        "send-messages",
        "Counters or events of messages could not be written: compare with ops campaign account --walk.",
    ),
    _counted(
        "settlement-failed",
        "SettlementFailed",
        "send-messages",
        "The ends of messages that went out could not be written: they become unknown when their lease is over.",
    ),
    _counted(
        "fence-down",
        "FenceDown",
        "release-contacts",
        "Nothing is sent: a table was restored, or the marks cannot be read. See python -m ops recovery show.",
    ),
    # One run that ends early is made up for by the next, which begins with other tenants.
    _counted(
        "release-cut-short",
        "ReleaseCutShort",
        "release-contacts",
        "A minute is not enough to release every tenant's backlog: some tenants' messages go out late.",
        periods=3,
    ),
    _counted(
        "backlog-unreadable",
        "BacklogUnreadable",
        "release-contacts",
        "An item of the backlog cannot be read, as after a rollback: it waits; the log names it.",
    ),
    _counted(
        "campaign-unreadable",
        "CampaignUnreadable",
        "release-contacts",
        "A campaign's document cannot be read: nobody of it is written to; the log names it.",
    ),
    _counted(
        "inbox-overdue",
        "InboxOverdue",
        "release-contacts",
        "Somebody waits for a human for longer than the tenant's attentionHours: see python -m ops inbox list.",
    ),
    _holding(
        "failed-events-messages",
        FAILED_EVENTS,
        "An event's function failed for good: play it again from the queue.",
    ),
)
