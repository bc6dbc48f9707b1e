"""Markup that cannot be broken by what it shows: every text is escaped, and signs that no page may hold give way."""

from collections.abc import Iterable
from html import escape

_VOID = frozenset({"meta", "link", "br", "hr"})
_INSTEAD = "\N{REPLACEMENT CHARACTER}"


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


NOTHING = Html("")


def clean(text: str) -> str:
    """Return a text without control characters and halves of surrogate pairs, which no HTML document may hold."""
    if text.isprintable() and text.isascii():
        return text
    return "".join(sign if _allowed(sign) else _INSTEAD for sign in text)


def _allowed(sign: str) -> bool:
    code = ord(sign)
    if sign in "\n\t":
        return True
    return (
        code >= 0x20 and not 0x7F <= code <= 0x9F and not 0xD800 <= code <= 0xDFFF and code & 0xFFFE != 0xFFFE
    )


def text(value: object) -> Html:
    """Return a value as text of a page."""
    return value if isinstance(value, Html) else Html(escape(clean(str(value)), quote=True))


def join(*children: object) -> Html:
    """Return children one behind the other: markup, texts, lists of either; None is nothing."""
    return Html("".join(_flat(children)))


def _flat(children: Iterable[object]) -> Iterable[str]:
    for child in children:
        if child is None:
            continue
        if isinstance(child, str):
            yield text(child)
        elif isinstance(child, Iterable):
            yield from _flat(child)
        else:
            yield text(child)


def el(name: str, /, *children: object, **attributes: object) -> Html:
    """Return an element. ``class_`` and ``for_`` lose their line, other ``_`` become ``-``; None is no attribute."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(value)}"'
        if value is not True
        else f" {key.rstrip('_')}"
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in _VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{join(*children)}</{name}>")


def said(value: object, **attributes: object) -> Html:
    """Return somebody's own words or name, kept apart from the direction of the text around them."""
    return el("bdi", value, **attributes)


def table(
    caption: str, columns: Iterable[str], rows: Iterable[Iterable[object]], numbers: Iterable[int] = ()
) -> Html:
    """Return a table that scrolls by itself where it is wider than the page; ``numbers``: columns set to the right.

    The first cell of a row is its header.
    """
    right = frozenset(numbers)

    def kind(place: int) -> str | None:
        return "n" if place in right else None

    head = (el("th", name, scope="col", class_=kind(place)) for place, name in enumerate(columns))
    body = [
        el(
            "tr",
            *(
                el("td" if place else "th", cell, scope=None if place else "row", class_=kind(place))
                for place, cell in enumerate(cells)
            ),
        )
        for cells in rows
    ]
    whole = el("table", el("caption", caption), el("thead", el("tr", *head)), el("tbody", *body))
    return el("div", whole, class_="scroll", role="group", aria_label=caption, tabindex="0")


def more(number: int, what: str) -> Html | None:
    """Return the line that says how much is left out; None where nothing is."""
    return el("p", f"and {number:,} more {what}", class_="more") if number else None
