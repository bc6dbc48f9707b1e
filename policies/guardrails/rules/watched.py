"""Observability: an alarm that can ring watches every function, table and queue."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import PolicyResource, Severity
from pulumi_policy.proxy import UnknownValueError

from ..aws import metrics, tokens
from ..aws.metrics import Metric
from ..graph import alarms, redrive, telling
from ..graph.alarms import Measured
from ..graph.stack import Stack, known
from ..judging.rule import Family, Finding, StackRule
from ..values import number, value

Settings = Mapping[str, Any]
RETENTION = 345_600
"""Seconds for which SQS keeps a message by default."""


def _of(
    subject: PolicyResource, alarm: PolicyResource, wanted: tuple[Metric, ...], stack: Stack
) -> list[Measured]:
    """Return the alarm's metrics that are among those wanted, of this resource."""
    if stack.region_of(alarm) != stack.region_of(subject):
        # An alarm sees its own region alone.
        return []
    name, accounts = str(value(subject.props, "name") or subject.name), stack.accounts_of(subject)
    return [
        each
        for each in alarms.measured(alarm)
        if each.metric in wanted
        and (not each.account or each.account in accounts)
        and _named(subject, alarm, each, name)
        and _there(subject, each, stack)
    ]


def _named(subject: PolicyResource, alarm: PolicyResource, each: Measured, name: str) -> bool:
    dimension = each.metric.dimension if each.metric else ""
    try:
        return value(each.props, f"dimensions.{dimension}") == name
    except UnknownValueError:
        if subject in alarm.property_dependencies.get("metricQueries" if each.query else "dimensions", ()):
            return True
        raise


def _there(function: PolicyResource, each: Measured, stack: Stack) -> bool:
    """Return True unless the metric is that of an alias that the stack does not make."""
    alias = str(value(each.props, "dimensions.Resource") or "").partition(":")[2]
    return not alias or any(
        value(made.props, "name") == alias for made in stack.referring(function, "functionName", tokens.ALIAS)
    )


def _rings(
    alarm: PolicyResource, watching: list[Measured], settings: Settings, most: float, stack: Stack
) -> bool:
    return (
        telling.told(alarm, stack)
        and not any(alarms.faults(alarm))
        and alarms.seconds(alarm) <= settings["longestSeconds"]
        and any(alarms.rings_for(alarm, each, most) for each in watching)
    )


def _unwatched(
    subject: PolicyResource, stack: Stack, settings: Settings, most: float, *wanted: Metric
) -> Iterator[Finding]:
    watching = known(stack.of(tokens.ALARM), lambda alarm: bool(_of(subject, alarm, wanted, stack)))
    if known(
        watching, lambda alarm: _rings(alarm, _of(subject, alarm, wanted, stack), settings, most, stack)
    ):
        return
    name = str(value(subject.props, "name") or subject.name)
    what = f"{' or '.join(metric.name for metric in wanted)} of {wanted[0].namespace} for it"
    deaf = ", ".join(alarm.name for alarm in watching)
    tail = (
        f": {deaf} cannot ring in time (at {most:g}, within {settings['longestSeconds']:g} s)" if deaf else ""
    )
    yield Finding("name", name, f"no alarm watches {what}{tail}")


def _errors(function: PolicyResource, settings: Settings, stack: Stack) -> Iterator[Finding]:
    return _unwatched(function, stack, settings, settings["highest"], metrics.FUNCTION_ERRORS)


def _throttles(function: PolicyResource, settings: Settings, stack: Stack) -> Iterator[Finding]:
    return _unwatched(function, stack, settings, settings["highest"], metrics.FUNCTION_THROTTLES)


def _table(table: PolicyResource, settings: Settings, stack: Stack) -> Iterator[Finding]:
    return _unwatched(table, stack, settings, settings["highest"], *metrics.TABLE_THROTTLES)


def _failures(queue: PolicyResource, settings: Settings, stack: Stack) -> Iterator[Finding]:
    if redrive.takes_failures(queue, stack):
        yield from _unwatched(queue, stack, settings, settings["highest"], metrics.QUEUE_MESSAGES)


def _age(queue: PolicyResource, settings: Settings, stack: Stack) -> Iterator[Finding]:
    if stack.referring(queue, "eventSourceArn", tokens.MAPPING):
        # An older message is gone.
        kept = number(value(queue.props, "messageRetentionSeconds")) or RETENTION
        most = min(settings["highest"], kept - 1)
        yield from _unwatched(queue, stack, settings, most, metrics.QUEUE_AGE)


def _bounds(highest: float, unit: str) -> dict[str, Mapping[str, Any]]:
    return {
        "highest": {
            "type": "number",
            "minimum": 0,
            "default": highest,
            "description": f"The highest threshold of an alarm that counts as watching, in {unit}",
        },
        "longestSeconds": {
            "type": "number",
            "minimum": 60,
            "default": 21_600,
            "description": "The longest time for which things have to be bad before such an alarm rings",
        },
    }


CURE = "Add the alarm, with a threshold that is reached as soon as somebody should look."

RULES = [
    StackRule(
        name="function-errors-watched",
        family=Family.OBSERVABILITY,
        description="An alarm watches the errors of every function.",
        why="A function that fails is otherwise noticed by those who wait for its work.",
        cure=CURE,
        types={tokens.FUNCTION},
        parameters=_bounds(100, "errors of a period"),
        check=_errors,
    ),
    StackRule(
        name="function-throttles-watched",
        family=Family.OBSERVABILITY,
        severity=Severity.MEDIUM,
        description="An alarm watches the throttles of every function.",
        why="A throttled function was never started, so it has no errors and writes no log.",
        cure=CURE,
        types={tokens.FUNCTION},
        parameters=_bounds(100, "throttled calls of a period"),
        check=_throttles,
    ),
    StackRule(
        name="table-throttles-watched",
        family=Family.OBSERVABILITY,
        severity=Severity.MEDIUM,
        description="An alarm watches the throttled requests of every table.",
        why="A hot partition holds everybody back, and shows only as slowness.",
        cure=CURE,
        types={tokens.TABLE},
        parameters=_bounds(1_000, "throttled requests of a period"),
        check=_table,
    ),
    StackRule(
        name="failures-watched",
        family=Family.OBSERVABILITY,
        description="An alarm watches the messages in every queue that takes failures.",
        why="A message there was given up: it stays until a human takes it out.",
        cure=CURE,
        types={tokens.QUEUE},
        parameters=_bounds(100, "messages"),
        check=_failures,
    ),
    StackRule(
        name="queue-age-watched",
        family=Family.OBSERVABILITY,
        description="An alarm watches the age of the oldest message in every queue that feeds a function.",
        why="A stuck consumer makes no errors; its queue only grows old, and drops messages after 14 days.",
        cure=CURE,
        types={tokens.QUEUE},
        parameters=_bounds(259_200, "seconds"),
        check=_age,
    ),
]
