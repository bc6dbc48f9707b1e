"""Parts of a workbook, which is a zip: its directory is judged by the sizes that it claims, before any is unpacked.

A part is inflated as a stream against its claim, so that neither a bomb nor a directory that lies fills the memory.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator

from handlers.common.rules.refusals import Refused

MEBIBYTE = 2**20
MAX_PARTS = 1_000
MAX_UNFOLDED = 192 * MEBIBYTE
"""All parts together. A list of 200,000 contacts has about 70."""
PIECE = MEBIBYTE

_OLE = b"\xd0\xcf\x11\xe0"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_LOCAL_HEADER = 30


def directory(body: bytes) -> list[zipfile.ZipInfo]:
    """Return the parts that the workbook's directory claims.

    Raises ``Refused``: ``not_xlsx``, ``protected``, ``damaged_file``, ``too_many_parts``, ``too_large_unfolded``.
    """
    if body.startswith(_OLE):
        raise Refused(
            "protected",
            "the file has a password or the format of Excel 97: save it as XLSX without a password",
        )
    try:
        entries = zipfile.ZipFile(io.BytesIO(body)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        raise Refused("not_xlsx", "the file is not an XLSX workbook: save it as XLSX or as CSV") from None
    _check_entries(entries)
    unfolded = sum(entry.file_size for entry in entries)
    if unfolded > MAX_UNFOLDED:
        raise Refused(
            "too_large_unfolded",
            f"the workbook unfolds to {unfolded // MEBIBYTE} MiB, more than {MAX_UNFOLDED // MEBIBYTE}: split it",
        )
    return entries


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_PARTS:
        raise Refused("too_many_parts", f"the workbook has {len(entries)} parts, more than {MAX_PARTS}")
    if len({entry.filename for entry in entries}) < len(entries):
        raise damaged("two of its parts have one name")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Refused("protected", "the workbook has a password: save it without one")
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise damaged("a part is packed in a way that no spreadsheet program uses")


def inflate(body: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Return the content of a part piece by piece; raises ``Refused`` unless it is as long as the directory claims.

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
        raise damaged(f"{entry.filename} is not as long as the file's directory says")


def _stored(packed: bytes) -> Iterator[bytes]:
    for offset in range(0, len(packed), PIECE):
        yield packed[offset : offset + PIECE]


def _deflated(packed: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while piece := inflater.decompress(packed, PIECE):
            yield piece
            packed = inflater.unconsumed_tail
    except zlib.error:
        raise damaged(f"{entry.filename} cannot be unpacked") from None


def whole_tags(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Return the same content, cut before a ``<`` only, so that no tag and no text is in two pieces."""
    rest = b""
    for piece in pieces:
        piece = rest + piece
        cut = max(piece.rfind(b"<"), 0)
        if len(piece) - cut > PIECE:
            # No tag and no text of a list is that long: it is judged as it is, and never gathered.
            cut = len(piece)
        rest = piece[cut:]
        yield piece[:cut]
    yield rest


def damaged(what: str) -> Refused:
    """Return the refusal of a workbook that no program has saved so."""
    return Refused(
        "damaged_file",
        f"the workbook is damaged ({what}): open it in a spreadsheet program and save it again",
    )
