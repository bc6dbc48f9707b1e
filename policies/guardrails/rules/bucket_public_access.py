"""Encryption and exposure: no bucket can be made public."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import PolicyResource, Severity

from ..framework import tokens
from ..framework.rule import Family, Finding, StackRule
from ..framework.stack import Stack
from ..framework.values import value

BLOCKS = ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")


def _private(bucket: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    blocks = stack.referring(bucket, "bucket", tokens.BUCKET_PUBLIC_ACCESS_BLOCK)
    if not blocks:
        yield Finding("bucket", value(bucket.props, "bucket"), "it has no BucketPublicAccessBlock")
    for block in blocks:
        for field in BLOCKS:
            if value(block.props, field) is not True:
                yield Finding(f"{block.name}.{field}", value(block.props, field))


RULES = [
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
    )
]
