"""Properties as plain data in which unknown values are the engine's own sentinels, so that they may be moved about."""

from collections.abc import Mapping, Sequence
from typing import Any

from pulumi_policy.proxy import (
    UNKNOWN_ARCHIVE_VALUE,
    UNKNOWN_ARRAY_VALUE,
    UNKNOWN_ASSET_VALUE,
    UNKNOWN_BOOLEAN_VALUE,
    UNKNOWN_NUMBER_VALUE,
    UNKNOWN_OBJECT_VALUE,
    UNKNOWN_STRING_VALUE,
    UnknownValueError,
)

SENTINELS = frozenset(
    {
        *(UNKNOWN_ARCHIVE_VALUE, UNKNOWN_ARRAY_VALUE, UNKNOWN_ASSET_VALUE, UNKNOWN_BOOLEAN_VALUE),
        *(UNKNOWN_NUMBER_VALUE, UNKNOWN_OBJECT_VALUE, UNKNOWN_STRING_VALUE),
    }
)


def raw(found: Any) -> Any:
    """Return the dicts and lists behind the engine's proxies, with a sentinel for each unknown value."""
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
    """Return True for the sentinel of an unknown value."""
    return isinstance(found, str) and found in SENTINELS


def first_unknown(found: Any, path: str) -> UnknownValueError | None:
    """Return the error that names the first unknown value in plain data, or None where all is known."""
    if unknown(found):
        return UnknownValueError(found, [path])
    entries = ()
    if isinstance(found, dict):
        entries = ((f"{path}.{key}", value) for key, value in found.items())
    elif isinstance(found, list):
        entries = ((f"{path}[{index}]", value) for index, value in enumerate(found))
    return next((error for place, value in entries if (error := first_unknown(value, place))), None)
