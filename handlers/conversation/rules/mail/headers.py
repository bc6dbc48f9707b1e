"""The header of an e-mail, read whatever is wrong with it: values as text, addresses alone.

Every reading is total and takes time in proportion to the header. The standard library's own structured headers
(``email.policy.default``) raise ``IndexError`` for some and take seconds for others that anybody can send.
"""

import re
from collections.abc import Iterable, Iterator
from email.errors import HeaderParseError
from email.header import decode_header

from handlers.common.rules import emails
from handlers.common.rules.refusals import attempt

LONGEST_VALUE = 4_000
"""Characters of a value that are read."""
MOST_ADDRESSES = 50
_LONGEST_DOMAIN = 253

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_COMMENT = re.compile(r"\([^()]*\)")
_ANGLED = re.compile(r"<([^<>]*)>")
_FOLDING = re.compile(r"[\r\n]+[ \t]*|[\x00-\x08\x0b-\x1f\x7f]")
_TOKEN = re.compile(r"<([^<>\s]{1,200})>")


class Headers:
    """The fields of a header in their order; names match in any case."""

    def __init__(self, items: Iterable[tuple[str, object]]) -> None:
        self._items = [(name.lower(), str(value)[:LONGEST_VALUE]) for name, value in items]

    def __contains__(self, name: str) -> bool:
        return any(each == name.lower() for each, _ in self._items)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield each name, in lower case, with its raw value."""
        return iter(self._items)

    def raw(self, name: str) -> str:
        """Return the first value of a field on one line, its encoded words as they are; empty if there is none."""
        return next((_one_line(value) for each, value in self._items if each == name.lower()), "")

    def text(self, name: str) -> str:
        """Return the first value of a field as a reader sees it; empty if there is none."""
        return decoded(self.raw(name))

    def addresses(self, *names: str) -> list[str]:
        """Return the valid addresses in the fields of these names, in lower case, each once."""
        wanted = [name.lower() for name in names]
        found = (value for name in wanted for each, value in self._items if each == name)
        return list(dict.fromkeys(each for value in found for each in addresses(value)))

    def display_name(self, name: str) -> str:
        """Return the name that stands before the address in a field; empty if there is none."""
        return decoded(self.raw(name).partition("<")[0]).strip(' "') if "<" in self.raw(name) else ""

    def count(self, name: str) -> int:
        """Return the number of fields of a name."""
        return sum(each == name.lower() for each, _ in self._items)

    def message_ids(self, *names: str) -> list[str]:
        """Return the ids of messages in the fields of these names, without their angle brackets, each once."""
        found = (value for name in names for each, value in self._items if each == name.lower())
        return list(dict.fromkeys(each for value in found for each in _TOKEN.findall(_one_line(value))))


def addresses(value: str) -> list[str]:
    """Return the valid addresses of a raw value; what stands in quotes or in a comment is a name and none of them."""
    bare = _COMMENT.sub(" ", _QUOTED.sub(" ", _one_line(value)))
    written = _ANGLED.findall(bare) or re.split(r"[,;]", bare)
    found = (attempt(emails.normalise, _in_ascii(each)) for each in written[:MOST_ADDRESSES])
    return [each for each in found if isinstance(each, str)]


def _in_ascii(address: str) -> str:
    """Return an address with an international domain (RFC 6531) as the servers' names write it."""
    local, at, domain = address.strip().rpartition("@")
    if not at or domain.isascii() or len(domain) > _LONGEST_DOMAIN:
        return address
    try:
        return f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        return address


def decoded(value: str) -> str:
    """Return a raw value with its encoded words (RFC 2047) decoded, as far as they can be."""
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError):
        return value
    return "".join(part if isinstance(part, str) else in_charset(part, charset) for part, charset in parts)


def in_charset(data: bytes, charset: str | None) -> str:
    """Return bytes as text: in UTF-8 wherever they are, else in the charset that is named, else in Windows-1252.

    Text in another charset is hardly ever valid UTF-8, while UTF-8 is often announced as something else; charsets of
    seven bits always are. What is named Latin-1 is read as Windows-1252, as mail programs do (the WHATWG's Encoding).
    """
    named = (charset or "").lower()
    for name in (named, "utf-8") if named in _SEVEN_BITS else ("utf-8", named):
        if name in _NO_CHARSETS:
            continue
        try:
            # UTF-7 may hold halves of characters, which no text may.
            return data.decode(name).encode("utf-8", "replace").decode()
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


_NO_CHARSETS = frozenset({"", "punycode", "idna", "undefined", "unicode_escape", "raw_unicode_escape"}) | {
    *("iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii")
}
"""Names that Python knows and no mail means, decoding some of which takes the square of the length; and Latin-1."""
_SEVEN_BITS = frozenset({"utf-7", "unicode-1-1-utf-7", "iso-2022-jp", "iso-2022-kr", "hz-gb-2312"})


def _one_line(value: str) -> str:
    raw = value.encode("utf-8", "surrogateescape")
    return _FOLDING.sub(" ", in_charset(raw, None)).strip()
