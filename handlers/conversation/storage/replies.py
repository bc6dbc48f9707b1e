"""The replies that were seen.

A reply leaves two items, written together: its reading under the sender's address (``ADDRESS#…``,
``REPLY#<messageId>``), where a repeat finds it even if the address has another contact by then, and its text with
the contact (``CONTACT#…``, ``REPLY#<identity>``), where the briefing reads it, apart from replies of other addresses
that happen to have the same messageId. Both stay: a messageId counts once.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from handlers.common.rules.model import Intent
from handlers.common.storage import contacts, dynamo, keys, statements, writes
from handlers.common.storage.writes import Condition, Write
from handlers.conversation.rules.inbound import turns
from handlers.conversation.rules.inbound.incoming import Reply
from handlers.conversation.rules.inbound.turns import Turn
from handlers.conversation.rules.understanding import Understanding
from handlers.conversation.storage import turns as turn_items
from handlers.conversation.storage.turns import TurnChangedError
from handlers.meetings.rules.meeting import Slot


class _SeenError(Exception):
    """The reply has been seen before."""


class Seen(NamedTuple):
    """A reply that was seen: its reading, and the run that carries out what follows."""

    understanding: Understanding
    received_at: datetime
    held_until: str = ""
    """The instant, as text, at which that run is over; empty if none is under way."""

    worded_by: str = ""
    """The id of the message that was read in its place."""
    turn: str = ""
    """The messageId of the turn in which it was read; empty if it was read by itself."""
    joined: Reply | None = None
    """The reply that the turn is, while what follows from it is being carried out."""

    def is_held(self, now: datetime) -> bool:
        return self.held_until > keys.instant(now)


def seen(reply: Reply, address: str) -> Seen | None:
    """Return the mark of a reply, or None if it has not been seen."""
    return marked(reply.tenantId, address, reply.messageId)


def marked(tenant_id: str, address: str, message_id: str) -> Seen | None:
    """Return the mark of a reply by its messageId, or None if it has not been seen."""
    item = dynamo.read_item(contacts.table(), keys.address_pk(tenant_id, address), keys.reply_sk(message_id))
    if item is None:
        return None
    return Seen(
        _understanding(item),
        datetime.fromisoformat(item["receivedAt"]),
        item.get("heldUntil", ""),
        item.get("wordedBy", ""),
        item.get("turn", ""),
        turns.stored(item["joined"]) if "joined" in item else None,
    )


def understanding(reply: Reply, address: str) -> Understanding | None:
    """The reading of a reply, or None if it has not been seen."""
    known = seen(reply, address)
    return None if known is None else known.understanding


def take_over(reply: Reply, address: str, known: Seen, until: datetime) -> bool:
    """Hold a reply whose run was cut short for this one; False if another has been quicker.

    A repeat after a lost answer is known by its token: taken for another run's, the reply would be left to nobody.
    """
    still = Condition(
        "#status = :seen AND #heldUntil = :before", {"seen": "seen", "before": known.held_until}
    )
    if not known.held_until:
        still = Condition("#status = :seen AND attribute_not_exists(#heldUntil)", {"seen": "seen"})
    held = {"heldUntil": keys.instant(until), "heldBy": uuid.uuid4().hex}
    return writes.made(writes.update(contacts.table(), _key(reply, address), held, still._replace(own=held)))


def give_back(reply: Reply, address: str) -> None:
    """Let the next delivery carry on at once with what this run has begun."""
    still = Condition("attribute_exists(pk)")
    writes.made(
        writes.update(contacts.table(), _key(reply, address), {}, still, remove=["heldUntil", "heldBy"])
    )


def remember(
    reply: Reply,
    address: str,
    read: Understanding,
    until: datetime,
    also: Iterable[Write] = (),
    turn: Turn | None = None,
) -> bool:
    """Keep the reading and the text of a new reply, with ``also`` other writes; False if there is one already.

    The run that keeps it holds it until ``until``. ``ChangedError`` if one of the other writes is refused. ``turn``:
    the one that the reply is, which is taken; ``TurnChangedError`` if it is no longer the same.
    """
    mark: dict[str, Any] = {"status": "seen", "heldUntil": keys.instant(until)}
    taken: list[Write] = []
    if turn is not None:
        mark |= {"turn": reply.messageId, "joined": turns.document(reply)}
        taken = [turn_items.emptying(turn), *_fragments(turn, reply, address, read)]
    puts = [*taken, _marking(reply, address, read, mark, TurnChangedError if turn else _SeenError)]
    received = keys.instant(reply.receivedAt)
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


def _fragments(turn: Turn, reply: Reply, address: str, read: Understanding) -> list[Write]:
    """The writes that mark the fragments of a turn but the one whose id it has: they are done with it."""
    mark = {"status": "done", "turn": reply.messageId}
    others = [each.reply for each in turn.fragments if each.message_id != reply.messageId]
    return [_marking(each, address, read, mark, TurnChangedError) for each in others]


def _marking(
    reply: Reply, address: str, read: Understanding, mark: Mapping[str, Any], otherwise: type[Exception]
) -> Write:
    """The write that marks a reply as seen; ``otherwise`` is raised where it has been before."""
    received = keys.instant(reply.receivedAt)
    marker = {**_key(reply, address), "receivedAt": received, **_attributes(read), **mark}
    if reply.wordedBy:
        marker["wordedBy"] = reply.wordedBy
    return writes.put(contacts.table(), marker, writes.ABSENT._replace(otherwise=otherwise))


def finish(finished: Iterable[tuple[Reply, str, bool]]) -> None:
    """Record of replies that all that follows from them has been carried out.

    ``finished``: each with its address, and True if it is a turn.
    """
    table = contacts.table()
    statements.run(
        [
            statements.update(
                table,
                (key := _key(reply, address))["pk"],
                key["sk"],
                {"status": "done"},
                ["heldUntil", "heldBy", *(["joined"] if is_turn else [])],
            )
            for reply, address, is_turn in finished
        ]
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
        "courtesy": read.is_courtesy or None,
        "asksWhich": read.asks_which or None,
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
        is_courtesy=item.get("courtesy", False),
        asks_which=item.get("asksWhich", False),
        done=item["status"] == "done",
    )
