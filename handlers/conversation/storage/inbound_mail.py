"""The mails that Amazon SES has put in the inbound bucket."""

from botocore.exceptions import ClientError

from handlers.common.storage import clients

MOST_BYTES = 41_943_040
"""Bytes of a mail that are read; Amazon SES takes none that is larger."""


class NoSuchMailError(LookupError):
    """A mail is not in the bucket, or not for this function to read."""


def read(bucket: str, key: str) -> bytes:
    """Return the beginning of a mail, of ``MOST_BYTES`` at the most; raise ``NoSuchMailError``."""
    try:
        content = clients.s3().get_object(Bucket=bucket, Key=key)["Body"]
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("NoSuchKey", "NoSuchBucket", "AccessDenied", "404"):
            raise
        # Without the right to list the bucket, AWS calls an absent file forbidden.
        raise NoSuchMailError(f"there is no mail s3://{bucket}/{key} that this function may read") from None
    try:
        return content.read(MOST_BYTES)
    finally:
        content.close()
