"""Rows of a text with separators, line by line, and the meaning of a quotation mark in them.

A cell is quoted if it begins and ends with a quotation mark (blanks around it do not count) and holds others only
doubled. Anywhere else a quotation mark is a character like any other: ``Tubos 3"``, ``"Zé" Modelo``.

A quoted cell may hold line breaks. It is taken for one that nobody meant to open, or that somebody forgot to close, if

- no quotation mark that could close it follows within `MAX_LINES` lines and `MAX_CELL` characters,
- the row that it makes has more cells than the table has columns, or not as many although the mark that closes it
  begins a line, as one does that opens a cell, or
- it holds rows: see `swallowed.holds_rows`.

Then its line is refused by itself (``stray_quote``), and the lines after it are read again, as rows of their own: no
cell of a line reaches another line's row unless it stands in a quoted cell that has passed all of these tests.
"""

import csv
import re
from collections.abc import Iterable, Iterator

from handlers.common.rules.refusals import Problem, shown
from handlers.intake.rules import cells as cell_text
from handlers.intake.rules.columns import Header
from handlers.intake.rules.encodings import Piece
from handlers.intake.rules.lists import MarkedRow
from handlers.intake.rules.swallowed import holds_rows

MAX_LINES = 50
"""Lines of a row."""
MAX_CELL = csv.field_size_limit()
"""Characters of a cell, 131,072; a longer one refuses its row."""
MAX_SHOWN = 200
"""Characters that are kept of a text at fault."""

_ENDS = "\r\n"
_DOUBTFUL = re.compile("[\0\x80-\x9f\ufffd]")
_UNREADABLE = Problem(
    "row",
    "unreadable_characters",
    "some characters cannot be right: save the list as CSV UTF-8 and load it again",
)


class RowReader:
    """A reader of the rows under a header, or of those among which a header is looked for."""

    def __init__(self, delimiter: str, header: Header | None = None, *, several_lines: bool = True) -> None:
        """``several_lines``: False where every line is a row of its own, whatever its quotation marks."""
        mark = re.escape(delimiter)
        self._delimiter = delimiter
        self._blank_before = f'{delimiter} "'
        self._header = header
        self._several_lines = several_lines
        self._inside = re.compile(r'(?:[^"]++|"")*+')
        self._after = re.compile(rf" *(?={mark}|[\r\n]*\Z)")
        self._quoted = re.compile(rf' *"((?:[^"]++|"")*+)" *(?={mark}|[\r\n]*\Z)')
        self._plain = re.compile(rf"[^{mark}\r\n]*")

    def read(self, pieces: Iterable[Piece], number: int) -> Iterator[tuple[int, list[str]]]:
        """Return the rows of the lines, each with the number of its first line; the first one is ``number``."""
        lines = _Lines(pieces)
        while block := lines.block():
            if (rows := self._at_once(block)) is not None:
                for line, row in zip(block.lines, rows, strict=True):
                    yield number, [*map(cell_text.unescaped, row)] if "'" in line else row
                    number += 1
                lines.at += len(rows)
                continue
            end = lines.at + len(block.lines)
            while lines.at < end:
                cells, used = self._row(lines)
                yield number, cells
                number += used
                lines.at += used

    def _at_once(self, block: Piece) -> list[list[str]] | None:
        """Return the rows of lines that any program may have written, each a row; None for others."""
        if block.doubtful or any(map(self._has_blank_before, block.lines)):
            return None
        try:
            rows = list(csv.reader(block.lines, delimiter=self._delimiter, strict=True))
        except csv.Error:
            return None
        return rows if len(rows) == len(block.lines) else None

    def _has_blank_before(self, line: str) -> bool:
        """Return True if a cell may begin with a blank and a quotation mark."""
        return self._blank_before in line or line.startswith(' "')

    def _row(self, lines: "_Lines") -> tuple[list[str], int]:
        """Return the row that begins with the next line, and the number of its lines."""
        line = lines.ahead(0) or ""
        if not self._has_blank_before(line):
            try:
                (cells,) = csv.reader((line,), delimiter=self._delimiter, strict=True)
                return _finished(cells), 1
            except csv.Error:
                pass  # Not as a program writes it, or it goes on in the next line.
        cells, opened = self._scan(line)
        if opened is None:
            return (_finished(cells) if self._is_certain(cells) else self._stray(line)), 1
        whole = self._whole(lines, cells, opened) if self._several_lines else None
        return whole or (self._stray(line), 1)

    def _whole(self, lines: "_Lines", cells: list[str], opened: int | None) -> tuple[list[str], int] | None:
        """Return the row with a cell that is ``opened`` on its first line and closed on a later one, and its lines.

        ``cells`` are those before. None if the cell is not closed, or was never meant to be opened.
        """
        last, doubtful = 0, False
        while opened is not None:
            if (found := self._quoted_text(lines, last, opened + 1)) is None:
                return None
            texts, end = found
            if self._header and holds_rows([*map(self._literal, texts)], len(cells), self._header):
                return None
            # It may have been meant to open the first cell of a further row.
            doubtful = doubtful or not texts[-1].strip('"')
            cells.append("".join(texts).replace('""', '"'))
            last += len(texts) - 1
            rest, opened = self._scan(lines.ahead(last) or "", end + 1)
            cells += rest
        width = len(self._header.columns) if self._header else len(cells)
        if any(map(str.strip, cells[width:])) or (doubtful and len(cells) != width):
            return None
        return _finished(cells), last + 1

    def _quoted_text(self, lines: "_Lines", place: int, at: int) -> tuple[list[str], int] | None:
        """Return the text of a quoted cell, line by line, and the place behind its end on the last one.

        It begins ``at`` a place of the line that is ``place`` lines ahead. None if nothing closes it.
        """
        texts: list[str] = []
        for ahead in range(place, MAX_LINES):
            if (line := lines.ahead(ahead)) is None or sum(map(len, texts)) > MAX_CELL:
                return None
            end = self._end(self._inside, line, at)
            texts.append(line[at:end])
            if end < len(line):
                after = self._after.match(line, end + 1)
                return (texts, after.end()) if after else None
            at = 0
        return None

    def _scan(self, line: str, at: int = 0, *, literal: bool = False) -> tuple[list[str], int | None]:
        """Return the cells of a line from ``at`` on, and the place of a quotation mark that its cell does not close.

        ``literal``: go on behind such a cell, as if the quotation mark were a character.
        """
        cells: list[str] = []
        end = len(line.rstrip(_ENDS))
        while at <= end:
            if match := self._quoted.match(line, at):
                cells.append(match[1].replace('""', '"'))
                at = match.end() + 1
                continue
            after = self._end(self._plain, line, at)
            text = line[at:after]
            if not literal and text.lstrip(" ").startswith('"') and text.count('"') % 2:
                return cells, line.index('"', at)
            cells.append(text)
            at = after + 1
        return cells, None

    def _end(self, pattern: re.Pattern[str], line: str, at: int) -> int:
        """Return the place behind what matches, which may be nothing."""
        match = pattern.match(line, at)
        return match.end() if match else at

    def _literal(self, text: str) -> list[str]:
        return self._scan(text, literal=True)[0]

    def _is_certain(self, cells: list[str]) -> bool:
        """Return True unless a cell begins with a quotation mark and the row does not have a cell for each column."""
        if self._header is None or not any(cell.lstrip(" ").startswith('"') for cell in cells):
            return True
        width = len(self._header.columns)
        return len(cells) >= width and not any(map(str.strip, cells[width:]))

    def _stray(self, line: str) -> MarkedRow:
        cells = self._literal(line)
        found = next((cell for cell in cells if '"' in cell), "")
        message = f"a quotation mark in {shown(found)} is not closed in its cell: take it out, or close it"
        return MarkedRow(_finished(cells), (Problem("row", "stray_quote", message, found[:MAX_SHOWN]),))


class _Lines:
    """The lines of pieces, of which only those are taken that are needed."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pieces = iter(pieces)
        self._taken = Piece([], doubtful=False)
        self.at = 0
        """The next line that is not read yet, in those taken."""

    def block(self) -> Piece | None:
        """Return the lines that are taken and not read, or those of the next piece; None at the end."""
        if self.at < len(self._taken.lines):
            self._taken = self._taken._replace(lines=self._taken.lines[self.at :])
        elif piece := next(self._pieces, None):
            self._taken = piece
        else:
            return None
        self.at = 0
        return self._taken

    def ahead(self, number: int) -> str | None:
        """Return the line that is so many behind the next one; None behind the end."""
        while self.at + number >= len(self._taken.lines):
            if (piece := next(self._pieces, None)) is None:
                return None
            self._taken = Piece(self._taken.lines + piece.lines, self._taken.doubtful or piece.doubtful)
        return self._taken.lines[self.at + number]


def _finished(cells: list[str]) -> list[str]:
    row = [cell_text.unescaped(cell) for cell in cells]
    if longest := next((cell for cell in row if len(cell) > MAX_CELL), None):
        message = f"a cell has {len(longest)} characters, more than {MAX_CELL}: shorten it"
        problem = Problem("row", "cell_too_long", message, longest[:MAX_SHOWN])
        return MarkedRow([cell[:MAX_SHOWN] for cell in row], (problem,))
    return _marked(row)


def _marked(row: list[str]) -> list[str]:
    """Return the row, with a note if it has characters that cannot be right; zero bytes are made visible."""
    if not _DOUBTFUL.search("".join(row)):
        return row
    return MarkedRow([cell.strip("\0").replace("\0", "\ufffd") for cell in row], (), (_UNREADABLE,))
