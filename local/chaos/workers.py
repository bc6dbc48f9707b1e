"""The processes that run the functions of an embedded cloud, read from /proc: Linux alone has it."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from local.errors import LocalError

PROCESSES = Path("/proc")
_READ = frozenset({"0", "63"})
"""The number of the system call ``read``, on x86-64 and on arm64."""
_STANDARD_INPUT = "0x0"


@dataclass(frozen=True)
class Worker:
    """A process that runs one invocation of a function after the other."""

    pid: int
    function: str
    """The name of its function, without the stack's prefix."""
    since: float = 0.0
    """The moment at which it was started, in seconds since the epoch."""

    @property
    def is_busy(self) -> bool:
        """True unless it waits for its next event, which comes by its standard input."""
        try:
            call, first, *_ = (PROCESSES / str(self.pid) / "syscall").read_text().split()
        except (OSError, ValueError):
            # Gone, or running at this moment.
            return (PROCESSES / str(self.pid)).exists()
        return not (call in _READ and first == _STANDARD_INPUT)

    @property
    def is_calling(self) -> bool:
        """True while it has a partner on the line: it makes its calls, and their cut-off, in threads."""
        with suppress(OSError):
            for line in (PROCESSES / str(self.pid) / "status").read_text().splitlines():
                if line.startswith("Threads:"):
                    return int(line.split()[1]) > 1
        return False

    def kill(self) -> bool:
        """Kill it, with all that it has in hand; False if it was gone already."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
            return True
        return False


def check_platform() -> None:
    """Raise ``LocalError`` on a machine whose processes cannot be looked at."""
    if not (PROCESSES / "self" / "syscall").exists():
        raise LocalError(
            "make chaos finds the functions' processes in /proc, which this system does not have: run it on Linux, "
            "in a container for example"
        )


def workers(scratch: Path, functions: dict[str, str]) -> Iterator[Worker]:
    """Yield the workers of the cloud whose scratch folder is ``scratch``.

    ``functions`` are the physical names by name; the emulator names a worker's folder after its function, and writes
    the script that it runs when it starts it.
    """
    for folder in PROCESSES.iterdir():
        if not folder.name.isdigit():
            continue
        with suppress(OSError):
            script = Path(
                (folder / "cmdline").read_bytes().decode(errors="replace").strip("\0").split("\0")[-1]
            )
            if script.name != "_worker.py" or script.parent.parent != scratch:
                continue
            physical = script.parent.name.removeprefix("ministack-lambda-").rpartition("-")[0]
            names = [name for name, known in functions.items() if known == physical]
            if names:
                yield Worker(int(folder.name), names[0], script.stat().st_mtime)
