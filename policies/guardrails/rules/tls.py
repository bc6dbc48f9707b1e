"""Encryption and exposure: queues, topics and buckets refuse requests without TLS."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pulumi_policy import PolicyResource

from ..access import admission
from ..aws import iam, tokens
from ..graph.stack import Stack
from ..judging.rule import Family, Finding, StackRule
from ..values import number, value


@dataclass(frozen=True, slots=True)
class Requirement:
    """The actions that the policy of a type of resource has to deny without TLS, and what they act on."""

    actions: tuple[str, ...]
    parts: tuple[str, ...] = ("",)
    """Ends of the ARNs that have to be covered: the resource itself, and what is within it."""


REQUIREMENTS = {
    tokens.QUEUE: Requirement(("sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage")),
    tokens.TOPIC: Requirement(("sns:Publish",)),
    tokens.BUCKET: Requirement(("s3:GetObject", "s3:PutObject", "s3:ListBucket"), parts=("", "/*")),
}


def _tls_only(subject: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    required = REQUIREMENTS[subject.resource_type]
    denials = [
        statement
        for statement in admission.of_resource(subject, stack)
        if statement.denies and _of_everybody(statement) and _without_tls(statement)
    ]
    if not all(
        any(_covers(denial, action, subject, part, stack) for denial in denials)
        for action in required.actions
        for part in required.parts
    ):
        yield Finding("policy", value(subject.props, "policy"), "no statement denies requests without TLS")


def _of_everybody(statement: iam.PolicyStatement) -> bool:
    return any(each.name == "*" and each.kind.lower() == "aws" for each in statement.principals)


def _without_tls(statement: iam.PolicyStatement) -> bool:
    """Return True if a denial's one condition holds of every request without TLS; a second would spare some."""
    if len(statement.conditions) != 1:
        return False
    condition, operator = statement.conditions[0], statement.conditions[0].operator.lower()
    if condition.key == "aws:securetransport":
        # A request that lacks the key is denied besides, which does no harm.
        return operator in ("bool", "boolifexists") and "false" in [each.lower() for each in condition.values]
    # Without TLS there is no version, and only `…IfExists` holds of a request without the key.
    return (
        condition.key == "s3:tlsversion"
        and operator == "numericlessthanifexists"
        and any((number(each) or 0) > 1 for each in condition.values)
    )


def _covers(
    denial: iam.PolicyStatement, action: str, subject: PolicyResource, part: str, stack: Stack
) -> bool:
    return any(iam.matches(pattern, action) for pattern in denial.actions) and any(
        stack.covered(subject, pattern, part) for pattern in denial.resources
    )


WHY = "Without TLS, what is sent and stored can be read and changed on its way."
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
