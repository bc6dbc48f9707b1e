"""Parts of a workbook, which is a zip: its directory is judged by what it claims, before any part is unpacked.

A part is inflated as a stream against its claim, so that neither a bomb nor a directory that lies fills the memory.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from handlers.common.rules.refusals import Refused

MEBIBYTE = 2**20
MAX_PARTS = 5_000
MAX_UNFOLDED = 192 * MEBIBYTE
"""Of the parts that a list needs. One of 200,000 contacts has about 70."""
MAX_INDEX = 4 * MEBIBYTE
"""Of a part that only names others."""
PIECE = MEBIBYTE

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
"""The stream into which Excel puts a workbook with a password."""
_LOCKED_BIFF = re.compile(rb"\x09\x08\x10\0\0\x06\x05\0.{12}(?:\x86\0\0\0)?\x2f\0", re.DOTALL)
"""The beginning of a workbook of Excel 97 and, perhaps behind a protection against writing, the word of a password."""
_MANIFEST = "meta-inf/manifest.xml"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_LOCAL_HEADER = 30
_DIRECTORY_ENTRY = b"PK\x01\x02"
_MAIN_PARTS = ("workbook.xml", "workbook.bin", "content.xml")

Parts = Mapping[str, zipfile.ZipInfo]
"""Parts by their names in lower case and with slashes, as programs differ in both; none in a workbook of Excel 97."""


def directory(body: bytes) -> Parts:
    """Return the parts that the workbook's directory claims.

    Raises ``Refused``: ``not_a_workbook``, ``protected``, ``damaged_file``, ``too_many_parts``.
    """
    if body.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in body or _LOCKED_BIFF.search(body):
            raise _protected()
        return {}
    if body.count(_DIRECTORY_ENTRY) > MAX_PARTS:
        raise Refused(
            "too_many_parts", f"the workbook has more than {MAX_PARTS} parts: save a list of its own"
        )
    try:
        entries = zipfile.ZipFile(io.BytesIO(body)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        raise _not_a_workbook() from None
    parts = _checked(entries)
    if "content.xml" in parts and _MANIFEST in parts:
        _check_manifest(index(body, parts[_MANIFEST]))
    return parts


def _check_manifest(manifest: ElementTree.Element) -> None:
    if any(element.tag.endswith("}encryption-data") for element in manifest.iter()):
        raise _protected()


def _checked(entries: list[zipfile.ZipInfo]) -> Parts:
    parts = {entry.filename.replace("\\", "/").lower(): entry for entry in entries}
    if not any(name.rpartition("/")[2] in _MAIN_PARTS for name in parts):
        raise _not_a_workbook()
    if len(parts) < len(entries):
        raise damaged("two of its parts have one name")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise _protected()
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise damaged("a part is packed in a way that no spreadsheet program uses")
    return parts


def check_size(*entries: zipfile.ZipInfo | None) -> None:
    """Raise ``Refused`` (``too_large_unfolded``) for parts that are too large to be read, by what they claim."""
    unfolded = sum(entry.file_size for entry in entries if entry)
    if unfolded > MAX_UNFOLDED:
        limit = MAX_UNFOLDED // MEBIBYTE
        message = f"the sheet unfolds to {unfolded // MEBIBYTE} MiB, more than {limit}: split it"
        raise Refused("too_large_unfolded", message)


def index(body: bytes, entry: zipfile.ZipInfo) -> ElementTree.Element:
    """Return a part that names others; raises ``Refused`` (``damaged_file``)."""
    if entry.file_size > MAX_INDEX:
        raise damaged(f"{entry.filename} has {entry.file_size // MEBIBYTE} MiB")
    content = b"".join(inflate(body, entry))
    if b"<!DOCTYPE" in content:
        raise damaged(f"{entry.filename} declares entities")
    try:
        return ElementTree.fromstring(content)
    except ElementTree.ParseError:
        raise damaged(f"{entry.filename} is not XML") from None


def inflate(body: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Return the content of a part piece by piece; raises ``Refused`` unless it is as long as the directory claims.

    ``zipfile`` itself stops at the claimed length and the reader does not, so the claim is checked here.
    """
    header = body[entry.header_offset : entry.header_offset + _LOCAL_HEADER]
    names = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    start = entry.header_offset + _LOCAL_HEADER + names
    packed = memoryview(body)[start : start + entry.compress_size]
    length = 0
    for piece in _stored(packed) if entry.compress_type == zipfile.ZIP_STORED else _deflated(packed, entry):
        length += len(piece)
        if length > entry.file_size:
            break
        yield piece
    if length != entry.file_size:
        raise damaged(f"{entry.filename} is not as long as the file's directory says")


def _stored(packed: memoryview) -> Iterator[bytes]:
    for offset in range(0, len(packed), PIECE):
        yield bytes(packed[offset : offset + PIECE])


def _deflated(packed: memoryview, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for offset in range(0, len(packed), PIECE):
            waiting: bytes | memoryview = packed[offset : offset + PIECE]
            while piece := inflater.decompress(waiting, PIECE):
                yield piece
                waiting = inflater.unconsumed_tail
    except zlib.error:
        raise damaged(f"{entry.filename} cannot be unpacked") from None


def whole_tags(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Return the same content, cut before a ``<`` only, so that no tag and no text is in two pieces."""
    rest = b""
    for piece in pieces:
        piece = rest + piece
        cut = max(piece.rfind(b"<"), 0)
        if len(piece) - cut > PIECE:
            # No tag and no text of a list is that long: it is taken as it is, and never gathered.
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


def _protected() -> Refused:
    return Refused("protected", "the workbook has a password: save it without one")


def _not_a_workbook() -> Refused:
    return Refused("not_a_workbook", "the file is not a workbook: save the list as XLSX, ODS or CSV")
