"""The end of a call, whatever its partner dribbles.

A socket's time-out begins anew with each byte that arrives, so it binds none of the calls that last. At the cut-off the
connection is shut down under the call, which then sees it lost.
"""

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Any, Self, cast

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection


class CutOff:
    """A context in which the calling thread's connection is shut down once ``seconds`` have passed."""

    def __init__(self, seconds: float) -> None:
        self._connection: HTTPConnection | None = None
        self._guard = threading.Lock()
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self.passed = False
        """True once the cut-off has come while the context lasted."""

    def __enter__(self) -> Self:
        _running.cut_off = self
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        _running.cut_off = None
        self._timer.cancel()
        with self._guard:
            self._connection = None

    def use(self, connection: HTTPConnection) -> None:
        """Shut this connection down when the time has come."""
        with self._guard:
            self._connection = connection

    def _cut(self) -> None:
        with self._guard:
            if self._connection is None or self._connection.sock is None:
                return
            self.passed = True
            with suppress(OSError):
                self._connection.sock.shutdown(socket.SHUT_RDWR)


class _Running(threading.local):
    cut_off: CutOff | None = None


_running = _Running()


class _Connection(HTTPConnection):
    def request(self, *arguments: Any, **named: Any) -> None:
        if _running.cut_off is not None:
            _running.cut_off.use(self)
        super().request(*arguments, **named)


class _SecureConnection(HTTPSConnection):
    def request(self, *arguments: Any, **named: Any) -> None:
        if _running.cut_off is not None:
            _running.cut_off.use(self)
        super().request(*arguments, **named)


class _Pool(urllib3.HTTPConnectionPool):
    ConnectionCls = cast(Any, _Connection)


class _SecurePool(urllib3.HTTPSConnectionPool):
    ConnectionCls = cast(Any, _SecureConnection)


def pool_manager(**options: Any) -> urllib3.PoolManager:
    """Return a manager of pools whose connections obey the cut-off of the thread that uses them."""
    manager = urllib3.PoolManager(**options)
    manager.pool_classes_by_scheme = cast(Any, {"http": _Pool, "https": _SecurePool})
    return manager
