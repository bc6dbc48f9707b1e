"""AWS's limits, and ours, that bear on a stack in us-east-1, each with its source."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Kind = Literal["hard", "quota", "setting", "partner"]
"""``hard``: AWS never raises it. ``quota``: AWS raises it on request, or a setting lifts it. ``setting``: ours, in the
stack or its code.
``partner``: agreed with the messaging partner."""

WHOSE: Mapping[Kind, str] = {
    "hard": "AWS, fixed",
    "quota": "AWS, can be raised",
    "setting": "ours",
    "partner": "the partner's",
}
"""The kinds in words."""

_AWS = "https://docs.aws.amazon.com/"
_DYNAMODB = f"{_AWS}amazondynamodb/latest/developerguide/"
_LAMBDA = f"{_AWS}lambda/latest/dg/"


class Limit(NamedTuple):
    """A limit: what it is called, its value and unit, and where that comes from."""

    name: str
    value: float
    unit: str
    kind: Kind
    source: str


WHOLE_PROCESSOR = 1_769
"""MB of memory at which a function has one processor; it has less in proportion below (Lambda Developer Guide)."""
PARTITION_WRITES = 1_000
"""Write units a second of a partition of a table or of an index."""
NEW_WRITES = 4_000
"""Write units a second that a new on-demand table or index takes at once; it doubles within half an hour of a peak."""
READS_FOR_A_WRITE = 3
"""Read units that take as much of a partition (3,000 a second) or of a new table (12,000) as one write unit."""
TABLE_UNITS = 40_000
"""The account's quota of write units, and of read units, a second of a table."""
LONGEST_CHAIN = 16
"""Runs of a function that starts itself again; then Lambda takes it for a loop and stops it."""

LIMITS = {
    "release": Limit(
        "minute's run of release-contacts",
        50,
        "s",
        "setting",
        "components/catalogue/functions.py: 60 s, the last 10 of which begin no tenant",
    ),
    "reminders": Limit(
        "hourly run of send-reminders", 60, "s", "setting", "components/catalogue/functions.py: 60 s"
    ),
    "workers": Limit(
        "instances of send-messages", 10, "at once", "setting", "sendConcurrency in Pulumi.<stack>.yaml"
    ),
    "channel": Limit(
        "WhatsApp partner, all tenants together",
        80,
        "requests/s",
        "partner",
        "docs/system.md, Pace: limits; CHANNEL_LIMITS in handlers/dispatch/rules/pace.py",
    ),
    "chain": Limit(
        "runs of ingest-contacts for one list",
        LONGEST_CHAIN,
        "runs",
        "quota",
        f"{_LAMBDA}invocation-recursion.html",
    ),
    "tenant": Limit(
        "messages that a minute's run releases for one tenant",
        1_000,
        "messages",
        "setting",
        "MOST_AT_ONCE in handlers/dispatch/releasing.py",
    ),
    "concurrency": Limit(
        "executions of all functions", 1_000, "at once", "quota", f"{_LAMBDA}gettingstarted-limits.html"
    ),
    "invocations": Limit(
        "invocations of all functions", 10_000, "a second", "quota", f"{_LAMBDA}lambda-concurrency.html"
    ),
    "in-flight": Limit(
        "messages in flight of send-queue",
        120_000,
        "messages",
        "quota",
        f"{_AWS}AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html",
    ),
    "put-events": Limit(
        "PutEvents", 10_000, "requests/s", "quota", f"{_AWS}eventbridge/latest/userguide/eb-quota.html"
    ),
    "bus": Limit(
        "deliveries of the event bus",
        18_750,
        "a second",
        "quota",
        f"{_AWS}eventbridge/latest/userguide/eb-quota.html",
    ),
    "secrets": Limit(
        "GetSecretValue",
        10_000,
        "requests/s",
        "hard",
        f"{_AWS}secretsmanager/latest/userguide/reference_limits.html",
    ),
    "scheduler": Limit(
        "invocations of EventBridge Scheduler",
        1_000,
        "a second",
        "quota",
        f"{_AWS}scheduler/latest/UserGuide/scheduler-quotas.html",
    ),
    "bucket": Limit(
        "writes under one prefix of the intake bucket",
        3_500,
        "requests/s",
        "hard",
        f"{_AWS}AmazonS3/latest/userguide/optimizing-performance.html",
    ),
    "logs": Limit(
        "PutLogEvents",
        5_000,
        "requests/s",
        "quota",
        f"{_AWS}AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html",
    ),
}
_UNITS = "write units/s"
PARTITION = Limit(
    "one partition of {place}, `{key}`",
    PARTITION_WRITES,
    _UNITS,
    "hard",
    f"{_DYNAMODB}bp-partition-key-design.html",
)
BACK_PRESSURE = PARTITION._replace(source=f"{_DYNAMODB}gsi-throttling.html")
"""The same of an index: while it is throttled, so are the writes of its table."""
TABLE = Limit(
    "new on-demand {place}", NEW_WRITES, _UNITS, "quota", f"{_DYNAMODB}on-demand-capacity-mode.html"
)
WARM_TABLE = Limit("{place}", TABLE_UNITS, _UNITS, "quota", f"{_DYNAMODB}ServiceQuotas.html")
