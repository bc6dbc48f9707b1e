"""An e-mail as its header and the parts that may hold words, a report or an appointment; attachments are left out.

Broken multiparts, missing or wrong encodings and truncated ends are read as far as they go. ``policy.compat32`` is on
purpose, see `mail_headers`.
"""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser
from functools import cached_property

from handlers.conversation.rules import mail_html
from handlers.conversation.rules.mail_headers import Headers, in_charset

MOST_PARTS = 100
"""Multiparts and parts that are read: the work of reading nested ones grows with the square of their number."""
_TEXTS = ("text/plain", "text/html")
_CALENDARS = ("text/calendar", "application/ics")
_BOUNDARY = re.compile(rb"boundary\s*=", re.IGNORECASE)
_NAMED = re.compile(r"\b(?:file)?name\s*\*?[\d*]*\s*=", re.IGNORECASE)
_CHARSET = re.compile(r"""charset\*?\s*=\s*"?(?:[\w-]*'[\w-]*')?([\w.:-]{1,40})""", re.IGNORECASE)
_REPORT_TYPE = re.compile(r'report-type\s*=\s*"?([\w-]{1,40})', re.IGNORECASE)
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


@dataclass(frozen=True)
class Part:
    """A part that is no attachment."""

    kind: str
    """The content type, in lower case, such as ``text/plain``."""
    text: str
    """The content, decoded; empty for a part that is a mail or fields itself."""
    fields: tuple[Headers, ...] = ()
    """The headers of the mail, or the groups of fields, that the part consists of."""


@dataclass(frozen=True)
class Mail:
    """An e-mail, as far as it matters to a conversation."""

    headers: Headers
    kind: str
    """The content type of the whole."""
    parts: tuple[Part, ...]

    @property
    def report_type(self) -> str:
        """The type of a ``multipart/report`` (RFC 6522), such as ``delivery-status``; empty for any other mail."""
        found = _REPORT_TYPE.search(self.headers.raw("Content-Type"))
        return found[1].lower() if found and self.kind == "multipart/report" else ""

    @cached_property
    def text(self) -> str:
        """The text that the sender's program shows: the plain parts, or the HTML ones where those say nothing.

        What HTML shows as a quotation begins each of its lines with ``>``, as in plain text.
        """
        plain = self._joined("text/plain")
        return plain if plain.strip() else mail_html.text(self._joined("text/html"))

    @property
    def calendar(self) -> str:
        """The first iCalendar part, empty if there is none."""
        return next((part.text for part in self.parts if part.kind in _CALENDARS), "")

    def fields(self, *kinds: str) -> list[Headers]:
        """Return the groups of fields in the parts of these kinds."""
        return [each for part in self.parts if part.kind in kinds for each in part.fields]

    def _joined(self, kind: str) -> str:
        return "\n".join(part.text for part in self.parts if part.kind == kind)


def parse(raw: bytes) -> Mail:
    """Return any bytes as a mail."""
    message = _message(raw)
    return Mail(Headers(message.raw_items()), message.get_content_type(), tuple(_parts(message)))


def _message(raw: bytes) -> Message:
    boundaries = [found.start() for found, _ in zip(_BOUNDARY.finditer(raw), range(MOST_PARTS), strict=False)]
    bounded = raw[: boundaries[-1]] if len(boundaries) == MOST_PARTS else raw
    try:
        return message_from_bytes(bounded)
    except (RecursionError, ValueError, LookupError):
        # The parser's own faults on what no program writes: whoever wrote it is still known by the header.
        return BytesHeaderParser().parsebytes(bounded)


def _parts(message: Message) -> Iterator[Part]:
    """Yield the parts of a mail in their order, without what is within an attached mail."""
    waiting, seen = [message], 0
    while waiting and seen < MOST_PARTS:
        part, seen = waiting.pop(), seen + 1
        kind = part.get_content_type()
        if part.is_multipart():
            inner = [each for each in part.get_payload() if isinstance(each, Message)]
            if part.get_content_maintype() == "message":
                yield Part(kind, "", tuple(Headers(each.raw_items()) for each in inner))
            else:
                waiting.extend(reversed(inner))
        elif kind in _CALENDARS or (kind in _TEXTS and not _is_attachment(part)):
            yield Part(kind, _content(part))
        elif kind == "text/rfc822-headers" or part.get_content_maintype() == "message":
            yield Part(kind, "", (_fields(_decoded(part)),))


def _fields(data: bytes) -> Headers:
    return Headers(BytesHeaderParser().parsebytes(data).raw_items())


def _is_attachment(part: Message) -> bool:
    """Return True for a text that came as a file: it has a name (RFC 2231's forms too), or says so."""
    disposition = str(part.get("Content-Disposition", ""))
    declared = f"{part.get('Content-Type', '')};{disposition}"
    return disposition.strip().lower().startswith("attachment") or _NAMED.search(declared) is not None


def _content(part: Message) -> str:
    charset = _CHARSET.search(str(part.get("Content-Type", "")))
    return in_charset(_decoded(part), charset[1] if charset else None)


def _decoded(part: Message) -> bytes:
    """Return the content without its transfer encoding, as much of it as is sound."""
    encoding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    # Without the header the library hands out the bytes as they came.
    del part["Content-Transfer-Encoding"]
    content = part.get_payload(decode=True)
    data = content if isinstance(content, bytes) else b""
    if encoding == "quoted-printable":
        return binascii.a2b_qp(data)
    if encoding == "base64":
        digits = _NOT_BASE64.sub(b"", data)
        digits = digits[: len(digits) - (len(digits) % 4 == 1)]
        return binascii.a2b_base64(digits + b"=" * (-len(digits) % 4))
    return data
