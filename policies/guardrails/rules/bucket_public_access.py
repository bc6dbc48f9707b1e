"""Encryption and exposure: no bucket can be made public."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import PolicyResource, Severity

from ..aws import tokens
from ..graph.stack import Stack
from ..judging.rule import Family, Finding, StackRule
from ..values import switch, value

BLOCKS = ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")


def _private(subject: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    if subject.resource_type == tokens.ACCESS_POINT:
        return _access_point(subject)
    return _bucket(subject, stack)


def _bucket(bucket: PolicyResource, stack: Stack) -> Iterator[Finding]:
    if any(_blocks_all(each) for each in stack.of(tokens.ACCOUNT_PUBLIC_ACCESS_BLOCK)):
        return
    blocks = stack.referring(bucket, "bucket", tokens.BUCKET_PUBLIC_ACCESS_BLOCK)
    if not blocks:
        yield Finding("bucket", value(bucket.props, "bucket"), "it has no BucketPublicAccessBlock")
    for block in blocks:
        for field in BLOCKS:
            if switch(value(block.props, field)) is not True:
                yield Finding(f"{block.name}.{field}", value(block.props, field))


def _blocks_all(block: PolicyResource) -> bool:
    return all(switch(value(block.props, field)) is True for field in BLOCKS)


def _access_point(point: PolicyResource) -> Iterator[Finding]:
    # AWS blocks what is left out.
    for field in BLOCKS:
        path = f"publicAccessBlockConfiguration.{field}"
        if switch(value(point.props, path)) is False:
            yield Finding(path, False)


RULES = [
    StackRule(
        name="bucket-blocks-public-access",
        family=Family.EXPOSURE,
        severity=Severity.CRITICAL,
        description="Every bucket and access point blocks public access, all four ways.",
        why="One wrong policy or access list would publish all that the bucket holds.",
        cure="Add an s3.BucketPublicAccessBlock with all four set to True, or an s3.AccountPublicAccessBlock.",
        sources=("CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56", "AwsSolutions-S2", "S3.8"),
        types={tokens.BUCKET, tokens.ACCESS_POINT},
        check=_private,
    )
]
