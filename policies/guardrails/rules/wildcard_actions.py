"""Least privilege: actions are named one by one."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import Severity

from ..aws import iam
from ..judging.rule import Family, Finding, ResourceRule, Subject
from ..resources import holders


def _wildcard_action(holder: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    for document in holders.documents(holder, *iam.GRANTING):
        for statement in document.statements:
            if not statement.allows or _keys_owner(document, statement):
                continue
            for action in statement.actions:
                if iam.wild(action):
                    yield Finding(f"{statement.path}.Action", action)


def _keys_owner(document: iam.PolicyDocument, statement: iam.PolicyStatement) -> bool:
    """Return True for the account's own statement in a key's policy, without which nobody could manage the key."""
    owners = [name for _, name in statement.principals if name.endswith(":root") or name.isdecimal()]
    actions = {action.lower() for action in statement.actions}
    whole = len(owners) == len(statement.principals) == 1
    return document.kind is iam.DocumentKind.KEY and whole and actions == {"kms:*"}


RULES = [
    ResourceRule(
        name="no-wildcard-action",
        family=Family.LEAST_PRIVILEGE,
        severity=Severity.CRITICAL,
        description="No statement allows actions by a wildcard, whole (`*`, `sqs:*`) or in part (`s3:Get*`).",
        why="A wildcard grants more than was meant, and every action that AWS adds later.",
        cure="List the actions that the code really calls.",
        sources=("CKV_AWS_62", "CKV_AWS_63", "AwsSolutions-IAM5", "WS1003", "IAM.21"),
        types=None,
        check=_wildcard_action,
    )
]
