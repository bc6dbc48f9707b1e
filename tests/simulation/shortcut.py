"""A shortcut for the requests to the tables that no fault can meet: past botocore, which costs more than the engine.

What a client answers with is the same, and ``EXACT`` turns the shortcut off: a test holds one way to the other.
"""

import json
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from tests.simulation.callouts import CallOut
from tests.simulation.transport import ACTIVE, REFUSAL


class _Shortcut:
    """True while every request goes through all of botocore."""

    off = False


EXACT = _Shortcut()


class ShortClient:
    """A base of the simulated DynamoDB client."""

    def _make_api_call(self, operation_name: str, api_params: Mapping[str, Any]) -> Any:
        world = ACTIVE.current
        if world is None or EXACT.off or not world.spared:
            return super()._make_api_call(operation_name, api_params)  # ty: ignore[missing-attribute]
        content = json.dumps(api_params).encode()
        call = CallOut(
            f"dynamodb.{operation_name}",
            lambda: world.cloud.perform("dynamodb", operation_name, "", {}, content),
            content=content,
        )
        status, _, answered = world.call_out(call, REFUSAL)
        document = json.loads(answered) if answered else {}
        if status < 300:
            return document
        code = document.pop("__type", "Unknown").rpartition("#")[2]
        message = document.pop("message", "") or document.pop("Message", "")
        response = {**document, "Error": {"Code": code, "Message": message}}
        error: type[ClientError] = self.exceptions.from_code(code)  # ty: ignore[missing-attribute]
        raise error(response, operation_name)


def shorten(base_classes: list[type], **_: object) -> None:
    """Give a client that is being made the shortcut."""
    base_classes.insert(0, ShortClient)


def copied(value: Any) -> Any:
    """A deep copy of JSON values, as the engine makes them of every item."""
    if isinstance(value, dict):
        return {name: copied(each) for name, each in value.items()}
    if isinstance(value, list):
        return [copied(each) for each in value]
    return value
