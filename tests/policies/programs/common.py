"""The parts that the hardened programs share."""

from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_aws as aws

from tests.policies.documents import OWN, REGION, allow, document, tls_only

TAGS = {"Project": "shop", "Component": "web", "Environment": "test", "ManagedBy": "Pulumi"}


def tagged() -> pulumi.ResourceOptions:
    """Return options with a provider that tags everything."""
    return pulumi.ResourceOptions(
        provider=aws.Provider("tagging", region=REGION, default_tags={"tags": TAGS})
    )


def alerts(opts: pulumi.ResourceOptions) -> str:
    """Make the topic that alarms notify, and return its ARN."""
    arn = f"arn:aws:sns:{REGION}:{OWN}:shop-alerts"
    aws.sns.Topic("alerts", name="shop-alerts", opts=opts)
    publish = allow(
        ["sns:Publish"],
        arn,
        Principal={"Service": "cloudwatch.amazonaws.com"},
        Condition={"StringEquals": {"aws:SourceAccount": OWN}},
    )
    aws.sns.TopicPolicy("alerts", arn=arn, policy=document(publish, tls_only("sns:Publish", arn)), opts=opts)
    return arn


def watch(
    name: str,
    namespace: str,
    metric: str,
    dimensions: Mapping[str, str],
    topic: str,
    opts: pulumi.ResourceOptions,
) -> None:
    """Make an alarm that rings when anything of the metric is counted."""
    aws.cloudwatch.MetricAlarm(
        name,
        namespace=namespace,
        metric_name=metric,
        dimensions=dict(dimensions),
        statistic="Sum",
        comparison_operator="GreaterThanThreshold",
        threshold=0,
        period=300,
        evaluation_periods=1,
        treat_missing_data="notBreaching",
        alarm_actions=[topic],
        opts=opts,
    )


def private_bucket(name: str, opts: pulumi.ResourceOptions, *statements: Mapping[str, Any]) -> aws.s3.Bucket:
    """Make a bucket that is versioned, closed to the public and to plain HTTP."""
    arn = f"arn:aws:s3:::{name}"
    bucket = aws.s3.Bucket(name, bucket=name, opts=opts)
    aws.s3.BucketVersioning(name, bucket=bucket.id, versioning_configuration={"status": "Enabled"}, opts=opts)
    block = aws.s3.BucketPublicAccessBlock(
        name,
        bucket=bucket.id,
        block_public_acls=True,
        block_public_policy=True,
        ignore_public_acls=True,
        restrict_public_buckets=True,
        opts=opts,
    )
    aws.s3.BucketPolicy(
        name,
        bucket=bucket.id,
        policy=document(tls_only("s3:*", arn, f"{arn}/*"), *statements),
        opts=pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(depends_on=[block])),
    )
    return bucket
