"""Child processes that never outlive their use; ``local.cloud.supervise`` watches each of them.

Whoever ends one waits a bounded time: for the supervisor, which ends the rest, and then for the kernel, after all has
been killed. A process is known to belong to a folder by its variable TMPDIR, which it has from its supervisor and hands
on, so that it is found when its supervisor has been killed too.
"""

import contextlib
import fcntl
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import psutil

from local.cloud import supervise
from local.errors import LocalError

POLITE_SECONDS = 4.0
"""Time for supervisors to end what they watch, and to remove its scratch folder."""
KILLED_SECONDS = 10.0
"""Time for killed processes to be gone."""
CONFIRM_SECONDS = 60.0
"""The longest wait for a supervisor that is told to stay; a busy machine takes its time."""
LOOK_AGAIN_SECONDS = 0.02


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
        """Stop the command; return when it, all that it started and its scratch folder are gone.

        ``LocalError`` names what does not end.
        """
        if self._supervisor.stdin is not None:
            self._supervisor.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._supervisor.wait(POLITE_SECONDS)
        _clear(self._lock)
        self._supervisor.poll()

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
        if not _soon(lambda: _owner(self._lock)[1], CONFIRM_SECONDS):
            raise LocalError(f"{self.name} did not confirm that it stays up: see {self.log}")


def stop_kept(root: Path) -> int:
    """Stop everything below ``root`` that was kept, remove its state folders, and return the number of commands.

    A folder that another run is using at the moment is left alone. What a killed supervisor has left behind is ended
    too. Raises ``LocalError``, with numbers and commands, for processes that do not end.
    """
    stopped = 0
    for folder in sorted({lock.parent for lock in root.rglob("*.lock")}):
        locks = sorted(folder.glob("*.lock"))
        owners = [_owner(lock) for lock in locks]
        if any(pid and not kept for pid, kept in owners):
            continue
        for pid in (pid for pid, _ in owners if pid):
            with contextlib.suppress(psutil.NoSuchProcess):
                psutil.Process(pid).terminate()
        _soon(lambda locks=locks: not any(_owner(lock)[0] for lock in locks), POLITE_SECONDS)
        stopped += sum(bool(_clear(lock) or pid) for lock, (pid, _) in zip(locks, owners, strict=True))
        shutil.rmtree(folder, ignore_errors=True)
    return stopped


def anything_kept(root: Path) -> bool:
    """Return True if something below ``root`` was kept and is running."""
    return any(_owner(lock)[1] for lock in root.rglob("*.lock"))


def clear(root: Path) -> None:
    """End what was left behind below ``root`` by supervisors that were killed, and remove ``root``.

    Only for a folder that nobody is using. Raises ``LocalError`` for processes that do not end.
    """
    for lock in root.rglob("*.lock"):
        _clear(lock)
    shutil.rmtree(root, ignore_errors=True)


def _clear(lock: Path) -> bool:
    """Kill what is still there of a command, its supervisor included, and remove its scratch folder and its lock.

    Returns True if there was something to kill.
    """
    scratch = lock.with_suffix("")
    found: set[int] = set()

    def gone() -> bool:
        left = _processes(scratch)
        found.update(each.pid for each in left)
        for process in left:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        return not left

    if not _soon(gone, KILLED_SECONDS) and (left := _processes(scratch)):
        told = ", ".join(f"{each.pid} ({_command(each)})" for each in left)
        raise LocalError(f"killed, and does not end: {told}: run make down again, or restart the machine")
    shutil.rmtree(scratch, ignore_errors=True)
    lock.unlink(missing_ok=True)
    return bool(found)


def _processes(scratch: Path) -> list[psutil.Process]:
    """Return the processes that run with a scratch folder: a command's, and its supervisor."""
    found = []
    for process in psutil.process_iter():
        # Other users' processes do not tell; those that have ended and wait for their parent have nothing to tell.
        with contextlib.suppress(psutil.Error, OSError):
            if process.environ().get("TMPDIR") == str(scratch) and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


def _command(process: psutil.Process) -> str:
    with contextlib.suppress(psutil.Error):
        return " ".join(process.cmdline())
    return "its command cannot be read"


def _owner(lock: Path) -> tuple[int, bool]:
    """Return the pid that holds the lock, 0 if none does, and True if it was told to stay.

    The lock ends with its process, so its number cannot be somebody else's by now. ``filelock`` would tell that a lock
    is held, and not by whom.
    """
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


def _soon(condition: Callable[[], bool], seconds: float) -> bool:
    """Wait for a condition; return True if it came true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(LOOK_AGAIN_SECONDS)
    return True
