"""The knowledge of an older copy of the table of contacts that the restored table lacks."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Literal

from handlers.common.rules.model import Channel, State
from handlers.common.rules.steps import OUTREACH, Step
from handlers.common.storage import contacts, dynamo, keys
from handlers.common.storage.dynamo import KEYS_A_REQUEST, Item, Key
from handlers.dispatch.rules.facts import Status
from ops.placing import leads_to
from ops.went_out import Sending, Wish

_UNSENT = frozenset({State.NEW, State.QUEUED})
_PLAIN = frozenset({State.CONTACTED, State.UNKNOWN, State.SENDING})
"""The states that say no more than how the first message ended."""
_OUTCOMES: Mapping[str, Literal["sent", "unknown"]] = {
    Status.SENT: "sent",
    Status.UNKNOWN: "unknown",
    Status.SENDING: "unknown",
}
"""The outcomes that the statuses of further messages stand for; those that are missing here never went out."""


def missing(old: str) -> Iterator[Sending | Wish]:
    """Yield what the table ``old`` (a physical name) knows and the stack's does not. Reads both, all of them.

    Wishes not to be written to, messages that went out or may have, and states that contacts have come to.
    """
    for page in _pages(old):
        known = dynamo.read_items(_key(item) for item in page)
        for item in page:
            found = _compared(item, known.get(_key(item)))
            if found is not None:
                yield found


def _pages(table: str) -> Iterator[Sequence[Item]]:
    for page in dynamo.client().get_paginator("scan").paginate(TableName=table, ConsistentRead=True):
        items = [item for item in map(dynamo.decode, page["Items"]) if _bears(item["sk"])]
        for start in range(0, len(items), KEYS_A_REQUEST):
            yield items[start : start + KEYS_A_REQUEST]


def _bears(sk: str) -> bool:
    return sk in (keys.CONTACT_SK, keys.ADDRESS_SK) or sk.startswith(keys.message_sk(""))


def _key(item: Item) -> Key:
    return contacts.table(), item["pk"], item["sk"]


def _compared(old: Item, new: Item | None) -> Sending | Wish | None:
    if old["sk"] == keys.ADDRESS_SK:
        return _wish(old, new or {})
    return _first(old, new) if old["sk"] == keys.CONTACT_SK else _further(old, new)


def _wish(old: Item, new: Item) -> Wish | None:
    tenant_id, _, address = keys.address_of(old["pk"]).partition("#")
    told = {name: bool(old.get(name)) and not new.get(name) for name in ("optedOut", "blocked")}
    return Wish(tenantId=tenant_id, address=address, **told) if any(told.values()) else None


def _first(old: Item, new: Item | None) -> Sending | None:
    state = State(old["state"])
    is_open = state in (State.UNKNOWN, State.SENDING)
    target = State.UNKNOWN if is_open else state
    if state in _UNSENT or (new is not None and not _is_behind(State(new["state"]), target)):
        return None
    return Sending(
        contactId=old["contactId"],
        step=OUTREACH,
        sentAt=_instant(old.get("sentAt")),
        channel=_channel(old.get("lastChannel")),
        outcome="unknown" if is_open else "sent",
        state=None if state in _PLAIN else state,
        meetingId=old.get("meetingId"),
    )


def _is_behind(state: State, target: State) -> bool:
    return state is not target and leads_to(state, target)


def _further(old: Item, new: Item | None) -> Sending | None:
    outcome = _OUTCOMES.get(old["status"])
    if outcome is None or (new is not None and new["status"] not in (Status.QUEUED, Status.SENDING)):
        return None
    return Sending(
        contactId=old["contactId"],
        step=Step(old["step"]),
        sentAt=_instant(old.get("sentAt")),
        channel=_channel(old.get("channel") or old.get("attemptChannel")),
        outcome=outcome,
    )


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _channel(name: str | None) -> Channel | None:
    return Channel(name) if name else None
