"""Events: rules and roles are permitted to send to the queues for their failures."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import PolicyResource

from ..access import admission, grants
from ..aws import arns, tokens
from ..graph.references import text
from ..graph.stack import Stack
from ..judging.rule import Family, Finding, StackRule
from ..values import json_object, value

SEND = "sqs:SendMessage"
DESTINATIONS = {
    tokens.SCHEDULE: "target.deadLetterConfig.arn",
    tokens.FUNCTION: "deadLetterConfig.targetArn",
    tokens.FUNCTION_EVENT_INVOKE_CONFIG: "destinationConfig.onFailure.destination",
}
"""Types whose failures are sent by a role, each with the property that names the queue."""


def _target(target: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    yield from _elsewhere(target, "deadLetterConfig.arn", stack)
    queue = stack.referred(target, "deadLetterConfig.arn", tokens.QUEUE)
    rule = stack.referred(target, "rule", tokens.EVENT_RULE)
    if queue and rule and not _admitted("events.amazonaws.com", rule, queue, stack):
        problem = f"the policy of {queue.name} does not let events.amazonaws.com send for {rule.name}"
        yield Finding("deadLetterConfig.arn", value(target.props, "deadLetterConfig.arn"), problem)


def _subscription(
    subscription: PolicyResource, settings: Mapping[str, Any], stack: Stack
) -> Iterator[Finding]:
    arn = json_object(value(subscription.props, "redrivePolicy")).get("deadLetterTargetArn")
    queue = stack.named(arn, tokens.QUEUE) if isinstance(arn, str) else None
    topic = stack.referred(subscription, "topic", tokens.TOPIC)
    if queue and topic and not _admitted("sns.amazonaws.com", topic, queue, stack):
        problem = f"the policy of {queue.name} does not let sns.amazonaws.com send for {topic.name}"
        yield Finding("redrivePolicy.deadLetterTargetArn", arn, problem)


def _elsewhere(subject: PolicyResource, path: str, stack: Stack) -> Iterator[Finding]:
    """Yield a finding where a queue for failures is in another region, to which AWS does not send them."""
    arn, region = arns.parse(text(subject.props, path)), stack.region_of(subject)
    if arn and arn.region and region and arn.region != region:
        yield Finding(path, ":".join(("arn", *arn)), f"AWS sends failures within {region} only")


def _admitted(service: str, source: PolicyResource, queue: PolicyResource, stack: Stack) -> bool:
    return any(
        admission.admits(statement, service, SEND, source, stack)
        for statement in admission.of_resource(queue, stack)
    )


def _role(subject: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    path = DESTINATIONS[subject.resource_type]
    yield from _elsewhere(subject, path, stack)
    queue = stack.referred(subject, path, tokens.QUEUE)
    role = _sending_role(subject, stack)
    if queue and role and not grants.may(role, SEND, queue, stack):
        yield Finding(path, value(subject.props, path), f"{role.name} may not send to {queue.name}")


def _sending_role(subject: PolicyResource, stack: Stack) -> PolicyResource | None:
    """Return the role by which AWS sends the failures of a schedule or function."""
    if subject.resource_type == tokens.SCHEDULE:
        return stack.referred(subject, "target.roleArn", tokens.ROLE)
    if subject.resource_type == tokens.FUNCTION:
        return stack.referred(subject, "role", tokens.ROLE)
    function = stack.referred(subject, "functionName", tokens.FUNCTION)
    return stack.referred(function, "role", tokens.ROLE) if function else None


WHY = "AWS drops a failure that it may not put there, and nobody is told."

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
        name="dead-letter-queue-admits-topic",
        family=Family.EVENTS,
        description="The dead-letter queue of a subscription has a policy that lets the topic send to it.",
        why=WHY,
        cure="Allow sqs:SendMessage to sns.amazonaws.com in the queue's policy, bound to the topic's ARN.",
        types={tokens.TOPIC_SUBSCRIPTION},
        check=_subscription,
    ),
    StackRule(
        name="dead-letter-queue-admits-role",
        family=Family.EVENTS,
        description="The role of a schedule or function may send to the queue that takes its failures.",
        why=WHY,
        cure="Allow the role sqs:SendMessage on the queue's ARN.",
        types=DESTINATIONS.keys(),
        check=_role,
    ),
]
