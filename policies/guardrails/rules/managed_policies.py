"""Least privilege: rights come from the stack's own policies, not from those that AWS manages."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..framework import iam, tokens
from ..framework.rule import Family, Finding, ResourceRule, Subject
from ..framework.values import items, value

AWS_MANAGED = "arn:aws*:iam::aws:policy/*"


def _managed(subject: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    if subject.resource_type == tokens.ROLE:
        attached = items(subject.props, "managedPolicyArns")
        found = [(f"managedPolicyArns[{index}]", attached[index]) for index in range(len(attached))]
    else:
        found = [("policyArn", value(subject.props, "policyArn"))]
    for path, policy in found:
        if isinstance(policy, str) and iam.matches(AWS_MANAGED, policy) and policy not in settings["allowed"]:
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
                "description": "ARNs of AWS managed policies that may be attached nevertheless",
            }
        },
        check=_managed,
    )
]
