"""The replies that were seen.

A reply leaves two items, written together: its reading under the sender's address (``ADDRESS#…``,
``REPLY#<messageId>``), where a repeat finds it even if the address has another contact by then, and its text with
the contact (``CONTACT#…``, ``REPLY#<identity>``), where the briefing reads it, apart from replies of other addresses
that happen to have the same messageId. Both stay: a messageId counts once.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from handlers.common.rules.model import Intent
from handlers.common.storage import contacts, dynamo, keys, statements, writes
from handlers.common.storage.writes import Condition, Write
from handlers.conversation.rules.incoming import Reply
from handlers.conversation.rules.understanding import Understanding
from handlers.meetings.rules.meeting import Slot


class _SeenError(Exception):
    """The reply has been seen before."""


class Seen(NamedTuple):
    """A reply that was seen: its reading, and the run that carries out what follows."""

    understanding: Understanding
    held_until: str = ""
    """The instant, as text, at which that run is over; empty if none is under way."""

    worded_by: str = ""
    """The id of the message that was read in its place."""

    def is_held(self, now: datetime) -> bool:
        return self.held_until > keys.instant(now)


def seen(reply: Reply, address: str) -> Seen | None:
    """Return the mark of a reply, or None if it has not been seen."""
    key = _key(reply, address)
    item = dynamo.read_item(contacts.table(), key["pk"], key["sk"])
    return (
        None
        if item is None
        else Seen(_understanding(item), item.get("heldUntil", ""), item.get("wordedBy", ""))
    )


def understanding(reply: Reply, address: str) -> Understanding | None:
    """The reading of a reply, or None if it has not been seen."""
    known = seen(reply, address)
    return None if known is None else known.understanding


def take_over(reply: Reply, address: str, known: Seen, until: datetime) -> bool:
    """Hold a reply whose run was cut short for this one; False if another has been quicker."""
    still = Condition(
        "#status = :seen AND #heldUntil = :before", {"seen": "seen", "before": known.held_until}
    )
    if not known.held_until:
        still = Condition("#status = :seen AND attribute_not_exists(#heldUntil)", {"seen": "seen"})
    held = {"heldUntil": keys.instant(until)}
    return writes.made(writes.update(contacts.table(), _key(reply, address), held, still))


def give_back(reply: Reply, address: str) -> None:
    """Let the next delivery carry on at once with what this run has begun."""
    still = Condition("attribute_exists(pk)")
    writes.made(writes.update(contacts.table(), _key(reply, address), {}, still, remove=["heldUntil"]))


def remember(
    reply: Reply, address: str, read: Understanding, until: datetime, also: Iterable[Write] = ()
) -> bool:
    """Keep the reading and the text of a new reply, with ``also`` other writes; False if there is one already.

    The run that keeps it holds it until ``until``. ``ChangedError`` if one of the other writes is refused.
    """
    received = keys.instant(reply.receivedAt)
    marker = {**_key(reply, address), "status": "seen", "receivedAt": received, **_attributes(read)}
    marker["heldUntil"] = keys.instant(until)
    if reply.wordedBy:
        marker["wordedBy"] = reply.wordedBy
    puts = [writes.put(contacts.table(), marker, writes.ABSENT._replace(otherwise=_SeenError))]
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
    except _SeenError:
        return False
    return True


def finish(finished: Iterable[tuple[Reply, str]]) -> None:
    """Record of replies, each with its address, that all that follows from them has been carried out."""
    table = contacts.table()
    keyed = [_key(reply, address) for reply, address in finished]
    statements.run(
        [statements.update(table, key["pk"], key["sk"], {"status": "done"}, ["heldUntil"]) for key in keyed]
    )


def keys_of(reply: Reply, address: str) -> dynamo.Key:
    """The key of the item that says whether a reply has been seen."""
    key = _key(reply, address)
    return contacts.table(), key["pk"], key["sk"]


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
        "certain": read.certain,
        "check": read.check,
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
        certain=item.get("certain", True),
        check=item.get("check"),
        done=item["status"] == "done",
    )
