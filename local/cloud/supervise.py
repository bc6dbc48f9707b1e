"""The supervisor: it runs one command for as long as its starter needs it, and then leaves nothing of it.

``supervise.py LOCK SCRATCH COMMAND…`` is a process between the starter and the command. It holds the other end of a
pipe (its standard input): when the starter closes it, by intent or by being killed, the command's whole process
group is killed and the folder SCRATCH removed. The word ``keep`` in the pipe makes it stay until SIGTERM instead, the
word ``end`` asks the command to end by itself.
The file LOCK is held by ``flock`` as long as this process lives, so that the pid in its first line can never be
somebody else's; once it was told to stay, a second line is ``kept``.
Run as a script, with the standard library alone.
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

KEEP = b"keep"
KEPT = "kept"
END = b"end"
POLL_SECONDS = 0.2
GROUP_GONE_SECONDS = 2.0
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
            _kill_group(child)
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


def _kill_group(child: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + GROUP_GONE_SECONDS
    # PermissionError is what macOS answers for a group of zombies.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        while time.monotonic() < deadline:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(-child.pid, os.WNOHANG)
            os.killpg(child.pid, 0)
            time.sleep(0.01)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
