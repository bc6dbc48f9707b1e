"""The differences between a document that is stored and the one of a file, field by field."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel

_ABSENT = object()
_IDS = ("hostId",)
"""The fields by which the elements of a list are known, whatever their order."""

_ORDERED = frozenset({"followUpDays"})
"""Lists whose order means something."""


class Difference(NamedTuple):
    """A field, its value as it is stored and as the file has it; empty where it is not there."""

    field: str
    stored: str
    file: str


def differences(stored: BaseModel | None, file: BaseModel) -> list[Difference]:
    """Return what a file would change, in the order of its fields; every field that is set where nothing is stored."""
    before = {} if stored is None else _flat(stored.model_dump(mode="json"))
    after = _flat(file.model_dump(mode="json"))
    changed = [
        field for field in {**after, **before} if before.get(field, _ABSENT) != after.get(field, _ABSENT)
    ]
    return [Difference(field, _text(before.get(field)), _text(after.get(field))) for field in changed]


def fields(document: BaseModel) -> list[tuple[str, str]]:
    """Return the fields of a document that are set, each with its value as text."""
    return [(field, _text(value)) for field, value in _flat(document.model_dump(mode="json")).items()]


def _flat(document: Mapping[str, Any]) -> dict[str, Any]:
    return dict(_fields("", document))


def _fields(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping) and value:
        for name, each in value.items():
            yield from _fields(f"{path}.{name}" if path else name, each)
    elif isinstance(value, Sequence) and not isinstance(value, str) and value:
        if all(isinstance(each, Mapping) for each in value):
            for number, each in enumerate(value):
                known = next((each[name] for name in _IDS if name in each), number)
                yield from _fields(f"{path}[{known}]", each)
        else:
            # Sets have no order of their own.
            yield path, sorted(value) if path not in _ORDERED else list(value)
    elif value not in (None, "", [], {}):
        yield path, value


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
