"""Recovery: tables and buckets keep what their data can be restored from."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import PolicyResource, Severity

from ..framework import tokens
from ..framework.rule import Family, Finding, ResourceRule, StackRule, Subject
from ..framework.stack import Stack
from ..framework.values import value


def _point_in_time_recovery(table: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    enabled = value(table.props, "pointInTimeRecovery.enabled")
    if enabled is not True:
        yield Finding("pointInTimeRecovery.enabled", enabled)


def _versioned(bucket: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    statuses = [
        value(versioning.props, "versioningConfiguration.status")
        for versioning in stack.referring(bucket, "bucket", tokens.BUCKET_VERSIONING)
    ]
    if "Enabled" not in statuses and value(bucket.props, "versioning.enabled") is not True:
        yield Finding("versioning", statuses[0] if statuses else None)


RULES = [
    ResourceRule(
        name="table-point-in-time-recovery",
        family=Family.RECOVERY,
        severity=Severity.CRITICAL,
        description="Every DynamoDB table can be restored to any second of the last 35 days.",
        why="Without it a bad deployment or a bad script that overwrites items cannot be undone.",
        cure='Set point_in_time_recovery={"enabled": True} on the table.',
        sources=("CKV_AWS_28", "AwsSolutions-DDB3", "DynamoDB.2"),
        types={tokens.TABLE},
        check=_point_in_time_recovery,
    ),
    StackRule(
        name="bucket-versioned",
        family=Family.RECOVERY,
        severity=Severity.MEDIUM,
        description="Every bucket keeps the earlier versions of its objects.",
        why="A list of contacts that is overwritten or deleted by mistake cannot be recovered.",
        cure='Add an s3.BucketVersioning with status "Enabled".',
        sources=("CKV_AWS_21", "S3.14"),
        types={tokens.BUCKET},
        check=_versioned,
    ),
]
