"""A workbook opened by a process of its own: whatever is in it, the worst that it can do is to end that process."""

import marshal
import os
import signal
import subprocess
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import Enum, auto
from pathlib import Path
from typing import Any, NamedTuple

from handlers.common.rules.refusals import Refused
from handlers.intake.rules import workbook_reader

_ROOT = Path(workbook_reader.__file__).absolute().parents[3]
"""The folder of the function, whose parts may lie elsewhere: no link is followed."""


class Sheet(NamedTuple):
    """A sheet as the workbook names it."""

    name: str
    has_cells: bool
    """False for a sheet that is a chart or a macro."""
    is_visible: bool


class End(Enum):
    """The ways in which a reader ends before its answer."""

    MEMORY = auto()
    TIME = auto()
    CRASH = auto()


_ENDS = {
    workbook_reader.OUT_OF_MEMORY: End.MEMORY,
    # The library answers a lack of memory so.
    -signal.SIGABRT: End.MEMORY,
    -signal.SIGXCPU: End.TIME,
    -signal.SIGKILL: End.TIME,
    -signal.SIGSEGV: End.CRASH,
    -signal.SIGBUS: End.CRASH,
}


class ReaderEndedError(Exception):
    """The process has ended before its answer."""

    def __init__(self, end: End) -> None:
        super().__init__(f"the reader of workbooks has ended: {end.name}")
        self.end = end


def count(blocks: Sequence[bytes]) -> int:
    """Return the number of rows in the head of a sheet and its further blocks, of which only the last may be short."""
    head, *further = blocks
    full = max(0, len(further) - 1) * workbook_reader.BLOCK
    return full + sum(len(marshal.loads(block)) for block in (head, *further[-1:]))


class Reader:
    """A workbook that is open in another process."""

    def __init__(self, process: "subprocess.Popen[bytes]", body: bytes) -> None:
        """Hand the workbook over.

        Raises ``Refused`` (``damaged_file``, ``protected``), ``ReaderEndedError``.
        """
        if process.stdin is None or process.stdout is None:
            raise ValueError("the process was started without pipes")
        self._process, self._orders, self._answers = process, process.stdin, process.stdout
        self.has_ended = False
        self._send(body)
        self.sheets = [Sheet(*described) for described in marshal.loads(self._answer())]

    def order(self, name: str) -> None:
        """Ask for the rows of a sheet: the reader goes to work on it."""
        self._send(marshal.dumps(name))

    def head(self) -> list[list[Any]]:
        """Return the first rows of that sheet, at most ``workbook_reader.HEAD``.

        Raises ``Refused`` (``damaged_file``, ``cell_too_long``), ``ReaderEndedError``.
        """
        return marshal.loads(self._answer())

    def blocks(self) -> Iterator[bytes]:
        """Return the further rows of that sheet in blocks, to be unpacked with ``marshal``; raises as `head` does."""
        self._send(marshal.dumps(None))
        while block := self._answer():
            yield block

    def _send(self, order: bytes) -> None:
        # A process that has ended shows in its answer.
        with suppress(BrokenPipeError):
            workbook_reader.send(self._orders, order)
            self._orders.flush()

    def _answer(self) -> bytes:
        try:
            message = workbook_reader.receive(self._answers)
        except EOFError:
            self.has_ended = True
            raise ReaderEndedError(self._end(self._process.wait())) from None
        if message.startswith(workbook_reader.REFUSAL):
            self.has_ended = True
            raise Refused(*marshal.loads(message[1:]))
        return message[1:]

    @staticmethod
    def _end(status: int) -> End:
        if status not in _ENDS:
            raise RuntimeError(f"the reader of workbooks has not started, or has a fault: status {status}")
        return _ENDS[status]


@contextmanager
def opened(body: bytes) -> Generator[Reader]:
    """Open a workbook for as long as the context lasts; raises as `Reader` does."""
    command = [sys.executable, "-s", "-S", "-P", "-m", workbook_reader.__name__]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
    )
    try:
        yield Reader(process, body)
    finally:
        process.kill()
        # What was not taken away yet goes nowhere.
        with suppress(BrokenPipeError):
            process.communicate()


def _environment() -> dict[str, str]:
    """Return this process's environment with its path to modules, without its rights on AWS."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return kept | {"PYTHONPATH": os.pathsep.join([str(_ROOT), *map(os.path.abspath, sys.path)])}
