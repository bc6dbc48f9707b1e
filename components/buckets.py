"""A private, encrypted, versioned bucket, and its notifications to a function."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
from pulumi_aws import lambda_, s3

from components import iam
from components.names import Names


@dataclass(frozen=True)
class BucketArgs:
    """The arguments of ``PrivateBucket``."""

    names: Names
    """The physical names and ARNs of the stack."""
    tags: Mapping[str, str]
    """The tags of the bucket."""
    bucket: str
    """The short name of the bucket."""
    old_versions_days: int
    """Days for which an object that was replaced or deleted can be restored."""
    protect: bool
    """True to have Pulumi refuse to delete the bucket; otherwise it is deleted with its objects."""
    days: int | None = None
    """Days after which an object is deleted; without it objects stay."""
    admitting: tuple[iam.Statement, ...] = ()
    """The statements of the bucket's policy beside the one that refuses requests without TLS."""


class PrivateBucket:
    """A bucket and its settings, as children of a component."""

    bucket: s3.Bucket
    """The bucket itself."""
    policy: s3.BucketPolicy
    """Its policy: whoever writes to it as a service needs it first."""

    def __init__(self, args: BucketArgs, parent: pulumi.ComponentResource) -> None:
        self._args = args
        self._parent = parent
        self._name = args.names.bucket(args.bucket)
        self._arn = args.names.bucket_arn(args.bucket)
        self.bucket = s3.Bucket(
            f"{args.bucket}-bucket",
            bucket=self._name,
            # A dev stack can be taken down with what was dropped in it.
            force_destroy=not args.protect,
            tags=args.tags,
            opts=pulumi.ResourceOptions(parent=parent, protect=args.protect),
        )
        self._keep_versions()
        self._expire()
        self._encrypt()
        self.policy = self._close()

    def _child(self, *after: pulumi.Resource) -> pulumi.ResourceOptions:
        return pulumi.ResourceOptions(parent=self._parent, depends_on=list(after))

    def _keep_versions(self) -> None:
        s3.BucketVersioning(
            f"{self._args.bucket}-versioning",
            bucket=self._name,
            versioning_configuration=s3.BucketVersioningVersioningConfigurationArgs(status="Enabled"),
            opts=self._child(self.bucket),
        )

    def _expire(self) -> None:
        """Delete old versions after a while, uploads that were never completed after a day, and objects if so asked."""
        args = self._args
        expiration = s3.BucketLifecycleConfigurationRuleExpirationArgs(days=args.days) if args.days else None
        s3.BucketLifecycleConfiguration(
            f"{args.bucket}-lifecycle",
            bucket=self._name,
            rules=[
                s3.BucketLifecycleConfigurationRuleArgs(
                    id="old-versions",
                    status="Enabled",
                    filter=s3.BucketLifecycleConfigurationRuleFilterArgs(prefix=""),
                    expiration=expiration,
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
            bucket=self._name,
            rules=[
                s3.BucketServerSideEncryptionConfigurationRuleArgs(
                    apply_server_side_encryption_by_default=s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs(
                        sse_algorithm="AES256"
                    )
                )
            ],
            opts=self._child(self.bucket),
        )

    def _close(self) -> s3.BucketPolicy:
        """Refuse the public, and requests without TLS."""
        name = self._args.bucket
        private = s3.BucketPublicAccessBlock(
            f"{name}-private",
            bucket=self._name,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=self._child(self.bucket),
        )
        # After the access block: S3 refuses two changes of a bucket's access at the same time.
        return s3.BucketPolicy(
            f"{name}-policy",
            bucket=self._name,
            policy=iam.document(iam.tls_only("s3:*", self._arn, f"{self._arn}/*"), *self._args.admitting),
            opts=self._child(private),
        )

    def notify(
        self, function: str, notifications: Mapping[str, str], after: tuple[pulumi.Resource, ...]
    ) -> None:
        """Tell a function of each new object.

        ``notifications`` maps the name of each notification to the beginning of the keys that it tells of, empty for
        all; ``after`` are the resources to make first, the function among them.
        """
        names = self._args.names
        permission = self._permission(function, after)
        s3.BucketNotification(
            f"{self._args.bucket}-notification",
            bucket=self._name,
            lambda_functions=[
                s3.BucketNotificationLambdaFunctionArgs(
                    id=notification,
                    lambda_function_arn=names.function_arn(function),
                    events=["s3:ObjectCreated:*"],
                    filter_prefix=prefix,
                )
                for notification, prefix in notifications.items()
            ],
            opts=self._child(self.bucket, permission),
        )

    def _permission(self, function: str, after: tuple[pulumi.Resource, ...]) -> lambda_.Permission:
        return lambda_.Permission(
            f"{self._args.bucket}-permission",
            statement_id=self._args.bucket,
            action="lambda:InvokeFunction",
            function=self._args.names.physical(function),
            principal="s3.amazonaws.com",
            source_arn=self._arn,
            source_account=self._args.names.account,
            opts=self._child(*after),
        )
