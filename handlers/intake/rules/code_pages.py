"""Code pages of text that is not UTF-8, told by the letters that they give: Windows-1252, else one of DOS or Mac OS.

Another page than Windows-1252 counts only where that one gives letters that no name has and the other one gives none:
each of its letters is one of Portuguese, and is a capital among capitals and a small one among small ones.
"""

import re

WINDOWS = "cp1252"
OTHERS = {"cp850": "DOS (850)", "cp860": "DOS (860)", "mac_roman": "Mac Roman"}
"""The other pages that are looked for, and their names for the list's owner."""
# Windows-1252 where it defines the byte, else Latin-1.
_UNDEFINED = {byte: bytes([byte]).decode(WINDOWS, "ignore") or chr(byte) for byte in range(0x80, 0xA0)}

_PORTUGUESE = frozenset("áàâãéêíóôõúüçñÁÀÂÃÉÊÍÓÔÕÚÜÇÑªº")
_LATIN = _PORTUGUESE | frozenset("äåèëìîïòöùûýÿÄÅÈËÌÎÏÒÖÙÛÝß’‘“”–—´°®")
"""The characters that Windows-1252 may show beside a letter."""
_CURRENCY = "€£"
"""Signs that stand at either end of a word."""
_WORD = re.compile(rb"[A-Za-z\x80-\xff]{2,}")
_LETTER = re.compile(rb"[A-Za-z]")
_LONGEST_WORD = 40
_ENOUGH = 2
"""The different words that Windows-1252 must spoil: a single one may be a slip."""
_LOOKED_AT = 20_000
"""Words at the most."""


def of(lines: bytes) -> str:
    """Return the code page of lines that are not UTF-8."""
    words = {word for word in _WORD.findall(lines)[:_LOOKED_AT] if _tells(word)}
    if sum(not _fits(word, WINDOWS) for word in words) < _ENOUGH:
        return WINDOWS
    fitting = [page for page in OTHERS if all(_fits(word, page) for word in words)]
    read = {tuple(decoded(word, page) for word in sorted(words)) for page in fitting}
    return fitting[0] if len(read) == 1 else WINDOWS


def decoded(line: bytes, page: str) -> str:
    """Return bytes as text; Windows-1252 is Latin-1 in the bytes that it leaves undefined."""
    if page != WINDOWS:
        return line.decode(page)
    try:
        return line.decode(WINDOWS)
    except UnicodeDecodeError:
        return line.decode("latin-1").translate(_UNDEFINED)


def _tells(word: bytes) -> bool:
    """Return True for a word in which letters beyond ASCII stand beside others."""
    return len(word) <= _LONGEST_WORD and not word.isascii() and bool(_LETTER.search(word))


def _fits(word: bytes, page: str) -> bool:
    """Return True if a word of the page is one that people write."""
    text = decoded(word, page)
    letters = {character for character in text.strip(_CURRENCY) if not character.isascii()}
    if not letters <= (_LATIN if page == WINDOWS else _PORTUGUESE):
        return False
    return page == WINDOWS or text.islower() or text.isupper() or text[1:].islower()
