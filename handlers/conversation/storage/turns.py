"""The turns that people are still writing: one item under each address, changed by its version only."""

import uuid
from datetime import datetime
from typing import Any

from handlers.common.storage import contacts, dynamo, keys, statements, writes
from handlers.common.storage.statements import Statement
from handlers.common.storage.writes import Condition, Write
from handlers.conversation.rules.inbound import turns
from handlers.conversation.rules.inbound.turns import Fragment, Turn


class TurnChangedError(RuntimeError):
    """The turn is no longer as it was read: whatever has changed it has a closing message of its own."""


def key_of(tenant_id: str, address: str) -> dynamo.Key:
    """The key of the item of the turn under an address."""
    return contacts.table(), keys.address_pk(tenant_id, address), keys.TURN_SK


def find(tenant_id: str, address: str) -> Turn:
    """The turn under an address; without fragments where nothing waits."""
    item = dynamo.read_item(*key_of(tenant_id, address)) or {}
    return Turn(
        tenant_id,
        address,
        item.get("version", ""),
        datetime.fromisoformat(item["since"]) if "since" in item else None,
        tuple(
            Fragment(turns.stored(each["reply"]), datetime.fromisoformat(each["changedAt"]))
            for each in item.get("fragments", ())
        ),
    )


def saving(before: Turn, turn: Turn) -> Statement:
    """The statement that keeps a turn, while it still is as it was ``before``."""
    table, pk, sk = key_of(turn.tenant_id, turn.address)
    values = _values(turn)
    own = {"version": values["version"]}
    if not before.version:
        return statements.insert(table, {"pk": pk, "sk": sk, **values}, own)
    return statements.update(
        table, pk, sk, values, where='"version" = ?', parameters=(before.version,), own=own
    )


def emptying(turn: Turn) -> Write:
    """The write that takes the fragments out of a turn, while it still is as it was read."""
    table, pk, sk = key_of(turn.tenant_id, turn.address)
    values = _values(turn._replace(fragments=turn.left, since=turn.since if turn.left else None))
    still = Condition("#version = :before", {"before": turn.version}, TurnChangedError)
    gone = [] if turn.left else ["since"]
    return writes.update(table, {"pk": pk, "sk": sk}, values, still, remove=gone)


def _values(turn: Turn) -> dict[str, Any]:
    fragments = [
        {"reply": turns.document(each.reply), "changedAt": keys.instant(each.changed_at)}
        for each in turn.fragments
    ]
    since = {"since": keys.instant(turn.since)} if turn.since else {}
    return {"version": uuid.uuid4().hex, "fragments": fragments, **since}
