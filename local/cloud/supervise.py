"""The supervisor: it runs one command for as long as its starter needs it, and then leaves nothing of it.

``supervise.py LOCK SCRATCH COMMAND…`` is a process between the starter and the command. It holds the other end of a
pipe (its standard input): when the starter closes it, by intent or by being killed, the command is killed with all that
descends from it, and the folder SCRATCH removed. The word ``keep`` in the pipe makes it stay until SIGTERM instead, the
word ``end`` asks the command to end by itself.
The file LOCK is held by ``flock`` as long as this process lives, so that the pid in its first line can never be
somebody else's; once it was told to stay, a second line is ``kept``.
Run as a script.
"""

import contextlib
import ctypes
import fcntl
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from typing import TextIO

import psutil

KEEP = b"keep"
KEPT = "kept"
END = b"end"
POLL_SECONDS = 0.2
ENDING_SECONDS = 10.0
"""Time for killed processes to be gone; one that the kernel holds may take longer."""
_PR_SET_CHILD_SUBREAPER = 36


def main(lock_path: str, scratch: str, command: list[str]) -> int:
    """Run the command; return its exit status, or 0 when it was stopped."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    _adopt_orphans()
    with open(lock_path, "a+", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.truncate(0)
        _note(lock, str(os.getpid()))
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
        try:
            return _watch(child, lock)
        finally:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            _end(child)
            shutil.rmtree(scratch, ignore_errors=True)
            with contextlib.suppress(FileNotFoundError):
                os.unlink(lock_path)


def _adopt_orphans() -> None:
    """Become the parent of the command's orphans, instead of process 1, where the system can do that (Linux)."""
    with contextlib.suppress(AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _note(lock: TextIO, word: str) -> None:
    """Add a line to the lock file, which others read at any moment: what is in it is never written over."""
    lock.write(f"{word}\n")
    lock.flush()


def _watch(child: subprocess.Popen[bytes], lock: TextIO) -> int:
    pipe = sys.stdin.fileno()
    received = b""
    while child.poll() is None:
        if not select.select([pipe], [], [], POLL_SECONDS)[0]:
            continue
        piece = os.read(pipe, 64)
        received += piece
        if received == KEEP:
            _note(lock, KEPT)
            return child.wait()
        if received == END:
            received = b""
            child.terminate()
        if not piece:
            return 0
    return child.returncode


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill the command and all that descends from it, and say what is left of it."""
    me, deadline = psutil.Process(), time.monotonic() + ENDING_SECONDS
    while time.monotonic() < deadline:
        # The group too: where orphans are not adopted, they are no descendants any more.
        # PermissionError is what macOS answers for a group of zombies.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        left = me.children(recursive=True)
        if not left:
            return
        for process in left:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(left, timeout=POLL_SECONDS)
    for process in me.children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):
            print(f"does not end: {process.pid} ({' '.join(process.cmdline())})", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
