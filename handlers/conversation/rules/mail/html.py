"""The text of an HTML mail: what a reader sees, with each line of a quotation begun by ``>`` as in plain text.

So one set of rules (`quotes`) finds the person's words in both. Links keep their text and lose their address; a
mark stands in its place where mailing lists let their readers go (`links`).
"""

import re
from collections import Counter
from html.parser import HTMLParser
from typing import NamedTuple

from handlers.conversation.rules.mail import links

LONGEST = 400_000
"""Characters of HTML that are read."""
REST_IS_QUOTED = "-----Original Message-----"
"""The line for a mark of Outlook behind which all is quoted."""

_BLOCKS = frozenset(
    (
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    )
)
_VOID = frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    )
)
_UNSEEN = frozenset(
    (
        "audio",
        "del",
        "noscript",
        "object",
        "s",
        "script",
        "strike",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
    )
)
_QUOTES = re.compile(
    r"\b(?:yahoo_quoted|protonmail_quote|zmail_extra|moz-forward-container|messageReplySection)"
)
_REST = re.compile(
    r"(?:x_)*(?:divRplyFwdMsg|appendonsend|mail-editor-reference-message-container)", re.IGNORECASE
)
_SIGNATURES = re.compile(
    r"\b(?:gmail_signature\w*|moz-signature|yahoo-signature|protonmail_signature_block\w*|Signature|"
    r"ms-outlook-mobile-signature|composer_signature|signature_old|AppleMailSignature|messageSignatureSection)(?![\w-])"
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|text-decoration[^;]{0,40}line-through", re.IGNORECASE
)
_INDENTED = re.compile(r"border(?:-left)?\s*:\s*(?:none|0)", re.IGNORECASE)
_NO_ELEMENTS = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][^>]*>?", re.DOTALL)
"""Comments and declarations; left to the parser, those that never end would take it the square of their length."""
_PICTURE_DATA = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=\s%]+")
_BLANKS = re.compile(r"[ \t\r\n\f]+")


class _Element(NamedTuple):
    tag: str
    quoted: bool = False
    hidden: bool = False
    begins: int | None = None
    """The place in its line at which a link begins."""


class _Reader(HTMLParser):
    """Collects the lines of a document."""

    def __init__(self, with_signatures: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._with_signatures = with_signatures
        self._line: list[str] = []
        self._open: list[_Element] = []
        self._tags: Counter[str] = Counter()
        self._quoted = self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS or tag == "br":
            blank = tag == "br" and not "".join(self._line).strip()
            self.end_line()
            if (blank or tag == "p") and self.lines and self.lines[-1]:
                self.lines.append("")
        if _REST.fullmatch(attributes.get("id", "")):
            self.lines.append(REST_IS_QUOTED)
        if tag in _VOID:
            self._picture(attributes)
            return
        begins = len(self._line) if tag == "a" and "href" in attributes else None
        element = _Element(tag, _is_quote(tag, attributes), self._is_hidden(tag, attributes), begins)
        self._open.append(element)
        self._count(element, 1)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._mark_link()
        if tag in _BLOCKS:
            self.end_line()
        while self._tags[tag]:
            element = self._open.pop()
            self._count(element, -1)
            if element.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if self._tags["pre"]:
            first, *others = data.split("\n")
            self._line.append(first)
            for line in others:
                self.end_line()
                self._line.append(line)
        else:
            self._line.append(_BLANKS.sub(" ", data))

    def end_line(self) -> None:
        line = "".join(self._line).strip()
        self._line.clear()
        if line:
            self.lines.append(f"> {line}" if self._quoted else line)

    def _mark_link(self) -> None:
        opened = next((each for each in reversed(self._open) if each.tag == "a"), None)
        if opened is not None and opened.begins is not None:
            words = "".join(self._line[opened.begins :])
            self._line.append(f" {links.ADDRESS}" if links.is_one(words) else "")

    def _count(self, element: _Element, step: int) -> None:
        self._tags[element.tag] += step
        self._quoted += step * element.quoted
        self._hidden += step * element.hidden

    def _picture(self, attributes: dict[str, str]) -> None:
        """Keep an emoji that a program has made a picture of."""
        sign = attributes.get("alt", "")
        if not self._hidden and 0 < len(sign) <= 8 and not any(map(str.isalnum, sign)):
            self._line.append(sign)

    def _is_hidden(self, tag: str, attributes: dict[str, str]) -> bool:
        if tag in _UNSEEN or "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")):
            return tag not in ("body", "html")
        return not self._with_signatures and _SIGNATURES.search(_names(attributes)) is not None


def text(html: str) -> str:
    """Return the text of an HTML document, however broken; of signatures that say what they are only if all is one."""
    bounded = _elements(_PICTURE_DATA.sub("", html)[:LONGEST])
    without = _read(bounded, with_signatures=False)
    said = any(line.strip() and not line.startswith((">", REST_IS_QUOTED)) for line in without.split("\n"))
    return without if said else _read(bounded, with_signatures=True)


def _elements(html: str) -> str:
    """Return the document without comments and declarations, and without a beginning of a tag that never ends."""
    whole, end, rest = _NO_ELEMENTS.sub("", html).rpartition(">")
    return whole + end + rest.replace("<", "&lt;")


def _read(html: str, *, with_signatures: bool) -> str:
    reader = _Reader(with_signatures)
    try:
        reader.feed(html)
        reader.close()
    except (AssertionError, ValueError):
        # A declaration that the parser takes for one of its own mistakes: what stands before it has been read.
        pass
    reader.end_line()
    return "\n".join(reader.lines)


def _is_quote(tag: str, attributes: dict[str, str]) -> bool:
    """Return True for a quotation; a ``blockquote`` without a bar is how Gmail indents the sender's own words."""
    if tag != "blockquote":
        return _QUOTES.search(_names(attributes)) is not None
    cited = attributes.get("type") == "cite" or "quote" in attributes.get("class", "")
    return cited or not _INDENTED.search(attributes.get("style", ""))


def _names(attributes: dict[str, str]) -> str:
    return " ".join(attributes.get(each, "") for each in ("class", "id", "name"))
