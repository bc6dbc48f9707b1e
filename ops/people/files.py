"""The files of the stack that name a person: lists, reports, rows to mend, and mails that came in."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple

from botocore.exceptions import ClientError
from python_calamine import CalamineError, CalamineWorkbook

from handlers.common.storage import clients
from ops.people.marks import Marks
from ops.stack import Stack

MAIL_BUCKET = "inbound"
_ARCHIVE, _OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ENCODINGS = ("utf-8", "utf-16", "cp1252")


class Version(NamedTuple):
    """A version of a file."""

    bucket: str
    key: str
    version: str


def naming(stack: Stack, tenant_id: str, marks: Marks) -> list[Version]:
    """Return every version of each file that names a person, or did in an earlier version.

    Lists and reports of the tenant, and mails of the person, whoever they were for.
    """
    found: list[Version] = []
    places = [(stack.bucket, f"{folder}/{tenant_id}/") for folder in ("inbox", "reports")]
    for bucket, prefix in [*places, (_mails(stack), "")]:
        versions = list(_versions(bucket, prefix))
        named = {each.key for each in versions if marks.are_in(text_of(body(each)))}
        found += [each for each in versions if each.key in named]
    return found


def delete(versions: list[Version]) -> None:
    """Delete versions of files for good; those that are gone are no error."""
    for each in versions:
        clients.s3().delete_object(Bucket=each.bucket, Key=each.key, VersionId=each.version)


def text_of(content: bytes) -> str:
    """Return the words of a file, whatever it is: the cells of a workbook, else its text."""
    if content.startswith((_ARCHIVE, _OLD_WORKBOOK)):
        return _of_workbook(content)
    for encoding in _ENCODINGS:
        if encoding == "utf-16" and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _of_workbook(content: bytes) -> str:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = (row for name in workbook.sheet_names for row in workbook.get_sheet_by_name(name).to_python())
        return "\n".join(" | ".join(map(_cell, row)) for row in rows)
    except (CalamineError, OSError, ValueError):
        return _of_parts(content)


def _of_parts(content: bytes) -> str:
    """Return what a workbook that cannot be read as one has in its parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, RuntimeError):
        return content.decode("latin-1")


def _cell(value: Any) -> str:
    return f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value)


def _mails(stack: Stack) -> str:
    return stack.bucket.replace("-intake-", f"-{MAIL_BUCKET}-")


def _versions(bucket: str, prefix: str) -> Iterator[Version]:
    pages = clients.s3().get_paginator("list_object_versions").paginate(Bucket=bucket, Prefix=prefix)
    try:
        for page in pages:
            for each in page.get("Versions", ()):
                yield Version(bucket, each["Key"], each["VersionId"])
    except ClientError as error:
        # A stack takes mails in only where that is configured.
        if error.response["Error"]["Code"] != "NoSuchBucket" or MAIL_BUCKET not in bucket:
            raise


def body(version: Version) -> bytes:
    """Return the content of a version of a file."""
    answer = clients.s3().get_object(Bucket=version.bucket, Key=version.key, VersionId=version.version)
    return answer["Body"].read()
