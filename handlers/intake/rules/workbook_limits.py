"""Limits of a workbook: the reader unfolds it in memory, and a hostile one would end the process.

An XLSX file is a zip of XML. Before the reader sees it, every part is looked through for what the reader would
allocate: a full grid up to the farthest cell, and a copy of a shared text in every cell that shows it.
"""

import re
from array import array
from dataclasses import dataclass, field

from handlers.common.rules.refusals import Refused
from handlers.intake.rules import workbook_parts
from handlers.intake.rules.workbook_parts import MEBIBYTE

MAX_COLUMNS = 200
MAX_CELLS = 2_000_000
"""In the grid of one sheet, empty ones included: 200,000 rows of 10 columns."""
MAX_TEXT = 128 * MEBIBYTE
"""Of one sheet, a shared text counted as often as cells show it."""
MAX_CELL_BYTES = 2**16
"""Excel's own limit is 32,767 characters, which take two bytes each where all of them have accents."""

_OTHER_ATTRIBUTE = rb"""\s+(?!r[\s=])[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*')"""
_PLACE = rb"c(?:" + _OTHER_ATTRIBUTE + rb")*\s+r\s*=\s*[\"']([A-Za-z]{1,9})(\d{1,9})[\"']"
_SHOWN = rb"v>(\d{1,9})(?=<|$)"
_SMALLEST_CELL = len(b'<c r="A1"/>')


@dataclass(frozen=True)
class _Patterns:
    """The tags of a sheet. Almost no program writes them with a prefix, and looking for one is slow."""

    cell: re.Pattern[bytes]
    placed_cell: re.Pattern[bytes]
    shown_text: re.Pattern[bytes]
    shared_text: re.Pattern[bytes]

    @classmethod
    def with_prefix(cls, prefix: bytes) -> "_Patterns":
        tag = b"<" + prefix
        return cls(
            cell=re.compile(tag + rb"c[\s/>]"),
            placed_cell=re.compile(tag + _PLACE),
            shown_text=re.compile(tag + _SHOWN),
            shared_text=re.compile(tag + rb"si[\s/>]"),
        )


_PLAIN = _Patterns.with_prefix(b"")
_PREFIXED = _Patterns.with_prefix(rb"(?:[^<>\s/:]+:)?")
_PREFIXED_TAG = re.compile(rb":(?:c|v|si)[\s/>]")


def check(body: bytes) -> None:
    """Raise ``Refused``, naming the limit that it breaks, for a workbook that must not be opened.

    Codes: ``too_many_columns``, ``too_many_cells``, ``cell_too_long``, ``too_much_text``, ``damaged_file``, and those
    of `workbook_parts.directory`.
    """
    shared_texts: list[array[int]] = []
    sheets: list[_Part] = []
    for entry in workbook_parts.directory(body):
        part = _Part(entry.file_size)
        for piece in workbook_parts.whole_tags(workbook_parts.inflate(body, entry)):
            part.look_through(piece)
            part.check()
        if part.shared_texts:
            shared_texts.append(part.shared_texts)
        if part.cells:
            sheets.append(part)
    # Which part's texts a sheet shows is not known here: each is tried.
    if any(sheet.text(lengths) > MAX_TEXT for sheet in sheets for lengths in shared_texts or [array("L")]):
        raise Refused(
            "too_much_text", f"a sheet has more than {MAX_TEXT // MEBIBYTE} MiB of text: split the file"
        )


@dataclass
class _Part:
    """One part of the workbook as far as it has been looked through: a sheet's cells, the shared texts' lengths."""

    size: int
    """Of the whole part, in bytes."""
    cells: int = 0
    columns: int = 0
    rows: int = 0
    long_text: bool = False
    shown_texts: "array[int]" = field(default_factory=lambda: array("L"))
    shared_texts: "array[int]" = field(default_factory=lambda: array("L"))

    def look_through(self, piece: bytes) -> None:
        """Measure the next piece of the part; raises ``Refused``."""
        windows = range(0, len(piece) - MAX_CELL_BYTES, MAX_CELL_BYTES)
        self.long_text |= any(piece.find(b"<", at, at + MAX_CELL_BYTES) < 0 for at in windows)
        patterns = _PREFIXED if _PREFIXED_TAG.search(piece) else _PLAIN
        self._measure_shared_texts(piece, patterns)
        self._measure_cells(piece, patterns)

    def _measure_shared_texts(self, piece: bytes, patterns: _Patterns) -> None:
        before, *begun = map(len, patterns.shared_text.split(piece))
        if self.shared_texts:
            self.shared_texts[-1] += before
        self.shared_texts.extend(begun)
        if max(self.shared_texts[-len(begun) - 1 :], default=0) > MAX_CELL_BYTES:
            raise _cell_too_long()

    def _measure_cells(self, piece: bytes, patterns: _Patterns) -> None:
        placed = patterns.placed_cell.findall(piece)
        if len(placed) != len(patterns.cell.findall(piece)):
            raise workbook_parts.damaged("a cell does not say where it stands")
        if not placed:
            return
        self.cells += len(placed)
        self.columns = max(self.columns, *map(_column, {letters for letters, _ in placed}))
        self.rows = max(self.rows, max(int(digits) for _, digits in placed))
        self.shown_texts.extend(map(int, patterns.shown_text.findall(piece)))

    def text(self, lengths: "array[int]") -> int:
        """Return the bytes of the sheet's text, its cells showing shared texts of these lengths."""
        own = self.size - self.cells * _SMALLEST_CELL
        return own + sum(lengths[index] for index in self.shown_texts if index < len(lengths))

    def check(self) -> None:
        """Raise ``Refused`` if the part is over a limit by now."""
        # An image may well be long without a tag; only cells and shared texts are unfolded.
        if self.long_text and (self.cells or self.shared_texts):
            raise _cell_too_long()
        if self.columns > MAX_COLUMNS:
            raise Refused(
                "too_many_columns",
                f"a sheet reaches to column {self.columns}, more than {MAX_COLUMNS}: delete what is not needed",
            )
        if max(self.columns * self.rows, self.cells) > MAX_CELLS:
            raise Refused(
                "too_many_cells",
                f"a sheet reaches to row {self.rows} and column {self.columns}: these are more than {MAX_CELLS} cells; "
                "delete what stands far off, or split the file",
            )


def _column(letters: bytes) -> int:
    """Return the number of a column: ``A`` is 1, ``XFD`` is 16,384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _cell_too_long() -> Refused:
    return Refused(
        "cell_too_long", "a cell is longer than the 32,767 characters that Excel allows: shorten it"
    )
