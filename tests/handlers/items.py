"""Items as they stand in the tables, for what the handlers' types leave out."""

from typing import Any

from handlers.common.storage import contacts, dynamo, keys


def contact_item(contact_id: str) -> dict[str, Any]:
    """The contact's item; it must be there."""
    item = dynamo.read_item(contacts.table(), keys.contact_pk(contact_id), keys.CONTACT_SK)
    assert item is not None
    return item
