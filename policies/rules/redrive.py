"""Where undelivered messages go: shared by the rules on dead-letter queues. Holds no rule."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from pulumi_policy import PolicyResource

from . import tokens
from .stack import Stack, known
from .values import fields, value

USES: tuple[tuple[str, str], ...] = (
    (tokens.EVENT_TARGET, "deadLetterConfig.arn"),
    (tokens.SCHEDULE, "target.deadLetterConfig.arn"),
    (tokens.FUNCTION, "deadLetterConfig.targetArn"),
    (tokens.FUNCTION_EVENT_INVOKE_CONFIG, "destinationConfig.onFailure.destination"),
)
"""What else puts its failures into a queue: type and property."""


def policy(queue: PolicyResource, stack: Stack) -> Mapping[str, Any]:
    """The queue's redrive policy, on the queue or in a resource of its own; empty where it has none."""
    return _setting(queue, "redrivePolicy", tokens.QUEUE_REDRIVE_POLICY, stack)


def allow_policy(queue: PolicyResource, stack: Stack) -> Mapping[str, Any]:
    """The queue's redrive-allow policy: whose dead letters it takes; empty where it has none."""
    return _setting(queue, "redriveAllowPolicy", tokens.QUEUE_REDRIVE_ALLOW_POLICY, stack)


def target(queue: PolicyResource, stack: Stack) -> PolicyResource | None:
    """The queue's dead-letter queue, if it is one of the stack."""
    arn = policy(queue, stack).get("deadLetterTargetArn")
    return stack.named(arn, tokens.QUEUE) if isinstance(arn, str) else None


def sources(queue: PolicyResource, stack: Stack) -> list[PolicyResource]:
    """The queues of the stack whose dead letters go here."""
    return known(stack.of(tokens.QUEUE), lambda source: target(source, stack) is queue)


def takes_failures(queue: PolicyResource, stack: Stack) -> bool:
    """Whether anything of the stack puts its failures into the queue."""
    uses = [
        partial(sources, queue, stack),
        *(partial(stack.referring, queue, path, kind) for kind, path in USES),
    ]
    return bool(known(uses, lambda users: bool(users())))


def _setting(queue: PolicyResource, path: str, kind: str, stack: Stack) -> Mapping[str, Any]:
    if found := value(queue.props, path):
        return fields(found)
    for beside in stack.referring(queue, "queueUrl", kind):
        return fields(value(beside.props, path))
    return {}
