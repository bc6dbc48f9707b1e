"""The separation of a recorded run from this process's event loops, and from the building of archives."""

import asyncio
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from components import archives


@contextmanager
def own_loops() -> Generator[asyncio.AbstractEventLoop]:
    """Give this thread and its executor's workers an event loop each, closed afterwards."""
    loops: list[asyncio.AbstractEventLoop] = []

    def own_loop() -> None:
        loops.append(asyncio.new_event_loop())
        asyncio.set_event_loop(loops[-1])

    own_loop()
    workers = ThreadPoolExecutor(initializer=own_loop)
    loops[0].set_default_executor(workers)
    try:
        yield loops[0]
    finally:
        workers.shutdown()
        for each in loops:
            each.close()


@contextmanager
def without_archives() -> Generator[None]:
    """Hand the functions an empty archive instead of building one."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "archive.zip"
        path.write_bytes(b"PK\x05\x06" + bytes(18))
        with _replaced(archives, "archive", lambda function_name: path):
            yield


@contextmanager
def _replaced(module: ModuleType, name: str, value: Any) -> Generator[None]:
    """Give a module another attribute for the duration of the block."""
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, before)
