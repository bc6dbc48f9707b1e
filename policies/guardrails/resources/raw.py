"""Properties as plain data in which unknown values are the engine's own marks, so that they may be moved about."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pulumi_policy.proxy import UnknownValueError

from .properties import UNKNOWN, data


def raw(found: Any) -> Any:
    """Return the dicts and lists behind the properties that rules see, with a mark for each unknown value."""
    if (plain := data(found)) is not None:
        return plain
    if isinstance(found, Mapping):
        return {key: _entry(found, key) for key in found}
    if isinstance(found, Sequence) and not isinstance(found, str | bytes):
        return [_entry(found, index) for index in range(len(found))]
    return found


def _entry(found: Any, key: Any) -> Any:
    try:
        return raw(found[key])
    except UnknownValueError as error:
        return error.unknown_type_sentinel


def unknown(found: Any) -> bool:
    """Return True for the mark of an unknown value."""
    return isinstance(found, str) and found in UNKNOWN


def first_unknown(found: Any, path: str) -> tuple[str, str] | None:
    """Return the mark and the path of the first unknown value in plain data, or None where all is known."""
    if unknown(found):
        return found, path
    entries: Iterable[tuple[str, Any]] = ()
    if isinstance(found, dict):
        entries = ((f"{path}.{key}", value) for key, value in found.items())
    elif isinstance(found, list):
        entries = ((f"{path}[{index}]", value) for index, value in enumerate(found))
    return next((hit for place, value in entries if (hit := first_unknown(value, place))), None)
