"""Files in S3: the lists themselves, and what is put beside them."""

from dataclasses import dataclass
from typing import IO, Any

from botocore.exceptions import ClientError

from handlers.common.rules.refusals import Refused
from handlers.common.storage import clients


@dataclass(frozen=True)
class StoredFile:
    """One version of a file; ``etag`` tells it from others under the same key."""

    bucket: str
    key: str
    etag: str
    size: int
    """In bytes."""
    _content: Any

    def body(self) -> bytes:
        """Return the content, fetched now; it can be read once."""
        return self._content.read()

    def close(self) -> None:
        """Give up the connection on which the content comes, read or not."""
        self._content.close()


def open_file(bucket: str, key: str) -> StoredFile:
    """Return the file as it is now, its content not yet fetched; raises ``Refused`` (``no_such_file``)."""
    try:
        answer = clients.s3().get_object(Bucket=bucket, Key=key)
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("NoSuchKey", "NoSuchBucket", "AccessDenied", "404"):
            raise
        # Without the right to list the bucket, AWS calls an absent file forbidden.
        raise Refused(
            "no_such_file",
            f"there is no file s3://{bucket}/{key} that this function may read: check bucket and key; it reads what is "
            "under inbox/",
            key,
        ) from None
    return StoredFile(bucket, key, answer["ETag"].strip('"'), answer["ContentLength"], answer["Body"])


def write(bucket: str, key: str, body: bytes | IO[bytes], content_type: str) -> None:
    """Write a file in place of the one that may be there; of an open one, from its start."""
    clients.s3().put_object(Bucket=bucket, Key=key, Body=body, ContentType=content_type)
