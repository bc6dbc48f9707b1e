"""Lists in CSV: UTF-8 or, failing that, Windows-1252 (which Latin-1 is in practice); comma or semicolon."""

import csv
import io
import itertools
from collections import deque
from collections.abc import Iterator

from handlers.common.rules.refusals import Refused
from handlers.intake.rules import cells
from handlers.intake.rules.lists import TableList, check_length

DELIMITERS = (",", ";")
_END = "end of the list"
MAX_LINES_OF_A_ROW = 50
"""In a row with more, a quotation mark was opened and never closed."""


def read(body: bytes) -> TableList:
    """Return the list in a file.

    Raises ``Refused``: ``wrong_encoding``, ``unclosed_quote``, ``cell_too_long``, and the codes of `TableList`.
    """
    text = _decoded(body)
    refusal: Refused | None = None
    for delimiter in DELIMITERS:
        try:
            found = TableList(_Lines(text, delimiter), delimiter)
        except Refused as refused:
            # The reading with the wrong delimiter has found a single column.
            if refusal is None or text.partition("\n")[0].count(delimiter):
                refusal = refused
            continue
        _check_to_the_end(text, delimiter)
        return found
    raise refusal or Refused("empty_file", "the file is empty")


class _Lines:
    """The rows of a CSV text and of the lines ``more``, from the start at each call."""

    def __init__(self, text: str, delimiter: str, *more: str) -> None:
        self._text = text
        self._delimiter = delimiter
        self._more = more

    def __call__(self) -> Iterator[tuple[int, list[str]]]:
        lines = itertools.chain(io.StringIO(self._text, newline=""), self._more)
        reader = csv.reader(lines, delimiter=self._delimiter)
        before = number = 0
        try:
            for number, row in enumerate(reader, start=1):
                if reader.line_num - before > MAX_LINES_OF_A_ROW:
                    raise _unclosed(number)
                before = reader.line_num
                yield number, [cells.unescaped(cell) for cell in row]
        except csv.Error as error:
            raise Refused(
                "cell_too_long",
                f"row {number + 1} cannot be read ({error}): look for a quotation mark left open",
            ) from None


def _check_to_the_end(text: str, delimiter: str) -> None:
    """Raise ``Refused``, before the first row is used, if a row cannot be read or the last one is not closed."""
    number, row = deque(_Lines(text, delimiter, _END)(), maxlen=1).pop()
    check_length(number)
    if row != [_END]:
        raise _unclosed(number)


def _unclosed(number: int) -> Refused:
    return Refused(
        "unclosed_quote",
        f"row {number} does not end within {MAX_LINES_OF_A_ROW} lines: close the quotation mark that it opens",
    )


def _decoded(body: bytes) -> str:
    if b"\0" in body:
        raise _wrong_encoding()
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return body.decode("cp1252")
        except UnicodeDecodeError:
            raise _wrong_encoding() from None


def _wrong_encoding() -> Refused:
    return Refused("wrong_encoding", "the file is not text in UTF-8 or Latin-1: save it as CSV UTF-8")
