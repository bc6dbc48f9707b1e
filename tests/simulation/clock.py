"""Time that passes only where somebody waits for it, and the lives that end when theirs is over."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo
from typing import Any

REAL_DATETIME = datetime


class KilledError(BaseException):
    """The process of an invocation has ended; nothing in it may catch this."""


class Clock:
    """The one clock of a world, in seconds since the epoch.

    ``pause`` is told how the running code waits, and ``between`` lets others run while it does. ``limit`` is the end
    of the running invocation's time, ``skew`` the seconds by which its machine's clock is fast. ``waited`` is told of
    each wait that the running code asks for.
    """

    LONG = 1.0
    """Seconds of a wait during which others get on with their work."""

    def __init__(self, start: datetime) -> None:
        self.seconds = start.timestamp()
        self.limit = float("inf")
        self.skew = 0.0
        self.waited: Callable[[float], None] = self.sleep
        self.pause: Callable[[float], None] = self.advance
        self.between: Callable[[float], None] | None = None

    def now(self) -> datetime:
        """The instant, in UTC."""
        return REAL_DATETIME.fromtimestamp(self.seconds, UTC)

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.move_to(self.seconds + max(0.0, seconds))

    def move_to(self, instant: float) -> None:
        """Let time pass until an instant."""
        if self.between is not None and instant - self.seconds >= self.LONG:
            self.between(instant)
        self.seconds = max(self.seconds, instant)

    def sleep(self, seconds: float) -> None:
        """Wait, as the running code does; ``KilledError`` where its time is over before."""
        self.pause(min(seconds, max(0.0, self.limit - self.seconds)))
        if self.seconds >= self.limit:
            raise KilledError

    @contextmanager
    def paused_by(self, pause: Callable[[float], None]) -> Generator[None]:
        """Let ``pause`` decide how code waits for the duration of the block."""
        before, self.pause = self.pause, pause
        try:
            yield
        finally:
            self.pause = before


class _Current:
    """The clock of the history that runs; one at a time in a process."""

    clock: Clock = Clock(REAL_DATETIME(2026, 1, 1, tzinfo=UTC))
    process: int = 0
    """The number of the simulated process that runs."""


CURRENT = _Current()


class _InstanceOfReal(type):
    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, REAL_DATETIME)

    def __subclasscheck__(cls, subclass: type) -> bool:
        return issubclass(subclass, REAL_DATETIME)


class VirtualDatetime(REAL_DATETIME, metaclass=_InstanceOfReal):
    """``datetime.datetime`` whose ``now`` is the world's; its instances are plain datetimes."""

    def __new__(cls, *values: Any, **named: Any) -> Any:
        return REAL_DATETIME(*values, **named)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Any:
        return REAL_DATETIME.fromtimestamp(CURRENT.clock.seconds + CURRENT.clock.skew, tz)


class VirtualTime:
    """The module ``time`` on the world's clock."""

    time = staticmethod(lambda: CURRENT.clock.seconds + CURRENT.clock.skew)
    monotonic = staticmethod(lambda: CURRENT.clock.seconds)
    perf_counter = staticmethod(lambda: CURRENT.clock.seconds)
    sleep = staticmethod(lambda seconds: CURRENT.clock.waited(seconds))
