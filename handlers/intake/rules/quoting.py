"""Rows of a text with separators, line by line, and the meaning of a quotation mark in them.

A cell is quoted if it begins and ends with a quotation mark (blanks around it do not count) and holds others only
doubled. Anywhere else a quotation mark is a character like any other: ``Tubos 3"``, ``"Zé" Modelo``.

A quoted cell may hold line breaks. It is taken for one that nobody meant to open, or that somebody forgot to close, if

- no quotation mark that could close it follows within `MAX_LINES` lines and `MAX_CELL` characters,
- the row that it makes has more cells than the table has columns, or
- it holds rows: see `swallowed.holds_rows`.

Then its line is refused by itself (``stray_quote``), and the lines after it are read again, as rows of their own: no
cell of a line reaches another line's row unless it stands in a quoted cell that has passed all of these tests.
"""

import csv
import re
from collections import deque
from collections.abc import Iterator
from itertools import islice

from handlers.common.rules.refusals import Problem, shown
from handlers.intake.rules import cells as cell_text
from handlers.intake.rules.headers import Header
from handlers.intake.rules.lists import MarkedRow
from handlers.intake.rules.swallowed import holds_rows

MAX_LINES = 50
"""Lines of a row."""
MAX_CELL = 100_000
"""Characters of a cell; a longer one refuses its row."""
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

    def read(self, lines: Iterator[str], number: int) -> Iterator[tuple[int, list[str]]]:
        """Return the rows of the lines, each with the number of its first line; the first one is ``number``."""
        delimiter, unescaped = self._delimiter, cell_text.unescaped
        for line in lines:
            if '"' not in line and len(line) < MAX_CELL:
                row = [unescaped(cell) for cell in line.rstrip(_ENDS).split(delimiter)]
                yield number, row if line.isascii() and "\0" not in line else _marked(row)
                number += 1
                continue
            ahead = deque((line,))
            while ahead:
                cells, used = self._row(ahead, lines)
                yield number, cells
                number += used
                for _ in range(used):
                    ahead.popleft()

    def _row(self, ahead: deque[str], lines: Iterator[str]) -> tuple[list[str], int]:
        """Return the row that begins with the first line ``ahead``, and the number of its lines.

        More lines are taken from ``lines`` as far as they are needed, and put behind the first one.
        """
        line = ahead[0]
        if self._blank_before not in line:
            try:
                (cells,) = csv.reader((line,), delimiter=self._delimiter, strict=True) or ([],)
                return _finished(cells), 1
            except (csv.Error, ValueError):
                pass  # Not as a program writes it, or it goes on in the next line.
        cells, opened = self._scan(line)
        if opened is None:
            return (_finished(cells) if self._is_certain(cells) else self._stray(line)), 1
        whole = self._whole(ahead, lines, cells, opened) if self._several_lines else None
        return whole or (self._stray(line), 1)

    def _whole(
        self, ahead: deque[str], lines: Iterator[str], cells: list[str], opened: int | None
    ) -> tuple[list[str], int] | None:
        """Return the row with a cell that is ``opened`` on its first line and closed on a later one, and its lines.

        ``cells`` are those before. None if the cell is not closed, or was never meant to be opened.
        """
        used = 1
        while opened is not None:
            if (found := self._quoted_text(ahead, lines, used, opened + 1)) is None:
                return None
            texts, used, end = found
            if self._header and holds_rows([self._literal(text) for text in texts], len(cells), self._header):
                return None
            cells.append("".join(texts).replace('""', '"'))
            rest, opened = self._scan(ahead[used - 1], end + 1)
            cells += rest
        if self._header and any(map(str.strip, cells[len(self._header.columns) :])):
            return None
        return _finished(cells), used

    def _quoted_text(
        self, ahead: deque[str], lines: Iterator[str], used: int, at: int
    ) -> tuple[list[str], int, int] | None:
        """Return the text of a quoted cell, line by line, from ``at`` on the last of the ``used`` lines on.

        With it, the number of lines used up to its end and the place behind that; None if nothing closes it.
        """
        texts: list[str] = []
        while sum(map(len, texts)) <= MAX_CELL:
            line = ahead[used - 1]
            end = self._end(self._inside, line, at)
            texts.append(line[at:end])
            if end < len(line):
                after = self._after.match(line, end + 1)
                return (texts, used, after.end()) if after else None
            used, at = used + 1, 0
            if used > MAX_LINES or not _reach(ahead, lines, used):
                break
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


def _reach(ahead: deque[str], lines: Iterator[str], number: int) -> bool:
    """Take lines until there are as many ``ahead``; return False if they end before."""
    ahead.extend(islice(lines, number - len(ahead)))
    return len(ahead) >= number


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
