"""Least privilege: actions are named one by one."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import Severity

from ..aws import arns, iam
from ..judging.rule import Family, Finding, ResourceRule, Subject
from ..resources import holders

KEY_USE = ("kms:reencrypt*", "kms:generatedatakey*")
"""Patterns of the users' statement in the default policy of a key:
https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html"""


def _wildcard_action(holder: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    for document in holders.documents(holder, *iam.GRANTING):
        for statement in document.statements:
            if not statement.allows or _owner(document, statement):
                continue
            for action in statement.actions:
                if iam.wild(action) and not _of_a_keys_user(document, action):
                    yield Finding(f"{statement.path}.Action", action)


def _owner(document: iam.PolicyDocument, statement: iam.PolicyStatement) -> bool:
    """Return True for the account's own statement, as AWS writes it into the policies of keys, queues and others.

    Nobody could manage a key without it. Of other resources the statement has to name those of the account.
    """
    owners = [name for _, name in statement.principals if name.endswith(":root") or name.isdecimal()]
    actions = {action.lower() for action in statement.actions}
    if len(owners) != 1 or len(statement.principals) != 1:
        return False
    if document.kind is iam.DocumentKind.KEY:
        return actions == {"kms:*"}
    account = owners[0].removesuffix(":root").rpartition(":")[2]
    named = [arns.parse(resource) for resource in statement.resources]
    return (
        document.kind is iam.DocumentKind.RESOURCE
        and bool(named)
        and all(arn and arn.account == account and actions == {f"{arn.service}:*"} for arn in named)
    )


def _of_a_keys_user(document: iam.PolicyDocument, action: str) -> bool:
    """Return True for the two patterns in AWS's own key policy: variants of one action each."""
    return document.kind is iam.DocumentKind.KEY and action.lower() in KEY_USE


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
