"""Queues: a message stays hidden while a function is still working on it."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import PolicyResource

from ..aws import tokens
from ..graph.stack import Stack
from ..judging.rule import Family, Finding, StackRule
from ..values import number, value

DEFAULT_VISIBILITY = 30
"""Seconds for which SQS hides a message by default."""
DEFAULT_TIMEOUT = 3
"""Seconds that Lambda gives a function by default."""
TIMES = 6
"""Time-outs that AWS recommends to allow for within the visibility time, throttling included."""


def _visibility(queue: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    for mapping in stack.referring(queue, "eventSourceArn", tokens.MAPPING):
        function = stack.referred(mapping, "functionName", tokens.FUNCTION)
        if function is None:
            continue
        timeout = number(value(function.props, "timeout")) or DEFAULT_TIMEOUT
        window = number(value(mapping.props, "maximumBatchingWindowInSeconds")) or 0
        needed = TIMES * timeout + window
        found = number(value(queue.props, "visibilityTimeoutSeconds"))
        if (DEFAULT_VISIBILITY if found is None else found) < needed:
            problem = (
                f"{function.name} needs {needed:g} (6 × its time-out of {timeout:g} + a window of {window:g})"
            )
            yield Finding("visibilityTimeoutSeconds", found, problem)


RULES = [
    StackRule(
        name="queue-visibility-timeout",
        family=Family.QUEUES,
        description="A queue hides a message for 6 × the time-out of the function that takes it, plus the window.",
        why="A message that comes back while the function is still busy with it is processed twice.",
        cure="Raise visibility_timeout_seconds of the queue, or lower the time-out of the function.",
        sources=("LambdaEventSourceSQSVisibilityTimeout",),
        types={tokens.QUEUE},
        check=_visibility,
    )
]
