"""A static site: a bucket, and a distribution before it."""

import json

import pulumi
import pulumi_aws as aws

from tests.policies.documents import OWN, allow
from tests.policies.programs.common import private_bucket, tagged

ORIGIN = "content"


def tutorial() -> None:
    """Make it as tutorials do: a bucket that serves the world itself."""
    content = aws.s3.Bucket("content")
    website = aws.s3.BucketWebsiteConfiguration(
        "content", bucket=content.bucket, index_document={"suffix": "index.html"}
    )
    access = aws.s3.BucketPublicAccessBlock(
        "content",
        bucket=content.bucket,
        block_public_acls=False,
        block_public_policy=False,
        ignore_public_acls=False,
        restrict_public_buckets=False,
    )
    aws.s3.BucketPolicy(
        "content",
        bucket=content.bucket,
        policy=content.arn.apply(
            lambda arn: json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": "*",
                            "Action": ["s3:GetObject"],
                            "Resource": [f"{arn}/*"],
                        }
                    ],
                }
            )
        ),
        opts=pulumi.ResourceOptions(depends_on=[access]),
    )
    aws.cloudfront.Distribution(
        "site",
        enabled=True,
        origins=[
            {
                "origin_id": ORIGIN,
                "domain_name": website.website_endpoint,
                "custom_origin_config": {
                    "origin_protocol_policy": "http-only",
                    "http_port": 80,
                    "https_port": 443,
                    "origin_ssl_protocols": ["TLSv1.2"],
                },
            }
        ],
        default_cache_behavior={
            "target_origin_id": ORIGIN,
            "viewer_protocol_policy": "redirect-to-https",
            "allowed_methods": ["GET", "HEAD"],
            "cached_methods": ["GET", "HEAD"],
        },
        restrictions={"geo_restriction": {"restriction_type": "none"}},
        viewer_certificate={"cloudfront_default_certificate": True},
    )


def hardened() -> None:
    """Make it with a private bucket that only the account's distributions may read."""
    opts = tagged()
    read = allow(
        ["s3:GetObject"],
        "arn:aws:s3:::shop-site-content/*",
        Principal={"Service": "cloudfront.amazonaws.com"},
        # The distribution's own ARN is known only after the deployment.
        Condition={"StringEquals": {"aws:SourceAccount": OWN}},
    )
    content = private_bucket("shop-site-content", opts, read)
    access = aws.cloudfront.OriginAccessControl(
        "content",
        origin_access_control_origin_type="s3",
        signing_behavior="always",
        signing_protocol="sigv4",
        opts=opts,
    )
    aws.cloudfront.Distribution(
        "site",
        enabled=True,
        default_root_object="index.html",
        origins=[
            {
                "origin_id": ORIGIN,
                "domain_name": content.bucket_regional_domain_name,
                "origin_access_control_id": access.id,
            }
        ],
        default_cache_behavior={
            "target_origin_id": ORIGIN,
            "viewer_protocol_policy": "redirect-to-https",
            "allowed_methods": ["GET", "HEAD"],
            "cached_methods": ["GET", "HEAD"],
            # The managed policy CachingOptimized.
            "cache_policy_id": "658327ea-f89d-4fab-a63d-7e88639e58f6",
        },
        restrictions={"geo_restriction": {"restriction_type": "none"}},
        viewer_certificate={"cloudfront_default_certificate": True},
        opts=opts,
    )
    aws.s3.BucketObject(
        "index.html",
        bucket=content.id,
        key="index.html",
        content="<!doctype html><title>Shop</title>",
        content_type="text/html",
        opts=opts,
    )
