"""The progress of the messages to a contact, as whoever sends them records it."""

from datetime import datetime
from typing import NamedTuple

from handlers.common.rules.steps import Step
from handlers.common.storage import contacts, dynamo, keys


class Sending(NamedTuple):
    """A message's status, and what is known of its way."""

    status: str
    sent_at: datetime | None = None
    """The instant at which a partner accepted it."""
    delivered_at: datetime | None = None
    """The instant at which it was delivered, or shown to have been by being read."""
    message_id: str | None = None
    """The partner's id of it."""


def read(contact_id: str, step: Step) -> Sending | None:
    """The sending of a message beyond the first one, or None if nobody has begun with it."""
    item = dynamo.read_item(contacts.table(), keys.contact_pk(contact_id), keys.message_sk(step))
    if item is None:
        return None
    sent_at = item.get("sentAt")
    shown = min((item[name] for name in ("deliveredAt", "readAt") if name in item), default=None)
    return Sending(
        item["status"],
        datetime.fromisoformat(sent_at) if sent_at else None,
        datetime.fromisoformat(shown) if shown else None,
        item.get("partnerMessageId"),
    )
