"""Finding things that have lain in the tables and in the bucket of lists for some time: a part on each working day."""

from collections.abc import Iterator
from datetime import datetime

from handlers.common.storage import clients, contacts, dynamo, keys
from handlers.environment import required
from handlers.meetings.storage import items

SEGMENTS = 5
"""The parts into which a table is divided: one for each working day."""


def of_contacts(segment: int, before: datetime) -> Iterator[dynamo.Item]:
    """The items of a part of the table of contacts in which nothing was written since ``before``, and the traces.

    Contacts that do not wait to be written to, entries of inboxes that were dealt with, marks of replies, and addresses
    of whoever has opted out without having been a contact.
    """
    where = (
        "(sk = :contact AND #updatedAt < :before AND attribute_not_exists(#backlog))"
        " OR #closedAt < :before"
        " OR (begins_with(pk, :addresses) AND #receivedAt < :before)"
        " OR (sk = :address AND #optedOutAt < :before AND attribute_not_exists(#contacts)"
        " AND attribute_not_exists(#alsoOf))"
        " OR (sk = :erased AND attribute_exists(#tenantId))"
    )
    values = {
        "contact": keys.CONTACT_SK,
        "address": keys.ADDRESS_SK,
        "erased": keys.ERASED_SK,
        "addresses": keys.address_pk("", "").rstrip("#"),
        "before": keys.instant(before),
    }
    return dynamo.scan(contacts.table(), where, values, segment, SEGMENTS)


def of_meetings(segment: int, before: datetime) -> Iterator[dynamo.Item]:
    """The items of a part of the table of meetings that were over, and not written, since ``before``."""
    where = "sk = :meeting AND #updatedAt < :before AND #scheduledAt < :before AND attribute_not_exists(#toWithdraw)"
    values = {"meeting": keys.MEETING_SK, "before": keys.instant(before)}
    return dynamo.scan(items.table(), where, values, segment, SEGMENTS)


def files(prefix: str) -> Iterator[tuple[str, datetime]]:
    """The keys of the bucket of lists that begin so, each with the instant at which it was put there."""
    pages = clients.s3().get_paginator("list_objects_v2").paginate(Bucket=_bucket(), Prefix=prefix)
    for page in pages:
        yield from ((each["Key"], each["LastModified"]) for each in page.get("Contents", ()))


def delete_file(key: str) -> None:
    """Delete a file of the bucket of lists; its versions follow in time."""
    clients.s3().delete_object(Bucket=_bucket(), Key=key)


def _bucket() -> str:
    return required("INTAKE_BUCKET")
