"""The files in a mail, left out before it is read: their size costs neither time nor the words below them."""

import re

MOST_BYTES = 1_048_576
"""Bytes of a mail that are read, those of its files apart."""
_LONGEST_HEADER = 4_096
_BETWEEN_PARTS = b"\n--"
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_FILE = re.compile(
    rb"^content-type:\s*(?:image|audio|video|font|text/(?!plain|html|calendar)|application/(?!ics))|"
    rb"^content-disposition:\s*attachment",
    re.IGNORECASE | re.MULTILINE,
)


def without_files(raw: bytes) -> bytes:
    """Return a large mail with no more than the header of the files in it, and no more than ``MOST_BYTES`` of it.

    A part ends where the next line with ``--`` begins: base64 has none, and a text loses nothing by it.
    """
    if len(raw) <= MOST_BYTES:
        return raw
    kept, start = bytearray(), 0
    while start < len(raw) and len(kept) < MOST_BYTES:
        end = raw.find(_BETWEEN_PARTS, start + 1)
        end = len(raw) if end < 0 else end
        header = _header_of_file(raw[start : min(end, start + _LONGEST_HEADER)]) if start else None
        kept += raw[start : min(end, start + MOST_BYTES)] if header is None else header + b"\n\n"
        start = end
    return bytes(kept[:MOST_BYTES])


def _header_of_file(beginning: bytes) -> bytes | None:
    """Return the header of a part that is a file; None for any other part."""
    if b":" not in beginning:
        return None
    header = _BLANK_LINE.split(beginning, maxsplit=1)[0]
    is_text = b"text/calendar" in header.lower()
    return None if is_text or not _FILE.search(header) else header
