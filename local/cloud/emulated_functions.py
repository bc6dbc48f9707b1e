"""Functions in the embedded cloud, with corrections; ``emulator`` runs this file.

Starts: MiniStack starts a worker for each invocation that comes while the others are busy, and unpacks the archive for
each. A burst of events thus unpacks gigabytes and starts more interpreters than the machine can use. Here what is the
same in all archives, which is most of them, is unpacked once, into the folder that ``UNPACKED`` names, where the next
emulator finds it with its byte code; and an invocation waits for a worker once its function has ``WORKERS`` of them.

New code: MiniStack kills a worker in the middle of its work when its function gets new code, and an invocation that has
waited meanwhile starts another worker of the old code, which then stays. AWS lets what runs come to its end, and begins
nothing more with old code; so it is here.

Logs: MiniStack gives the lines of functions no id; version 2 of the AWS CLI cannot follow a log without. And it takes
for the log of a run what has been read within 50 ms of its answer; the rest is the next run's. Here what the run has
written is read first, which on a busy machine takes longer.
"""

import contextlib
import hashlib
import itertools
import json
import os
import select
import shutil
import tempfile
import threading
import time
import zipfile
from contextvars import ContextVar
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ministack.core import lambda_runtime
from ministack.services import cloudwatch_logs, lambda_svc

_acquire_worker = lambda_runtime.acquire_worker
_release_worker = lambda_runtime.release_worker
_invalidate_worker = lambda_runtime.invalidate_worker
_update_code = lambda_svc._update_code
_append_log_events = cloudwatch_logs._append_log_events
_drain = lambda_runtime.Worker._drain_stderr_bounded

WORKERS = int(os.environ.get("FUNCTION_WORKERS", "3"))
"""The most workers of one function at the same time."""
LOOK_AGAIN_SECONDS = 0.01
LONGEST_READING_SECONDS = 2.0
"""The longest wait for what a run has written to be read."""
UNPACKED = Path(os.environ.get("UNPACKED") or tempfile.gettempdir())
"""The folder of what was unpacked."""
KEPT_SECONDS = 7 * 24 * 3600.0
"""Time for which what nobody uses is kept there."""

_unpacking = threading.Lock()
_retiring = threading.Lock()
_retired: list[Any] = []
"""The workers that end with what they are doing."""
_current: dict[str, bytes] = {}
"""The archive of each function that was given new code, by ARN."""
_updating = ContextVar("_updating", default=False)
_lines = itertools.count()


class SharedArchive(zipfile.ZipFile):
    """A function's archive, of which every part is unpacked once for all workers of all functions.

    A part is a folder or a file at its top, known by its content. A worker gets links to the parts of its archive.
    """

    def extractall(self, path: Any = None, members: Any = None, pwd: bytes | None = None) -> None:
        """Link the parts into ``path``; unpack those first that no archive has brought yet."""
        parts: dict[str, list[zipfile.ZipInfo]] = {}
        for entry in self.infolist():
            parts.setdefault(entry.filename.partition("/")[0], []).append(entry)
        for name, entries in parts.items():
            content = json.dumps([(entry.filename, entry.CRC, entry.file_size) for entry in entries])
            digest = hashlib.sha256(content.encode()).hexdigest()[:32]
            shared = UNPACKED / digest
            with _unpacking:
                if shared.exists():
                    os.utime(shared)
                else:
                    unfinished = tempfile.mkdtemp(dir=UNPACKED)
                    super().extractall(unfinished, [entry.filename for entry in entries], pwd)
                    _put_in_place(unfinished, shared)
            Path(path, name).symlink_to(shared / name)


def _put_in_place(unfinished: str, shared: Path) -> None:
    """Give a folder that is complete its name, unless another emulator was faster."""
    try:
        os.rename(unfinished, shared)
    except OSError:
        if not shared.exists():
            raise
        shutil.rmtree(unfinished)


def forget_unused(now: float) -> None:
    """Remove what has not been used for ``KEPT_SECONDS``, and what a killed emulator has left unfinished."""
    for folder in UNPACKED.iterdir():
        with contextlib.suppress(FileNotFoundError):
            if now - folder.stat().st_mtime > KEPT_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)


def acquire_worker(
    name: str, configuration: dict[str, Any], archive: bytes, qualifier: str = "$LATEST"
) -> tuple[Any, str]:
    """Return a worker of the function's present code; wait for one while all that it may have are busy.

    ``archive`` is the code at the beginning of the wait.
    """
    arn = configuration.get("FunctionArn", "")
    while True:
        code = _current.get(arn, archive)
        worker, how = _acquire_worker(name, configuration, code, qualifier, WORKERS)
        if worker is not None and _current.get(arn, code) is code:
            return worker, how
        if worker is not None:
            retire([worker])
            release_worker(worker)
        time.sleep(LOOK_AGAIN_SECONDS)


def release_worker(worker: Any) -> None:
    """Take a worker back from an invocation; end it where its function has got new code meanwhile."""
    _release_worker(worker)
    with _retiring:
        ends = worker in _retired
        if ends:
            _retired.remove(worker)
    if ends:
        lambda_runtime.kill_workers([worker])


def update_code(name: str, request: dict[str, Any]) -> Any:
    """Give a function new code."""
    token = _updating.set(True)
    try:
        return _update_code(name, request)
    finally:
        _updating.reset(token)


def invalidate_worker(name: str, *scope: Any, **named: Any) -> None:
    """End the function's workers: for new code at once those that are idle, and the others with what they are doing."""
    if _updating.get():
        function = lambda_svc._functions[name]
        _current[function["config"]["FunctionArn"]] = function["code_zip"]
        with lambda_runtime._lock:
            pools = [pool for key, pool in lambda_runtime._workers.items() if name in key.split(":")]
            busy = [worker for pool in pools for worker in pool if worker.in_use]
        retire(busy)
    _invalidate_worker(name, *scope, **named)


def retire(workers: list[Any]) -> None:
    """Take workers that are in use out of their pools; ``release_worker`` ends them."""
    with lambda_runtime._lock:
        for pool in lambda_runtime._workers.values():
            pool[:] = [worker for worker in pool if worker not in workers]
    with _retiring:
        _retired.extend(workers)


def append_log_events(stream: dict[str, Any], events: list[dict[str, Any]]) -> None:
    """Append lines to a stream, each with an id; ids rise with the time, as those of AWS do."""
    for event in events:
        event.setdefault("eventId", f"{event['timestamp']:020}{next(_lines):036}")
    _append_log_events(stream, events)


def drain(worker: Any, *args: float, **kwargs: float) -> str:
    """Return what a run that has just answered has said."""
    deadline = time.monotonic() + LONGEST_READING_SECONDS
    with contextlib.suppress(AttributeError, OSError, ValueError):
        # All of it is in the pipe before the answer is.
        while time.monotonic() < deadline and select.select([worker._proc.stderr], [], [], 0)[0]:
            time.sleep(0.001)
    return _drain(worker, *args, **kwargs)


def mend() -> None:
    """Put the corrections in their places."""
    forget_unused(time.time())
    lambda_svc.acquire_worker = acquire_worker  # ty: ignore[invalid-assignment]
    lambda_svc.release_worker = release_worker  # ty: ignore[invalid-assignment]
    lambda_svc.invalidate_worker = invalidate_worker  # ty: ignore[invalid-assignment]
    lambda_svc._update_code = update_code
    cloudwatch_logs._append_log_events = append_log_events  # ty: ignore[invalid-assignment]
    lambda_runtime.Worker._drain_stderr_bounded = drain  # ty: ignore[invalid-assignment]
    shared = {
        "ZipFile": SharedArchive,
        "BadZipFile": zipfile.BadZipFile,
        "LargeZipFile": zipfile.LargeZipFile,
    }
    lambda_runtime.zipfile = SimpleNamespace(**shared)  # ty: ignore[invalid-assignment]
