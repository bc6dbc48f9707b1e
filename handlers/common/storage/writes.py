"""Conditional writes: one builder, one meaning for each failed condition, one way through conflicts.

A write is a value: it is made alone (``made``, ``refusal``) or with others (``transact``: all of them or none). boto3
repeats a request whose answer was lost, so each write says what keeps a repeat from changing more than the first one
did: a condition that the write itself ends, ``REPEATABLE`` for one that only sets what it would set again, or
``IN_TRANSACTION``, where the request's token makes DynamoDB answer a repeat without doing anything.

A write that ends its own condition is refused when it is repeated, by what it has itself written. Where the caller
must not take that for another's doing, the condition says by which attributes it knows its own (``own``).
"""

import random
import re
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NamedTuple, TypeVar

from botocore.exceptions import ClientError

from handlers.common.storage import dynamo

_T = TypeVar("_T")

CONFLICT_TRIES = 12
"""Requests that may meet a transaction on the same item before the caller is told; boto3 repeats none of them."""
FIRST_PAUSE, LONGEST_PAUSE = 0.02, 0.5
"""Seconds, at the most, before the first repeat and before the last ones; twice as long each time between."""
DECISIONS = 5
"""Times that what was read may turn out to have changed before it is given up."""

_NAME = re.compile(r"#(\w+)")


class ChangedError(Exception):
    """The item is no longer as it was read: read it again and decide anew."""


class ContendedError(RuntimeError):
    """Others kept coming between; whoever wanted the change must be run again."""


class Condition(NamedTuple):
    """An expression over the item as it is, with ``#name`` for an attribute and ``:value`` for each of ``values``.

    ``otherwise`` is raised by a transaction of which this condition failed: it says what the failure means. ``own``:
    attributes that an item has only after this very write, among them a token of the run that makes it; refused by an
    item that has them all, the write was made before and its answer lost, and it counts as made.
    """

    text: str
    values: Mapping[str, Any] = {}
    otherwise: type[Exception] = ChangedError
    own: Mapping[str, Any] = {}

    def is_own(self, item: Mapping[str, Any]) -> bool:
        """True if the item is what this very write made of it."""
        return bool(self.own) and all(item.get(name) == value for name, value in self.own.items())


REPEATABLE = Condition("")
"""No condition: the write sets what a repeat would set again. A write that adds cannot claim it."""
IN_TRANSACTION = Condition("", otherwise=RuntimeError)
"""No condition: the write is made by ``transact`` only, whose requests carry a token."""
ABSENT = Condition("attribute_not_exists(pk)")
"""There is no item under the key."""


class Write(NamedTuple):
    """A write of one item, as ``TransactWriteItems`` takes it."""

    kind: Literal["Update", "Put", "Delete", "ConditionCheck"]
    request: Mapping[str, Any]
    where: Condition


def update(
    table: str,
    key: Mapping[str, Any],
    values: Mapping[str, Any],
    where: Condition,
    *,
    remove: Sequence[str] = (),
    add: Mapping[str, Any] | None = None,
    initial: Mapping[str, Any] | None = None,
) -> Write:
    """Change an item, made if it is not there.

    ``values`` are set, ``remove`` taken away, ``add`` added to numbers and sets, ``initial`` set where absent.
    ``map.entry`` names one entry of a map that is there.
    Raises ``ValueError`` for a write that adds under no condition: repeated, it would add twice.
    """
    add, initial = add or {}, initial or {}
    if add and where is REPEATABLE:
        raise ValueError(f"{', '.join(add)} would be added to again by a repeat: give a condition")
    sets = [f"{_path(name)} = {_new(name)}" for name in values]
    sets += [f"{_path(name)} = if_not_exists({_path(name)}, {_new(name)})" for name in initial]
    clauses = {
        "SET": sets,
        "REMOVE": [_path(name) for name in remove],
        "ADD": [f"{_path(name)} {_new(name)}" for name in add],
    }
    expression = " ".join(f"{verb} {', '.join(parts)}" for verb, parts in clauses.items() if parts)
    new = {_new(name): value for name, value in {**values, **initial, **add}.items()}
    request = {"TableName": table, "Key": dynamo.encode(key), "UpdateExpression": expression}
    return Write("Update", request | _expressions(expression, where, new), where)


def put(table: str, item: Mapping[str, Any], where: Condition) -> Write:
    """Write a whole item in place of the one that may be there."""
    request = {"TableName": table, "Item": dynamo.encode(item)}
    return Write("Put", request | _expressions("", where, {}), where)


def delete(table: str, key: Mapping[str, Any], where: Condition) -> Write:
    """Remove an item; one that is not there is no error unless ``where`` says so."""
    request = {"TableName": table, "Key": dynamo.encode(key)}
    return Write("Delete", request | _expressions("", where, {}), where)


def check(table: str, key: Mapping[str, Any], where: Condition) -> Write:
    """Change nothing, but let the other writes of a transaction depend on an item; for ``transact`` only."""
    request = {"TableName": table, "Key": dynamo.encode(key)}
    return Write("ConditionCheck", request | _expressions("", where, {}), where)


def _path(name: str) -> str:
    return "#" + name.replace(".", ".#")


def _new(name: str) -> str:
    return ":new_" + name.replace(".", "_")


def _expressions(expression: str, where: Condition, values: Mapping[str, Any]) -> dict[str, Any]:
    """The condition, and the names and values that it and the update expression use."""
    names = {f"#{name}": name for name in _NAME.findall(f"{expression} {where.text}")}
    given = dynamo.encode({**values, **{f":{name}": value for name, value in where.values.items()}})
    return {
        **({"ConditionExpression": where.text} if where.text else {}),
        **({"ExpressionAttributeNames": names} if names else {}),
        **({"ExpressionAttributeValues": given} if given else {}),
    }


def refusal(write: Write) -> dynamo.Item | None:
    """Make a write alone: None if it was made, else the item whose condition failed, empty if there is none.

    Made is also a write whose answer was lost and whose repeat was refused by its ``own`` item.
    """
    if write.where is IN_TRANSACTION:
        raise ValueError("the write is for a transaction only: give it to transact, or give it a condition")
    client = dynamo.client()
    operations = {"Update": client.update_item, "Put": client.put_item, "Delete": client.delete_item}
    request = dict(write.request)
    dynamo.forget_ahead(_key(write))
    if "ConditionExpression" in request:
        request["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
    try:
        _through_conflicts(lambda: operations[write.kind](**request))
    except ClientError as error:
        if "ConditionalCheckFailed" in _reasons(error):
            dynamo.forget_ahead()
            held = dynamo.decode(error.response.get("Item", {}))
            return None if write.where.is_own(held) else held
        raise
    return None


def made(write: Write) -> bool:
    """Make a write alone; False if its condition failed."""
    return refusal(write) is None


def transact(writes: Sequence[Write]) -> None:
    """Make all of the writes or none; raises what the first failed condition of them means.

    Every request of the call carries one token, by which DynamoDB knows a repeat for ten minutes: a repeat after a
    lost answer changes nothing, and succeeds.
    """
    items = [{write.kind: dict(write.request)} for write in writes]
    dynamo.forget_ahead(*map(_key, writes))
    token = str(uuid.uuid4())
    try:
        _through_conflicts(
            lambda: dynamo.client().transact_write_items(TransactItems=items, ClientRequestToken=token)
        )
    except ClientError as error:
        dynamo.forget_ahead()
        reasons = error.response.get("CancellationReasons", [])
        for write, reason in zip(writes, reasons, strict=False):
            if reason.get("Code") == "ConditionalCheckFailed":
                raise write.where.otherwise from None
        raise


def _key(write: Write) -> dynamo.Key:
    """The key of the item that a write changes; its sort key is empty where the table has none."""
    key = write.request.get("Key") or write.request["Item"]
    return write.request["TableName"], key["pk"]["S"], key.get("sk", {"S": ""})["S"]


def decided(attempt: Callable[[], _T], subject: str) -> _T:
    """The result of ``attempt``, which reads, decides and writes; run again where it raises ``ChangedError``.

    Raises ``ContendedError``, which names ``subject``, after five times.
    """
    for _ in range(DECISIONS):
        try:
            return attempt()
        except ChangedError:
            continue
    raise ContendedError(f"{subject} changed {DECISIONS} times while it was being written: run again")


def _through_conflicts(request: Callable[[], Any]) -> None:
    for number in range(CONFLICT_TRIES):
        try:
            request()
        except ClientError as error:
            reasons = _reasons(error)
            if "TransactionConflict" not in reasons or "ConditionalCheckFailed" in reasons:
                raise
            time.sleep(random.uniform(0, min(FIRST_PAUSE * 2**number, LONGEST_PAUSE)))
        else:
            return
    raise ContendedError(f"a write met others on the same items {CONFLICT_TRIES} times: run again")


def _reasons(error: ClientError) -> frozenset[str]:
    code = error.response.get("Error", {}).get("Code", "")
    reasons: list[Any] = error.response.get("CancellationReasons", [])
    return frozenset({code.removesuffix("Exception"), *(reason.get("Code", "") for reason in reasons)})
