"""Queues: a mapping reports partial batches, and has a limit on its concurrency."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import PolicyResource, Severity

from ..aws import tokens
from ..graph.stack import Stack
from ..judging.rule import Family, Finding, ResourceRule, StackRule, Subject
from ..values import items, number, value


def _reports(mapping: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    types = items(mapping.props, "functionResponseTypes")
    if "ReportBatchItemFailures" not in types and _of_a_queue(mapping):
        yield Finding("functionResponseTypes", types or None)


def _capped(mapping: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    found = value(mapping.props, "scalingConfig.maximumConcurrency")
    most = number(found)
    if (most is None or not 2 <= most <= 1000) and _of_a_queue(mapping):
        yield Finding("scalingConfig.maximumConcurrency", found)


def _within(mapping: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    function = stack.referred(mapping, "functionName", tokens.FUNCTION)
    reserved = number(value(function.props, "reservedConcurrentExecutions")) if function else None
    most = number(value(mapping.props, "scalingConfig.maximumConcurrency"))
    if function and reserved is not None and reserved >= 0 and most is not None and most > reserved:
        problem = f"{function.name} has only {reserved:g} reserved"
        yield Finding("scalingConfig.maximumConcurrency", most, problem)


def _of_a_queue(mapping: Subject) -> bool:
    parts = str(value(mapping.props, "eventSourceArn") or "").split(":")
    return len(parts) > 2 and parts[2] == "sqs"


RULES = [
    ResourceRule(
        name="mapping-reports-partial-batches",
        family=Family.QUEUES,
        description="A mapping from a queue lets the function report the messages that failed.",
        why="Otherwise one bad message brings its whole batch back, and the good ones are processed again.",
        cure='Set function_response_types=["ReportBatchItemFailures"], and answer with batchItemFailures.',
        types={tokens.MAPPING},
        check=_reports,
    ),
    ResourceRule(
        name="mapping-concurrency-capped",
        family=Family.QUEUES,
        description="A mapping from a queue says how many instances of the function it runs at most (2 to 1000).",
        why="Uncapped, a full queue takes all of the account's concurrency; capped by reserved concurrency alone, "
        "messages go to the dead-letter queue without having been seen.",
        cure='Set scaling_config={"maximum_concurrency": 10}.',
        types={tokens.MAPPING},
        check=_capped,
    ),
    StackRule(
        name="mapping-within-reserved-concurrency",
        family=Family.QUEUES,
        severity=Severity.MEDIUM,
        description="A mapping runs no more instances than its function has reserved.",
        why="What the mapping starts beyond that is throttled, and its messages use up their receives unseen.",
        cure="Lower maximum_concurrency, or raise reserved_concurrent_executions of the function.",
        types={tokens.MAPPING},
        check=_within,
    ),
]
