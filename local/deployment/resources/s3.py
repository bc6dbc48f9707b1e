"""Buckets and their settings."""

from typing import Any

from local.cloud import Cloud
from local.deployment.resources.base import Created, Properties, creates, key_values


@creates("aws:s3/bucket:Bucket")
def bucket(cloud: Cloud, properties: Properties) -> Created:
    """Create a bucket."""
    s3 = cloud.client("s3")
    name = properties.name("bucket")
    # us-east-1 is the one region that takes no location.
    s3.create_bucket(Bucket=name)
    if tags := properties.tags():
        s3.put_bucket_tagging(Bucket=name, Tagging={"TagSet": key_values(tags)})
    properties.leave("forceDestroy", "the embedded cloud is thrown away whole")
    return Created(
        name,
        {
            "bucket": name,
            "arn": f"arn:aws:s3:::{name}",
            "bucketDomainName": f"{name}.s3.amazonaws.com",
            "bucketRegion": cloud.region,
            "bucketRegionalDomainName": f"{name}.s3.{cloud.region}.amazonaws.com",
        },
    )


@creates("aws:s3/bucketVersioning:BucketVersioning")
def bucket_versioning(cloud: Cloud, properties: Properties) -> Created:
    """Set a bucket's versioning."""
    name = properties.require("bucket")
    block = properties.block("versioningConfiguration") or Properties({})
    cloud.client("s3").put_bucket_versioning(
        Bucket=name, VersioningConfiguration={"Status": block.require("status")}
    )
    return Created(name)


def _encryption_rule(block: Properties) -> dict[str, Any]:
    rule = block.renamed({"bucketKeyEnabled": "BucketKeyEnabled"})
    if default := block.block("applyServerSideEncryptionByDefault"):
        rule["ApplyServerSideEncryptionByDefault"] = default.renamed(
            {"kmsMasterKeyId": "KMSMasterKeyID", "sseAlgorithm": "SSEAlgorithm"}
        )
    return rule


@creates("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration")
def bucket_encryption(cloud: Cloud, properties: Properties) -> Created:
    """Set a bucket's encryption."""
    name = properties.require("bucket")
    rules = [_encryption_rule(block) for block in properties.blocks("rules")]
    cloud.client("s3").put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={"Rules": rules})
    return Created(name)


def _lifecycle_rule(block: Properties) -> dict[str, Any]:
    rule = block.renamed({"id": "ID", "status": "Status"})
    chosen = block.block("filter") or Properties({})
    rule["Filter"] = {"Prefix": chosen.take("prefix", "")}
    for ours, theirs, days, days_theirs in (
        ("expiration", "Expiration", "days", "Days"),
        ("noncurrentVersionExpiration", "NoncurrentVersionExpiration", "noncurrentDays", "NoncurrentDays"),
        (
            "abortIncompleteMultipartUpload",
            "AbortIncompleteMultipartUpload",
            "daysAfterInitiation",
            "DaysAfterInitiation",
        ),
    ):
        if nested := block.block(ours):
            rule[theirs] = {days_theirs: nested.require(days)}
    return rule


@creates("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")
def bucket_lifecycle(cloud: Cloud, properties: Properties) -> Created:
    """Set a bucket's lifecycle."""
    name = properties.require("bucket")
    rules = [_lifecycle_rule(block) for block in properties.blocks("rules")]
    cloud.client("s3").put_bucket_lifecycle_configuration(
        Bucket=name, LifecycleConfiguration={"Rules": rules}
    )
    return Created(name)


@creates("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock")
def bucket_public_access_block(cloud: Cloud, properties: Properties) -> Created:
    """Set a bucket's block of public access."""
    name = properties.require("bucket")
    cloud.client("s3").put_public_access_block(
        Bucket=name,
        PublicAccessBlockConfiguration=properties.renamed(
            {
                "blockPublicAcls": "BlockPublicAcls",
                "blockPublicPolicy": "BlockPublicPolicy",
                "ignorePublicAcls": "IgnorePublicAcls",
                "restrictPublicBuckets": "RestrictPublicBuckets",
            }
        ),
    )
    return Created(name)


@creates("aws:s3/bucketPolicy:BucketPolicy")
def bucket_policy(cloud: Cloud, properties: Properties) -> Created:
    """Set a bucket's policy."""
    name = properties.require("bucket")
    cloud.client("s3").put_bucket_policy(Bucket=name, Policy=properties.require("policy"))
    return Created(name)


def _notification(block: Properties) -> dict[str, Any]:
    configuration = block.renamed({"id": "Id", "lambdaFunctionArn": "LambdaFunctionArn", "events": "Events"})
    rules = [
        {"Name": rule, "Value": value}
        for rule, value in (("prefix", block.take("filterPrefix")), ("suffix", block.take("filterSuffix")))
        if value
    ]
    return configuration | ({"Filter": {"Key": {"FilterRules": rules}}} if rules else {})


@creates("aws:s3/bucketNotification:BucketNotification")
def bucket_notification(cloud: Cloud, properties: Properties) -> Created:
    """Set a bucket's notifications."""
    name = properties.require("bucket")
    functions = [_notification(block) for block in properties.blocks("lambdaFunctions")]
    cloud.client("s3").put_bucket_notification_configuration(
        Bucket=name, NotificationConfiguration={"LambdaFunctionConfigurations": functions}
    )
    return Created(name)
