"""Events: whoever puts failures into a queue may do so."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import PolicyResource

from . import grants, tokens
from .core import Family, Finding, StackRule
from .stack import Stack
from .values import value

SEND = "sqs:SendMessage"


def _target(target: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    queue = stack.referred(target, "deadLetterConfig.arn", tokens.QUEUE)
    rule = stack.referred(target, "rule", tokens.EVENT_RULE)
    if queue is None or rule is None:
        return
    statements = grants.of_resource(queue, stack, "queueUrl", tokens.QUEUE_POLICY)
    if not any(grants.admits(statement, "events.amazonaws.com", SEND, rule) for statement in statements):
        problem = f"the policy of {queue.name} does not let events.amazonaws.com send for {rule.name}"
        yield Finding("deadLetterConfig.arn", value(target.props, "deadLetterConfig.arn"), problem)


def _role(subject: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    if subject.resource_type == tokens.SCHEDULE:
        path, role = "target.deadLetterConfig.arn", stack.referred(subject, "target.roleArn", tokens.ROLE)
    elif subject.resource_type == tokens.FUNCTION:
        path, role = "deadLetterConfig.targetArn", stack.referred(subject, "role", tokens.ROLE)
    else:
        path = "destinationConfig.onFailure.destination"
        function = stack.referred(subject, "functionName", tokens.FUNCTION)
        role = stack.referred(function, "role", tokens.ROLE) if function else None
    queue = stack.referred(subject, path, tokens.QUEUE)
    if queue and role and not grants.may(role, SEND, queue, stack):
        yield Finding(path, value(subject.props, path), f"{role.name} may not send to {queue.name}")


WHY = "AWS drops what it may not put there, and nobody learns of it."

RULES = [
    StackRule(
        name="dead-letter-queue-admits-rule",
        family=Family.EVENTS,
        description="The dead-letter queue of an event target has a policy that lets the rule send to it.",
        why=WHY,
        cure="Allow sqs:SendMessage to events.amazonaws.com in the queue's policy, bound to the rule's ARN.",
        types={tokens.EVENT_TARGET},
        check=_target,
    ),
    StackRule(
        name="dead-letter-queue-admits-role",
        family=Family.EVENTS,
        description="The role of a schedule or function may send to the queue that takes its failures.",
        why=WHY,
        cure="Allow the role sqs:SendMessage on the queue's ARN.",
        types={tokens.SCHEDULE, tokens.FUNCTION, tokens.FUNCTION_EVENT_INVOKE_CONFIG},
        check=_role,
    ),
]
