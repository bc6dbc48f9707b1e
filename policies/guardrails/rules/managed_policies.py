"""Least privilege: rights come from the stack's own policies, not from those that AWS manages."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import PolicyResource

from ..access import naming
from ..aws import iam, tokens
from ..graph.stack import Stack
from ..judging.rule import Family, Finding, StackRule

AWS_MANAGED = "arn:aws*:iam::aws:policy/*"
ATTACHING = ("policyarn", "policyarns", "managedpolicies")
"""Ends, in lower case, of the names of properties that attach policies, whatever the type."""


def _managed(subject: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    for path in subject.props:
        if not path.lower().endswith(ATTACHING):
            continue
        for index, policy in enumerate(_attached(subject, path, stack)):
            if iam.matches(AWS_MANAGED, policy) and policy not in settings["allowed"]:
                yield Finding(f"{path}[{index}]" if path.endswith("s") else path, policy)


def _attached(subject: PolicyResource, path: str, stack: Stack) -> list[str]:
    """Return the ARNs of the policies from elsewhere that a property attaches."""
    known, unknown = naming.entries(subject, path)
    if unknown and naming.concerned(subject):
        naming.references(subject, path, stack, tokens.POLICY)
    return known


RULES = [
    StackRule(
        name="no-aws-managed-policy",
        family=Family.LEAST_PRIVILEGE,
        description="No policy managed by AWS is attached.",
        why="AWS writes these for everybody, with wildcards, and widens them without asking.",
        cure="Write the few statements that are needed into the role's own policy.",
        sources=("AwsSolutions-IAM4", "CKV_AWS_274", "iam_role_administratoraccess_policy"),
        types=None,
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
