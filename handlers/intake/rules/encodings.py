"""Encodings of text files, told by the bytes alone: UTF-8 or UTF-16 with or without a mark, else a code page.

A file is kept as bytes and decoded in pieces, whole lines each: a string of Python's takes four bytes a character as
soon as one of them is an emoji.
"""

import codecs
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from handlers.intake.rules import code_pages

UTF_8 = "UTF-8"
PIECE_BYTES = 64 * 1024
MAX_LINE_BYTES = 1024 * 1024
"""The rest of a longer line is left out; no cell may be as long, so its row is refused."""
_LOOKED_AT = 4096
_DOUBTFUL = re.compile(rb"\0|\xc2[\x80-\x9f]|\xef\xbf\xbd")
"""In UTF-8: zeros, control characters beyond ASCII, and the mark of what could not be decoded."""
_UNDEFINED = re.compile(rb"[\0\x81\x8d\x8f\x90\x9d]|\xef\xbf\xbd")
"""The same in Windows-1252 with some lines of UTF-8."""
# In this order: the mark of UTF-32 begins with that of UTF-16.
_MARKS = {
    codecs.BOM_UTF8: UTF_8,
    codecs.BOM_UTF32_LE: "UTF-32-LE",
    codecs.BOM_UTF32_BE: "UTF-32-BE",
    codecs.BOM_UTF16_LE: "UTF-16-LE",
    codecs.BOM_UTF16_BE: "UTF-16-BE",
}


def as_utf8(body: bytes) -> tuple[bytes, str]:
    """Return a text file without its mark, UTF-16 and UTF-32 turned into UTF-8, and the name of its encoding.

    Text in no other encoding is called UTF-8; it may hold lines that are not, see `pieces`.
    """
    mark, encoding = _told(body)
    if encoding != UTF_8:
        return _transcoded(body[len(mark) :], encoding), encoding[: len("UTF-16")]
    return body[len(mark) :] if mark else body, UTF_8


def is_wide(start: bytes) -> bool:
    """Return True for the beginning of a text in UTF-16 or UTF-32."""
    return _told(start)[1] != UTF_8


def name_of(body: bytes) -> str:
    """Return the encoding of bytes from `as_utf8` for the list's owner."""
    mixed = next((piece for piece in _split(body) if _decoded(piece) is None), None)
    if mixed is None:
        return UTF_8
    return f"{UTF_8}/{code_pages.OTHERS.get(_page(mixed), 'Windows-1252')}"


class Piece(NamedTuple):
    """Lines that follow one another."""

    lines: list[str]
    """Each with its end."""
    doubtful: bool
    """True if there may be characters among them that cannot be right."""


def pieces(body: bytes) -> Iterator[Piece]:
    """Return the lines of bytes from `as_utf8` in pieces of about ``PIECE_BYTES``.

    A line that is not UTF-8 is Windows-1252, or in the other code page that the first such lines are certain to be in,
    so that one bad byte does not spoil the lines beside it. Lines end with CR, LF or both, never at the other
    separators of Unicode.
    """
    page = ""
    for piece in _split(body):
        if (text := _decoded(piece)) is not None:
            yield Piece(list(io.StringIO(text, newline="")), bool(_DOUBTFUL.search(piece)))
        else:
            page = page or _page(piece)
            doubtful = page == code_pages.WINDOWS and _UNDEFINED.search(piece)
            yield Piece([_line(line, page) for line in piece.splitlines(keepends=True)], bool(doubtful))


def _page(piece: bytes) -> str:
    """Return the code page of the lines that are not UTF-8."""
    return code_pages.of(b"".join(line for line in piece.splitlines(keepends=True) if _decoded(line) is None))


def _line(line: bytes, page: str) -> str:
    text = _decoded(line)
    return code_pages.decoded(line, page) if text is None else text


def _decoded(piece: bytes) -> str | None:
    try:
        return piece.decode()
    except UnicodeDecodeError:
        return None


def _split(body: bytes) -> Iterator[bytes]:
    """Return the bytes in pieces that end where a line does."""
    at = 0
    while at < len(body):
        limit = at + PIECE_BYTES + MAX_LINE_BYTES
        end = _end_of_line(body, at + PIECE_BYTES)
        yield body[at:end] if end <= limit else body[at:limit] + b"\n"
        at = end


def _end_of_line(body: bytes, at: int) -> int:
    """Return the place after the first end of a line that is not before ``at``."""
    newline = body.find(b"\n", at)
    end = newline + 1 if newline >= 0 else len(body)
    carriage = body.find(b"\r", at, end)
    # Not the first half of CR and LF.
    return carriage + 1 if 0 <= carriage < end - 2 or (carriage >= 0 and newline < 0) else end


def _told(body: bytes) -> tuple[bytes, str]:
    """Return the mark at the start of a text, if there is one, and the encoding."""
    mark = next((mark for mark in _MARKS if body.startswith(mark)), b"")
    return mark, _MARKS.get(mark) or _by_zeros(body[:_LOOKED_AT])


def _by_zeros(start: bytes) -> str:
    """Return the encoding that the zero bytes give away: the upper halves of Latin letters in UTF-16."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if not start or max(even, odd) * 4 < len(start) or min(even, odd) * 4 > max(even, odd):
        return UTF_8
    return "UTF-16-BE" if even > odd else "UTF-16-LE"


def _transcoded(body: bytes, encoding: str) -> bytes:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    whole = bytearray()
    for start in range(0, len(body), PIECE_BYTES):
        whole += decoder.decode(body[start : start + PIECE_BYTES], start + PIECE_BYTES >= len(body)).encode()
    return bytes(whole)
