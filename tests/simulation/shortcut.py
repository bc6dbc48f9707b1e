"""Shortcuts: past botocore for requests that no fault can meet, and past what the table engine does again and again.

What a client answers with is the same, and ``EXACT`` turns the first one off: a test holds one way to the other.
"""

import base64
import json
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError
from ministack.services import dynamodb as engine

from tests import cloud_engines
from tests.granted import calls
from tests.simulation.callouts import CallOut
from tests.simulation.transport import ACTIVE, REFUSAL


class _Shortcut:
    """True while every request goes through all of botocore."""

    off = False


EXACT = _Shortcut()


class ShortClient:
    """A base of the simulated clients of services that speak JSON."""

    def _make_api_call(self, operation_name: str, api_params: Mapping[str, Any]) -> Any:
        world = ACTIVE.current
        if world is None or EXACT.off or not world.spared:
            return super()._make_api_call(operation_name, api_params)  # ty: ignore[missing-attribute]
        calls.note(self, operation_name, api_params)
        service = self.meta.service_model.service_id.hyphenize()  # ty: ignore[missing-attribute]
        content = json.dumps(api_params, default=lambda value: base64.b64encode(value).decode()).encode()
        call = CallOut(
            f"{service}.{operation_name}",
            lambda: world.cloud.perform(service, operation_name, "", {}, content),
            content=content,
        )
        status, _, answered, _ = world.call_out(call, REFUSAL)
        document = cloud_engines.parsed(status, answered)
        if status < 300:
            return document
        error: type[ClientError] = self.exceptions.from_code(document["Error"]["Code"])  # ty: ignore[missing-attribute]
        raise error(document, operation_name)


def shorten(base_classes: list[type], **_: object) -> None:
    """Give a client that is being made the shortcut."""
    base_classes.insert(0, ShortClient)


def engine_changes() -> list[tuple[Any, str, Any]]:
    """The owner and name of what the engine does more simply here, with what takes its place.

    Beside what costs less and changes nothing: an item's size, which no history brings near its limit, is not measured.
    """
    return [*cloud_engines.QUICKER, (engine, "_item_size_bytes", lambda _: 100)]
