"""The one DynamoDB client of a process, and plain Python values in place of its typed attributes.

Values: text, integers, bools, None, lists, maps, and sets of text. Whole numbers come back as ``int``.
"""

import re
import time
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

from handlers.common.storage import clients

Item = dict[str, Any]
Key = tuple[str, str, str]
"""Table, pk, sk."""

KEYS_A_REQUEST = 100
THROTTLED_PAUSE = 0.1
"""Seconds before what a table was too busy to answer is asked for again."""

_NAME = re.compile(r"#(\w+)")
_serializer = TypeSerializer()
_deserializer = TypeDeserializer()


@cache
def client() -> Any:
    """The low-level client; made on first use, so that importing a module calls nothing."""
    return clients.connected("dynamodb")


def encode(values: Mapping[str, Any]) -> dict[str, Any]:
    """The attribute values of a map of plain values; ``TypeError`` for a float or another foreign type."""
    return {name: _serializer.serialize(value) for name, value in values.items()}


def decode(attributes: Mapping[str, Any]) -> Item:
    """The plain values of attribute values, as a table answers with them."""
    return {name: _plain(_deserializer.deserialize(value)) for name, value in attributes.items()}


def read_item(table: str, pk: str, sk: str | None = None) -> Item | None:
    """The item under a key as it is now (a consistent read), or None."""
    if sk is not None and (known := _ahead.get((table, pk, sk), _UNREAD)) is not _UNREAD:
        return None if known is None else dict(known)
    key = {"pk": pk} if sk is None else {"pk": pk, "sk": sk}
    answer = client().get_item(TableName=table, Key=encode(key), ConsistentRead=True)
    return decode(answer["Item"]) if "Item" in answer else None


@contextmanager
def reading_ahead() -> Generator[None]:
    """Let ``read_ahead`` keep what it reads within the block, and nothing beyond it: a process lives on for others."""
    forget_ahead()
    try:
        yield
    finally:
        forget_ahead()


_UNREAD: Item = {}
"""Stands for an item that was not read ahead."""
_ahead: dict[Key, Item | None] = {}


def read_ahead(wanted: Iterable[Key]) -> dict[Key, Item]:
    """Read items together, and let ``read_item`` answer with them until they are written or ``reading_ahead`` ends.

    For a batch whose members are dealt with one after the other: what they decide by it they write under conditions.
    """
    left = [key for key in dict.fromkeys(wanted) if key not in _ahead]
    found = read_items(left)
    _ahead.update({key: found.get(key) for key in left})
    return found


def forget_ahead(*written: Key) -> None:
    """Forget items that were read ahead: those that are written, or all of them."""
    if not written:
        _ahead.clear()
    for key in written:
        _ahead.pop(key, None)


def read_items(wanted: Iterable[Key], only: Sequence[str] = ()) -> dict[Key, Item]:
    """Those of the items that are there, as they are now, in one request for up to a hundred.

    ``only``: the attributes to read beside the key, all if none are named.
    """
    found: dict[Key, Item] = {}
    left = list(dict.fromkeys(wanted))
    while left:
        answer = client().batch_get_item(RequestItems=_batch(left[:KEYS_A_REQUEST], only))
        for table, items in answer["Responses"].items():
            found |= {(table, item["pk"], item["sk"]): item for item in map(decode, items)}
        unprocessed = answer.get("UnprocessedKeys", {})
        if unprocessed:
            time.sleep(THROTTLED_PAUSE)
        again = [(table, decode(key)) for table, entry in unprocessed.items() for key in entry["Keys"]]
        left = left[KEYS_A_REQUEST:] + [(table, key["pk"], key["sk"]) for table, key in again]
    return found


def _batch(wanted: Sequence[Key], only: Sequence[str]) -> dict[str, Any]:
    request: dict[str, Any] = {}
    names = ("pk", "sk", *only)
    projected = {
        "ProjectionExpression": ", ".join(f"#{name}" for name in names),
        "ExpressionAttributeNames": {f"#{name}": name for name in names},
    }
    for table, pk, sk in wanted:
        entry = request.setdefault(table, {"Keys": [], "ConsistentRead": True, **(projected if only else {})})
        entry["Keys"].append(encode({"pk": pk, "sk": sk}))
    return request


def collection(table: str, pk: str, prefix: str = "") -> Iterator[Item]:
    """Every item of a partition whose sort key begins with ``prefix``, in order, page after page."""
    condition, values = "pk = :pk", {"pk": pk}
    if prefix:
        condition, values = condition + " AND begins_with(sk, :prefix)", values | {"prefix": prefix}
    return query(table, condition, values, ConsistentRead=True)


def query(table: str, condition: str, values: Mapping[str, Any], **options: Any) -> Iterator[Item]:
    """Every item for which the key condition holds, in order, page after page.

    ``#name`` in an expression stands for an attribute, ``:name`` for one of ``values``; ``options`` are those of
    DynamoDB's Query.
    """
    names = _named(f"{condition} {options.get('FilterExpression', '')}", values)
    pages = (
        client()
        .get_paginator("query")
        .paginate(TableName=table, KeyConditionExpression=condition, **names, **options)
    )
    for page in pages:
        yield from map(decode, page["Items"])


def scan(
    table: str, where: str, values: Mapping[str, Any], segment: int = 0, of: int = 1, **options: Any
) -> Iterator[Item]:
    """Every item for which the expression holds, of one segment ``of`` so many, page after page.

    Reads the whole segment, at half a read unit for each 4 kB. Names and values as for ``query``; ``options`` are those
    of DynamoDB's Scan.
    """
    part = {"Segment": segment, "TotalSegments": of} if of > 1 else {}
    pages = (
        client()
        .get_paginator("scan")
        .paginate(TableName=table, FilterExpression=where, **_named(where, values), **part, **options)
    )
    for page in pages:
        yield from map(decode, page["Items"])


def _named(expression: str, values: Mapping[str, Any]) -> dict[str, Any]:
    names = {f"#{name}": name for name in _NAME.findall(expression)}
    return {
        "ExpressionAttributeValues": encode({f":{name}": value for name, value in values.items()}),
        **({"ExpressionAttributeNames": names} if names else {}),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, list):
        return [_plain(element) for element in value]
    if isinstance(value, dict):
        return {name: _plain(element) for name, element in value.items()}
    return value
