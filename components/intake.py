"""A bucket in which files are dropped, and the function that is told of them."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
from pulumi_aws import lambda_, s3

from components import iam
from components.names import PROJECT, Names


@dataclass(frozen=True)
class IntakeArgs:
    """The arguments of ``Intake``."""

    names: Names
    """The physical names and ARNs of the stack."""
    tags: Mapping[str, str]
    """The tags of the bucket."""
    bucket: str
    """The short name of the bucket."""
    function: str
    """The function that is told of a new file."""
    notifications: Mapping[str, str]
    """Name of a notification to the beginning of the keys that it tells of, such as ``invoices/``; empty for all."""
    old_versions_days: int
    """Days for which a file that was replaced or deleted can be restored."""
    protect: bool
    """True to have Pulumi refuse to delete the bucket; otherwise it is deleted with its files."""
    after: tuple[pulumi.Resource, ...] = ()
    """The resources to make first: the function."""


class Intake(pulumi.ComponentResource):
    """A private, encrypted, versioned bucket that notifies a function."""

    TYPE = f"{PROJECT}:intake:Intake"

    bucket: s3.Bucket
    """The bucket itself."""

    def __init__(self, name: str, args: IntakeArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(self.TYPE, name, None, opts)
        self._args = args
        self._bucket_name = args.names.bucket(args.bucket)
        self._arn = args.names.bucket_arn(args.bucket)
        self.bucket = s3.Bucket(
            f"{args.bucket}-bucket",
            bucket=self._bucket_name,
            # A dev stack can be taken down with what was dropped in it.
            force_destroy=not args.protect,
            tags=args.tags,
            opts=pulumi.ResourceOptions(parent=self, protect=args.protect),
        )
        self._keep_versions()
        self._expire_versions()
        self._encrypt()
        self._close()
        self._notify()
        self.register_outputs({"bucket": self.bucket.bucket})

    def _child(self, *after: pulumi.Resource) -> pulumi.ResourceOptions:
        return pulumi.ResourceOptions(parent=self, depends_on=list(after))

    def _keep_versions(self) -> None:
        s3.BucketVersioning(
            f"{self._args.bucket}-versioning",
            bucket=self._bucket_name,
            versioning_configuration=s3.BucketVersioningVersioningConfigurationArgs(status="Enabled"),
            opts=self._child(self.bucket),
        )

    def _expire_versions(self) -> None:
        """Delete old versions after a while, and uploads that were never completed after a day."""
        args = self._args
        s3.BucketLifecycleConfiguration(
            f"{args.bucket}-lifecycle",
            bucket=self._bucket_name,
            rules=[
                s3.BucketLifecycleConfigurationRuleArgs(
                    id="old-versions",
                    status="Enabled",
                    filter=s3.BucketLifecycleConfigurationRuleFilterArgs(prefix=""),
                    noncurrent_version_expiration=s3.BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs(
                        noncurrent_days=args.old_versions_days
                    ),
                    abort_incomplete_multipart_upload=s3.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs(
                        days_after_initiation=1
                    ),
                )
            ],
            opts=self._child(self.bucket),
        )

    def _encrypt(self) -> None:
        s3.BucketServerSideEncryptionConfiguration(
            f"{self._args.bucket}-encryption",
            bucket=self._bucket_name,
            rules=[
                s3.BucketServerSideEncryptionConfigurationRuleArgs(
                    apply_server_side_encryption_by_default=s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs(
                        sse_algorithm="AES256"
                    )
                )
            ],
            opts=self._child(self.bucket),
        )

    def _close(self) -> None:
        """Refuse the public, and requests without TLS."""
        name = self._args.bucket
        private = s3.BucketPublicAccessBlock(
            f"{name}-private",
            bucket=self._bucket_name,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=self._child(self.bucket),
        )
        # After the access block: S3 refuses two changes of a bucket's access at the same time.
        s3.BucketPolicy(
            f"{name}-policy",
            bucket=self._bucket_name,
            policy=iam.document(iam.tls_only("s3:*", self._arn, f"{self._arn}/*")),
            opts=self._child(private),
        )

    def _notify(self) -> None:
        """Tell the function of each new file under one of the prefixes, whatever it is called."""
        args = self._args
        permission = self._permission()
        s3.BucketNotification(
            f"{args.bucket}-notification",
            bucket=self._bucket_name,
            lambda_functions=[
                s3.BucketNotificationLambdaFunctionArgs(
                    id=notification,
                    lambda_function_arn=args.names.function_arn(args.function),
                    events=["s3:ObjectCreated:*"],
                    filter_prefix=prefix,
                )
                for notification, prefix in args.notifications.items()
            ],
            opts=self._child(self.bucket, permission),
        )

    def _permission(self) -> lambda_.Permission:
        args = self._args
        return lambda_.Permission(
            f"{args.bucket}-permission",
            statement_id=args.bucket,
            action="lambda:InvokeFunction",
            function=args.names.physical(args.function),
            principal="s3.amazonaws.com",
            source_arn=self._arn,
            source_account=args.names.account,
            opts=self._child(*args.after),
        )
