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
    header, *parts = raw.split(_BETWEEN_PARTS)
    return _BETWEEN_PARTS.join([header[:MOST_BYTES], *map(_shortened, parts)])[:MOST_BYTES]


def _shortened(part: bytes) -> bytes:
    header = _BLANK_LINE.split(part[:_LONGEST_HEADER], maxsplit=1)[0]
    is_text = b"text/calendar" in header.lower()
    return part if is_text or not _FILE.search(header) else header + b"\n\n"
