"""A bucket in which files are dropped, and the function that is told of them."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
from pulumi_aws import s3

from components.buckets import BucketArgs, PrivateBucket
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
        made = PrivateBucket(
            BucketArgs(args.names, args.tags, args.bucket, args.old_versions_days, args.protect), self
        )
        made.notify(args.function, args.notifications, args.after)
        self.bucket = made.bucket
        self.register_outputs({"bucket": self.bucket.bucket})
