"""The calls to AWS that the functions make in this process, each with the function that makes it.

A call is a function's if nothing but code of ``handlers/`` stands between its entry point and boto3: what a test does
by itself in the middle of a run, as somebody else, is nobody's. Work that is handed to another thread stays with the
function that has handed it over.
"""

import json
import os
import sys
import threading
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from botocore.client import BaseClient

import handlers
from handlers import entry_point
from tests.granted import requests, roles

RECORD = "CALL_RECORD"
"""The variable that names the folder in which each process leaves its record; without it there is none."""
_PROJECT = f"{Path(__file__).parents[2]}{os.sep}"
_HANDLERS = f"{handlers.__path__[0]}{os.sep}"
_PATH_TO_BOTO = tuple(f"{_PROJECT}tests/{name}.py" for name in ("granted/calls", "simulation/shortcut"))
_IN_PLACE = f"{_PROJECT}tests/simulation/seams.py"
"""What stands in the place of the caches of the functions, in the middle of their own code."""
_ENTERED = (entry_point.__file__, "entry_point.<locals>.handler")
"""The code of what ``entry_point`` makes of a function, by file and name: what measures branches makes code anew."""


class Call(NamedTuple):
    """A call of a function."""

    function: str
    action: str
    resource: str
    """The ARN."""


made: dict[Call, str] = {}
"""The calls of this process, each with the first test that showed it."""
denied: list[str] = []
"""The calls that the role of their function does not allow, in words, since the last look."""
_guard = threading.Lock()


def watch() -> None:
    """Note the calls of every client of boto3 in this process from now on."""
    call, submit = BaseClient._make_api_call, ThreadPoolExecutor.submit

    def noted(client: Any, operation: str, request: Any) -> Any:
        note(client, operation, request)
        return call(client, operation, request)

    def handed_over(pool: Any, work: Callable[..., Any], /, *values: Any, **named: Any) -> Any:
        return submit(pool, carried(work), *values, **named)

    BaseClient._make_api_call = noted
    ThreadPoolExecutor.submit = handed_over


def note(client: Any, operation: str, request: Any) -> None:
    """Note a call that is about to be made, if a function makes it."""
    function = _caller()
    if function is None:
        return
    for need in requests.needs(client.meta.service_model.service_name, operation, request):
        call = Call(function, need.action, need.resource)
        if call in made:
            continue
        with _guard:
            made[call] = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" ")[0]
            if roles.granting(function, need) is None:
                denied.append(roles.denial(function, need))


def taken_denials() -> list[str]:
    """Return the calls that were not allowed since the last time, in words."""
    with _guard:
        taken, denied[:] = list(denied), []
    return taken


@contextmanager
def unrecorded() -> Generator[None]:
    """Keep what is called in the block, or in a cloud that it starts, out of the record; what is denied is noted."""
    global made
    before, made = made, {}
    folder = os.environ.pop(RECORD, None)
    try:
        yield
    finally:
        made = before
        if folder is not None:
            os.environ[RECORD] = folder


def carried(work: Callable[..., Any]) -> Callable[..., Any]:
    """Return work for another thread, done there for the function that runs here."""
    function = _caller()
    return work if function is None else _Carried(function, work)


class _Carried:
    """Work of a function in another thread."""

    def __init__(self, function: str, work: Callable[..., Any]) -> None:
        self.function = function
        self.work = work

    def __call__(self, *values: Any, **named: Any) -> Any:
        return self.work(*values, **named)


def _caller() -> str | None:
    """Return the function whose code is about to call boto3; None if it is nobody's."""
    frame: FrameType | None = sys._getframe(1)
    entered = False
    while frame is not None:
        code, path = frame.f_code, frame.f_code.co_filename
        if (path, code.co_qualname) == _ENTERED:
            return frame.f_locals["function"].__module__.rpartition(".")[2].replace("_", "-")
        if code is _Carried.__call__.__code__:
            return frame.f_locals["self"].function
        if path.startswith(_HANDLERS):
            entered = True
        elif _is_foreign(path, entered):
            return None
        frame = frame.f_back
    return None


def _is_foreign(path: str, entered: bool) -> bool:
    """Return True for code of the project that is neither a function's nor on the way from one to boto3."""
    if not path.startswith(_PROJECT) or path.startswith(f"{_PROJECT}.venv{os.sep}") or path == _IN_PLACE:
        return False
    return entered or path not in _PATH_TO_BOTO


def leave_record() -> None:
    """Write down the calls of this process where ``CALL_RECORD`` says."""
    folder = os.environ.get(RECORD)
    if folder and made:
        lines = [json.dumps({**call._asdict(), "by": by}) for call, by in made.items()]
        path = Path(folder)
        path.mkdir(parents=True, exist_ok=True)
        (path / f"tests-{os.getpid()}.jsonl").write_text("".join(f"{line}\n" for line in lines))
