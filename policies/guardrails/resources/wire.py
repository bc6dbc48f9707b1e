"""Properties in the form in which the engine sends them, read into Python's: secrets marked, unknown values kept."""

from collections.abc import Mapping
from typing import Any

from .marks import Secret

SIGNATURE = "4dabf18193072939515e22adb298388d"
"""The key by which the engine tells a secret, an asset or an archive from an ordinary object."""
SECRET = "1b47061264138c4ac30d75fd1eb44270"
"""Its value for a secret, whose value stands under `value`."""


def properties(struct: Any) -> dict[str, Any]:
    """Return the properties in a protobuf `Struct`."""
    return {key: _value(found) for key, found in struct.fields.items()}


def _value(found: Any) -> Any:
    match found.WhichOneof("kind"):
        case "string_value":
            return found.string_value
        case "bool_value":
            return found.bool_value
        case "number_value":
            number = found.number_value
            return int(number) if number.is_integer() else number
        case "list_value":
            return [_value(each) for each in found.list_value.values]
        case "struct_value":
            return _unwrapped({key: _value(each) for key, each in found.struct_value.fields.items()})
        case _:
            return None


def decoded(found: Any) -> Any:
    """Return a property that is plain data already, with its secrets unwrapped and marked."""
    if isinstance(found, Mapping):
        return _unwrapped({key: decoded(each) for key, each in found.items()})
    return [decoded(each) for each in found] if isinstance(found, list | tuple) else found


def secret(found: Any) -> Any:
    """Return a value with every text in it marked as secret, the keys of maps too."""
    if isinstance(found, str):
        return Secret(found)
    if isinstance(found, Mapping):
        return {Secret(key): secret(each) for key, each in found.items()}
    return [secret(each) for each in found] if isinstance(found, list) else found


def _unwrapped(found: dict[str, Any]) -> Any:
    return secret(found.get("value")) if found.get(SIGNATURE) == SECRET else found
