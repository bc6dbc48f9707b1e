"""Queues: dead-letter queues exist, accept their own sources only, and keep messages long enough."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import PolicyResource, Severity

from ..aws import tokens
from ..graph import redrive
from ..graph.stack import Stack
from ..judging.rule import Family, Finding, StackRule
from ..values import number, value

DEFAULT_RETENTION = 345_600
"""Seconds for which SQS keeps a message by default."""


def _has_one(queue: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    policy = redrive.policy(queue, stack)
    if not redrive.settled(policy):
        return
    if not policy.get("deadLetterTargetArn"):
        if not redrive.takes_failures(queue, stack):
            yield Finding("redrivePolicy", policy or value(queue.props, "redrivePolicy"))
        return
    receives, fewest = number(policy.get("maxReceiveCount")), settings["fewestReceives"]
    if receives is None or receives < fewest:
        problem = f"a message would be given up before its attempt number {fewest:g}"
        yield Finding("redrivePolicy.maxReceiveCount", policy.get("maxReceiveCount"), problem)
    if redrive.target(queue, stack) is queue:
        yield Finding(
            "redrivePolicy.deadLetterTargetArn", policy["deadLetterTargetArn"], "it is the queue itself"
        )


def _accepts(queue: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    sources = redrive.sources(queue, stack)
    if not sources:
        return
    policy = redrive.allow_policy(queue, stack)
    if not redrive.settled(policy) and set(policy[redrive.MADE_OF]) == set(sources):
        return
    names = {str(value(source.props, "name") or source.name) for source in sources}
    problem = f"its sources are {', '.join(sorted(names))}"
    permission, allowed = policy.get("redrivePermission"), policy.get("sourceQueueArns") or []
    if permission != "byQueue":
        yield Finding("redriveAllowPolicy.redrivePermission", permission, problem)
    elif {stack.named(str(arn), tokens.QUEUE) for arn in allowed} != set(sources):
        yield Finding("redriveAllowPolicy.sourceQueueArns", allowed, problem)


def _keeps(queue: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    for source in redrive.sources(queue, stack):
        kept, before = _retention(queue), _retention(source)
        if kept < before:
            problem = f"{source.name} keeps its messages for {before:g} s"
            yield Finding("messageRetentionSeconds", value(queue.props, "messageRetentionSeconds"), problem)


def _retention(queue: PolicyResource) -> float:
    return number(value(queue.props, "messageRetentionSeconds")) or DEFAULT_RETENTION


RULES = [
    StackRule(
        name="queue-has-dead-letter-queue",
        family=Family.QUEUES,
        description="A queue that does not itself take failures has a dead-letter queue.",
        why="Without one a message that cannot be processed comes back until it expires, unseen by anybody.",
        cure="Set redrive_policy with deadLetterTargetArn and a maxReceiveCount of at least 3.",
        sources=("AwsSolutions-SQS3", "ES6000"),
        types={tokens.QUEUE},
        parameters={
            "fewestReceives": {
                "type": "number",
                "minimum": 1,
                "default": 3,
                "description": "The lowest maxReceiveCount",
            }
        },
        check=_has_one,
    ),
    StackRule(
        name="dead-letter-queue-accepts-its-sources",
        family=Family.QUEUES,
        severity=Severity.MEDIUM,
        description="A dead-letter queue lists, in redriveAllowPolicy, exactly the queues that redrive to it.",
        why="Otherwise any queue of the account may mix its failures in, and a redrive would send them on.",
        cure='Set redrive_allow_policy to {"redrivePermission": "byQueue", "sourceQueueArns": [<its sources>]}.',
        types={tokens.QUEUE},
        check=_accepts,
    ),
    StackRule(
        name="dead-letter-queue-keeps-longer",
        family=Family.QUEUES,
        description="A dead-letter queue keeps messages at least as long as the queue that they come from.",
        why="A message keeps its first arrival time when it is moved: kept shorter, it may be gone before anybody"
        " has looked.",
        cure="Raise message_retention_seconds of the dead-letter queue; 1209600 (14 days) is the most.",
        types={tokens.QUEUE},
        check=_keeps,
    ),
]
