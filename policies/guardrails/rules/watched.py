"""Observability: an alarm watches every function, table and queue."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pulumi_policy import PolicyResource, Severity

from ..framework import redrive, tokens
from ..framework.rule import Family, Finding, StackRule
from ..framework.stack import Stack, known
from ..framework.values import items, value


@dataclass(frozen=True, slots=True)
class Metrics:
    """Metrics of one type of resource, any of which will do."""

    namespace: str
    names: tuple[str, ...]
    dimension: str
    """The dimension that holds the resource's name."""


FUNCTION_ERRORS = Metrics("AWS/Lambda", ("Errors",), "FunctionName")
FUNCTION_THROTTLES = Metrics("AWS/Lambda", ("Throttles",), "FunctionName")
TABLE_THROTTLES = Metrics(
    "AWS/DynamoDB", ("ThrottledRequests", "ReadThrottleEvents", "WriteThrottleEvents"), "TableName"
)
QUEUE_MESSAGES = Metrics("AWS/SQS", ("ApproximateNumberOfMessagesVisible",), "QueueName")
QUEUE_AGE = Metrics("AWS/SQS", ("ApproximateAgeOfOldestMessage",), "QueueName")


def _watches(alarm: PolicyResource, metrics: Metrics, name: str) -> bool:
    """Return True if the alarm counts one of the metrics of the named resource, alone or in its arithmetic."""
    queries = items(alarm.props, "metricQueries")
    candidates = [alarm.props, *(found for query in queries if (found := value(query, "metric")))]
    return any(
        value(metric, "namespace") == metrics.namespace
        and value(metric, "metricName") in metrics.names
        and value(metric, f"dimensions.{metrics.dimension}") == name
        for metric in candidates
    )


def _unwatched(subject: PolicyResource, stack: Stack, metrics: Metrics) -> Iterator[Finding]:
    name = str(value(subject.props, "name") or subject.name)
    if not known(stack.of(tokens.ALARM), lambda alarm: _watches(alarm, metrics, name)):
        problem = f"no alarm watches {' or '.join(metrics.names)} of {metrics.namespace} for it"
        yield Finding("name", name, problem)


def _errors(function: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    return _unwatched(function, stack, FUNCTION_ERRORS)


def _throttles(function: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    return _unwatched(function, stack, FUNCTION_THROTTLES)


def _table(table: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    return _unwatched(table, stack, TABLE_THROTTLES)


def _failures(queue: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    if redrive.takes_failures(queue, stack):
        yield from _unwatched(queue, stack, QUEUE_MESSAGES)


def _age(queue: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    if stack.referring(queue, "eventSourceArn", tokens.MAPPING):
        yield from _unwatched(queue, stack, QUEUE_AGE)


CURE = "Add the alarm; in this stack, to the catalogue."

RULES = [
    StackRule(
        name="function-errors-watched",
        family=Family.OBSERVABILITY,
        description="An alarm watches the errors of every function.",
        why="A function that fails is otherwise noticed by the contact who gets no answer.",
        cure=CURE,
        types={tokens.FUNCTION},
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
        check=_throttles,
    ),
    StackRule(
        name="table-throttles-watched",
        family=Family.OBSERVABILITY,
        severity=Severity.MEDIUM,
        description="An alarm watches the throttled requests of every table.",
        why="A hot partition holds back every tenant, and shows only as slowness.",
        cure=CURE,
        types={tokens.TABLE},
        check=_table,
    ),
    StackRule(
        name="failures-watched",
        family=Family.OBSERVABILITY,
        description="An alarm watches the messages in every queue that takes failures.",
        why="A message there was given up: it stays until a human takes it out.",
        cure=CURE,
        types={tokens.QUEUE},
        check=_failures,
    ),
    StackRule(
        name="queue-age-watched",
        family=Family.OBSERVABILITY,
        description="An alarm watches the age of the oldest message in every queue that feeds a function.",
        why="A stuck consumer makes no errors; its queue only grows old, and drops messages after 14 days.",
        cure=CURE,
        types={tokens.QUEUE},
        check=_age,
    ),
]
