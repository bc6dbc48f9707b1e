"""The alarms: the customer's first, ours marked so."""

from collections.abc import Iterable, Sequence

from components.catalogue.extensions import EXTENSIONS
from components.catalogue.metrics import METRICS_NAMESPACE
from components.catalogue.queues import FAILED_EVENTS, INBOUND_DLQ, INBOUND_QUEUE, SEND_DLQ, SEND_QUEUE
from components.metrics import Metric, function_metric, queue_metric
from components.specs import AlarmSpec, FunctionSpec

VISIBLE = "ApproximateNumberOfMessagesVisible"
OLDEST = "ApproximateAgeOfOldestMessage"
SEND = "send-messages"
RELEASE = "release-contacts"


def own_metric(function: str, name: str) -> Metric:
    """Return a metric that a function publishes itself."""
    return Metric(METRICS_NAMESPACE, name, dimension="service", watched=function)


def _errors(name: str) -> AlarmSpec:
    return AlarmSpec(
        name=f"{name}-errors",
        description=f"{name} has failed in two periods running: what it was given is tried again, then kept.",
        metric=function_metric(name, "Errors"),
        statistic="Sum",
        threshold=0,
        periods=2,
        notify_ok=name == SEND,
        page="function-errors",
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


def _counted(
    name: str, metric: str, functions: Sequence[str], description: str, threshold: int = 0, periods: int = 1
) -> AlarmSpec:
    """Return the alarm on a metric that functions publish themselves when something has gone wrong."""
    first, *others = (own_metric(function, metric) for function in functions)
    return AlarmSpec(
        name=name,
        description=description,
        metric=first,
        others=tuple(others),
        statistic="Sum",
        threshold=threshold,
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
        metric=function_metric(SEND, "Duration"),
        statistic="Average",
        threshold=240_000,
        periods=2,
    ),
    AlarmSpec(
        name="send-queue-congested",
        description="More than a hundred messages wait in the send queue: it grows faster than it is sent.",
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
        description="What a contact wrote has been waiting for over half an hour to be dealt with.",
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
        [SEND],
        "A partner refuses a tenant's account or template: its messages wait; python -m ops channel list names it.",
    ),
    # Who settles a message by its provider's report keeps the same books as who sends it.
    _counted(
        "bookkeeping-failed",
        "BookkeepingFailed",
        [SEND, "handle-replies"],
        "Counters or events of messages could not be written: the figures are wrong until they are compared.",
    ),
    _counted(
        "settlement-failed",
        "SettlementFailed",
        [SEND],
        "The ends of messages that went out could not be written: they become unknown when their lease is over.",
    ),
    # One is told to a person as it happens; so many in five minutes are a partner that loses its answers.
    _counted(
        "unknown-messages",
        "MessagesUnknown",
        [SEND],
        "A partner loses its answers: of more than five messages nobody knows whether they went out.",
        threshold=5,
    ),
    _counted(
        "fence-down",
        "FenceDown",
        [RELEASE],
        "Nothing is sent: a table was restored, or the marks outside of the tables cannot be read.",
    ),
    # Every minute; a deployment, or a zone of AWS that fails, takes less than three periods.
    AlarmSpec(
        name="release-stopped",
        description="release-contacts has not run for a quarter of an hour: nothing new goes out.",
        metric=function_metric(RELEASE, "Invocations"),
        statistic="Sum",
        threshold=1,
        below=True,
        periods=3,
    ),
    # One run that ends early is made up for by the next, which begins with other tenants.
    _counted(
        "release-cut-short",
        "ReleaseCutShort",
        [RELEASE],
        "A minute is not enough to release every tenant's backlog: some tenants' messages go out late.",
        periods=3,
    ),
    # Counted by the last run of a working day alone: the next chance to look through that part is in a week.
    _counted(
        "retention-behind",
        "RetentionBehind",
        ["send-reminders"],
        "Data that should have expired is still there: a day's part of the tables was too much for one run.",
    ),
    _counted(
        "backlog-unreadable",
        "BacklogUnreadable",
        [RELEASE],
        "An item of the backlog cannot be read, as after a rollback: it waits.",
    ),
    _counted(
        "campaign-unreadable",
        "CampaignUnreadable",
        [RELEASE],
        "A campaign's document cannot be read: nobody of it is written to.",
    ),
    _counted(
        "inbox-overdue",
        "InboxBecameOverdue",
        [RELEASE],
        "Somebody more has been waiting for a human for longer than the tenant's attentionHours.",
    ),
    _holding(
        "failed-events-messages",
        FAILED_EVENTS,
        "An event's function failed for good: the event waits in the queue to be played again.",
    ),
)
