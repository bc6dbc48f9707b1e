"""The replies that were seen.

A reply leaves two items, written together: its reading under the sender's address (``ADDRESS#…``,
``REPLY#<messageId>``), where a repeat finds it even if the address has another contact by then, and its text with
the contact (``CONTACT#…``, ``REPLY#<identity>``), where the briefing reads it, apart from replies of other addresses
that happen to have the same messageId. Both stay: a messageId counts once.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from handlers.common.rules.model import Intent
from handlers.common.storage import contacts, dynamo, keys, writes
from handlers.common.storage.writes import Write
from handlers.conversation.rules.incoming import Reply
from handlers.conversation.rules.understanding import Understanding
from handlers.meetings.rules.meeting import Slot


def understanding(reply: Reply, address: str) -> Understanding | None:
    """The reading of a reply, or None if it has not been seen."""
    key = _key(reply, address)
    item = dynamo.read_item(contacts.table(), key["pk"], key["sk"])
    return None if item is None else _understanding(item)


def remember(reply: Reply, address: str, read: Understanding, also: Iterable[Write] = ()) -> bool:
    """Keep the reading and the text of a new reply, with ``also`` other writes; False if there is one already."""
    received = keys.instant(reply.receivedAt)
    marker = {**_key(reply, address), "status": "seen", "receivedAt": received, **_attributes(read)}
    puts = [writes.put(contacts.table(), marker, writes.ABSENT)]
    if read.contact_id is not None:
        content = {
            "pk": keys.contact_pk(read.contact_id),
            "sk": keys.reply_sk(reply.identity),
            "channel": reply.channel.value,
            "text": reply.text,
            "intent": read.intent.value,
            "receivedAt": received,
        }
        puts.append(writes.put(contacts.table(), content, writes.REPEATABLE))
    try:
        writes.transact([*puts, *also])
    except writes.ChangedError:
        return False
    return True


def finish(reply: Reply, address: str) -> None:
    """Record that all that follows from the reply has been carried out."""
    writes.made(writes.update(contacts.table(), _key(reply, address), {"status": "done"}, writes.REPEATABLE))


def of_contact(contact_id: str) -> Iterator[dynamo.Item]:
    """The replies of a contact, in no order: ``text``, ``intent``, ``channel``, ``receivedAt``."""
    return dynamo.collection(contacts.table(), keys.contact_pk(contact_id), keys.reply_sk(""))


def _key(reply: Reply, address: str) -> dict[str, str]:
    return {"pk": keys.address_pk(reply.tenantId, address), "sk": keys.reply_sk(reply.messageId)}


def _attributes(read: Understanding) -> dict[str, Any]:
    slot = read.slot
    values = {
        "intent": read.intent.value,
        "contactId": read.contact_id,
        "meetingId": read.meeting_id,
        "round": read.round,
        "slot": slot and {"start": keys.instant(slot.start), "end": keys.instant(slot.end)},
        "urgent": read.urgent,
        "returns": read.returns and read.returns.isoformat(),
    }
    return {name: value for name, value in values.items() if value is not None}


def _understanding(item: dynamo.Item) -> Understanding:
    slot, returns = item.get("slot"), item.get("returns")
    return Understanding(
        intent=Intent(item["intent"]),
        contact_id=item.get("contactId"),
        meeting_id=item.get("meetingId"),
        round=item.get("round"),
        slot=slot and Slot(datetime.fromisoformat(slot["start"]), datetime.fromisoformat(slot["end"])),
        urgent=item["urgent"],
        returns=date.fromisoformat(returns) if returns else None,
        done=item["status"] == "done",
    )
