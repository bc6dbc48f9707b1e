"""What the program registers for a stack and a configuration, recorded once in each test process. Not to be changed."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from local.deployment import recorder


def recorded(
    stack: str, *, preview: bool = False, config: Mapping[str, Any] | None = None
) -> recorder.Recording:
    """Return the recording of ``recorder.record``, made at the first call alone."""
    return _recorded(stack, preview, tuple(sorted((config or {}).items())))


@cache
def _recorded(stack: str, preview: bool, config: tuple[tuple[str, Any], ...]) -> recorder.Recording:
    return recorder.record(stack, preview=preview, config=dict(config))
