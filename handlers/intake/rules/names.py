"""Names of people and companies as lists hold them: mended where that is certain, left out where they are broken.

A name is what a message greets with, so an error of a spreadsheet, an empty value of a program, a template's variable
or letters that were decoded wrongly must not be taken for one.
"""

import html
import re

from handlers.common.rules import emails, visible
from handlers.common.rules.refusals import Refused, shown
from handlers.intake.rules import cells

_ERROR = re.compile(
    r"#\s?[¡¿]?(?:REF|N/?D|N/?A|NOME|NOMBRE|NAME|VALOR|VALUE|DIV/0|NULO|NULL|N[ÚU]M|DESPEJAR|SPILL|CALC|CAMPO|FIELD|ERRO|ERROR)\b[!?]?"
    r"|^#{3,}$|^Err:\d{3}$",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"\{\{[\w .|]*\}\}|\$\{[\w .]*\}|\*\|[\w ]+\|\*|%%?[A-Z_]{3,}%%?"
    r"|^[\[<{]\s*(?:nome|name|contato|empresa|first ?name)\s*[\]>}]$",
    re.IGNORECASE,
)
NOTHING = frozenset(
    {
        *(
            "null",
            "(null)",
            "<null>",
            "\\n",
            "none",
            "undefined",
            "nan",
            "n/a",
            "n.a.",
            "n/d",
            "n.d.",
            "s/n",
            "no name",
            "unknown",
        ),
        *("sem nome", "sem contato", "sem informação", "sem informacao", "não informado", "nao informado"),
        *(
            "não consta",
            "nao consta",
            "não tem",
            "nao tem",
            "não possui",
            "nao possui",
            "desconhecido",
            "vazio",
        ),
        *("(vazio)", "(em branco)", "(blank)", "empty", "[object object]"),
    }
)
"""The empty values of programs and of people, in lower case."""
_NOTHING_OF_PROGRAMS = frozenset({"null", "none", "undefined", "nan"})
"""The empty values that programs put together, as in ``null null``."""
_DIGITS_ONLY = re.compile(r"[\d\s.,/()+-]+")
_MANY_DIGITS = 6
"""The digits from which on a company's name is a number: some companies are called 99."""

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")
_CODE = re.compile(r"\\u00([c-fC-F][0-9a-fA-F])")
"""A letter as programs write it in JSON."""
_LETTERS = frozenset("áàâãäåçéèêëíìîïñóòôõöøúùûüýªº" + "ÁÀÂÃÄÅÇÉÈÊËÍÌÎÏÑÓÒÔÕÖØÚÙÛÜÝ" + "–—‘’“”•°´®")
"""The characters beyond ASCII that mended text may gain."""
_WRONG = "‚ƒ„†‡ˆ‰‹¡¢£¤¥¦§¨©¬\u00ad¯±²³µ¶¸¹»¼½¾¿√∫≠∞├┬╔╗║│┤"
"""Characters that stand in no name between two letters."""
_HIGH = "".join(
    bytes([byte]).decode("cp1252", "ignore") + chr(byte) for byte in range(0x80, 0xC0) if byte != 0xA0
)
"""The bytes behind the first one of a character in UTF-8, as cp1252 and Latin-1 show them, but for the blank."""
_LATIN = re.compile(f"[Â-Ý][{re.escape(_HIGH)}]|â[€\x80][{re.escape(_HIGH)}]")
_OTHER_PAGES = (("cp850", re.compile("[├┬].")), ("mac_roman", re.compile("[√¬].")))
"""Code pages in which UTF-8 is shown by other characters, and its look in them."""
_MOJIBAKE = re.compile(
    f"[ÃÂ][^\\w\\s'’.,)/-]|[ãâ][{_WRONG}]|ÃÂ|â€|\ufffd|[√├┬]|[\x80-\x9f]|[^\\W\\d_][{_WRONG}?][^\\W\\d_]"
)
"""Marks that no name has: letters of a wrong decoding, or a mark in the place of a letter that was lost."""
_ONCE_MORE = f"ÂÃâ€{_HIGH}"
"""The letters that one which was decoded wrongly twice becomes when it is mended once."""
_A_GRAVE = re.compile("(?<=[a-zß-ÿ])Ã\u00a0|(?<!\\S)Ã\u00a0(?!\\S)|ÃÂ\u00a0")
"""An à whose second byte is shown as a no-break blank: behind a small letter, as a word, or decoded wrongly twice."""
_TEXT_MARK = re.compile(r"'(?=.*\w)(?!.*\w'(?!\w))")
"""The apostrophe by which a spreadsheet marks a text, and which no other one closes."""
_MOST_TIMES = 3
"""The times that a text may have been decoded wrongly, one after the other."""
_LONGEST_VALUE = 200
_LAST_PUNCTUATION = 0x25FF
"""The last character before the symbols that are emoji."""


def read(text: str, *, of_person: bool) -> str:
    """Return the name that ``text`` holds, in one line; empty if there is none.

    Raise ``Refused`` (``broken_name``) for what is plainly no name. A person is not called by digits alone.
    """
    plain = text.isascii() and "&" not in text and "\\u" not in text
    name = text if plain else _mended(text)
    name = cells.clean(visible.unwrapped(visible.displayed(name)))
    if _TEXT_MARK.match(name):
        name = name[1:].lstrip()
    if name and _is_broken(name, of_person=of_person):
        raise Refused("broken_name", f"{shown(text)} is no name: it is left out", text[:_LONGEST_VALUE])
    return name


def _mended(text: str) -> str:
    """Return the text with its entities and wrongly decoded letters as they were meant, where that is certain."""
    text = _CODE.sub(lambda match: chr(int(match[1], 16)), text)
    written = text
    for _ in range(_MOST_TIMES):
        better = _LATIN.sub(_decoded, _ENTITY.sub(_character, text))
        for page, look in _OTHER_PAGES:
            better = look.sub(lambda match, page=page: _decoded(match, page), better)
        if better == text:
            break
        text = better
    mended = _A_GRAVE.sub("à", text)
    # Among other wrongly decoded letters it is one as well; else "IRMÃ" and a no-break blank may be what is meant.
    return mended if mended == written else mended.replace("Ã\u00a0", "à")


def _character(match: re.Match[str]) -> str:
    """Return the character that an entity names, a control character as a blank."""
    character = html.unescape(match[0])
    return character if character.isprintable() else " "


def _decoded(match: re.Match[str], page: str = "cp1252") -> str:
    """Return the letter that was decoded wrongly, or the text as it is if it gives none of Portuguese."""
    shown_as = match[0]
    try:
        encoded = b"".join(_byte(character, page) for character in shown_as)
        letter = encoded.decode()
    except UnicodeError:
        return shown_as
    return letter if set(letter) <= _LETTERS | set(_ONCE_MORE) else shown_as


def _byte(character: str, page: str) -> bytes:
    """Return the byte that a character stood for; a page's unassigned bytes are shown as control characters."""
    try:
        return character.encode(page)
    except UnicodeEncodeError:
        return character.encode("latin-1")


def _is_broken(name: str, *, of_person: bool) -> bool:
    if not any(map(_is_written, name)):
        return True
    if (
        name.casefold() in NOTHING
        or _NOTHING_OF_PROGRAMS.issuperset(name.casefold().split())
        or _ERROR.search(name)
        or _PLACEHOLDER.search(name)
        or _MOJIBAKE.search(name)
    ):
        return True
    if _DIGITS_ONLY.fullmatch(name):
        return of_person or sum(map(str.isdigit, name)) >= _MANY_DIGITS
    return "@" in name and bool(emails.valid_in(name))


def _is_written(character: str) -> bool:
    """Return True for a letter, a digit or an emoji."""
    return character.isalnum() or ord(character) > _LAST_PUNCTUATION
