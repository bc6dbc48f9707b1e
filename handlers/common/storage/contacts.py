"""Contacts: reading one, moving it from one state to another, and its history.

Every change is a conditional write together with its line of history: both or neither
(docs/system.md, "Contacts: identity and states").
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from handlers.common.rules import accounting
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import State, may_become
from handlers.common.storage import dynamo, keys, stats, writes
from handlers.common.storage.writes import Condition, Write
from handlers.environment import required

HANDED_OVER_FOR = "handedOverFor"
HANDED_OVER = ("handedOverAt", HANDED_OVER_FOR)
"""The attributes of a contact who was told that a person is going to answer."""
BACKLOG = ("backlog", "backlogOrder", "nextStep")
"""The attributes that put an item into the backlog."""


class UnknownContactError(LookupError):
    """There is no contact of that id."""


def table() -> str:
    """The physical name of the table of contacts."""
    return required("TABLE_CONTACTS")


def read(contact_id: str) -> Contact:
    """The contact as it is now; ``UnknownContactError`` if there is none."""
    contact = find(contact_id)
    if contact is None:
        raise UnknownContactError(f"there is no contact {contact_id}: ingest it before anything refers to it")
    return contact


def find(contact_id: str) -> Contact | None:
    """The contact as it is now; None if there is none, as of one that has been erased."""
    item = dynamo.read_item(table(), keys.contact_pk(contact_id), keys.CONTACT_SK)
    return None if item is None else Contact.of(item)


def address_place(tenant_id: str, address: str) -> dynamo.Key:
    """The place of the item of an address, in one of its forms."""
    return table(), keys.address_pk(tenant_id, address), keys.ADDRESS_SK


def items(contact_ids: Iterable[str]) -> dict[str, dynamo.Item]:
    """The items of those of the contacts that are there, by id, as ``Contact.of`` reads them."""
    wanted = ((table(), keys.contact_pk(contact_id), keys.CONTACT_SK) for contact_id in contact_ids)
    return {keys.contact_of(pk): item for (_, pk, _), item in dynamo.read_items(wanted).items()}


def move(
    contact_id: str,
    target: State,
    now: datetime,
    what: str,
    detail: str | None = None,
    attributes: Mapping[str, Any] | None = None,
    remove: Iterable[str] = (),
    may: Callable[[State, State], bool] = may_become,
    today: date | None = None,
    counters: Mapping[str, int] | None = None,
    *,
    counted: bool = True,
) -> State | None:
    """Move the contact to ``target``; return the state that it was in, ``target`` if it stood there already.

    ``attributes`` are written and ``remove`` taken away in the same request, also where the contact already
    stood there. Where there is no transition from its state to ``target`` (``may``), nothing is written and the
    answer is None: a late or repeated event changes nothing. ``what`` and ``detail`` say in the history why.

    The campaign's counters follow in the same transaction: its account, and ``counters`` beside it, on the tenant's
    date ``today`` (without one, on that of ``now``); not where they know of the move already (``counted``).
    """
    given, removed = dict(attributes or {}), tuple(remove)

    def attempt() -> State | None:
        contact = read(contact_id)
        state = contact.state
        if state == target and not given and not removed:
            return state
        if state != target and not may(state, target):
            return None
        line = history_line(contact_id, now, what, detail, {"from": state, "to": target})
        also = _counted(contact, target, today or now.date(), counters or {}) if counted else []
        _write(contact_id, state, {**given, "state": target.value}, removed, line, now, also)
        return state

    return writes.decided(attempt, f"contact {contact_id}")


def record(
    contact_id: str,
    now: datetime,
    what: str,
    detail: str | None = None,
    attributes: Mapping[str, Any] | None = None,
    remove: Iterable[str] = (),
) -> State:
    """Change attributes of the contact, with a line of history, and return the state in which it stays."""
    given, removed = dict(attributes or {}), tuple(remove)

    def attempt() -> State:
        state = read(contact_id).state
        line = history_line(contact_id, now, what, detail, {"from": state, "to": state})
        _write(contact_id, state, given, removed, line, now)
        return state

    return writes.decided(attempt, f"contact {contact_id}")


def end_silence(contact_id: str) -> None:
    """Take a contact who waits for a follow-up, or for the end of silence, out of the backlog."""
    key = {"pk": keys.contact_pk(contact_id), "sk": keys.CONTACT_SK}
    silent = Condition("#state = :contacted", {"contacted": State.CONTACTED.value})
    writes.made(writes.update(table(), key, {}, silent, remove=BACKLOG))


def hand_over(contact_id: str, reply_id: str, now: datetime, before: datetime) -> bool:
    """Note that the contact is told that a person is going to answer the reply.

    False if it was told, for another reply, since ``before``, or has been erased.
    """
    key = {"pk": keys.contact_pk(contact_id), "sk": keys.CONTACT_SK}
    due = Condition(
        "attribute_exists(pk) AND "
        "(attribute_not_exists(#handedOverAt) OR #handedOverAt <= :before OR #handedOverFor = :reply)",
        {"before": keys.instant(before), "reply": reply_id},
    )
    return writes.made(writes.update(table(), key, handed_over(reply_id, now), due))


def handed_over(reply_id: str, now: datetime) -> dict[str, str]:
    """The attributes of a contact who is told that a person is going to answer the reply."""
    return {"handedOverAt": keys.instant(now), HANDED_OVER_FOR: reply_id}


def note(contact_id: str, now: datetime, what: str, detail: str | None = None) -> None:
    """Write a line of history of its own, where nothing of the contact changes."""
    line = history_line(contact_id, now, what, detail, {})
    writes.made(writes.put(table(), line, writes.REPEATABLE))


def history(contact_id: str) -> Iterator[dynamo.Item]:
    """The contact's history, oldest first.

    ``sk`` (``HISTORY#<instant>#<what>``), ``what``, ``at`` and, where known, ``from``, ``to``, ``detail``. The line
    of a first message's end tells of its release too (``releasedAt``), which here is a line of its own.
    """
    for line in dynamo.collection(table(), keys.contact_pk(contact_id), keys.HISTORY_PREFIX):
        if "releasedAt" in line:
            yield {
                "what": "released",
                "at": line["releasedAt"],
                "from": State.NEW.value,
                "to": State.QUEUED.value,
            }
        yield line


def history_line(
    contact_id: str,
    now: datetime,
    what: str,
    detail: str | None = None,
    more: Mapping[str, Any] | None = None,
    suffix: str = "",
) -> dynamo.Item:
    """The item of a line of history; ``suffix`` tells it from others of the same instant and ``what``."""
    line = {
        "pk": keys.contact_pk(contact_id),
        "sk": keys.history_sk(now, f"{what}{suffix}"),
        "what": what,
        "at": keys.instant(now),
        "detail": detail or None,
        **{name: str(value) for name, value in (more or {}).items()},
    }
    return {name: value for name, value in line.items() if value is not None}


def _counted(contact: Contact, target: State, today: date, counters: Mapping[str, int]) -> list[Write]:
    """The write of the counters that a move changes; none where it changes no counter."""
    changed = {} if contact.state == target else {**counters, **accounting.moved(contact.state, target)}
    return [stats.addition(contact.tenant_id, contact.campaign_id, today, changed)] if changed else []


def _write(
    contact_id: str,
    state: State,
    values: Mapping[str, Any],
    remove: tuple[str, ...],
    line: dynamo.Item,
    now: datetime,
    also: Iterable[Write] = (),
) -> None:
    """Change a contact that is still in ``state``, and add the line; ``ChangedError`` if it is not."""
    key = {"pk": keys.contact_pk(contact_id), "sk": keys.CONTACT_SK}
    still = Condition("#state = :before", {"before": state.value})
    stamped = {**values, "updatedAt": keys.instant(now)}
    writes.transact(
        [
            writes.update(table(), key, stamped, still, remove=remove),
            writes.put(table(), line, writes.REPEATABLE),
            *also,
        ]
    )
