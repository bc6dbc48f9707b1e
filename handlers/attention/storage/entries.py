"""The entries of the tenants' inboxes, in the contacts table.

An open entry waits (``waitingSince``, and in the backlog's index by the instant at which it is overdue) until somebody
touches it, and waits again from the next call on.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from handlers.attention.rules.entry import Entry, Word
from handlers.attention.rules.request import AttentionNeeded
from handlers.common.rules.contact import instant
from handlers.common.rules.model import Priority
from handlers.common.storage import contacts, dynamo, keys, writes
from handlers.common.storage.writes import ABSENT, ChangedError, Condition

MOST_WORDS = 60
"""The calls and deeds that an entry keeps: an item has room for them with texts of the greatest length."""
MOST_MAILS = 60
"""The mails to a tenant in an hour: an outage that leaves a thousand messages unknown is no thousand mails."""
REPEATED_WITHIN = timedelta(minutes=10)
"""The time within which the bus itself delivers an event again; later ones are played again by an operator."""
RINGS_EVERY = timedelta(minutes=10)
"""The time between two ringings of the alarm, which tells of a change alone: it has come to rest in between."""
LONGEST_TEXT = 1000
"""Characters of a stranger's words and of an answer that are kept."""
WAITING = ("waitingSince", "backlog", "backlogOrder", "mail", "mailBy", "mailRun")
"""The attributes of an entry that waits for somebody to touch it."""

_ALARM = {"pk": keys.INBOX_WAITING, "sk": keys.INBOX_ALARM_SK}
_THERE = Condition("attribute_exists(pk)")


def add(needed: AttentionNeeded, now: datetime, within: timedelta) -> bool:
    """Put a call into the inbox: a new entry, or a word of the open one; a repeat adds nothing.

    ``within``: the time in which somebody is to touch it. False for an event that is played again after its entry was
    closed: it has been dealt with.
    """
    if now - needed.occurredAt > REPEATED_WITHIN and _is_dealt_with(needed):
        return False
    waiting = {
        "waitingSince": keys.instant(now),
        "backlog": keys.INBOX_WAITING,
        "backlogOrder": _order(now + within),
    }
    writes.decided(lambda: _add(needed, now, waiting), f"entry {needed.entry_id}")
    return True


def _is_dealt_with(needed: AttentionNeeded) -> bool:
    """True of a call that a closed entry has; costs a query of those of the tenant."""
    closed = dynamo.collection(contacts.table(), keys.inbox_pk(needed.tenantId), keys.CLOSED_PREFIX)
    return any(needed.word_id in item["words"] for item in closed if item["entryId"] == needed.entry_id)


def _add(needed: AttentionNeeded, now: datetime, waiting: dict[str, str]) -> None:
    table, key, word_id = contacts.table(), _key(needed.tenantId, needed.entry_id), needed.word_id
    word, known = _word(needed).item, _known(needed, now)
    new = {**key, **known, "openedAt": keys.instant(now), "words": {word_id: word}, **waiting}
    if writes.made(writes.put(table, new, ABSENT)):
        return
    fits = Condition(
        f"attribute_exists(pk) AND attribute_not_exists(#words.#{word_id}) AND size(#words) < :most",
        {"most": MOST_WORDS},
    )
    added = writes.update(table, key, {**known, f"words.{word_id}": word}, fits, initial=waiting)
    held = writes.refusal(added)
    if held == {}:
        raise ChangedError
    if held is not None and word_id not in held["words"]:
        writes.made(writes.update(table, key, known, _THERE, initial=waiting))


def read(tenant_id: str, entry_id: str) -> Entry | None:
    """The open entry of that id, or None."""
    item = dynamo.read_item(contacts.table(), **_key(tenant_id, entry_id))
    return None if item is None else Entry.of(item)


def about(tenant_id: str, contact_ids: Iterable[str]) -> list[Entry]:
    """The open entries about some contacts, read together."""
    wanted = [
        (contacts.table(), keys.inbox_pk(tenant_id), keys.entry_sk(contact_id)) for contact_id in contact_ids
    ]
    return [Entry.of(item) for item in dynamo.read_items(wanted).values()]


def listed(tenant_id: str, prefix: str = keys.ENTRY_PREFIX) -> Iterator[Entry]:
    """The open entries of a tenant, in no order; with ``CLOSED_PREFIX`` those that were dealt with."""
    return map(Entry.of, dynamo.collection(contacts.table(), keys.inbox_pk(tenant_id), prefix))


class Waiting(NamedTuple):
    """The numbers of entries, of all tenants, that wait for somebody to touch them."""

    all: int
    overdue: int
    """Those that nobody has touched in time."""
    unheard: int
    """Those of them for which the alarm has not rung, where it may ring again."""


def waiting(now: datetime) -> Waiting:
    """The numbers of the entries that wait now."""
    orders = [
        item["backlogOrder"]
        for item in dynamo.query(
            contacts.table(),
            "#backlog = :waiting",
            {"waiting": keys.INBOX_WAITING},
            IndexName=keys.BACKLOG_INDEX,
        )
    ]
    overdue = [order for order in orders if order <= _order(now)]
    return Waiting(len(orders), len(overdue), _unheard(overdue, now) if overdue else 0)


def _unheard(overdue: Sequence[str], now: datetime) -> int:
    rang = instant(dynamo.read_item(contacts.table(), **_ALARM) or {}, "rangAt")
    if rang is None:
        return len(overdue)
    return sum(order > _order(rang) for order in overdue) if now - rang >= RINGS_EVERY else 0


def note_ringing(now: datetime) -> None:
    """Keep that the alarm rings for all that is overdue now."""
    item = {**_ALARM, "rangAt": keys.instant(now)}
    writes.made(writes.put(contacts.table(), item, writes.REPEATABLE))


def _order(due: datetime) -> str:
    """The order in the backlog's index of an entry that is overdue from ``due`` on."""
    return keys.backlog_order(Priority.FOLLOW_UP, due)


def claim_mail(tenant_id: str, entry_id: str, word_id: str) -> Entry | None:
    """Take the mail about an entry on; return the entry where another call has, or where it waits no more."""
    unclaimed = Condition("attribute_exists(#waitingSince) AND attribute_not_exists(#mail)")
    claimed = {"mail": "sending", "mailBy": word_id, "mailRun": uuid.uuid4().hex}
    held = writes.refusal(
        writes.update(contacts.table(), _key(tenant_id, entry_id), claimed, unclaimed._replace(own=claimed))
    )
    return None if held is None else (Entry.of(held) if held else read(tenant_id, entry_id))


def has_room_for_mail(tenant_id: str, now: datetime) -> bool:
    """Use room for one mail to the tenant in the clock's hour; False where that is used up."""
    return writes.decided(lambda: _take_room(tenant_id, keys.instant(now)[:13]), f"mails of {tenant_id}")


def _take_room(tenant_id: str, hour: str) -> bool:
    table, key = contacts.table(), {"pk": keys.inbox_pk(tenant_id), "sk": keys.INBOX_MAILS_SK}
    fits = Condition("#hour = :hour AND #mails < :most", {"hour": hour, "most": MOST_MAILS})
    held = writes.refusal(writes.update(table, key, {}, fits, add={"mails": 1}))
    if held is None:
        return True
    if held.get("hour") == hour:
        return False
    earlier = Condition("attribute_not_exists(#hour) OR #hour < :hour", {"hour": hour})
    if not writes.made(writes.put(table, {**key, "hour": hour, "mails": 1}, earlier)):
        raise ChangedError
    return True


def settle_mail(tenant_id: str, entry_id: str, word_id: str, outcome: str | None) -> None:
    """Record the outcome of a mail that the call has claimed; None: it certainly did not go out, and may yet."""
    own = Condition("#mailBy = :word", {"word": word_id})
    values = {} if outcome is None else {"mail": outcome}
    gone = ("mail", "mailBy", "mailRun") if outcome is None else ()
    writes.made(writes.update(contacts.table(), _key(tenant_id, entry_id), values, own, remove=gone))


def touch(entry: Entry, word_id: str, deed: Word) -> bool:
    """Put a deed into an entry, which waits no more; False if it is no longer open."""
    values: dict[str, Any] = {f"words.{word_id}": deed.item, "lastAt": keys.instant(deed.at)}
    key = _key(entry.tenant_id, entry.entry_id)
    return writes.made(writes.update(contacts.table(), key, values, _THERE, remove=WAITING))


def close(entry: Entry, word_id: str, deed: Word) -> bool:
    """Take an entry out of the inbox, and keep it as dealt with; False if it is no longer open.

    ``ChangedError`` where something has come in since it was read.
    """
    table, key = contacts.table(), _key(entry.tenant_id, entry.entry_id)
    item = dynamo.read_item(table, **key)
    if item is None:
        return False
    kept = {name: value for name, value in item.items() if name not in WAITING}
    closed = {
        **kept,
        "sk": keys.closed_entry_sk(entry.entry_id, item["openedAt"]),
        "words": {**item["words"], word_id: deed.item},
        "closedAt": keys.instant(deed.at),
    }
    as_read = Condition("#lastAt = :last AND size(#words) = :words", {"last": keys.instant(entry.last_at)})
    as_read = as_read._replace(values={**as_read.values, "words": len(entry.words)})
    writes.transact([writes.delete(table, key, as_read), writes.put(table, closed, writes.REPEATABLE)])
    return True


def _key(tenant_id: str, entry_id: str) -> dict[str, str]:
    return {"pk": keys.inbox_pk(tenant_id), "sk": keys.entry_sk(entry_id)}


def _word(needed: AttentionNeeded) -> Word:
    # A contact's own words are kept with the contact.
    text = "" if needed.contactId and not needed.is_of_colleague else needed.text[:LONGEST_TEXT]
    return Word(needed.occurredAt, needed.reason.value, needed.note[:LONGEST_TEXT], text)


def _known(needed: AttentionNeeded, now: datetime) -> dict[str, str]:
    person = {} if needed.is_of_tenant else {"contactId": needed.contactId, "sender": needed.sender}
    known = {
        "entryId": needed.entry_id,
        "tenantId": needed.tenantId,
        "reason": needed.reason.value,
        "lastAt": keys.instant(now),
        "campaignId": needed.campaignId,
        "meetingId": needed.meetingId,
        "channel": needed.channel and needed.channel.value,
        **person,
    }
    return {name: value for name, value in known.items() if value}
