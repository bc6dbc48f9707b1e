"""Least privilege: a role is assumed by one service, on behalf of a known source."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import Severity

from ..framework import holders, iam, tokens
from ..framework.rule import Family, Finding, ResourceRule, Subject


def _one_service(role: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    trusted = [
        (statement, principal)
        for statement in holders.every_statement(role, iam.DocumentKind.TRUST)
        if statement.allows
        for principal in statement.principals
    ]
    for statement, principal in trusted:
        if not principal.is_service or iam.wild(principal.name):
            element = {principal.kind: principal.name}
            yield Finding(f"{statement.path}.Principal", element, "it is not one AWS service")
    services = sorted({principal.name for _, principal in trusted if principal.is_service})
    if len(services) > 1:
        yield Finding("assumeRolePolicy", services, "it trusts several services")
    if not trusted:
        yield Finding("assumeRolePolicy", None, "it trusts nobody")


def _source_bound(role: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    for statement in holders.statements(role, iam.DocumentKind.TRUST):
        services = statement.services
        if not statement.allows or not set(services) - set(settings["withoutSource"]):
            continue
        bound = statement.bound("aws:SourceArn")
        if not bound:
            yield Finding(f'{statement.path}.Condition["aws:SourceArn"]', None, f"trusted is {services[0]}")
        for arn in bound:
            if not _names_an_account(arn) and not statement.bound("aws:SourceAccount"):
                yield Finding(f'{statement.path}.Condition["aws:SourceArn"]', arn, "it names no account")


def _names_an_account(arn: str) -> bool:
    parts = arn.split(":")
    return len(parts) > 5 and parts[4].isdecimal()


RULES = [
    ResourceRule(
        name="role-trusts-one-service",
        family=Family.LEAST_PRIVILEGE,
        severity=Severity.CRITICAL,
        description="A role is trusted to exactly one AWS service, and to no account, user or federation.",
        why="Everybody who is trusted can do all that the role may do.",
        cure='Give assume_role_policy one statement with Principal {"Service": "lambda.amazonaws.com"}.',
        sources=("CKV_AWS_60", "CKV_AWS_61", "IAM Access Analyzer"),
        types={tokens.ROLE},
        check=_one_service,
    ),
    ResourceRule(
        name="role-bound-to-source",
        family=Family.LEAST_PRIVILEGE,
        description="A role of a service that acts for others (Scheduler, EventBridge) is bound to aws:SourceArn.",
        why="Without it a schedule or rule in any other account can make the service act with this role.",
        cure='Add Condition {"ArnEquals": {"aws:SourceArn": "<ARN in full>"}} to the trust statement; for'
        " EventBridge Scheduler that is the ARN of the schedule group.",
        sources=("iam_role_cross_service_confused_deputy_prevention",),
        types={tokens.ROLE},
        parameters={
            "withoutSource": {
                "type": "array",
                "items": {"type": "string"},
                "default": ["lambda.amazonaws.com"],
                "description": "Services that assume a role for the function itself, without a source",
            }
        },
        check=_source_bound,
    ),
]
