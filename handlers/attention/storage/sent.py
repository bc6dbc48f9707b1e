"""The messages that went out to a contact: their kinds and instants, for no text is kept."""

from collections.abc import Iterator
from datetime import datetime

from handlers.common.rules.model import Kind
from handlers.common.storage import contacts, dynamo, keys


def of_contact(contact_id: str) -> Iterator[tuple[str, datetime]]:
    """Kind and instant of each message that a partner has accepted, in no order."""
    pk, table = keys.contact_pk(contact_id), contacts.table()
    first = dynamo.read_item(table, pk, keys.CONTACT_SK) or {}
    if "sentAt" in first:
        yield Kind.OUTREACH.value, datetime.fromisoformat(first["sentAt"])
    for item in dynamo.collection(table, pk, keys.message_sk("")):
        if "sentAt" in item and "kind" in item:
            yield item["kind"], datetime.fromisoformat(item["sentAt"])
