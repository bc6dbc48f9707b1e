"""The folder in which a run works, and the lock that keeps a second run out.

The lock is ``flock`` on an open file: it ends with the process that holds it, so a crash cannot leave it behind.
"""

import fcntl
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from local.cloud.processes import anything_kept, stop_kept
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
    with (build / "local.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LocalError("another make up is running in this folder: wait for it, or stop it") from None
        if anything_kept(root):
            raise LocalError("the cloud of an earlier make up KEEP=1 is still up: stop it with make down")
        kept_file(build).unlink(missing_ok=True)
        state = root / "up"
        shutil.rmtree(state, ignore_errors=True)
        state.mkdir()
        try:
            yield state
        except LocalError:
            raise
        except BaseException:
            shutil.rmtree(root, ignore_errors=True)
            raise
        if not anything_kept(root):
            shutil.rmtree(root, ignore_errors=True)


def release(build: Path) -> int:
    """Stop everything that a run kept; return the number of processes."""
    root = build / "local"
    stopped = stop_kept(root) if root.is_dir() else 0
    kept_file(build).unlink(missing_ok=True)
    if root.is_dir() and not any(root.iterdir()):
        root.rmdir()
    return stopped
