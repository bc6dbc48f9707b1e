"""Moving a contact from one state to another, and its history.

Every change is a conditional write together with its line of history (section 3): both or neither.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from botocore.exceptions import ClientError

from handlers.common.rules.model import State, may_become
from handlers.common.storage import dynamo, keys
from handlers.environment import required

ATTEMPTS = 5
"""A write is refused when another one came between reading and writing; then the contact is read again."""


class UnknownContactError(LookupError):
    """There is no contact of that id."""


class ContendedError(RuntimeError):
    """Others kept changing the contact; whoever wanted the change must be run again."""


def read(contact_id: str) -> dynamo.Item:
    """The contact's item as it is now; ``UnknownContactError`` if there is none."""
    item = dynamo.get(required("TABLE_CONTACTS"), keys.contact_pk(contact_id), keys.CONTACT_SK)
    if item is None:
        raise UnknownContactError(f"there is no contact {contact_id}: ingest it before anything refers to it")
    return item


def move(
    contact_id: str,
    target: State,
    now: datetime,
    what: str,
    detail: str | None = None,
    attributes: Mapping[str, Any] | None = None,
    remove: Iterable[str] = (),
) -> State | None:
    """Moves the contact to ``target``; the answer is the state that it was in, ``target`` if it stood there already.

    ``attributes`` are written and ``remove`` taken away in the same request, also where the contact already
    stood there. Where ``TRANSITIONS`` has no way from its state to ``target``, nothing is written and the
    answer is None: a late or repeated event changes nothing. ``what`` and ``detail`` say in the history why.
    Whoever moves a contact counts ``handlers.common.rules.accounting.moved(<the answer>, target)``.
    """
    removed = tuple(remove)
    for _ in range(ATTEMPTS):
        state = State(read(contact_id)["state"])
        if state == target and not attributes and not removed:
            return state
        if state != target and not may_become(state, target):
            return None
        if _write(contact_id, state, target, now, what, detail, attributes or {}, removed):
            return state
    raise ContendedError(
        f"contact {contact_id} changed {ATTEMPTS} times while it was moved to {target}: run again"
    )


def note(contact_id: str, now: datetime, what: str, detail: str | None = None) -> None:
    """A line of history of its own, where nothing of the contact changes."""
    dynamo.client().put_item(
        TableName=required("TABLE_CONTACTS"), Item=_line(contact_id, now, what, detail, {})
    )


def record(
    contact_id: str,
    now: datetime,
    what: str,
    detail: str | None = None,
    attributes: Mapping[str, Any] | None = None,
    remove: Iterable[str] = (),
) -> State:
    """Changes attributes of the contact, with a line of history, in the state that it is in; gives that state."""
    removed = tuple(remove)
    for _ in range(ATTEMPTS):
        state = State(read(contact_id)["state"])
        if _write(contact_id, state, state, now, what, detail, attributes or {}, removed):
            return state
    raise ContendedError(
        f"contact {contact_id} changed {ATTEMPTS} times while {what} was recorded: run again"
    )


def history(contact_id: str) -> Iterator[dynamo.Item]:
    """The contact's history, oldest first: ``sk`` (``HISTORY#<instant>#<what>``), ``what``, ``at`` and, where
    known, ``from``, ``to``, ``detail``."""
    return dynamo.collection(required("TABLE_CONTACTS"), keys.contact_pk(contact_id), "HISTORY#")


def _key(contact_id: str) -> dict[str, Any]:
    return dynamo.encode({"pk": keys.contact_pk(contact_id), "sk": keys.CONTACT_SK})


def _line(
    contact_id: str, now: datetime, what: str, detail: str | None, change: Mapping[str, str]
) -> dict[str, Any]:
    line = {
        "pk": keys.contact_pk(contact_id),
        "sk": keys.history_sk(now, what),
        "what": what,
        "at": keys.instant(now),
        **change,
    }
    return dynamo.encode(line if detail is None else line | {"detail": detail})


def _write(
    contact_id: str,
    state: State,
    target: State,
    now: datetime,
    what: str,
    detail: str | None,
    attributes: Mapping[str, Any],
    removed: tuple[str, ...],
) -> bool:
    """Whether the contact was still in ``state`` and has been changed."""
    table = required("TABLE_CONTACTS")
    values = {**attributes, "state": str(target), "updatedAt": keys.instant(now)}
    names = {f"#{name}": name for name in (*values, *removed)}
    expression = "SET " + ", ".join(f"#{name} = :{name}" for name in values)
    if removed:
        expression += " REMOVE " + ", ".join(f"#{name}" for name in removed)
    update = {
        "TableName": table,
        "Key": _key(contact_id),
        "UpdateExpression": expression,
        "ConditionExpression": "#state = :before",
        "ExpressionAttributeNames": names,
        "ExpressionAttributeValues": dynamo.encode(
            {f":{name}": value for name, value in values.items()} | {":before": str(state)}
        ),
    }
    line = _line(contact_id, now, what, detail, {"from": str(state), "to": str(target)})
    try:
        dynamo.client().transact_write_items(
            TransactItems=[{"Update": update}, {"Put": {"TableName": table, "Item": line}}]
        )
    except ClientError as error:
        if dynamo.contended(error):
            return False
        raise
    return True
