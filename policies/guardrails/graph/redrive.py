"""The queues that take what others could not process or deliver."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from pulumi_policy import PolicyResource
from pulumi_policy.proxy import UnknownValueError

from ..aws import tokens
from ..values import json_object, value
from .stack import Stack, known

USES: tuple[tuple[str, str], ...] = (
    (tokens.EVENT_BUS, "deadLetterConfig.arn"),
    (tokens.EVENT_TARGET, "deadLetterConfig.arn"),
    (tokens.SCHEDULE, "target.deadLetterConfig.arn"),
    (tokens.FUNCTION, "deadLetterConfig.targetArn"),
    (tokens.FUNCTION_EVENT_INVOKE_CONFIG, "destinationConfig.onFailure.destination"),
    (tokens.MAPPING, "destinationConfig.onFailure.destinationArn"),
    (tokens.PIPE, "sourceParameters.dynamodbStreamParameters.deadLetterConfig.arn"),
    (tokens.PIPE, "sourceParameters.kinesisStreamParameters.deadLetterConfig.arn"),
    (tokens.TOPIC_RULE, "errorAction.sqs.queueUrl"),
)
"""Types that put their failures into a queue, each with the property that names it."""

MADE_OF = "madeOf"
"""The key of a policy that is unknown at preview: the queues whose ARNs it is made of."""


def policy(queue: PolicyResource, stack: Stack) -> Mapping[str, Any]:
    """Return the queue's redrive policy, on the queue or in a resource of its own; empty where it has none.

    One that is unknown at preview has only the queues that it is made of, under `MADE_OF`.
    """
    return _setting(queue, "redrivePolicy", tokens.QUEUE_REDRIVE_POLICY, stack)


def allow_policy(queue: PolicyResource, stack: Stack) -> Mapping[str, Any]:
    """Return the queue's redrive-allow policy: whose dead letters it takes; empty where it has none."""
    return _setting(queue, "redriveAllowPolicy", tokens.QUEUE_REDRIVE_ALLOW_POLICY, stack)


def target(queue: PolicyResource, stack: Stack) -> PolicyResource | None:
    """Return the queue's dead-letter queue, or None where it is not one of the stack."""
    return _named(policy(queue, stack), stack)


def sources(queue: PolicyResource, stack: Stack) -> list[PolicyResource]:
    """Return the queues of the stack whose dead letters go to this one."""
    return known(stack.of(tokens.QUEUE), lambda source: target(source, stack) is queue)


def takes_failures(queue: PolicyResource, stack: Stack) -> bool:
    """Return True if any resource of the stack puts its failures into the queue."""
    uses = [
        partial(sources, queue, stack),
        partial(_subscriptions, queue, stack),
        *(partial(stack.referring, queue, path, kind) for kind, path in USES),
    ]
    return bool(known(uses, lambda users: bool(users())))


def settled(policy: Mapping[str, Any]) -> bool:
    """Return True if the policy itself is known, and not only the queues that it is made of."""
    return MADE_OF not in policy


def _subscriptions(queue: PolicyResource, stack: Stack) -> list[PolicyResource]:
    """Return the subscriptions whose undelivered messages go to the queue."""
    return known(
        stack.of(tokens.TOPIC_SUBSCRIPTION), lambda each: _named(_read(each, "redrivePolicy"), stack) is queue
    )


def _named(policy: Mapping[str, Any], stack: Stack) -> PolicyResource | None:
    if not settled(policy):
        return policy[MADE_OF][0]
    arn = policy.get("deadLetterTargetArn")
    return stack.named(arn, tokens.QUEUE) if isinstance(arn, str) else None


def _setting(queue: PolicyResource, path: str, kind: str, stack: Stack) -> Mapping[str, Any]:
    if found := _read(queue, path):
        return found
    for beside in stack.referring(queue, "queueUrl", kind):
        return _read(beside, path)
    return {}


def _read(resource: PolicyResource, path: str) -> Mapping[str, Any]:
    """Return the JSON object in a property; of one that is unknown, the queues that it is made of.

    Raises `UnknownValueError` where it is made of none.
    """
    try:
        return json_object(value(resource.props, path))
    except UnknownValueError:
        recorded = resource.property_dependencies.get(path, [])
        behind = [each for each in recorded if each.resource_type == tokens.QUEUE]
        if not behind:
            raise
        return {MADE_OF: behind}
