"""Functions: an event that fails for good after an asynchronous start is kept."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import PolicyResource

from ..aws import tokens
from ..graph import triggers
from ..graph.stack import Stack
from ..judging.rule import Family, Finding, StackRule
from ..values import is_set

DESTINATION = "destinationConfig.onFailure.destination"


def _destination(function: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    if is_set(function.props, "deadLetterConfig.targetArn"):
        return
    started_by = triggers.asynchronous(function, stack)
    if not started_by:
        return
    invoke_configs = stack.referring(function, "functionName", tokens.FUNCTION_EVENT_INVOKE_CONFIG)
    if not any(is_set(config.props, DESTINATION) for config in invoke_configs):
        names = ", ".join(sorted({by.name for by in started_by}))
        yield Finding(DESTINATION, None, f"the function is started by {names}")


RULES = [
    StackRule(
        name="async-failure-destination",
        family=Family.FUNCTIONS,
        description="A function that events, schedules, topics or buckets start has a destination for failures.",
        why="After two more attempts AWS drops the event; a dead-letter queue of the rule or schedule does not"
        " help, since it catches only what was not delivered.",
        cure="Add a lambda.FunctionEventInvokeConfig with destination_config.on_failure to a queue.",
        sources=("CKV_AWS_116", "ES1007", "lambda-dlq-check"),
        types={tokens.FUNCTION},
        check=_destination,
    )
]
