"""CPF and CNPJ, by their check digits, the CNPJ with letters of July 2026 included.

Source: Receita Federal; a letter counts as its ASCII code less 48, so the rule for digits stays as it was
(Instrução Normativa RFB 2.229/2024).
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from handlers.domain.refusals import Refused, shown

_FLOAT = re.compile(r"(\d{9,14})[.,]0+")
_SEPARATOR = re.compile(r"[|;\n\r]+")
_PUNCTUATION = re.compile(r"[\s./\-‐‑‒–—]+")
_LONGEST_CELL = 200
_CPF = re.compile(r"\d{11}")
_CNPJ = re.compile(r"[0-9A-Z]{12}\d{2}")


@dataclass(frozen=True, slots=True)
class Document:
    """A valid document: 11 characters of a CPF (a person) or 14 of a CNPJ (a company), without punctuation."""

    number: str
    kind: Literal["cpf", "cnpj"]


def normalise(text: str) -> Document:
    """The document that ``text`` holds; ``Refused`` (``empty``, ``invalid_document``) if it is none.

    A spreadsheet that takes it for a number drops its leading zeros: they come back if that makes it valid.
    """
    written = unicodedata.normalize("NFKC", text).strip().upper()
    if match := _FLOAT.fullmatch(written):
        written = match[1]
    compact = _PUNCTUATION.sub("", written)
    if not compact:
        raise Refused("empty", "the document is empty")
    padded = compact.isdecimal() and 9 <= len(compact) <= 14
    for candidate in (compact, compact.zfill(11), compact.zfill(14)) if padded else (compact,):
        if _is_cpf(candidate):
            return Document(candidate, "cpf")
        if _is_cnpj(candidate):
            return Document(candidate, "cnpj")
    raise Refused(
        "invalid_document", f"{shown(text)} is neither a valid CPF nor a valid CNPJ: it is left out"
    )


def first_valid(cell: str) -> Document:
    """The first valid document of a cell, parted by ``|``, ``;`` or a line break; else the first one's `Refused`."""
    refusal: Refused | None = None
    for part in _SEPARATOR.split(cell[:_LONGEST_CELL]):
        try:
            return normalise(part)
        except Refused as refused:
            refusal = refusal or refused
    raise refusal or Refused("empty", "the document is empty")


def _is_cpf(number: str) -> bool:
    return (
        bool(_CPF.fullmatch(number)) and len(set(number)) > 1 and number[9:] == _check_digits(number[:9], 11)
    )


def _is_cnpj(number: str) -> bool:
    return (
        bool(_CNPJ.fullmatch(number))
        and len(set(number)) > 1
        and number[12:] == _check_digits(number[:12], 9)
    )


def _check_digits(base: str, heaviest: int) -> str:
    """Both check digits: modulo 11, weights from the right 2, 3, … up to ``heaviest`` and over again."""
    for _ in range(2):
        weighted = sum(
            (ord(character) - 48) * (place % (heaviest - 1) + 2)
            for place, character in enumerate(reversed(base))
        )
        base += str(0 if weighted % 11 < 2 else 11 - weighted % 11)
    return base[-2:]
