"""The figures of the stack as data: tables, functions with their grants, rules, schedules.

Source: section 1 of the system's description, the customer's tables first, ours marked so.
To let a function do more, add a grant to its entry: role and environment variables follow.
"""

import json
from dataclasses import dataclass
from typing import Literal

from components.grants import Bucket, Bus, Function, Grant, Queue, Secret, Table

SEND_QUEUE = "send-queue"
SEND_DLQ = "send-dlq"
FAILED_EVENTS = "failed-events"
INTAKE = "intake"

INTAKE_SUFFIXES = (".xlsx", ".csv", ".json")
"""What ingest-contacts is told of when it is dropped in the intake bucket."""


@dataclass(frozen=True)
class IndexSpec:
    """A global secondary index; all key attributes are strings.

    ``include`` names the attributes kept beside the keys; empty means all.
    """

    name: str
    hash_key: str
    range_key: str | None = None
    include: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableSpec:
    """A table, on demand and with point-in-time recovery; all key attributes are strings."""

    name: str
    hash_key: str
    range_key: str | None = None
    ttl: str | None = None
    """The attribute that holds the instant of expiry, in seconds since 1970."""
    indexes: tuple[IndexSpec, ...] = ()


@dataclass(frozen=True)
class QueueSource:
    """A queue that starts a function, and by how much at once."""

    queue: str
    batch_size: int
    window: int
    """Seconds that the mapping waits for a batch to fill."""


@dataclass(frozen=True)
class FunctionSpec:
    """A function: ``handlers/<name with underscores>.py`` with its figures and relations."""

    name: str
    description: str
    memory: int
    """MB."""
    timeout: int
    """Seconds."""
    grants: tuple[Grant, ...]
    source: QueueSource | None = None
    asynchronous: bool = True
    """Whether anyone may invoke it without waiting: then AWS retries, and a failure needs a destination."""
    event_age: int = 21_600
    """Seconds for which an asynchronous invocation is tried; six hours is AWS's own limit."""
    dead_letter: str | None = None
    """The queue of its dead-letter target, where the customer's table names one."""

    @property
    def handler(self) -> str:
        return f"handlers.{self.name.replace('-', '_')}.handler"


@dataclass(frozen=True)
class RuleSpec:
    """A rule on the event bus that starts a function."""

    name: str
    sources: tuple[str, ...]
    detail_type: str
    function: str

    @property
    def pattern(self) -> str:
        """The event pattern as JSON."""
        return json.dumps({"source": list(self.sources), "detail-type": [self.detail_type]})


@dataclass(frozen=True)
class ScheduleSpec:
    """A schedule that starts the function of the same name."""

    function: str
    description: str
    expression: str
    input: str
    """JSON."""
    event_age: int
    """Seconds for which a run that could not be delivered is tried again."""
    timezone: str | None = None


TABLES = (
    TableSpec("config", "pk", "sk", indexes=(IndexSpec("tenant-index", "tenantId"),)),
    TableSpec("rate-limit", "pk", ttl="ttl"),
    TableSpec("idempotency", "pk", ttl="ttl"),
    TableSpec("stats", "pk", "sk", indexes=(IndexSpec("date-index", "date", "pk"),)),
    TableSpec(
        "meetings",
        "pk",
        "sk",
        indexes=(
            IndexSpec("status-index", "status", "scheduledAt"),
            IndexSpec("tenant-meetings-index", "tenantId", "scheduledAt"),
        ),
    ),
    # Ours. The index is sparse: only a contact that is still to be written to has `backlog`.
    TableSpec(
        "contacts",
        "pk",
        "sk",
        indexes=(
            IndexSpec(
                "backlog-index",
                "backlog",
                "backlogOrder",
                include=("nextStep", "timezone", "uf", "updatedAt"),
            ),
        ),
    ),
)

FUNCTIONS = (
    FunctionSpec(
        name="send-messages",
        description="Sends what is in the send queue through the WhatsApp and e-mail partners.",
        memory=512,
        timeout=300,
        source=QueueSource(SEND_QUEUE, batch_size=10, window=5),
        asynchronous=False,
        dead_letter=SEND_DLQ,
        grants=(
            Queue(SEND_QUEUE, "consume", "send"),
            Table("contacts", "read", "write"),
            Table("config", "read", "write", "delete"),
            Table("rate-limit", "read", "write"),
            Table("stats", "write"),
            Table("meetings", "read"),
            Secret("whatsapp"),
            Secret("email"),
            Bus(),
        ),
    ),
    FunctionSpec(
        name="ingest-contacts",
        description="Takes a list of contacts in, from a request or a file.",
        memory=512,
        timeout=60,
        grants=(
            Table("contacts", "read", "write"),
            Table("config", "read"),
            Table("stats", "write"),
            Table("idempotency", "read", "write"),
            Bucket(INTAKE, "read", "write"),
            Function("release-contacts"),
            # A list that is longer than a minute goes on in a further invocation of its own.
            Function("ingest-contacts"),
            Bus(),
        ),
    ),
    FunctionSpec(
        name="handle-replies",
        description="Understands a contact's reply and sets off what follows from it.",
        memory=256,
        timeout=30,
        grants=(
            Queue(SEND_QUEUE, "send"),
            Table("contacts", "read", "write"),
            Table("config", "read"),
            Table("meetings", "read", "write", "delete"),
            Table("idempotency", "read", "write"),
            Table("stats", "write"),
            Secret("calendar"),
            Bus(),
        ),
    ),
    FunctionSpec(
        name="schedule-meeting",
        description="Offers three slots to a contact who wants a meeting.",
        memory=512,
        timeout=180,
        grants=(
            Queue(SEND_QUEUE, "send"),
            Table("contacts", "read", "write"),
            Table("config", "read"),
            Table("meetings", "read", "write", "delete"),
            Table("idempotency", "read", "write"),
            Table("stats", "write"),
            Secret("calendar"),
            Bus(),
        ),
    ),
    FunctionSpec(
        name="confirm-meeting",
        description="Books the slot that a contact has chosen.",
        memory=256,
        timeout=30,
        grants=(
            Queue(SEND_QUEUE, "send"),
            Table("contacts", "read", "write"),
            Table("config", "read"),
            Table("meetings", "read", "write", "delete"),
            Table("idempotency", "read", "write"),
            Table("stats", "write"),
            Secret("calendar"),
            Bus(),
        ),
    ),
    FunctionSpec(
        name="send-reminders",
        description="Reminds of meetings a day and an hour before, and lets stale proposals expire.",
        memory=256,
        timeout=60,
        grants=(
            Queue(SEND_QUEUE, "send"),
            Table("contacts", "read", "write"),
            Table("config", "read"),
            Table("meetings", "read", "write", "delete"),
            Table("stats", "write"),
            Secret("email"),
        ),
    ),
    FunctionSpec(
        name="generate-briefing",
        description="Writes the salesperson's briefing for a proposed meeting and mails it to the host.",
        memory=512,
        timeout=120,
        grants=(
            Table("contacts", "read"),
            Table("config", "read"),
            Table("meetings", "read", "write"),
            Table("idempotency", "read", "write"),
            Table("stats", "write"),
            Secret("email"),
            Bus(),
        ),
    ),
    # Ours.
    FunctionSpec(
        name="release-contacts",
        description="Moves from the backlog to the send queue what the next minutes allow.",
        memory=256,
        timeout=60,
        # The next minute's run does what this one missed: an old request is worth nothing.
        event_age=300,
        grants=(
            Queue(SEND_QUEUE, "send"),
            Table("contacts", "read", "write"),
            Table("config", "read"),
            Table("rate-limit", "read", "write"),
            Table("stats", "write"),
        ),
    ),
)


def function(name: str) -> FunctionSpec:
    """The entry of the function ``name``; ``KeyError`` if there is none."""
    return {spec.name: spec for spec in FUNCTIONS}[name]


def consumer(queue: str) -> tuple[FunctionSpec, QueueSource]:
    """The one function that a queue starts, and how; ``KeyError`` if there is none."""
    return {spec.source.queue: (spec, spec.source) for spec in FUNCTIONS if spec.source}[queue]


def table(name: str) -> TableSpec:
    """The entry of the table ``name``; ``KeyError`` if there is none."""
    return {spec.name: spec for spec in TABLES}[name]


def rules(event_source: str) -> tuple[RuleSpec, ...]:
    """The rules on the bus; ``event_source`` is the source of our own events."""
    return (
        # Replies raise it too, hence our own source beside the customer's.
        RuleSpec(
            "schedule-requested",
            ("nigredo.atendimento", event_source),
            "Schedule Requested",
            "schedule-meeting",
        ),
        RuleSpec("meeting-proposed", (event_source,), "Meeting Proposed", "generate-briefing"),
        RuleSpec("meeting-confirmed", (event_source,), "Meeting Confirmed", "confirm-meeting"),
    )


def schedules(environment: str) -> tuple[ScheduleSpec, ...]:
    """The schedules; ``environment`` is part of what the reminders' run is told."""
    return (
        ScheduleSpec(
            function="send-reminders",
            description="Every working hour: reminders that are due, proposals that have expired.",
            expression="cron(0 8-18 ? * MON-FRI *)",
            timezone="America/Sao_Paulo",
            input=json.dumps(
                {
                    "source": "scheduler",
                    "detail-type": "Scheduled Reminder Check",
                    "detail": {"type": "reminder_check", "environment": environment},
                }
            ),
            # Until the next run, which reads the same state.
            event_age=3_600,
        ),
        ScheduleSpec(
            function="release-contacts",
            description="Every minute: what the pace allows, from the backlog to the send queue.",
            expression="rate(1 minute)",
            input=json.dumps({"source": "scheduler"}),
            event_age=60,
        ),
    )


Statistic = Literal["Sum", "Average", "Maximum"]


@dataclass(frozen=True)
class AlarmSpec:
    """An alarm on one metric; it rings when the statistic is above the threshold in every period."""

    name: str
    description: str
    namespace: str
    metric: str
    dimension: str
    """The dimension by which the metric knows the watched thing."""
    watched: str
    """The watched queue or function."""
    statistic: Statistic
    threshold: int
    periods: int
    """How many periods of 300 seconds in a row."""
    notify_ok: bool = False


def _errors(name: str, *, notify_ok: bool = False) -> AlarmSpec:
    return AlarmSpec(
        name=f"{name}-errors",
        description=f"{name} has failed in two periods running: see its log group.",
        namespace="AWS/Lambda",
        metric="Errors",
        dimension="FunctionName",
        watched=name,
        statistic="Sum",
        threshold=0,
        periods=2,
        notify_ok=notify_ok,
    )


def _queue(
    name: str, description: str, queue: str, metric: str, statistic: Statistic, threshold: int, periods: int
) -> AlarmSpec:
    return AlarmSpec(name, description, "AWS/SQS", metric, "QueueName", queue, statistic, threshold, periods)


VISIBLE = "ApproximateNumberOfMessagesVisible"

ALARMS = (
    *(_errors(spec.name, notify_ok=spec.name == "send-messages") for spec in FUNCTIONS),
    AlarmSpec(
        name="send-messages-duration",
        description="send-messages needs more than four of its five minutes: a partner is slow.",
        namespace="AWS/Lambda",
        metric="Duration",
        dimension="FunctionName",
        watched="send-messages",
        statistic="Average",
        threshold=240_000,
        periods=2,
    ),
    _queue(
        "send-queue-congested",
        "The send queue grows faster than it is sent.",
        SEND_QUEUE,
        VISIBLE,
        "Average",
        100,
        3,
    ),
    _queue(
        "dlq-messages",
        "A message could not be sent three times over: it waits in the dead-letter queue.",
        SEND_DLQ,
        VISIBLE,
        "Maximum",
        0,
        1,
    ),
    # Ours. Three deliveries take less than two visibility time-outs; older than that, nobody is sending.
    _queue(
        "send-queue-age",
        "A message has been waiting for over an hour to be sent.",
        SEND_QUEUE,
        "ApproximateAgeOfOldestMessage",
        "Maximum",
        3_600,
        3,
    ),
    AlarmSpec(
        name="channel-closed",
        description="A partner refuses a tenant's account or template: its messages wait until that is put right.",
        namespace="Alquimista/DisparoAgenda",
        metric="ChannelClosed",
        dimension="service",
        watched="send-messages",
        statistic="Sum",
        threshold=0,
        periods=1,
    ),
    _queue(
        "failed-events-messages",
        "An event's function failed for good: play it again from the queue.",
        FAILED_EVENTS,
        VISIBLE,
        "Maximum",
        0,
        1,
    ),
)
