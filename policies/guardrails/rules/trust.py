"""Least privilege: a role is assumed by one service, on behalf of a known source."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pulumi_policy import Severity

from ..access import outside, sharing
from ..aws import arns, parties, tokens
from ..aws.iam import DocumentKind
from ..aws.parties import Kind
from ..judging.rule import Family, Finding, ResourceRule, Subject
from ..resources import holders

TOGETHER = frozenset({"lambda.amazonaws.com", "edgelambda.amazonaws.com"})
"""Services that have to be trusted side by side: a function that CloudFront copies to the edge runs by both."""
WITHOUT_SOURCE = tuple(
    f"{name}.amazonaws.com"
    for name in (
        *("lambda", "edgelambda", "apigateway", "ec2", "spotfleet", "codedeploy", "cloudformation", "backup"),
        *("ecs", "ecs-tasks", "eks", "eks-fargate-pods", "pods.eks", "build.apprunner", "tasks.apprunner"),
        *("application-autoscaling", "elasticbeanstalk", "dax", "firehose", "monitoring.rds", "s3"),
    )
)
"""Services that run what was given the role in its own account: functions, machines, tasks, pods, deployments.

They tell of no source, or AWS's guides have none in the trust of their roles. Every other service has to be bound.
"""
WITHOUT_SUBJECT = frozenset({"cognito-identity.amazonaws.com"})
"""Identity providers whose audience, the identity pool, names whom they vouch for."""


def _one_service(role: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    trusted = list(sharing.of_documents(role, DocumentKind.TRUST))
    for admission in trusted:
        principal = admission.principal
        if principal.is_service and not arns.is_open(principal.name):
            continue
        if not _is_listed(admission, settings["trusted"]):
            element = {principal.kind: principal.name}
            yield Finding(f"{admission.statement.path}.Principal", element, "it is not one AWS service")
    services = {
        parties.worldwide(admission.principal.name) for admission in trusted if admission.principal.is_service
    }
    if len(services) > 1 and services != TOGETHER:
        yield Finding("assumeRolePolicy", sorted(services), "it trusts several services")
    if not any(holders.every_statement(role, DocumentKind.TRUST)):
        yield Finding("assumeRolePolicy", None, "it trusts nobody")


def _is_listed(admission: outside.Admission, listed: Sequence[str]) -> bool:
    """Return True if a principal is one of those listed; a federated one has to be bound to a subject besides."""
    principal = admission.principal
    if principal.kind.lower() == "federated":
        # Hosts know no case; the id in an EKS cluster's comes in capitals.
        host = outside.provider_host(principal).lower()
        needed = {f"{host}:aud"} if host in WITHOUT_SUBJECT else {f"{host}:aud", f"{host}:sub"}
        return host in map(str.lower, listed) and needed <= outside.vouched_keys(admission)
    return principal.name in listed or outside.account(principal) in listed


def _source_bound(role: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    for admission in sharing.of_documents(role, DocumentKind.TRUST):
        service, statement = admission.principal, admission.statement
        if not service.is_service or _has_account(admission):
            continue
        if parties.worldwide(service.name) in settings["withoutSource"]:
            continue
        field, bound = f'{statement.path}.Condition["aws:SourceArn"]', statement.bound("aws:SourceArn")
        if not bound:
            yield Finding(field, None, f"trusted is {service.name}")
        for arn in bound:
            yield Finding(field, arn, "it names no account")


def _has_account(admission: outside.Admission) -> bool:
    """Return True if a condition leaves only accounts or organizations that are named."""
    return any(
        all(party.kind in (Kind.OWN, Kind.ACCOUNT, Kind.ORGANIZATION) for party in bound)
        for bound in admission.bounds
    )


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
        parameters={
            "trusted": {
                "type": "array",
                "items": {"type": "string"},
                "default": [],
                "description": "Accounts, ARNs of roles and hosts of identity providers that roles may be trusted to"
                " beside; a provider only for a subject that is named",
            }
        },
        check=_one_service,
    ),
    ResourceRule(
        name="role-bound-to-source",
        family=Family.LEAST_PRIVILEGE,
        description="A role of a service that acts for others (Scheduler, EventBridge) names the source.",
        why="Without it a schedule or rule in any other account can make the service act with this role.",
        cure='Add Condition {"ArnEquals": {"aws:SourceArn": "<ARN in full>"}} to the trust statement; for'
        " EventBridge Scheduler that is the ARN of the schedule group. aws:SourceAccount will do where the ARN is not"
        " known.",
        sources=("iam_role_cross_service_confused_deputy_prevention",),
        types={tokens.ROLE},
        parameters={
            "withoutSource": {
                "type": "array",
                "items": {"type": "string"},
                "default": list(WITHOUT_SOURCE),
                "description": "Services that assume a role only for what was given it in the role's own account, and"
                " for which AWS's guides have no source in the trust",
            }
        },
        check=_source_bound,
    ),
]
