"""The upload of an archive to a bucket, for stacks whose functions do not take theirs directly."""

from collections.abc import Mapping
from pathlib import Path

import pulumi
from pulumi_aws import s3

from components import archives


def key(function: str, path: Path) -> str:
    """Return the object's key: it holds the content, so that a changed archive is a change of the function too."""
    return f"{function}/{archives.hex_digest(path)}.zip"


def uploaded(
    name: str, bucket: str, key: str, path: Path, tags: Mapping[str, str], opts: pulumi.ResourceOptions
) -> s3.BucketObjectv2:
    """Upload an archive as the object ``key`` of ``bucket``; ``name`` is the resource's logical name."""
    return s3.BucketObjectv2(
        name, bucket=bucket, key=key, source=pulumi.FileAsset(str(path)), tags=tags, opts=opts
    )
