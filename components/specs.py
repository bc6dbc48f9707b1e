"""The typed entries of a stack's catalogue: tables, queues, functions, rules, schedules and alarms as data.

Every field that names a queue, table, function or rule takes its short name (``send-queue``); ``Names`` makes the
physical one. Pure.
"""

import json
import re
from dataclasses import dataclass
from typing import Literal

from components.grants import Grant
from components.metrics import Metric

LONGEST_RETENTION = 14 * 24 * 3600
"""Seconds; SQS keeps nothing longer."""

PERIOD = 300
"""Seconds of a period in which an alarm counts, unless its entry has its own."""

_FIELD = re.compile(r"<(\w+)>")


@dataclass(frozen=True)
class IndexSpec:
    """A global secondary index; all key attributes are strings."""

    name: str
    """The index's own name; it is not prefixed."""
    hash_key: str
    """The attribute of the partition key."""
    range_key: str | None = None
    """The attribute of the sort key."""
    include: tuple[str, ...] = ()
    """The attributes kept beside the keys; empty for all."""


@dataclass(frozen=True)
class TableSpec:
    """A table, on demand and with point-in-time recovery; all key attributes are strings."""

    name: str
    """The short name."""
    hash_key: str
    """The attribute of the partition key."""
    range_key: str | None = None
    """The attribute of the sort key."""
    ttl: str | None = None
    """The attribute that holds the instant of expiry, in seconds since 1970."""
    indexes: tuple[IndexSpec, ...] = ()
    """The global secondary indexes."""


@dataclass(frozen=True)
class ParameterSpec:
    """A parameter of Systems Manager that the running system writes; the program gives it its first value only."""

    name: str
    """The short name."""
    description: str
    """The description shown in the console; changing it would write the first value again."""
    initial: str
    """The first value."""


@dataclass(frozen=True)
class QueueSpec:
    """A queue, encrypted and closed to requests without TLS."""

    name: str
    """The short name."""
    dead_letter: str | None = None
    """The queue that takes what was received ``max_receives`` times; without it a message is tried until it expires."""
    max_receives: int = 3
    """The number of deliveries before a message moves to the dead-letter queue."""
    retention: int = LONGEST_RETENTION
    """Seconds for which a message is kept."""
    event_rules: tuple[str, ...] = ()
    """The rules on the event bus that may send to it, such as for events that they could not deliver."""


@dataclass(frozen=True)
class QueueSource:
    """A queue that starts a function, and the size of its batches."""

    queue: str
    """The short name of the queue."""
    batch_size: int
    """The most messages in one invocation."""
    window: int
    """Seconds that the mapping waits for a batch to fill."""


@dataclass(frozen=True)
class FunctionSpec:
    """A function: its figures and relations; its entry point is the module ``<name with underscores>``."""

    name: str
    """The short name."""
    description: str
    """The description shown in the console."""
    memory: int
    """MB."""
    timeout: int
    """Seconds."""
    grants: tuple[Grant, ...]
    """The things that it may use: each brings a statement of its role and a variable of its environment."""
    source: QueueSource | None = None
    """The queue that starts it."""
    asynchronous: bool = True
    """True if anyone may invoke it without waiting: then AWS retries, and a failure needs a destination."""
    event_age: int = 21_600
    """Seconds for which an asynchronous invocation is tried; six hours is AWS's own limit."""
    dead_letter: str | None = None
    """The queue of its dead-letter target, if it has one."""
    public_url: bool = False
    """True if it answers at a URL that anybody may call: it has to check for itself who does."""

    @property
    def module(self) -> str:
        """The name of the module with its entry point, within the package of the stack's functions."""
        return self.name.replace("-", "_")


@dataclass(frozen=True)
class RuleSpec:
    """A rule on the event bus that starts a function."""

    name: str
    """The short name."""
    sources: tuple[str, ...]
    """The sources whose events it matches."""
    detail_type: str
    """The detail-type of the events that it matches."""
    function: str
    """The function that it starts."""
    event_age: int = 3_600
    """Seconds for which the bus tries to deliver an event."""
    retries: int = 10
    """The most attempts at delivery within that time."""

    @property
    def pattern(self) -> str:
        """The event pattern as JSON."""
        return _pattern(self.sources, self.detail_type)


@dataclass(frozen=True)
class NoticeSpec:
    """A rule on the event bus that tells the subscribers of a topic of an event, in one sentence."""

    name: str
    """The short name."""
    sources: tuple[str, ...]
    """The sources whose events it matches."""
    detail_type: str
    """The detail-type of the events that it matches."""
    text: str
    """The sentence, with ``<field>`` for a field of the event's detail; nothing else of the event is told."""
    event_age: int = 3_600
    """Seconds for which the bus tries to deliver a notice."""
    retries: int = 10
    """The most attempts at delivery within that time."""

    @property
    def pattern(self) -> str:
        """The event pattern as JSON."""
        return _pattern(self.sources, self.detail_type)

    @property
    def input_paths(self) -> dict[str, str]:
        """Each field of the text, with the place in the event from which it comes."""
        return {field: f"$.detail.{field}" for field in _FIELD.findall(self.text)}

    @property
    def input_template(self) -> str:
        """The text as the bus takes it: a quoted string with ``<field>`` in it."""
        return json.dumps(self.text)


def _pattern(sources: tuple[str, ...], detail_type: str) -> str:
    return json.dumps({"source": list(sources), "detail-type": [detail_type]})


@dataclass(frozen=True)
class ScheduleSpec:
    """A schedule that starts the function of the same name."""

    function: str
    """The function that it starts."""
    description: str
    """The description shown in the console."""
    expression: str
    """``rate(…)``, ``cron(…)`` or ``at(…)``."""
    input: str
    """The event that the function gets, as JSON."""
    event_age: int
    """Seconds for which a run that could not be delivered is tried again."""
    timezone: str | None = None
    """The IANA time zone of the expression; UTC without it."""
    retries: int = 10
    """The most attempts at delivery within ``event_age``."""


Statistic = Literal["Sum", "Average", "Maximum"]


@dataclass(frozen=True, kw_only=True)
class AlarmSpec:
    """An alarm: it goes off when the statistic of a metric, or of a sum, is above the threshold in every period."""

    name: str
    """The short name."""
    description: str
    """The text of the notification: what is wrong, in one sentence."""
    metric: Metric
    """The metric that is watched."""
    others: tuple[Metric, ...] = ()
    """Metrics that are added to it."""
    statistic: Statistic
    """The statistic of each period that is compared."""
    threshold: int
    """The greatest value that is still right, in the metric's unit; the least one with ``below``."""
    periods: int = 1
    """The number of consecutive periods above the threshold."""
    period: int = PERIOD
    """Seconds of one period."""
    notify_ok: bool = False
    """True if the end of the alarm is notified too."""
    below: bool = False
    """True if it goes off below the threshold, and where there are no data at all: something has stopped."""
    page: str | None = None
    """The page of the runbook that says what to do, without its ending; without it the one of the alarm's own name."""
