"""Text without what nobody sees in it and without what spreadsheets wrap it in.

WhatsApp Web puts direction marks around a number that is copied, web pages zero-width and no-break spaces; Excel
keeps a number as text by ``="…"`` or an apostrophe in front.
"""

import re
import unicodedata

_JOINERS = frozenset("\u034f" + "".join(map(chr, range(0xFE00, 0xFE10))))
"""The combining joiner and the variation selectors, which are invisible without being of the category Cf."""
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols that are drawn as a blank."""
_BETWEEN_EMOJI = re.compile(
    "(?<=[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d(?=[\u2600-\u27bf\U0001f000-\U0001faff])"
)
_WRAPPED = re.compile(r'=?\s*"([^"]*)"')
_MARKS = "'’‘`´"
"""The apostrophe that marks a cell as text, as keyboards and web pages write it."""


def visible(text: str) -> str:
    """Return the text without invisible characters, each odd space a plain one; an emoji loses its variants."""
    if text.isascii():
        return text
    return "".join(map(_seen, text))


def displayed(text: str) -> str:
    """Return `visible` text whose emoji stay whole, for names: what joins the parts of one is kept."""
    if text.isascii():
        return text
    parts = re.split(f"(\ufe0f|{_BETWEEN_EMOJI.pattern})", text)
    return "".join(part if place % 2 else visible(part) for place, part in enumerate(parts))


def plain(text: str) -> str:
    """Return `visible` text without blanks around it and without what marks it as text for a spreadsheet."""
    return unwrapped(unwrapped(visible(text)).lstrip(_MARKS))


def unwrapped(text: str) -> str:
    """Return the text without blanks around it, and without the quotation marks of ``="…"`` or ``"…"``."""
    text = text.strip()
    match = _WRAPPED.fullmatch(text) if '"' in text else None
    return match[1].strip() if match else text


def _seen(character: str) -> str:
    if character.isascii():
        return character
    if character in _JOINERS:
        return ""
    if character in _FILLERS:
        return " "
    match unicodedata.category(character):
        case "Cf":
            return ""
        case "Zs":
            return " "
        case _:
            return character
