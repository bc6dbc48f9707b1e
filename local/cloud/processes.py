"""Child processes that never outlive their use; ``local.cloud.supervise`` watches each of them."""

import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from local.cloud import supervise
from local.errors import LocalError

STOP_SECONDS = 60.0
"""The longest wait for an end; the scratch folder holds an unpacked archive per running function."""


class Supervised:
    """A command that runs under a supervisor, with a scratch folder that disappears with it.

    ``state_dir`` receives ``<name>.log`` (what the command prints) and, while it runs, ``<name>.lock``; its scratch
    folder is ``state_dir/<name>``, given to the command as TMPDIR and HOME. The command sees ``environment`` and
    nothing else of the machine's.
    """

    def __init__(self, name: str, command: Sequence[str], environment: Mapping[str, str], state_dir: Path):
        self.name = name
        self.log = state_dir / f"{name}.log"
        self.scratch = state_dir / name
        self._lock = state_dir / f"{name}.lock"
        self.scratch.mkdir(parents=True)
        places = {"TMPDIR": str(self.scratch), "HOME": str(self.scratch)}
        with self.log.open("ab") as log:
            self._supervisor = subprocess.Popen(
                [sys.executable, "-I", supervise.__file__, str(self._lock), str(self.scratch), *command],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                env={**environment, **places},
                start_new_session=True,
            )

    @property
    def running(self) -> bool:
        """True while the supervisor lives."""
        return self._supervisor.poll() is None

    def stop(self) -> None:
        """Stop the command; return when it, all that it started and its scratch folder are gone."""
        if self._supervisor.stdin is not None:
            self._supervisor.stdin.close()
        self._supervisor.wait(STOP_SECONDS)

    def end(self, seconds: float) -> None:
        """Ask the command to end by itself (SIGTERM), and stop what is left of it after ``seconds``."""
        if self._supervisor.stdin is not None:
            self._supervisor.stdin.write(supervise.END)
            self._supervisor.stdin.flush()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._supervisor.wait(seconds)
        self.stop()

    def keep(self) -> None:
        """Leave the command running after this process ends, until ``stop_kept``."""
        if self._supervisor.stdin is None or not self.running:
            raise LocalError(f"{self.name} is no longer running: see {self.log}")
        with self._supervisor.stdin as pipe:
            pipe.write(supervise.KEEP)
        _wait_until(
            lambda: _owner(self._lock)[1], f"{self.name} did not confirm that it stays up: see {self.log}"
        )


def stop_kept(root: Path) -> int:
    """Stop everything below ``root`` that was kept, remove its state folders, and return the number of processes.

    A folder that another run is using at the moment is left alone. A pid is trusted only while its lock is held.
    """
    stopped = 0
    for folder in sorted({lock.parent for lock in root.rglob("*.lock")}):
        owners = [_owner(lock) for lock in sorted(folder.glob("*.lock"))]
        if any(pid and not kept for pid, kept in owners):
            continue
        for pid in (pid for pid, _ in owners if pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
            stopped += 1
        _wait_until(
            lambda folder=folder: not any(_owner(lock)[0] for lock in folder.glob("*.lock")),
            f"what is kept in {folder} does not stop: end it with kill -9",
        )
        shutil.rmtree(folder, ignore_errors=True)
    return stopped


def anything_kept(root: Path) -> bool:
    """Return True if something below ``root`` was kept and is running."""
    return any(_owner(lock)[1] for lock in root.rglob("*.lock"))


def _owner(lock: Path) -> tuple[int, bool]:
    """Return the pid that holds the lock, 0 if none does, and True if it was told to stay."""
    try:
        with lock.open("r+", encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                # A line that is still being written has no end yet.
                written = [line.strip() for line in file if line.endswith("\n")]
                return int(written[0]) if written else 0, supervise.KEPT in written
    except FileNotFoundError:
        pass
    return 0, False


def _wait_until(condition: Callable[[], bool], failure: str) -> None:
    deadline = time.monotonic() + STOP_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            raise LocalError(failure)
        time.sleep(0.02)
