"""Observability: CloudWatch and the event bus are able to publish to the topics that they notify."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import PolicyResource

from ..access import admission
from ..aws import tokens
from ..graph.stack import Stack, known
from ..judging.rule import Family, Finding, StackRule
from ..values import items, value

AWS_MANAGED_KEY = "alias/aws/sns"


def _admits(topic: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    notifying = known(stack.of(tokens.ALARM), lambda alarm: _notifies(alarm, topic, stack))
    if not notifying:
        return
    key = value(topic.props, "kmsMasterKeyId")
    if key == AWS_MANAGED_KEY:
        yield Finding("kmsMasterKeyId", key, "CloudWatch may not use this key")
    statements = list(admission.of_resource(topic, stack))
    # A topic without a policy of its own lets the whole account publish.
    if statements and not any(
        admission.admits(statement, "cloudwatch.amazonaws.com", "sns:Publish", notifying[0], stack)
        for statement in statements
    ):
        yield Finding(
            "policy", value(topic.props, "policy"), "no statement lets cloudwatch.amazonaws.com publish"
        )


def _admits_rule(target: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    topic = stack.referred(target, "arn", tokens.TOPIC)
    rule = stack.referred(target, "rule", tokens.EVENT_RULE)
    if topic is None or rule is None:
        return
    # AWS's own policy of a topic lets its account in, and EventBridge is not the account.
    statements = admission.of_resource(topic, stack)
    if not any(
        admission.admits(each, "events.amazonaws.com", "sns:Publish", rule, stack) for each in statements
    ):
        problem = f"the policy of {topic.name} does not let events.amazonaws.com publish for {rule.name}"
        yield Finding("arn", value(target.props, "arn"), problem)


def _notifies(alarm: PolicyResource, topic: PolicyResource, stack: Stack) -> bool:
    actions = range(len(items(alarm.props, "alarmActions")))
    return bool(known(actions, lambda i: stack.referred(alarm, f"alarmActions.{i}", tokens.TOPIC) is topic))


RULES = [
    StackRule(
        name="alarm-topic-admits-cloudwatch",
        family=Family.OBSERVABILITY,
        description="A topic that alarms notify lets CloudWatch publish, and has no key that keeps it out.",
        why="CloudWatch fails in silence: the alarm turns red and nobody is told.",
        cure="Allow sns:Publish to cloudwatch.amazonaws.com in the topic's policy; encrypt with a key of your own"
        " whose policy admits CloudWatch, or not at all.",
        types={tokens.TOPIC},
        check=_admits,
    ),
    StackRule(
        name="event-topic-admits-eventbridge",
        family=Family.OBSERVABILITY,
        description="A topic that a rule on the event bus notifies lets EventBridge publish for that rule.",
        why="Nobody hears of the event: it ends in the target's dead-letter queue, or nowhere.",
        cure="Allow sns:Publish to events.amazonaws.com in the topic's policy, with the rule's ARN as aws:SourceArn.",
        types={tokens.EVENT_TARGET},
        check=_admits_rule,
    ),
]
