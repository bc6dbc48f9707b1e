"""Cells as data: a spreadsheet's, a CSV's or a JSON list's value as text, and text as a cell of a CSV."""

import datetime
import re
import unicodedata

from handlers.common.rules import visible

_INVISIBLE = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
_UNSEEN = rf"(?:[^\S\t\r\n]|['\"{_INVISIBLE}])*"
# In some languages Excel takes the full-width forms for signs too.
_SIGNS = r"[=+\-@\t\r\n＝＋－＠]"
_FORMULA = _UNSEEN + _SIGNS
_START = r"(?:^|(?<=[,;|\t\r\n]))"
_SIGN = re.compile(_SIGNS)
_START_OF_FORMULA = re.compile(rf"{_START}(?={_FORMULA})")
_ESCAPED = re.compile(rf"{_START}'(?={_FORMULA})")
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_LARGEST_EXACT = 2**53


def text(value: object) -> str:
    """Return a cell as text: ``None`` is empty, and a number without a fraction loses its ``.0``."""
    match value:
        case None:
            return ""
        case str():
            return value
        case float() if value.is_integer() and abs(value) < _LARGEST_EXACT:
            return str(int(value))
        case datetime.date() | datetime.time():
            return value.isoformat()
        case _:
            return str(value)


def encodable(written: str) -> str:
    """Return the text with a question mark for each lone surrogate, which JSON may hold and UTF-8 may not."""
    return written if written.isascii() else written.encode("utf-8", "replace").decode()


def clean(written: str) -> str:
    """Return the text in one line: each run of white space and control characters is one blank, none at the ends.

    Names go into e-mail headers and messages; a line break in one of them must not begin a new line there.
    """
    return _BLANKS.sub(" ", written).strip()


def is_blank(written: str) -> bool:
    """Return True for text of which nothing is seen."""
    start = written.lstrip()[:1]
    return not start or (not start.isalnum() and not clean(visible.visible(written)))


def folded(written: str) -> str:
    """Return lower-case letters and digits only, without accents, as names of columns and sheets are compared."""
    plain = unicodedata.normalize("NFKD", written).casefold()
    return "".join(character for character in plain if character.isalnum())


def escaped(written: str) -> str:
    """Return the text as a cell of which no spreadsheet program takes any part for a formula when it opens the CSV.

    A program whose list separator is not the file's splits the row at its own, and takes a quotation mark for one only
    at the start of a cell: whatever could become the start of a cell gets an apostrophe if a formula could follow.
    """
    return _START_OF_FORMULA.sub("'", written) if _SIGN.search(written) else written


def unescaped(written: str) -> str:
    """Undo `escaped`, so that a corrected report can be loaded again."""
    return _ESCAPED.sub("", written) if "'" in written else written
