"""Limits of a workbook, and what is over them in one for which its reader had no memory or no time.

Nothing is looked through beforehand: `workbook_process` bounds whatever the reader does. Only where that was too much
is the sheet looked at again, so that the refusal can say what to delete.
"""

import re
from collections.abc import Iterator
from zipfile import ZipInfo

from handlers.common.rules.refusals import Refused
from handlers.intake.rules import workbook_parts, workbook_reader
from handlers.intake.rules.workbook_parts import MEBIBYTE
from handlers.intake.rules.workbook_process import End, ReaderEndedError

MAX_CELLS = 2_000_000
"""In the grid of a sheet up to its farthest value: 200,000 rows of 10 columns. More may be read, if memory allows."""
MAX_TEXT = 64 * MEBIBYTE
"""Of a sheet's rows, a shared text counted as often as cells show it. 200,000 rows of 10 columns have 50."""

_FILLED_CELL = re.compile(
    rb"""<(?:[^<>\s/:]+:)?c\s(?:[^>]*?\s)?r\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["'][^>/]*>(?!</)"""
)


def refusal(ended: ReaderEndedError, body: bytes = b"", part: ZipInfo | None = None) -> Refused:
    """Return the refusal of a workbook whose reader has ended, at the sheet in ``part`` if that is known.

    Its codes: ``sheet_too_large``, ``too_large_unfolded``, ``takes_too_long``, ``damaged_file``.
    """
    if ended.end is End.CRASH:
        return workbook_parts.damaged("its reader cannot cope with it")
    rows, columns = _reach(body, part) if part and part.filename != "content.xml" else (0, 0)
    if rows * columns > MAX_CELLS:
        return Refused(
            "sheet_too_large",
            f"the sheet reaches to row {rows} and column {columns}: these are more than {MAX_CELLS:,} cells; "
            "delete what stands far off, or split the list",
        )
    if ended.end is End.TIME:
        limit = workbook_reader.PROCESSOR_SECONDS
        return Refused("takes_too_long", f"the workbook takes longer to read than {limit} s: split the list")
    limit = workbook_reader.MEMORY // MEBIBYTE
    return Refused(
        "too_large_unfolded",
        f"the workbook takes more than {limit} MiB when it is read: split the list, or save its sheet alone as XLSX",
    )


def check_text(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Return the blocks of a sheet; raises ``Refused`` (``too_much_text``) where they are more than an ingest holds."""
    text = 0
    for block in blocks:
        text += len(block)
        if text > MAX_TEXT:
            limit = MAX_TEXT // MEBIBYTE
            raise Refused("too_much_text", f"the sheet has more than {limit} MiB of text: split the list")
        yield block


def _reach(body: bytes, part: ZipInfo) -> tuple[int, int]:
    """Return the last row and the last column of a sheet that hold something."""
    rows = columns = 0
    for piece in workbook_parts.whole_tags(workbook_parts.inflate(body, part)):
        for letters, digits in set(_FILLED_CELL.findall(piece)):
            rows, columns = max(rows, int(digits)), max(columns, _column(letters))
    return rows, columns


def _column(letters: bytes) -> int:
    """Return the number of a column: ``A`` is 1, ``XFD`` is 16,384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
