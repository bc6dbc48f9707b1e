"""Encryption and exposure: nothing lets everybody in, and a service only for a source that is named."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import Severity

from ..access import outside, sharing
from ..aws import tokens
from ..aws.iam import DocumentKind
from ..judging.rule import Family, Finding, ResourceRule, Subject

JUDGED_ELSEWHERE = frozenset({tokens.PERMISSION})
"""Types whose principals rules of their own judge: those on permissions and on functions' URLs."""


def _public(holder: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    if holder.resource_type in JUDGED_ELSEWHERE:
        return
    for admission in sharing.admissions(holder, DocumentKind.RESOURCE, DocumentKind.KEY):
        principal = admission.principal
        if admission.public and (outside.is_everybody(principal) or not principal.is_service):
            yield Finding(admission.where, principal.name)


def _service(holder: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    if holder.resource_type in JUDGED_ELSEWHERE:
        return
    for admission in sharing.admissions(holder, DocumentKind.RESOURCE):
        principal = admission.principal
        if principal.is_service and admission.public and principal.name not in settings["withoutSource"]:
            bound = admission.statement.bound("aws:SourceArn") or admission.statement.bound(
                "aws:SourceAccount"
            )
            stated = f", and {bound[0]} may be in any account" if bound else ""
            field = f'{admission.statement.path}.Condition["aws:SourceArn"]'
            yield Finding(field, None, f"it lets in {principal.name}{stated}")


RULES = [
    ResourceRule(
        name="no-public-principal",
        family=Family.EXPOSURE,
        severity=Severity.CRITICAL,
        description="Nothing lets everybody in: no policy, no access list, no share.",
        why="Principal * means the whole world, and a condition that all of them can fulfil changes nothing.",
        cure="Name the principal, or confine it by aws:SourceArn, aws:SourceAccount or aws:PrincipalOrgID in full.",
        sources=("CKV_AWS_168", "CKV_AWS_70", "SQS.3", "AwsSolutions-EVB1", "EventBridge.3"),
        types=None,
        check=_public,
    ),
    ResourceRule(
        name="service-principal-bound-to-source",
        family=Family.EXPOSURE,
        description="A resource policy that lets an AWS service in names the resource or account it acts for.",
        why="A service acts for every account: without it a stranger's rule or topic can write to ours.",
        cure='Add Condition {"ArnEquals": {"aws:SourceArn": "<ARN>"}}, or for a whole account'
        ' {"StringEquals": {"aws:SourceAccount": "<account>"}}.',
        sources=("IAM Access Analyzer",),
        types=None,
        parameters={
            "withoutSource": {
                "type": "array",
                "items": {"type": "string"},
                "default": [],
                "description": "Services that AWS lets act for nobody but the resource's own account",
            }
        },
        check=_service,
    ),
]
