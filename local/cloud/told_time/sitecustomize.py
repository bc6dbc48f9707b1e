"""The clock of an embedded cloud that is told the time: imported by its processes before anything else.

``TOLD_TIME`` names a file with the seconds by which they are ahead of the machine. Only what asks for the time is told;
what waits, waits by the machine's clock. The functions' archives hold none of this.
"""

import datetime
import os
import time
from pathlib import Path
from typing import Any

_FILE = Path(os.environ["TOLD_TIME"])
_REAL = datetime.datetime
_time = time.time


def seconds() -> float:
    """Return the time that is told, in seconds since the epoch."""
    return _time() + float(_FILE.read_text())


class _Either(type):
    """Takes every real ``datetime`` for an instance."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, _REAL)

    def __subclasscheck__(cls, subclass: type) -> bool:
        return issubclass(subclass, _REAL)


class Told(_REAL, metaclass=_Either):
    """``datetime.datetime`` whose present is told; its instances are plain ones."""

    def __new__(cls, *values: Any, **named: Any) -> Any:
        return _REAL(*values, **named)

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> Any:
        return _REAL.fromtimestamp(seconds(), tz)

    @classmethod
    def utcnow(cls) -> Any:
        return _REAL.fromtimestamp(seconds(), datetime.UTC).replace(tzinfo=None)


time.time = seconds  # ty: ignore[invalid-assignment]
time.time_ns = lambda: int(seconds() * 1_000_000_000)  # ty: ignore[invalid-assignment]
datetime.datetime = Told  # ty: ignore[invalid-assignment]
