"""Brazilian tax ids, CPF and CNPJ, by their check digits; the CNPJ with letters of July 2026 included.

Source: Receita Federal; a letter counts as its ASCII code less 48, so the rule for digits stays as it was
(Instrução Normativa RFB 2.229/2024).
"""

import re
import unicodedata
from dataclasses import dataclass
from operator import mul
from typing import Literal

from handlers.common.rules import visible
from handlers.common.rules.refusals import Refused, attempt, first_accepted, shown

_FLOAT = re.compile(r"(\d{9,14})[.,]0+")
_SEPARATOR = re.compile(r"[|;\n\r]+")
_PUNCTUATION = re.compile(r"[\s./\-‐‑‒–—]+")
_LONGEST_CELL = 200
_CPF = re.compile(r"\d{11}")
_DROPPED_ZEROS = {9: 11, 10: 11, 12: 14, 13: 14}
"""By the number of digits left, the number there were before; 11 may be a whole CPF."""
_ZERO = ord("0")
_CPF_WEIGHTS = (11, 10, 9, 8, 7, 6, 5, 4, 3, 2)
_CNPJ_WEIGHTS = (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)
_CNPJ = re.compile(r"[0-9A-Z]{12}\d{2}")


@dataclass(frozen=True, slots=True)
class TaxId:
    """A valid tax id: 11 characters of a CPF (a person) or 14 of a CNPJ (a company), without punctuation."""

    number: str
    kind: Literal["cpf", "cnpj"]


def normalise(text: str) -> TaxId:
    """Return the tax id that ``text`` holds; raises ``Refused`` (``empty``, ``invalid_document``).

    A spreadsheet that takes it for a number drops its leading zeros: they come back if that makes it valid.
    """
    written = unicodedata.normalize("NFKC", visible.plain(text)).upper()
    if match := _FLOAT.fullmatch(written):
        written = match[1]
    compact = _PUNCTUATION.sub("", written)
    if not compact:
        raise Refused("empty", "the document is empty")
    if compact.isdecimal() and len(compact) in _DROPPED_ZEROS:
        compact = compact.zfill(_DROPPED_ZEROS[len(compact)])
    if _is_cpf(compact):
        return TaxId(compact, "cpf")
    if _is_cnpj(compact):
        return TaxId(compact, "cnpj")
    raise Refused(
        "invalid_document",
        f"{shown(text)} is neither a valid CPF nor a valid CNPJ: it is left out",
        text[:_LONGEST_CELL],
    )


def first_valid(cell: str) -> TaxId:
    """Return the first valid tax id of a cell, which may hold several, split by ``|``, ``;`` or a line break.

    Raises the ``Refused`` of the first one if none is valid.
    """
    parts = _SEPARATOR.split(cell[:_LONGEST_CELL])
    return first_accepted((attempt(normalise, part) for part in parts), "the document is empty")


def _is_cpf(number: str) -> bool:
    return bool(_CPF.fullmatch(number)) and len(set(number)) > 1 and _checks(number, _CPF_WEIGHTS)


def _is_cnpj(number: str) -> bool:
    return bool(_CNPJ.fullmatch(number)) and len(set(number)) > 1 and _checks(number, _CNPJ_WEIGHTS)


def _checks(number: str, weights: tuple[int, ...]) -> bool:
    """Check both check digits, modulo 11; ``weights`` are the second digit's, the first has one less."""
    values = [code - _ZERO for code in number.encode()]
    first = sum(map(mul, weights[1:], values)) % 11
    second = sum(map(mul, weights, values)) % 11
    return values[-2:] == [0 if rest < 2 else 11 - rest for rest in (first, second)]
