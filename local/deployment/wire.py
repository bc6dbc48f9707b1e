"""Values as the Pulumi protocol carries them."""

from collections.abc import Mapping
from typing import Any

from google.protobuf import empty_pb2, json_format, struct_pb2

from policies.guardrails.resources.wire import SECRET, SIGNATURE, secret

EMPTY = empty_pb2.Empty()  # ty: ignore[missing-attribute]


def from_struct(struct: Any) -> dict[str, Any]:
    """Return the properties in a protobuf struct as plain values, secrets in clear and marked."""
    return plain(json_format.MessageToDict(struct))


def to_struct(values: Mapping[str, Any]) -> Any:
    """Return plain values as a protobuf struct."""
    return json_format.ParseDict(values, struct_pb2.Struct())  # ty: ignore[missing-attribute]


def plain(value: Any) -> Any:
    """Return a decoded property: its secrets in clear and marked, its whole numbers, sent as floats, as integers."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.get(SIGNATURE) == SECRET:
        return secret(plain(value["value"]))
    return {name: plain(each) for name, each in value.items()}
