"""Phone numbers as they are written: the digits, and what stands between them.

Where blanks, brackets and hyphens stand is a part of what is said: ``(7) 98825-1234`` and ``(79) 8825-1234`` have the
same digits, and only one of them is a number.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from handlers.common.rules import visible
from handlers.common.rules.refusals import Refused, shown

_LONGEST = 100
"""The longest number that is read, labels included, in characters."""
_LONGEST_LINK = 2_000
MODEL = "write it like (11) 98765-4321"

_FLOAT = re.compile(r"(\d+|\d{1,3}(?:\.\d{3})+(?=,))[.,]0{1,2}|(\d{10,15})[.,]0+")
_BROKEN_FLOAT = re.compile(r"\d{6,}[.,]\d{1,2}")
_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})")
_ROUNDED = re.compile(r"55[0-9]{3}[1-9]0{7}")
"""A number with its country's code of which a spreadsheet has kept six digits, ``5,51199E+12``, saved once more."""
_TAX_ID = re.compile(r"\d{3}\.\d{3}\.\d{3}-\d{2}|\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}")

_LINK = re.compile(
    r"(?:https?://)?(?:www\.)?(?:wa\.me/|(?:api|web|chat)?\.?whatsapp\.com/send/?\?(?:[^#]*&)?phone="
    r"|whatsapp://send/?\?(?:[^#]*&)?phone=)(?:\+|%2B|\s)?(\d[\d\s().-]*?)/?(?:[?&#].*)?",
    re.IGNORECASE | re.DOTALL,
)
_WHATSAPP_ID = re.compile(r"\+?(\d{8,15})(?::\d{1,3})?@(?:s\.whatsapp\.net|c\.us)", re.IGNORECASE)
_EXTENSION = re.compile(r"[\s,;-]*\(?\b(?:ramal|ram|ext|r)\b[.:=\s]*\d{1,6}\)?\s*$", re.IGNORECASE)
_CARRIER_PLACEHOLDER = re.compile(r"(?:0\s*)?(?<![A-Za-z])(?:[xX]{2}|\*{2})\s*(?=[(\[]?[1-9])")
_NO_AREA = re.compile(r"[(\[]\s*[?*xX_.-]{2,3}\s*[)\]]\s*$")

_PARTS = re.compile(r"([^0-9]*)([0-9](?:.*[0-9])?)([^0-9]*)", re.DOTALL)
_BEFORE = re.compile(r"[^+0-9=@<>$%&#]*(?:\+[\s(\[]*)?")
_OTHER_NUMBER = re.compile(
    r"\b(?:cpf|cnpj|rg|cep|pis|pix|nire|pedido|protocolo|contrato|boleto|nf|nfe|matr[ií]cula|inscri[cç][aã]o"
    r"|rua|av|avenida|alameda|travessa|pra[cç]a|rodovia|estrada|km|lote|quadra|ap|apto|bloco|sala)\b"
    r"|(?:casa|loja|filial|box|fundos|edif[ií]cio|ed|torre|andar|turma|grupo|item|dia|[aà]s|id|ref|c[oó]d|c[oó]digo"
    r"|os|sku|placa|ra|cart[aã]o|conta|ag|ag[eê]ncia|vend|vendedor)\b\W*$"
    r"|//|\w/\s*$|(?:\bwww\.|\.[a-z]{2,}/)\S*$",
    re.IGNORECASE,
)
"""Labels of what is no phone number, and addresses of web pages."""
_PHONE_WORDS = re.compile(
    r"\W*(?:(?:ddd|ddi|tel|telef|telefone|fone|phone|cel|celular|m[oó]vel|mobile|fixo|whats|whatsapp|zap|wpp|contato"
    r"|n|n[uú]mero|brasil)\b\W*)*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s().\[\]/\-‐‑‒–—−_'*,:]*")
_AFTER = re.compile(r"[^+0-9=@<>$%&#]*")
_CUT_BEFORE = re.compile(r"\s*\.{2,}\s*")
_CUT_AFTER = re.compile(r"\s*(?:\.{2,}|[xX*_•]+(?![^\W_])|\?)")
_CUT_WITHIN = re.compile(r"\.{3}|\d\*+\d")
"""Dots or a mask in the place of digits that are left out."""
_WORD = re.compile(r"[^\w+=@<>$%&#]+(?:[^\W\d_]+[^\w+=@<>$%&#]+)+")
"""Text between groups of digits with words in it, none of which touches a digit."""


@dataclass(frozen=True, slots=True)
class Notation:
    """A number as it is written."""

    text: str
    """The whole text, as it was found."""
    digits: str
    plus: bool = False
    """A ``+`` stands in front, or a notation that is always international."""
    link: bool = False
    """The number stands in a link, where people forget the country's code."""
    dialled: bool = False
    """The ``+`` stands for a 00, which people also write for the trunk 0."""
    breaks: frozenset[int] = frozenset()
    """The places in ``digits`` in front of which there is anything; empty if each digit stands alone."""
    brackets: frozenset[int] = frozenset()
    """The places at which a bracket opens or closes."""
    closings: frozenset[int] = frozenset()
    """The places at which a bracket closes."""
    words: frozenset[int] = frozenset()
    """The places in front of which a word stands."""
    hyphens: frozenset[int] = frozenset()


def read(text: str) -> Notation:
    """Return the number that ``text`` holds; raise ``Refused`` (``empty``, ``not_a_phone``, ``rounded``)."""
    written = visible.plain(text[: 2 * _LONGEST_LINK])
    if not any(map(str.isalnum, written)):
        raise Refused("empty", "the phone is empty", text[:_LONGEST])
    if found := _LINK.fullmatch(written) or _WHATSAPP_ID.fullmatch(written):
        return Notation(text, re.sub("[^0-9]", "", found[1]), plus=True, link=found.re is _LINK)
    if len(written) > _LONGEST or _TAX_ID.fullmatch(written):
        raise not_a_phone(text)
    return _grouped(text, _bare(text, _as_a_number(_latin_digits(text, written), text)))


def without_prefix(notation: Notation) -> Notation:
    """Return a number without the 00 of international calls in front, as if a ``+`` were in its place."""

    def moved(places: frozenset[int]) -> frozenset[int]:
        return frozenset(place - 2 for place in places if place > 2)

    return replace(
        notation,
        digits=notation.digits[2:],
        plus=True,
        dialled=True,
        breaks=moved(notation.breaks),
        brackets=moved(notation.brackets),
        closings=moved(notation.closings),
        words=moved(notation.words),
    )


def not_a_phone(text: str) -> Refused:
    """Return the refusal of what is no number at all."""
    return refusal(text, "not_a_phone", f"is no phone number: {MODEL}")


def refusal(text: str, code: str, what: str) -> Refused:
    """Return a refusal; ``what`` follows the text in the message."""
    return Refused(code, f"{shown(text)} {what}", text[:_LONGEST])


def _latin_digits(text: str, written: str) -> str:
    """Return the text with full-width digits as plain ones; a superscript is a footnote and no digit."""
    if written.isascii():
        return written
    if any(unicodedata.category(character) == "No" for character in written):
        raise not_a_phone(text)
    return unicodedata.normalize("NFKC", written)


def _as_a_number(written: str, text: str) -> str:
    """Return the digits of a number that a spreadsheet wrote as ``11987654321.0`` or ``1.1987654321E+10``."""
    if match := _FLOAT.fullmatch(written):
        return (match[1] or match[2]).replace(".", "")
    if _BROKEN_FLOAT.fullmatch(written):
        raise not_a_phone(text)
    if match := _SCIENTIFIC.fullmatch(written):
        # A digit that is not written may have been a zero, or rounded away: nobody can tell.
        if len(match[2] or "") != int(match[3]):
            raise _rounded(text)
        return match[1] + match[2]
    if _ROUNDED.fullmatch(written):
        raise _rounded(text)
    return written


def _rounded(text: str) -> Refused:
    cure = "format the column as text and enter the number again"
    return refusal(text, "rounded", f"has lost digits: {cure}")


def _bare(text: str, written: str) -> str:
    """Return the number without its extension and with a plain 0 for ``0xx``."""
    bare = _CARRIER_PLACEHOLDER.sub("0 ", _EXTENSION.sub("", written))
    if (parts := _PARTS.fullmatch(bare)) and _NO_AREA.search(parts[1]):
        raise refusal(text, "no_area_code", "has no area code: write the area code, (11) 98765-4321")
    return bare


def _grouped(text: str, bare: str) -> Notation:
    parts = _PARTS.fullmatch(bare)
    if parts is None or not _surroundings_fit(parts[1], parts[3]):
        raise not_a_phone(text)
    if _CUT_BEFORE.fullmatch(parts[1]) or _CUT_AFTER.match(parts[3]) or _CUT_WITHIN.search(parts[2]):
        raise refusal(text, "cut_off", "is cut off: write all of its digits")
    digits, places = "", dict[int, str]()
    for group, between in re.findall(r"([0-9]+)([^0-9]*)", parts[2]):
        digits += group
        if between:
            places[len(digits)] = between
    if not all(_BETWEEN.fullmatch(between) or _WORD.fullmatch(between) for between in places.values()):
        raise not_a_phone(text)
    first = [between for place, between in places.items() if place <= len("011")]
    words = [between for between in first if not _BETWEEN.fullmatch(between)]
    if (words or any(not set(between).isdisjoint(",:/") for between in first)) and not all(
        map(_PHONE_WORDS.fullmatch, (parts[1], *words))
    ):
        # "Ana, 35 anos, 98765-4321" and "Apto 11, 98765-4321" have no area code.
        raise refusal(text, "ambiguous", f"can be read in two ways: {MODEL}")
    return Notation(
        text,
        digits,
        plus="+" in parts[1],
        breaks=frozenset(places) if len(places) < len(digits) - 1 else frozenset(),
        brackets=_holding(places, "()[]"),
        closings=_holding(places, ")]"),
        words=frozenset(place for place, between in places.items() if not _BETWEEN.fullmatch(between)),
        hyphens=_holding(places, "-"),
    )


def _holding(places: Mapping[int, str], characters: str) -> frozenset[int]:
    """Return the places that have one of the characters."""
    return frozenset(place for place, between in places.items() if not set(characters).isdisjoint(between))


def _surroundings_fit(before: str, after: str) -> bool:
    """Return True if what stands around the digits cannot belong to them."""
    if not _BEFORE.fullmatch(before) or not _AFTER.fullmatch(after) or _OTHER_NUMBER.search(before):
        return False
    return not before[-1:].isalpha() and not after[:1].isalpha()
