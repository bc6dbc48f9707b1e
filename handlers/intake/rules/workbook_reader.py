"""The program that opens a workbook for `workbook_process`, in a process of its own and within bounds.

The library that reads workbooks is native: memory that it cannot have ends its process, and so it has one that may end.
"""

import marshal
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import IO, Any

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from handlers.common.rules.refusals import Refused, shown
from handlers.intake.rules import cells

MEMORY = 304 * 2**20
"""Address space, in bytes. A list of 200,000 contacts takes half of it; the function has 512 MiB for two processes."""
PROCESSOR_SECONDS = 15
"""A list of 200,000 contacts takes 2 of them, and about four times as long by the clock of the function."""
MAX_CHARACTERS = 32_767
"""Of a cell: Excel's own limit."""
HEAD, BLOCK = 10, 128
"""Rows that show what a sheet is, and rows in a block after them."""

OUT_OF_MEMORY = 3
"""The status with which the process ends where it knows that it has no memory."""
ANSWER, END, REFUSAL = b"=", b".", b"!"
"""The first byte of a message from the process; what follows is packed with ``marshal``."""

_LENGTH = 4
_PLAIN = (str, float, int)


def send(target: IO[bytes], packed: bytes) -> None:
    """Write a message, so that `receive` returns it."""
    target.write(len(packed).to_bytes(_LENGTH, "little"))
    target.write(packed)


def receive(source: IO[bytes]) -> bytes:
    """Return the next message; raises ``EOFError`` where the stream ends."""
    length = source.read(_LENGTH)
    size = int.from_bytes(length, "little")
    packed = source.read(size)
    if len(length) < _LENGTH or len(packed) < size:
        raise EOFError
    return packed


def serve(source: IO[bytes], target: IO[bytes]) -> None:
    """Read a workbook and answer with its sheets (name, holds cells, is visible), then obey orders.

    The name of a sheet is answered with its first ``HEAD`` rows; None with the further rows of that sheet in blocks of
    ``BLOCK``, and an ``END``. In place of any answer there may be a ``REFUSAL``: the code and message of a ``Refused``.
    """
    try:
        workbook = load_workbook(_Body(source))
        described = [_described(sheet) for sheet in workbook.sheets_metadata]
        send(target, ANSWER + marshal.dumps(described))
        target.flush()
        rows: Iterator[list[Any]] = iter(())
        with suppress(EOFError):
            while True:
                if (name := marshal.loads(receive(source))) is None:
                    _send_further(target, rows)
                else:
                    # Not both sheets at once.
                    rows = iter(())
                    rows = _rows(workbook, name)
                    send(target, ANSWER + _packed(1, list(islice(rows, HEAD))))
                target.flush()
    except BaseException as error:
        # The library's panics are not Exceptions.
        send(target, REFUSAL + marshal.dumps(_refusal(error)))
    target.flush()


class _Body:
    """A message as the file that the library wants, without a copy."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._left = int.from_bytes(source.read(_LENGTH), "little")

    def read(self, size: int = -1, /) -> bytes:
        piece = self._source.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(piece)
        return piece

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Fail: the library wants files that can seek, and reads them once from the start."""
        raise OSError(f"cannot seek to {offset} from {whence}")


def _refusal(error: BaseException) -> tuple[str, str]:
    if isinstance(error, Refused):
        return error.code, error.message
    if isinstance(error, MemoryError):
        raise error
    cure = "open it in a spreadsheet program and save it again"
    return "damaged_file", f"the workbook cannot be read ({shown(str(error))}): {cure}"


def _described(sheet: SheetMetadata) -> tuple[str, bool, bool]:
    return sheet.name, sheet.typ == SheetTypeEnum.WorkSheet, sheet.visible == SheetVisibleEnum.Visible


def _rows(workbook: CalamineWorkbook, name: str) -> Iterator[list[Any]]:
    sheet: CalamineSheet = workbook.get_sheet_by_name(name)
    # The library gives the empty rows above the first cell too, so that a row's place is its number.
    return iter(()) if sheet.start is None else map(_trimmed, sheet.iter_rows())


def _trimmed(row: list[Any]) -> list[Any]:
    """Return the row without the empty cells at its end, which are there because another row is longer."""
    while row and row[-1] == "":
        row.pop()
    return row


def _send_further(target: IO[bytes], rows: Iterator[list[Any]]) -> None:
    number = HEAD + 1
    while block := list(islice(rows, BLOCK)):
        send(target, ANSWER + _packed(number, block))
        number += BLOCK
    send(target, END)


def _packed(number: int, block: list[list[Any]]) -> bytes:
    """Return the rows from that number on as a message, with dates and times as text."""
    try:
        packed = marshal.dumps(block)
    except ValueError:
        block = [
            [value if isinstance(value, _PLAIN) else cells.text(value) for value in row] for row in block
        ]
        packed = marshal.dumps(block)
    if len(packed) > MAX_CHARACTERS:
        for place, row in enumerate(block):
            if any(isinstance(value, str) and len(value) > MAX_CHARACTERS for value in row):
                raise _cell_too_long(number + place)
    return packed


def _cell_too_long(row: int) -> Refused:
    limit = f"more than the {MAX_CHARACTERS:,} characters that Excel allows"
    return Refused("cell_too_long", f"row {row} has a cell with {limit}: shorten it")


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS + 1))
    if sys.platform == "linux":
        # Elsewhere, where people develop, the bound does not exist or is not kept.
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _bound()
    try:
        serve(sys.stdin.buffer, sys.stdout.buffer)
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
