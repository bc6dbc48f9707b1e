"""The capacity units that DynamoDB counts for reading and writing items, by AWS's documented formulas. Pure.

Items are maps of typed attributes, as the low-level client takes them. Sources: "DynamoDB item sizes and formats"
and "Read and write operations" in the Amazon DynamoDB Developer Guide.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import Any, NamedTuple

from components.specs import IndexSpec, TableSpec

Item = Mapping[str, Mapping[str, Any]]

WRITE_BYTES = 1024
"""Bytes of an item that one write unit covers."""
READ_BYTES = 4096
"""Bytes that one read unit covers, of a consistent read; half a unit does of an eventually consistent one."""
CONTAINER_BYTES = 3
"""Bytes of a list or a map besides its elements, each of which takes one more."""


class Touched(NamedTuple):
    """Units of writing to one partition key of a table (``index`` empty) or of one of its indexes."""

    index: str
    hash_key: str
    units: float


def item_bytes(item: Item) -> int:
    """Return the size of an item: the names of its attributes and their values."""
    return sum(len(name.encode()) + _value_bytes(value) for name, value in item.items())


def _value_bytes(value: Mapping[str, Any]) -> int:
    ((kind, content),) = value.items()
    match kind:
        case "S":
            return len(content.encode())
        case "N":
            digits = len(content.lstrip("-").replace(".", "").strip("0"))
            return ceil(digits / 2) + 1 + content.startswith("-")
        case "SS":
            return sum(len(each.encode()) for each in content)
        case "L":
            return CONTAINER_BYTES + sum(1 + _value_bytes(each) for each in content)
        case "M":
            return CONTAINER_BYTES + sum(
                1 + len(name.encode()) + _value_bytes(each) for name, each in content.items()
            )
        case "BOOL" | "NULL":
            return 1
    raise ValueError(f"an attribute of type {kind} is not in use: add its size here")


def write_units(before: Item | None, after: Item | None) -> int:
    """Return the units of a write, refused ones included: the larger of the item before and after counts."""
    largest = max(item_bytes(before or {}), item_bytes(after or {}))
    return max(1, ceil(largest / WRITE_BYTES))


def read_units(sizes: Sequence[int], *, consistent: bool) -> float:
    """Return the units of one read of items of these sizes in bytes, which count together; of nothing the least."""
    units = max(1, ceil(sum(sizes) / READ_BYTES))
    return units if consistent else units / 2


def writes(table: TableSpec, before: Item | None, after: Item | None, key: str, factor: int) -> list[Touched]:
    """Return what a write of one item touches, its indexes included.

    ``factor`` is 2 in a transaction; an index is written after it, in the ordinary way. ``before`` equals ``after``
    for a write that was refused.
    """
    touched = [Touched("", key, factor * write_units(before, after))]
    if before != after:
        for index in table.indexes:
            touched += _index_writes(table, index, before, after)
    return touched


def _index_writes(
    table: TableSpec, index: IndexSpec, before: Item | None, after: Item | None
) -> Iterator[Touched]:
    """A changed index key deletes one entry and puts another; any other change of the entry is one write."""
    old, new = projected(table, index, before), projected(table, index, after)
    if old == new:
        return
    if old and new and _keys(index, old) == _keys(index, new):
        yield Touched(index.name, new[index.hash_key]["S"], write_units(old, new))
        return
    for entry in (old, new):
        if entry:
            yield Touched(index.name, entry[index.hash_key]["S"], write_units(entry, entry))


def projected(table: TableSpec, index: IndexSpec, item: Item | None) -> Item | None:
    """Return the entry of an item in an index; None where it has none."""
    if not item or any(key and key not in item for key in (index.hash_key, index.range_key)):
        return None
    if not index.include:
        return item
    kept = {table.hash_key, table.range_key, index.hash_key, index.range_key, *index.include}
    return {name: value for name, value in item.items() if name in kept}


def _keys(index: IndexSpec, entry: Item) -> tuple[Any, ...]:
    return tuple(entry[key] for key in (index.hash_key, index.range_key) if key)
