"""The queues that take what others could not process or deliver."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from pulumi_policy import PolicyResource

from . import tokens
from .stack import Stack, known
from .values import json_object, value

USES: tuple[tuple[str, str], ...] = (
    (tokens.EVENT_TARGET, "deadLetterConfig.arn"),
    (tokens.SCHEDULE, "target.deadLetterConfig.arn"),
    (tokens.FUNCTION, "deadLetterConfig.targetArn"),
    (tokens.FUNCTION_EVENT_INVOKE_CONFIG, "destinationConfig.onFailure.destination"),
)
"""Types that put their failures into a queue, each with the property that names it."""


def policy(queue: PolicyResource, stack: Stack) -> Mapping[str, Any]:
    """Return the queue's redrive policy, on the queue or in a resource of its own; empty where it has none."""
    return _setting(queue, "redrivePolicy", tokens.QUEUE_REDRIVE_POLICY, stack)


def allow_policy(queue: PolicyResource, stack: Stack) -> Mapping[str, Any]:
    """Return the queue's redrive-allow policy: whose dead letters it takes; empty where it has none."""
    return _setting(queue, "redriveAllowPolicy", tokens.QUEUE_REDRIVE_ALLOW_POLICY, stack)


def target(queue: PolicyResource, stack: Stack) -> PolicyResource | None:
    """Return the queue's dead-letter queue, or None where it is not one of the stack."""
    arn = policy(queue, stack).get("deadLetterTargetArn")
    return stack.named(arn, tokens.QUEUE) if isinstance(arn, str) else None


def sources(queue: PolicyResource, stack: Stack) -> list[PolicyResource]:
    """Return the queues of the stack whose dead letters go to this one."""
    return known(stack.of(tokens.QUEUE), lambda source: target(source, stack) is queue)


def takes_failures(queue: PolicyResource, stack: Stack) -> bool:
    """Return True if any resource of the stack puts its failures into the queue."""
    uses = [
        partial(sources, queue, stack),
        *(partial(stack.referring, queue, path, kind) for kind, path in USES),
    ]
    return bool(known(uses, lambda users: bool(users())))


def _setting(queue: PolicyResource, path: str, kind: str, stack: Stack) -> Mapping[str, Any]:
    if found := value(queue.props, path):
        return json_object(found)
    for beside in stack.referring(queue, "queueUrl", kind):
        return json_object(value(beside.props, path))
    return {}
