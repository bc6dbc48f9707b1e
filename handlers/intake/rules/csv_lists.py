"""Lists in text with separators, as spreadsheet programs and CRMs write it: comma, semicolon or tab, in any encoding.

Rows have the numbers of the lines on which they begin, the first line of the file being 1.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from handlers.common.rules.refusals import Refused
from handlers.intake.rules import encodings, headers, lists
from handlers.intake.rules.columns import Header
from handlers.intake.rules.encodings import Piece
from handlers.intake.rules.lists import TableList
from handlers.intake.rules.quoting import RowReader

DELIMITERS = (";", ",", "\t")
"""No ``|``: it separates the addresses in a cell."""
_NAMED = re.compile(r'\s*"?sep=(?P<delimiter>[^\w"])?"?[\s;,"]*', re.IGNORECASE)
"""The line with which Excel is told the separator."""
_MARK = "\ufeff"
_LOOKED_AT = 50
"""Rows whose cells are counted where a header of one column leaves the separator open."""


def read(body: bytes, columns: Mapping[str, str] | None = None) -> TableList:
    """Return the list in a file; ``columns``: see `headers.find`.

    Raises ``Refused``: ``empty_file``, ``too_many_rows``, and the codes of `headers.find`.
    """
    text, encoding = encodings.as_utf8(body)
    del body
    if not text.strip():
        raise Refused("empty_file", "the file is empty")
    dialect = _dialect(text, columns)
    rows = _Rows(text, dialect)
    # Each row has a line, so that counting these is mostly enough.
    if text.count(b"\n") + text.count(b"\r") > lists.MAX_RECORDS:
        lists.check_length(sum(1 for _ in rows()))
    name = "tab" if dialect.delimiter == "\t" else dialect.delimiter
    encoding = encodings.name_of(text) if encoding == "UTF-8" else encoding
    header = replace(dialect.header, rows=0)
    return TableList(rows, dialect.delimiter, header=header, read_as=f"CSV ({name}), {encoding}")


@dataclass(frozen=True)
class _Dialect:
    """The way in which a text is a table."""

    delimiter: str
    header: Header
    lines: int
    """The number of lines up to and with the header."""
    overlong: int
    """The number of rows, of those looked at, with more cells than the header."""
    strays: int
    """The number of rows, of those looked at and above, with a quotation mark that is not closed."""

    def rank(self) -> tuple[int, ...]:
        names = sum(map(bool, self.header.columns))
        return self.header.known, names, -self.overlong, -self.strays


class _Rows:
    """The rows below the header of a text, from the start at each call."""

    def __init__(self, text: bytes, dialect: _Dialect) -> None:
        self._text = text
        self._dialect = dialect

    def __call__(self) -> Iterator[tuple[int, list[str]]]:
        first = self._dialect.lines
        reader = RowReader(self._dialect.delimiter, self._dialect.header)
        return reader.read(_below(self._text, first), first + 1)


def _below(text: bytes, lines: int) -> Iterator[Piece]:
    """Return the text without its first ``lines``."""
    for piece in encodings.pieces(text):
        if lines < len(piece.lines):
            yield piece._replace(lines=piece.lines[lines:]) if lines else piece
        lines = max(0, lines - len(piece.lines))


def _first_lines(text: bytes) -> list[str]:
    return next(encodings.pieces(text)).lines


def _dialect(text: bytes, columns: Mapping[str, str] | None) -> _Dialect:
    """Return the dialect that finds the most names of columns that are understood; raises `headers.find`'s refusals."""
    named = _NAMED.fullmatch(_first_lines(text)[0].lstrip(_MARK))
    skipped = 1 if named else 0
    delimiters = (named["delimiter"],) if named and named["delimiter"] else DELIMITERS
    found: list[_Dialect] = []
    refusals: dict[str, Refused] = {}
    for delimiter in delimiters:
        for several_lines in (True, False):
            try:
                found.append(_tried(text, skipped, delimiter, columns, several_lines=several_lines))
            except Refused as refused:
                refusals.setdefault(delimiter, refused)
    if not found:
        # The wrong separator has found a single column, so the likeliest one tells what is missing.
        start = "".join(_first_lines(text)[: headers.HEADER_WITHIN])
        raise refusals[max(delimiters, key=start.count)]
    return max(found, key=_Dialect.rank)


def _tried(
    text: bytes, skipped: int, delimiter: str, columns: Mapping[str, str] | None, *, several_lines: bool
) -> _Dialect:
    lines = (
        Piece([line.lstrip(_MARK) for line in lines], doubtful) for lines, doubtful in _below(text, skipped)
    )
    reader = RowReader(delimiter, several_lines=several_lines)
    start = list(islice(reader.read(lines, skipped + 1), headers.HEADER_WITHIN + _LOOKED_AT))
    header = headers.find((row for _, row in start), columns)
    below = start[header.rows :]
    lines_of_header = below[0][0] - 1 if below else start[-1][0]
    overlong = sum(any(map(str.strip, row[len(header.columns) :])) for _, row in below)
    strays = sum(isinstance(row, lists.MarkedRow) and bool(row.problems) for _, row in start[: header.rows])
    return _Dialect(delimiter, header, lines_of_header, overlong, strays)
