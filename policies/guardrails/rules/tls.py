"""Encryption and exposure: queues, topics and buckets refuse requests without TLS."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pulumi_policy import PolicyResource

from ..framework import grants, iam, tokens
from ..framework.rule import Family, Finding, StackRule
from ..framework.stack import Stack
from ..framework.values import value


@dataclass(frozen=True, slots=True)
class Requirement:
    """The actions that the policy of a type of resource has to deny without TLS, and its place."""

    holder: str
    """Type of the resource that holds the policy, beside the resource itself."""
    path: str
    """Property of the holder that names the resource."""
    actions: tuple[str, ...]
    parts: str = ""
    """Suffix of the ARN that covers the resource's parts, where it has any."""


REQUIREMENTS = {
    tokens.QUEUE: Requirement(
        tokens.QUEUE_POLICY, "queueUrl", ("sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage")
    ),
    tokens.TOPIC: Requirement(tokens.TOPIC_POLICY, "arn", ("sns:Publish",)),
    tokens.BUCKET: Requirement(
        tokens.BUCKET_POLICY, "bucket", ("s3:GetObject", "s3:PutObject", "s3:ListBucket"), parts="/*"
    ),
}


def _tls_only(subject: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    required = REQUIREMENTS[subject.resource_type]
    denials = [
        statement
        for statement in grants.of_resource(subject, stack, required.path, required.holder)
        if _denies_everybody(statement, required.actions) and _without_tls(statement)
    ]
    whole = any(grants.covers(statement, subject, stack) for statement in denials)
    if not whole or (required.parts and not any(_ends(statement, required.parts) for statement in denials)):
        yield Finding("policy", value(subject.props, "policy"), "no statement denies requests without TLS")


def _denies_everybody(statement: iam.PolicyStatement, actions: tuple[str, ...]) -> bool:
    return (
        statement.denies
        and any(principal.name == "*" for principal in statement.principals)
        and all(any(iam.matches(pattern, action) for pattern in statement.actions) for action in actions)
    )


def _without_tls(statement: iam.PolicyStatement) -> bool:
    return len(statement.conditions) == 1 and any(
        condition.key == "aws:securetransport"
        and condition.operator.lower() == "bool"
        and [text.lower() for text in condition.values] == ["false"]
        for condition in statement.conditions
    )


def _ends(statement: iam.PolicyStatement, suffix: str) -> bool:
    return any(pattern == "*" or pattern.endswith(suffix) for pattern in statement.resources)


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
        check=_tls_only,
    ),
    StackRule(
        name="topic-tls-only",
        family=Family.EXPOSURE,
        description="Every topic has a policy that denies publishing without TLS.",
        why=WHY,
        cure=CURE.format(actions="sns:Publish", also=""),
        sources=("AwsSolutions-SNS3",),
        types={tokens.TOPIC},
        check=_tls_only,
    ),
    StackRule(
        name="bucket-tls-only",
        family=Family.EXPOSURE,
        description="Every bucket has a policy that denies requests without TLS, to it and to its objects.",
        why=WHY,
        cure=CURE.format(actions="s3:*", also=" and <ARN>/*"),
        sources=("AwsSolutions-S10", "CKV_AWS_379", "S3.5"),
        types={tokens.BUCKET},
        check=_tls_only,
    ),
]
