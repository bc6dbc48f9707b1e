"""The tables: the emulator's own engine, called in this process, with the catalogue's tables and indexes."""

import functools
import json
import pickle
from collections import defaultdict
from typing import Any

from boto3.dynamodb.types import TypeDeserializer
from ministack.services import dynamodb as engine

from components import catalogue
from components.specs import IndexSpec, TableSpec
from tests.cloud_engines import call

Item = dict[str, Any]
Items = dict[str, dict[str, Item]]
"""The items of a table by partition and sort key, with typed attributes."""

_deserializer = TypeDeserializer()


def name(table: str) -> str:
    """The physical name of one of the catalogue's tables."""
    return f"simulated-{table}"


def variables() -> dict[str, str]:
    """The environment variables by which the handlers find the tables."""
    return {f"TABLE_{spec.name.upper().replace('-', '_')}": name(spec.name) for spec in catalogue.TABLES}


@functools.cache
def _create() -> None:
    for spec in catalogue.TABLES:
        status, _, content = call("CreateTable", json.dumps(_definition(spec)).encode())
        if status != 200:
            raise RuntimeError(f"the table {spec.name} could not be made: {content!r}")


def _definition(spec: TableSpec) -> dict[str, Any]:
    keyed = (spec, *spec.indexes)
    attributes = sorted({key for each in keyed for key in (each.hash_key, each.range_key) if key})
    indexes = [_index(index) for index in spec.indexes]
    return {
        "TableName": name(spec.name),
        "BillingMode": "PAY_PER_REQUEST",
        "KeySchema": _keys(spec.hash_key, spec.range_key),
        "AttributeDefinitions": [{"AttributeName": key, "AttributeType": "S"} for key in attributes],
        **({"GlobalSecondaryIndexes": indexes} if indexes else {}),
    }


def _index(spec: IndexSpec) -> dict[str, Any]:
    included = {"ProjectionType": "INCLUDE", "NonKeyAttributes": list(spec.include)}
    return {
        "IndexName": spec.name,
        "KeySchema": _keys(spec.hash_key, spec.range_key),
        "Projection": included if spec.include else {"ProjectionType": "ALL"},
    }


def _keys(hash_key: str, range_key: str | None) -> list[dict[str, str]]:
    schema = [{"AttributeName": hash_key, "KeyType": "HASH"}]
    return [*schema, {"AttributeName": range_key, "KeyType": "RANGE"}] if range_key else schema


def restore(kept: bytes | None) -> None:
    """Begin with what ``keep`` kept; with None, with empty tables."""
    _create()
    engine._txn_idempotency.clear()
    put_back(kept)


def put_back(kept: bytes | None) -> None:
    """Bring back the items that ``keep`` kept; with None, there are none."""
    contents: dict[str, Items] = pickle.loads(kept) if kept else {}
    for spec in catalogue.TABLES:
        table = engine._tables[name(spec.name)]
        table["items"] = defaultdict(dict, contents.get(spec.name, {}))
        table.pop(engine._INDEX_MEMBERS, None)


def keep() -> bytes:
    """All items of all tables as they are now."""
    return pickle.dumps({spec.name: dict(raw(spec.name)) for spec in catalogue.TABLES})


def raw(table: str) -> Items:
    """The items of a table with typed attributes, to look at and not to change."""
    return engine._tables[name(table)]["items"]


def every(table: str) -> list[Item]:
    """The items of a table with plain values."""
    return [plain(item) for partition in raw(table).values() for item in partition.values()]


def plain(item: Item) -> Item:
    """An item with plain values; numbers are decimals."""
    return {name: _deserializer.deserialize(value) for name, value in item.items()}
