"""Values as the Pulumi protocol carries them."""

from collections.abc import Mapping
from typing import Any

from google.protobuf import empty_pb2, json_format, struct_pb2

_SIGNATURE = "4dabf18193072939515e22adb298388d"
"""The key by which the protocol marks an object as more than a plain one."""
_SECRET = "1b47061264138c4ac30d75fd1eb44270"
EMPTY = empty_pb2.Empty()  # ty: ignore[missing-attribute]


def from_struct(struct: Any) -> dict[str, Any]:
    """Return the properties in a protobuf struct as plain values, secrets in clear."""
    return plain(json_format.MessageToDict(struct))


def to_struct(values: Mapping[str, Any]) -> Any:
    """Return plain values as a protobuf struct."""
    return json_format.ParseDict(values, struct_pb2.Struct())  # ty: ignore[missing-attribute]


def plain(value: Any) -> Any:
    """Return a decoded property with its secrets in clear and its whole numbers, sent as floats, as integers."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.get(_SIGNATURE) == _SECRET:
        return plain(value["value"])
    return {name: plain(each) for name, each in value.items()}
