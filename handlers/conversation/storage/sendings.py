"""The progress of the messages to a contact, as whoever sends them records it."""

from collections.abc import Collection, Iterator
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

    @property
    def arrived_at(self) -> datetime | None:
        """The instant at which it was delivered or, where nothing is known of that, sent."""
        return self.delivered_at or self.sent_at

    def had_arrived(self, written: datetime) -> bool:
        """True if it had arrived when the contact wrote."""
        return self.arrived_at is not None and self.arrived_at <= written


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


def recipient(contact_ids: Collection[str], message_ids: Collection[str]) -> str | None:
    """The one of the contacts to whom a message went out under one of the partner's ids; None if it is none of them.

    Costs a query for each contact, or less: for the few who share an address.
    """
    found = ((contact_id, item) for contact_id, item in _sent(contact_ids) if "partnerMessageId" in item)
    return next((contact_id for contact_id, item in found if item["partnerMessageId"] in message_ids), None)


def _sent(contact_ids: Collection[str]) -> Iterator[tuple[str, dynamo.Item]]:
    """The items of the messages to contacts, the first ones before the others."""
    yield from contacts.items(contact_ids).items()
    for contact_id in contact_ids:
        for item in dynamo.collection(contacts.table(), keys.contact_pk(contact_id), keys.message_sk("")):
            yield contact_id, item
