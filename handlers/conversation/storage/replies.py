"""The replies that were seen, and the addresses that they come from.

A reply leaves two items, written together: the decision under the sender's address (``ADDRESS#…``,
``REPLY#<messageId>``), where a repeat finds it even if the address has another contact by then, and its text with
the contact (``CONTACT#…``, ``REPLY#<messageId>``), where the briefing reads it. Both stay: a messageId counts once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from handlers.common.rules.contact import Address
from handlers.common.rules.model import Channel, Intent
from handlers.common.storage import contacts, dynamo, keys, writes
from handlers.meetings.rules.meeting import Slot


@dataclass(frozen=True)
class Decision:
    """What a reply was read as when it was first seen: a repeat carries out this and never reads again."""

    intent: Intent
    contact_id: str | None = None
    """None: the address is nobody's."""
    meeting_id: str | None = None
    """The contact's meeting at that moment, if it stood."""
    slot: Slot | None = None
    urgent: bool = False
    returns: date | None = None
    done: bool = False
    """Whether all that follows from it has been carried out."""


def address(tenant_id: str, forms: Sequence[str]) -> Address | None:
    """The first form under which the tenant has written to the address, or None."""
    for form in forms:
        item = dynamo.get(contacts.table(), keys.address_pk(tenant_id, form), keys.ADDRESS_SK)
        if item is not None:
            return Address.of(item)
    return None


def block(tenant_id: str, address: str, message_id: str, now: datetime) -> None:
    """Mark an address as opted out, known or not; the first opt-out's instant and reply stay."""
    key = {"pk": keys.address_pk(tenant_id, address), "sk": keys.ADDRESS_SK}
    first = {"optedOutAt": keys.instant(now), "optedOutBy": message_id}
    writes.made(writes.update(contacts.table(), key, {"optedOut": True}, writes.REPEATABLE, initial=first))


def decision(tenant_id: str, address: str, message_id: str) -> Decision | None:
    """What was decided about a reply, or None if it has not been seen."""
    item = dynamo.get(contacts.table(), keys.address_pk(tenant_id, address), keys.reply_sk(message_id))
    return None if item is None else _decision(item)


def remember(
    tenant_id: str,
    address: str,
    message_id: str,
    decided: Decision,
    channel: Channel,
    text: str,
    received: datetime,
) -> bool:
    """Whether the reply is new and the decision about it is kept; False if there is one already."""
    marker = {
        "pk": keys.address_pk(tenant_id, address),
        "sk": keys.reply_sk(message_id),
        "status": "seen",
        "receivedAt": keys.instant(received),
        **_attributes(decided),
    }
    puts = [writes.put(contacts.table(), marker, writes.ABSENT)]
    if decided.contact_id is not None:
        content = {
            "pk": keys.contact_pk(decided.contact_id),
            "sk": keys.reply_sk(message_id),
            "channel": str(channel),
            "text": text,
            "intent": str(decided.intent),
            "receivedAt": keys.instant(received),
        }
        puts.append(writes.put(contacts.table(), content, writes.REPEATABLE))
    try:
        writes.transact(puts)
    except writes.ChangedError:
        return False
    return True


def finish(tenant_id: str, address: str, message_id: str) -> None:
    """All that follows from the reply has been carried out."""
    key = {"pk": keys.address_pk(tenant_id, address), "sk": keys.reply_sk(message_id)}
    writes.made(writes.update(contacts.table(), key, {"status": "done"}, writes.REPEATABLE))


def of_contact(contact_id: str) -> Iterator[dynamo.Item]:
    """What a contact has answered, in no order: ``text``, ``intent``, ``channel``, ``receivedAt``."""
    return dynamo.collection(contacts.table(), keys.contact_pk(contact_id), keys.reply_sk(""))


def _attributes(decided: Decision) -> dict[str, Any]:
    slot = decided.slot
    values = {
        "intent": str(decided.intent),
        "contactId": decided.contact_id,
        "meetingId": decided.meeting_id,
        "slot": slot and {"start": keys.instant(slot.start), "end": keys.instant(slot.end)},
        "urgent": decided.urgent,
        "returns": decided.returns and decided.returns.isoformat(),
    }
    return {name: value for name, value in values.items() if value is not None}


def _decision(item: dynamo.Item) -> Decision:
    slot, returns = item.get("slot"), item.get("returns")
    return Decision(
        intent=Intent(item["intent"]),
        contact_id=item.get("contactId"),
        meeting_id=item.get("meetingId"),
        slot=slot and Slot(datetime.fromisoformat(slot["start"]), datetime.fromisoformat(slot["end"])),
        urgent=item["urgent"],
        returns=date.fromisoformat(returns) if returns else None,
        done=item["status"] == "done",
    )
