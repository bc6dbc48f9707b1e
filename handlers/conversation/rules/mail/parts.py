"""An e-mail as its header and the parts that may hold words, a report or an appointment; attachments are left out.

Broken multiparts, missing or wrong encodings and truncated ends are read as far as they go. ``policy.compat32`` is on
purpose, see `headers`.
"""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser
from functools import cached_property

from handlers.conversation.rules.mail import flowed, html
from handlers.conversation.rules.mail.headers import Headers, in_charset

MOST_PARTS = 100
"""Multiparts and parts that are read: the work of reading nested ones grows with the square of their number."""
_TEXTS = ("text/plain", "text/html")
_CALENDARS = ("text/calendar", "application/ics")
_BOUNDARY = re.compile(rb"boundary\s*=", re.IGNORECASE)
_NAMED = re.compile(r"\b(?:file)?name\s*\*?[\d*]*\s*=", re.IGNORECASE)
_CHARSET = re.compile(r"""charset\*?\s*=\s*"?(?:[\w-]*'[\w-]*')?([\w.:-]{1,40})""", re.IGNORECASE)
_REPORT_TYPE = re.compile(r'report-type\s*=\s*"?([\w-]{1,40})', re.IGNORECASE)
_METHOD = re.compile(r'method\s*=\s*"?([a-z]{1,20})', re.IGNORECASE)
_CALENDAR_BEGINS = re.compile(r"BEGIN:VCALENDAR\s*", re.IGNORECASE)
_NO_PAGE_SHOWN = re.compile(
    r"\b(?:não|nao|not|no|n't|enable|habilite|view|ver|visualizar)\b.{0,80}\bHTML\b|"
    r"\bHTML\b.{0,80}\b(?:viewer|compat[ií]\w+|client|email client|mail reader|leitor)",
    re.IGNORECASE | re.DOTALL,
)
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
        """The text that the sender's program shows: the plain parts, or the HTML ones where those say nothing."""
        plain = self._joined("text/plain")
        return plain if plain.strip() and not self._is_in_place_of_page(plain) else self.page

    @cached_property
    def page(self) -> str:
        """The text of the HTML parts; what they show as a quotation begins each of its lines with ``>``."""
        return html.text(self._joined("text/html"))

    @property
    def calendar(self) -> str:
        """The first iCalendar part, empty if there is none."""
        return next((part.text for part in self.parts if part.kind in _CALENDARS), "")

    def _is_in_place_of_page(self, plain: str) -> bool:
        """Return True for the text of programs that write HTML alone: that this one does not show it."""
        has_page = any(part.kind == "text/html" for part in self.parts)
        return has_page and len(plain) <= 400 and _NO_PAGE_SHOWN.search(plain) is not None

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
                yield Part(kind, "", tuple(group for each in inner for group in _groups(kind, each)))
            else:
                waiting.extend(reversed(inner))
        elif kind in _CALENDARS:
            yield Part(kind, _with_method(_content(part), part))
        elif kind in _TEXTS and not _is_attachment(part):
            yield Part(kind, _content(part))
        elif part.get_content_maintype() == "multipart":
            # Its boundary never comes: what there is, is shown as text.
            yield Part("text/plain", _content(part))
        elif kind == "text/rfc822-headers" or part.get_content_maintype() == "message":
            yield Part(kind, "", (_fields(_decoded(part)),))


def _fields(data: bytes) -> Headers:
    return Headers(BytesHeaderParser().parsebytes(data).raw_items())


def _groups(kind: str, inner: Message) -> Iterator[Headers]:
    """Yield the header of a mail within a part, or each group of fields in a report.

    The library takes an internationalised report (RFC 6533) for a mail, with all but the first group in its content.
    """
    yield Headers(inner.raw_items())
    content = inner.get_payload()
    if kind == "message/global-delivery-status" and isinstance(content, str):
        for group in re.split(r"\n\s*\n", content.strip()):
            yield _fields(group.encode("utf-8", "surrogateescape"))


def _is_attachment(part: Message) -> bool:
    """Return True for a text that came as a file: it has a name (RFC 2231's forms too), or says so."""
    disposition = str(part.get("Content-Disposition", ""))
    declared = f"{part.get('Content-Type', '')};{disposition}"
    return disposition.strip().lower().startswith("attachment") or _NAMED.search(declared) is not None


def _content(part: Message) -> str:
    declared = str(part.get("Content-Type", ""))
    charset = _CHARSET.search(declared)
    text = in_charset(_decoded(part), charset[1] if charset else None).replace("\0", "")
    return flowed.joined(text, declared) if part.get_content_type() == "text/plain" else text


def _with_method(calendar: str, part: Message) -> str:
    """Return an iCalendar text with the method that its header alone names."""
    named = _METHOD.search(str(part.get("Content-Type", "")))
    if named is None or "METHOD:" in calendar.upper():
        return calendar
    return _CALENDAR_BEGINS.sub(rf"BEGIN:VCALENDAR\nMETHOD:{named[1].upper()}\n", calendar, count=1)


def _decoded(part: Message) -> bytes:
    """Return the content without its transfer encoding, as much of it as is sound."""
    encoding = (str(part.get("Content-Transfer-Encoding", "")).lower().split() or [""])[0].strip("\"';")
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
