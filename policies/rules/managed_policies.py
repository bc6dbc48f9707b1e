"""Least privilege: rights are the stack's own, not a bundle of AWS's."""

from collections.abc import Iterator, Mapping
from typing import Any

from . import iam, tokens
from .core import Family, Finding, ResourceRule, Subject
from .values import items, value

OF_AWS = "arn:aws*:iam::aws:policy/*"


def _managed(subject: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    if subject.resource_type == tokens.ROLE:
        attached = items(subject.props, "managedPolicyArns")
        found = [(f"managedPolicyArns[{index}]", attached[index]) for index in range(len(attached))]
    else:
        found = [("policyArn", value(subject.props, "policyArn"))]
    for path, policy in found:
        if isinstance(policy, str) and iam.matches(OF_AWS, policy) and policy not in settings["allowed"]:
            yield Finding(path, policy)


RULES = [
    ResourceRule(
        name="no-aws-managed-policy",
        family=Family.LEAST_PRIVILEGE,
        description="No policy managed by AWS is attached.",
        why="AWS writes these for everybody, with wildcards, and widens them without asking.",
        cure="Write the few statements that are needed into the role's own policy.",
        sources=("AwsSolutions-IAM4", "CKV_AWS_274", "iam_role_administratoraccess_policy"),
        types={tokens.ROLE, tokens.ROLE_POLICY_ATTACHMENT, tokens.POLICY_ATTACHMENT},
        parameters={
            "allowed": {
                "type": "array",
                "items": {"type": "string"},
                "default": [],
                "description": "ARNs of AWS's policies that may be attached all the same",
            }
        },
        check=_managed,
    )
]
