"""The bucket in which a list of contacts is dropped; ingest-contacts is told of it."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
from pulumi_aws import lambda_, s3

from components import catalogue, iam
from components.names import PROJECT, Names

OLD_VERSIONS_DAYS = 30
"""Days for which a list that was replaced or deleted can be had back."""


@dataclass(frozen=True)
class IntakeArgs:
    """What the bucket needs to know."""

    names: Names
    tags: Mapping[str, str]
    function: str
    """The function that is told of a new file."""
    suffixes: tuple[str, ...]
    """The endings of the files that it is told of."""
    protect: bool
    after: tuple[pulumi.Resource, ...]
    """What has to be there first: the function."""


class Intake(pulumi.ComponentResource):
    """A private, encrypted, versioned bucket that notifies a function."""

    TYPE = f"{PROJECT}:intake:Intake"

    def __init__(self, name: str, args: IntakeArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(self.TYPE, name, None, opts)
        names = args.names
        bucket_name = names.bucket(catalogue.INTAKE)
        self.bucket = s3.Bucket(
            "intake-bucket",
            bucket=bucket_name,
            # A dev stack can be taken down with what was dropped in it.
            force_destroy=not args.protect,
            tags=args.tags,
            opts=pulumi.ResourceOptions(parent=self, protect=args.protect),
        )
        s3.BucketVersioning(
            "intake-versioning",
            bucket=bucket_name,
            versioning_configuration=s3.BucketVersioningVersioningConfigurationArgs(status="Enabled"),
            opts=self._child(self.bucket),
        )
        s3.BucketServerSideEncryptionConfiguration(
            "intake-encryption",
            bucket=bucket_name,
            rules=[
                s3.BucketServerSideEncryptionConfigurationRuleArgs(
                    apply_server_side_encryption_by_default=s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs(
                        sse_algorithm="AES256"
                    )
                )
            ],
            opts=self._child(self.bucket),
        )
        s3.BucketLifecycleConfiguration(
            "intake-lifecycle",
            bucket=bucket_name,
            rules=[
                s3.BucketLifecycleConfigurationRuleArgs(
                    id="old-versions",
                    status="Enabled",
                    filter=s3.BucketLifecycleConfigurationRuleFilterArgs(prefix=""),
                    noncurrent_version_expiration=s3.BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs(
                        noncurrent_days=OLD_VERSIONS_DAYS
                    ),
                    abort_incomplete_multipart_upload=s3.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs(
                        days_after_initiation=1
                    ),
                )
            ],
            opts=self._child(self.bucket),
        )
        private = s3.BucketPublicAccessBlock(
            "intake-private",
            bucket=bucket_name,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=self._child(self.bucket),
        )
        arn = names.bucket_arn(catalogue.INTAKE)
        # After the access block: S3 refuses two changes of a bucket's access at the same time.
        s3.BucketPolicy(
            "intake-policy",
            bucket=bucket_name,
            policy=iam.document(iam.tls_only("s3:*", arn, f"{arn}/*")),
            opts=self._child(private),
        )
        permission = lambda_.Permission(
            "intake-permission",
            statement_id="intake",
            action="lambda:InvokeFunction",
            function=names.physical(args.function),
            principal="s3.amazonaws.com",
            source_arn=arn,
            source_account=names.account,
            opts=self._child(*args.after),
        )
        s3.BucketNotification(
            "intake-notification",
            bucket=bucket_name,
            lambda_functions=[
                s3.BucketNotificationLambdaFunctionArgs(
                    id=f"list{suffix.replace('.', '-')}",
                    lambda_function_arn=names.function_arn(args.function),
                    events=["s3:ObjectCreated:*"],
                    filter_suffix=suffix,
                )
                for suffix in args.suffixes
            ],
            opts=self._child(self.bucket, permission),
        )
        self.register_outputs({"bucket": self.bucket.bucket})

    def _child(self, *after: pulumi.Resource) -> pulumi.ResourceOptions:
        return pulumi.ResourceOptions(parent=self, depends_on=list(after))
