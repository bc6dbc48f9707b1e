"""Encryption and exposure: a resource policy admits only named principals."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import Severity

from ..framework import holders, iam
from ..framework.rule import Family, Finding, ResourceRule, Subject

CONFINING = (
    "aws:SourceArn",
    "aws:SourceAccount",
    "aws:SourceOrgID",
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:PrincipalOrgID",
    "kms:CallerAccount",
)
"""Condition keys that narrow down the principal `*`."""


def _confined(statement: iam.PolicyStatement, keys: tuple[str, ...]) -> bool:
    return any(bound and "*" not in bound for bound in (statement.bound(key) for key in keys))


def _public(holder: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    for statement in holders.statements(holder, iam.DocumentKind.RESOURCE, iam.DocumentKind.KEY):
        everybody = any(each.name == "*" and not each.is_service for each in statement.principals)
        if statement.allows and everybody and not _confined(statement, CONFINING):
            yield Finding(f"{statement.path}.Principal", "*")


def _service(holder: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    for statement in holders.statements(holder, iam.DocumentKind.RESOURCE):
        services = statement.services
        if statement.allows and services and not _confined(statement, ("aws:SourceArn", "aws:SourceAccount")):
            yield Finding(
                f'{statement.path}.Condition["aws:SourceArn"]', None, f"it lets in {', '.join(services)}"
            )


RULES = [
    ResourceRule(
        name="no-public-principal",
        family=Family.EXPOSURE,
        severity=Severity.CRITICAL,
        description="No queue, topic, bucket, bus, secret, table, log group or key lets everybody in.",
        why="Principal * means every account of the world.",
        cure="Name the principal, or confine it by aws:SourceArn, aws:SourceAccount or aws:PrincipalOrgID.",
        sources=("CKV_AWS_168", "CKV_AWS_70", "SQS.3", "AwsSolutions-EVB1", "EventBridge.3"),
        types=None,
        check=_public,
    ),
    ResourceRule(
        name="service-principal-bound-to-source",
        family=Family.EXPOSURE,
        description="A resource policy that lets an AWS service in names the resource or account it acts for.",
        why="A service acts for every account: without it a stranger's rule or topic can write to ours.",
        cure='Add Condition {"ArnEquals": {"aws:SourceArn": "<ARN>"}}.',
        sources=("IAM Access Analyzer",),
        types=None,
        check=_service,
    ),
]
