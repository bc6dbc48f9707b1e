"""Encryption and exposure: queues, topics and buckets refuse requests without TLS."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import PolicyResource

from . import grants, iam, tokens
from .core import Family, Finding, StackRule
from .stack import Stack
from .values import value


def _refuses(
    subject: PolicyResource,
    stack: Stack,
    policies: tuple[str, str],
    actions: tuple[str, ...],
    suffix: str = "",
) -> bool:
    """Whether the subject's policies deny everybody these actions without TLS, on the subject and its parts."""
    denials = [
        statement
        for statement in grants.of_resource(subject, stack, *policies)
        if statement.effect.lower() == "deny"
        and any(name == "*" for _, name in statement.principals)
        and _without_tls(statement)
        and all(any(iam.matches(pattern, action) for pattern in statement.actions) for action in actions)
    ]
    whole = any(grants.covers(statement, subject, stack) for statement in denials)
    return whole and (not suffix or any(_ends(statement, suffix) for statement in denials))


def _without_tls(statement: iam.Statement) -> bool:
    return len(statement.conditions) == 1 and any(
        condition.key == "aws:securetransport"
        and condition.operator.lower() == "bool"
        and [text.lower() for text in condition.values] == ["false"]
        for condition in statement.conditions
    )


def _ends(statement: iam.Statement, suffix: str) -> bool:
    return any(pattern == "*" or pattern.endswith(suffix) for pattern in statement.resources)


def _queue(queue: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    actions = ("sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage")
    if not _refuses(queue, stack, ("queueUrl", tokens.QUEUE_POLICY), actions):
        yield Finding("policy", value(queue.props, "policy"), "no statement denies requests without TLS")


def _topic(topic: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    if not _refuses(topic, stack, ("arn", tokens.TOPIC_POLICY), ("sns:Publish",)):
        yield Finding("policy", value(topic.props, "policy"), "no statement denies requests without TLS")


def _bucket(bucket: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    actions = ("s3:GetObject", "s3:PutObject", "s3:ListBucket")
    if not _refuses(bucket, stack, ("bucket", tokens.BUCKET_POLICY), actions, suffix="/*"):
        yield Finding("policy", value(bucket.props, "policy"), "no statement denies requests without TLS")


WHY = "Without TLS, names, numbers and messages of contacts can be read and changed on their way."
CURE = (
    'Attach a policy with Effect Deny, Principal "*", Action "{actions}", the ARN{also} as Resource, and Condition'
    ' {{"Bool": {{"aws:SecureTransport": "false"}}}}.'
)

RULES = [
    StackRule(
        name="queue-tls-only",
        family=Family.EXPOSURE,
        description="Every queue has a policy that denies requests without TLS.",
        why=WHY,
        cure=CURE.format(actions="sqs:*", also=""),
        sources=("AwsSolutions-SQS4",),
        types={tokens.QUEUE},
        check=_queue,
    ),
    StackRule(
        name="topic-tls-only",
        family=Family.EXPOSURE,
        description="Every topic has a policy that denies publishing without TLS.",
        why=WHY,
        cure=CURE.format(actions="sns:Publish", also=""),
        sources=("AwsSolutions-SNS3",),
        types={tokens.TOPIC},
        check=_topic,
    ),
    StackRule(
        name="bucket-tls-only",
        family=Family.EXPOSURE,
        description="Every bucket has a policy that denies requests without TLS, to it and to its objects.",
        why=WHY,
        cure=CURE.format(actions="s3:*", also=" and <ARN>/*"),
        sources=("AwsSolutions-S10", "CKV_AWS_379", "S3.5"),
        types={tokens.BUCKET},
        check=_bucket,
    ),
]
