"""The notification by which S3 starts a function when files have come into a bucket."""

from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from handlers.common.rules.contracts import Token

BucketName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]


class Notification(BaseModel):
    """S3's notification of new files; each record is read by itself, so that a bad one stops no other."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    Records: list[Any]


class _Bucket(BaseModel):
    name: BucketName


class _Object(BaseModel):
    key: Annotated[str, Field(min_length=1, max_length=4096)]
    """URL-encoded, so up to four times as long as a key may be."""
    sequencer: Token


class _Stored(BaseModel):
    bucket: _Bucket
    object: _Object


class NotifiedFile(BaseModel):
    """A record of a notification, as far as it matters here."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    s3: _Stored
    eventTime: AwareDatetime | None = None
