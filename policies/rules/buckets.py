"""Recovery, encryption and exposure of buckets: the resources beside a bucket that make it safe."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import PolicyResource, Severity

from . import tokens
from .core import Family, Finding, StackRule
from .stack import Stack
from .values import value

BLOCKS = ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")


def _private(bucket: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    blocks = stack.referring(bucket, "bucket", tokens.BUCKET_PUBLIC_ACCESS_BLOCK)
    if not blocks:
        yield Finding("bucket", value(bucket.props, "bucket"), "it has no BucketPublicAccessBlock")
    for block in blocks:
        for field in BLOCKS:
            if value(block.props, field) is not True:
                yield Finding(f"{block.name}.{field}", value(block.props, field))


def _versioned(bucket: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    statuses = [
        value(versioning.props, "versioningConfiguration.status")
        for versioning in stack.referring(bucket, "bucket", tokens.BUCKET_VERSIONING)
    ]
    if "Enabled" not in statuses and value(bucket.props, "versioning.enabled") is not True:
        yield Finding("versioning", statuses[0] if statuses else None)


RULES = [
    StackRule(
        name="bucket-versioned",
        family=Family.RECOVERY,
        severity=Severity.MEDIUM,
        description="Every bucket keeps the earlier versions of its objects.",
        why="A list of contacts that is overwritten or deleted by mistake cannot be had again.",
        cure='Add an s3.BucketVersioning with status "Enabled".',
        sources=("CKV_AWS_21", "S3.14"),
        types={tokens.BUCKET},
        check=_versioned,
    ),
    StackRule(
        name="bucket-blocks-public-access",
        family=Family.EXPOSURE,
        severity=Severity.CRITICAL,
        description="Every bucket blocks public access, all four ways.",
        why="The lists hold names and numbers of people; one wrong policy would publish them.",
        cure="Add an s3.BucketPublicAccessBlock with all four set to True.",
        sources=("CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56", "AwsSolutions-S2", "S3.8"),
        types={tokens.BUCKET},
        check=_private,
    ),
]
