"""Formats of files, told by their first bytes and by what they hold, whatever their names end with."""

import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from handlers.common.rules.refusals import Refused, shown
from handlers.intake.rules import encodings


class Format(Enum):
    """The formats of lists."""

    WORKBOOK = auto()
    """XLSX, XLSM, XLSB, ODS or XLS."""
    JSON = auto()
    TEXT = auto()


@dataclass(frozen=True)
class _Foreign:
    """A format in which nobody keeps a list that could be read."""

    what: str
    cure: str
    marks: Sequence[bytes] = ()
    """Bytes with which such a file begins."""


_EXPORT = "export the list as XLSX or CSV"
_HTML = _Foreign("a web page (HTML)", "open it in Excel or LibreOffice and save it as XLSX")
_XML = _Foreign("XML", "open it in Excel or LibreOffice and save it as XLSX")
_EMAIL = _Foreign("an e-mail", "save the attached list, and put that here")
_DOCUMENT = _Foreign(
    "a text document", "copy its table into a spreadsheet and save that as XLSX", (rb"{\rtf",)
)
_SLIDES = _Foreign("a presentation", "copy its table into a spreadsheet and save that as XLSX")
_PICTURE = _Foreign(
    "a picture",
    "type the list into a spreadsheet and save that as XLSX",
    (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"\0\0\0\x18ftyphei", b"RIFF"),
)
_ARCHIVE = _Foreign(
    "an archive",
    "unpack it and put the list itself here",
    (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ"),
)
_LOCKED = _Foreign("a workbook with a password", "save it without the password")
_BINARY = _Foreign("no text and no workbook", _EXPORT)
_MARKED = (
    _Foreign("a PDF", f"{_EXPORT} from the program that made it", (b"%PDF",)),
    _PICTURE,
    _ARCHIVE,
    _DOCUMENT,
    _Foreign("a database", _EXPORT, (b"SQLite format 3", b"PAR1", b"\0\1\0\0Standard ")),
    _Foreign("a vCard file", f"{_EXPORT} from the contacts", (b"BEGIN:VCARD", b"begin:vcard")),
)
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BLANKS = b" \t\r\n\xef\xbb\xbf\xff\xfe\0"
_TAG = re.compile(rb"<(?:!doctype html|html|head|meta|body|table|div|style|p\b|!--)", re.IGNORECASE)
_MAIL_HEADER = re.compile(
    rb"^(?:Return-Path|Received|Delivered-To|From|To|Subject|Date|MIME-Version|Message-ID|Content-Type|"
    rb"X-[A-Za-z-]+): ?\S",
    re.MULTILINE | re.IGNORECASE,
)
_CONTROL = bytes({*range(32)} - {*b"\t\n\x0b\x0c\r\x1b\0"})
_LOOKED_AT = 4096
_END_OF_DIRECTORY = struct.Struct("<4s4H2L")


def of(name: str, body: bytes) -> Format:
    """Return the format of a file; raises ``Refused``: ``unknown_format`` or ``protected``, with the cure."""
    foreign = _foreign(body)
    if foreign is not None:
        message = f"{shown(name)} seems to be {foreign.what}: {foreign.cure}"
        raise Refused("protected" if foreign is _LOCKED else "unknown_format", message, name)
    if body.startswith((_ZIP, _OLE)):
        return Format.WORKBOOK
    return Format.JSON if body[:_LOOKED_AT].lstrip(_BLANKS)[:1] in (b"[", b"{") else Format.TEXT


def _foreign(body: bytes) -> _Foreign | None:
    if body.startswith(_ZIP):
        return _of_zip(_names_in_zip(body))
    if body.startswith(_OLE):
        return _of_ole(body)
    start = body[:_LOOKED_AT]
    bare = start.lstrip(_BLANKS)
    for foreign in _MARKED:
        if start.startswith(tuple(foreign.marks)) or bare.startswith(tuple(foreign.marks)):
            return foreign
    narrow = bare.replace(b"\0", b"")
    if narrow[:5].lower() == b"<?xml":
        return _HTML if b"<html" in narrow.lower() else _XML
    if _TAG.match(narrow):
        return _HTML
    if _MAIL_HEADER.match(narrow) and len(_MAIL_HEADER.findall(narrow)) > 2:
        return _EMAIL
    zeros = 0 if encodings.is_wide(start) else start.count(0)
    controls = len(start) - len(start.translate(None, _CONTROL))
    return _BINARY if (controls + zeros) * 10 > len(start) else None


def _of_zip(names: bytes) -> _Foreign | None:
    """Return the format of a zip by the names of its parts, None for a workbook or for what may be a damaged one."""
    if b"xl/workbook" in names:
        return None
    if b"word/document" in names or b"opendocument.text" in names:
        return _DOCUMENT
    if b"ppt/presentation" in names or b"opendocument.presentation" in names:
        return _SLIDES
    if b".iwa" in names:
        return _Foreign("a Numbers or Pages document", _EXPORT)
    workbook = (
        b"[Content_Types].xml" in names or b"opendocument.spreadsheet" in names or b"content.xml" in names
    )
    return None if workbook else _ARCHIVE


def _names_in_zip(body: bytes) -> bytes:
    """Return the directory of a zip, with the names of its parts, and its first part, where OpenDocument has its kind.

    What a part holds may be a zip itself, so the directory alone counts; of a damaged zip, the whole.
    """
    at = body.rfind(b"PK\x05\x06")
    if at < 0 or at + _END_OF_DIRECTORY.size > len(body):
        return body
    *_, size, start = _END_OF_DIRECTORY.unpack(body[at : at + _END_OF_DIRECTORY.size])
    return body[start : start + size] + body[:200]


def _of_ole(body: bytes) -> _Foreign | None:
    """Return the format of a compound file by the names of its streams; None for a workbook, or a damaged one."""
    streams = {name: name.encode("utf-16-le") in body for name in ("Workbook", "Book", "EncryptedPackage")}
    if streams["EncryptedPackage"]:
        return _LOCKED
    if streams["Workbook"] or streams["Book"]:
        return None
    if "WordDocument".encode("utf-16-le") in body:
        return _DOCUMENT
    if "PowerPoint".encode("utf-16-le") in body:
        return _SLIDES
    return _EMAIL if "__substg1.0".encode("utf-16-le") in body else None
