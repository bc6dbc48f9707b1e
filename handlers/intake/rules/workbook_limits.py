"""Whether a workbook may be opened at all: the reader unfolds it in memory, and a hostile one would end the process.

An XLSX file is a zip of XML. Before the reader sees it, its directory is judged by the sizes that it claims, every
part is inflated as a stream against its claim, and is looked through for what the reader would allot: a full grid
up to the farthest cell, and a copy of a shared text in every cell that shows it.
"""

import io
import re
import zipfile
import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from handlers.common.rules.refusals import Refused

MEBIBYTE = 2**20
MAX_PARTS = 1_000
MAX_UNFOLDED = 192 * MEBIBYTE
"""All parts together. A list of 200,000 contacts has about 70."""
MAX_CELLS = 2_000_000
"""In the grid of one sheet, empty ones included: 200,000 rows of 10 columns."""
MAX_COLUMNS = 200
MAX_TEXT = 128 * MEBIBYTE
"""Of one sheet, a shared text counted as often as cells show it."""
MAX_CELL_BYTES = 2**16
"""Excel's own limit is 32,767 characters, which take two bytes each where all of them have accents."""

_PIECE = MEBIBYTE
_OLE = b"\xd0\xcf\x11\xe0"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_LOCAL_HEADER = 30

_OTHER_ATTRIBUTE = rb"""\s+(?!r[\s=])[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*')"""
_PLACE = rb"c(?:" + _OTHER_ATTRIBUTE + rb")*\s+r\s*=\s*[\"']([A-Za-z]{1,9})(\d{1,9})[\"']"
_SHOWN = rb"v>(\d{1,9})(?=<|$)"
_SMALLEST_CELL = len(b'<c r="A1"/>')


@dataclass(frozen=True)
class _Patterns:
    """What a sheet's tags look like. Almost no program writes them with a prefix, and looking for one is slow."""

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
    """Returns if the workbook may be opened; else ``Refused``, naming the limit that it breaks.

    Codes: ``not_xlsx``, ``protected``, ``damaged_file``, ``too_many_parts``, ``too_large_unfolded``,
    ``too_many_columns``, ``too_many_cells``, ``cell_too_long``, ``too_much_text``.
    """
    if body.startswith(_OLE):
        raise Refused(
            "protected",
            "the file has a password or the format of Excel 97: save it as XLSX without a password",
        )
    try:
        directory = zipfile.ZipFile(io.BytesIO(body)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        raise Refused("not_xlsx", "the file is no XLSX workbook: save it as XLSX or as CSV") from None
    _check_directory(directory)
    shared_texts: list[array[int]] = []
    shown_texts: list[tuple[int, array[int]]] = []
    for entry in directory:
        part = _Part()
        for piece in _whole_tags(_inflate(body, entry)):
            part.look_through(piece)
            part.check()
        if part.shared_texts:
            shared_texts.append(part.shared_texts)
        if part.cells:
            shown_texts.append((entry.file_size - part.cells * _SMALLEST_CELL, part.shown_texts))
    for own_text, shown in shown_texts:
        for lengths in shared_texts or [array("L")]:
            if own_text + sum(lengths[index] for index in shown if index < len(lengths)) > MAX_TEXT:
                raise Refused(
                    "too_much_text",
                    f"a sheet has more than {MAX_TEXT // MEBIBYTE} MiB of text: split the file",
                )


@dataclass
class _Part:
    """What has been seen of one part of the workbook: of a sheet its cells, of the shared texts their lengths."""

    cells: int = 0
    columns: int = 0
    rows: int = 0
    long_text: bool = False
    shown_texts: "array[int]" = field(default_factory=lambda: array("L"))
    shared_texts: "array[int]" = field(default_factory=lambda: array("L"))

    def look_through(self, piece: bytes) -> None:
        windows = range(0, len(piece) - MAX_CELL_BYTES, MAX_CELL_BYTES)
        self.long_text |= any(piece.find(b"<", at, at + MAX_CELL_BYTES) < 0 for at in windows)
        patterns = _PREFIXED if _PREFIXED_TAG.search(piece) else _PLAIN
        self._measure_shared_texts(piece, patterns)
        placed = patterns.placed_cell.findall(piece)
        if len(placed) != len(patterns.cell.findall(piece)):
            raise _damaged("a cell does not say where it stands")
        if placed:
            self.cells += len(placed)
            self.columns = max(
                self.columns, max(_column(letters) for letters in {name for name, _ in placed})
            )
            self.rows = max(self.rows, max(int(digits) for _, digits in placed))
            self.shown_texts.extend(map(int, patterns.shown_text.findall(piece)))

    def _measure_shared_texts(self, piece: bytes, patterns: _Patterns) -> None:
        before, *begun = map(len, patterns.shared_text.split(piece))
        if self.shared_texts:
            self.shared_texts[-1] += before
        self.shared_texts.extend(begun)
        if max(self.shared_texts[-len(begun) - 1 :], default=0) > MAX_CELL_BYTES:
            raise _cell_too_long()

    def check(self) -> None:
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


def _check_directory(directory: list[zipfile.ZipInfo]) -> None:
    if len(directory) > MAX_PARTS:
        raise Refused("too_many_parts", f"the workbook has {len(directory)} parts, more than {MAX_PARTS}")
    if len({entry.filename for entry in directory}) < len(directory):
        raise _damaged("two of its parts have one name")
    if any(entry.flag_bits & _ENCRYPTED for entry in directory):
        raise Refused("protected", "the workbook has a password: save it without one")
    if any(entry.compress_type not in _METHODS for entry in directory):
        raise _damaged("a part is packed in a way that no spreadsheet program uses")
    unfolded = sum(entry.file_size for entry in directory)
    if unfolded > MAX_UNFOLDED:
        raise Refused(
            "too_large_unfolded",
            f"the workbook unfolds to {unfolded // MEBIBYTE} MiB, more than {MAX_UNFOLDED // MEBIBYTE}: split it",
        )


def _inflate(body: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content of a part piece by piece; ``Refused`` as soon as it is not as long as the directory claims.

    ``zipfile`` itself stops at the claimed length and the reader does not, so the claim is checked here.
    """
    header = body[entry.header_offset : entry.header_offset + _LOCAL_HEADER]
    names = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    start = entry.header_offset + _LOCAL_HEADER + names
    packed = body[start : start + entry.compress_size]
    length = 0
    for piece in _stored(packed) if entry.compress_type == zipfile.ZIP_STORED else _deflated(packed, entry):
        length += len(piece)
        if length > entry.file_size:
            break
        yield piece
    if length != entry.file_size:
        raise _damaged(f"{entry.filename} is not as long as the file's directory says")


def _stored(packed: bytes) -> Iterator[bytes]:
    for offset in range(0, len(packed), _PIECE):
        yield packed[offset : offset + _PIECE]


def _deflated(packed: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while piece := inflater.decompress(packed, _PIECE):
            yield piece
            packed = inflater.unconsumed_tail
    except zlib.error:
        raise _damaged(f"{entry.filename} cannot be unpacked") from None


def _whole_tags(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same content, cut before a ``<`` only, so that no tag and no text is in two pieces."""
    rest = b""
    for piece in pieces:
        piece = rest + piece
        cut = max(piece.rfind(b"<"), 0)
        if len(piece) - cut > _PIECE:
            # No tag and no text of a list is that long: it is judged as it is, and never gathered.
            cut = len(piece)
        rest = piece[cut:]
        yield piece[:cut]
    yield rest


def _column(letters: bytes) -> int:
    """The number of a column: ``A`` is 1, ``XFD`` is 16,384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _cell_too_long() -> Refused:
    return Refused(
        "cell_too_long", "a cell is longer than the 32,767 characters that Excel allows: shorten it"
    )


def _damaged(what: str) -> Refused:
    return Refused(
        "damaged_file",
        f"the workbook is damaged ({what}): open it in a spreadsheet program and save it again",
    )
