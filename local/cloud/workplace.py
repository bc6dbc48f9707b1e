"""The folder in which a run works, and the lock that keeps a second run out.

The lock ends with the process that holds it, so a crash cannot leave it behind.
"""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from local.cloud.processes import anything_kept, clear, stop_kept
from local.errors import LocalError


def kept_file(build: Path) -> Path:
    """Return the place of the note about a cloud that was kept (``local.loop.kept``)."""
    return build / "local" / "kept.json"


@contextmanager
def occupied(build: Path) -> Generator[Path]:
    """Give one run an empty state folder below ``build``, removed afterwards unless something of it was kept.

    After a ``LocalError`` its logs stay, because the error's text names them. Raises ``LocalError`` if another run
    holds the folder, or if a run left its cloud up.
    """
    root = build / "local"
    root.mkdir(parents=True, exist_ok=True)
    lock = _lock(build)
    if lock is None:
        raise LocalError("another make up is running in this folder: wait for it, or stop it")
    try:
        if anything_kept(root):
            raise LocalError("the cloud of an earlier make up KEEP=1 is still up: stop it with make down")
        kept_file(build).unlink(missing_ok=True)
        state = root / "up"
        clear(state)
        state.mkdir()
        try:
            yield state
        except LocalError:
            raise
        except BaseException:
            clear(root)
            raise
        if not anything_kept(root):
            clear(root)
    finally:
        lock.release()


def release(build: Path) -> int:
    """Stop everything that a run kept, and clear what a killed one has left; return the number of commands stopped."""
    root = build / "local"
    if not root.is_dir():
        return 0
    stopped = stop_kept(root)
    kept_file(build).unlink(missing_ok=True)
    lock = _lock(build)
    # A run that is going on keeps its folder.
    if lock is not None:
        clear(root)
        lock.release()
    return stopped


def _lock(build: Path) -> FileLock | None:
    """Return the lock of the folder, held by this process; None if another one holds it."""
    lock = FileLock(build / "local.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        return None
    return lock
