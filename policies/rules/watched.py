"""Observability: everything that can fail unseen is watched by an alarm."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import PolicyResource, Severity

from . import redrive, tokens
from .core import Family, Finding, StackRule
from .stack import Stack, known
from .values import items, value


def _watches(
    alarm: PolicyResource, namespace: str, metrics: tuple[str, ...], dimension: str, name: str
) -> bool:
    """Whether the alarm counts one of the metrics of the thing, alone or in its arithmetic."""
    queries = items(alarm.props, "metricQueries")
    candidates = [alarm.props, *(found for query in queries if (found := value(query, "metric")))]
    return any(
        value(metric, "namespace") == namespace
        and value(metric, "metricName") in metrics
        and value(metric, f"dimensions.{dimension}") == name
        for metric in candidates
    )


def _unwatched(
    subject: PolicyResource, stack: Stack, namespace: str, metrics: tuple[str, ...], dimension: str
) -> Iterator[Finding]:
    name = str(value(subject.props, "name") or subject.name)
    watching = known(
        stack.of(tokens.ALARM), lambda alarm: _watches(alarm, namespace, metrics, dimension, name)
    )
    if not watching:
        yield Finding("name", name, f"no alarm watches {' or '.join(metrics)} of {namespace} for it")


def _errors(function: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    yield from _unwatched(function, stack, "AWS/Lambda", ("Errors",), "FunctionName")


def _throttles(function: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    yield from _unwatched(function, stack, "AWS/Lambda", ("Throttles",), "FunctionName")


def _table(table: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    metrics = ("ThrottledRequests", "ReadThrottleEvents", "WriteThrottleEvents")
    yield from _unwatched(table, stack, "AWS/DynamoDB", metrics, "TableName")


def _failures(queue: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    if redrive.takes_failures(queue, stack):
        yield from _unwatched(queue, stack, "AWS/SQS", ("ApproximateNumberOfMessagesVisible",), "QueueName")


def _age(queue: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    if stack.referring(queue, "eventSourceArn", tokens.MAPPING):
        yield from _unwatched(queue, stack, "AWS/SQS", ("ApproximateAgeOfOldestMessage",), "QueueName")


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
        why="A message there was given up: nobody takes it out but a human who knows.",
        cure=CURE,
        types={tokens.QUEUE},
        check=_failures,
    ),
    StackRule(
        name="queue-age-watched",
        family=Family.OBSERVABILITY,
        description="An alarm watches the age of the oldest message in every queue that feeds a function.",
        why="A stuck consumer makes no errors; its queue only grows old, and forgets after 14 days.",
        cure=CURE,
        types={tokens.QUEUE},
        check=_age,
    ),
]
