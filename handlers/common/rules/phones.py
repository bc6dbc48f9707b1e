"""Normalisation of phone numbers as people write them, to E.164 (docs/system.md, "Contacts").

Brazil is the default; a mobile is stored with its ninth digit; another country's number needs its ``+`` and
must be a mobile; a number that can be read in two ways is refused. This module finds the reading; the phone
library decides if the number is valid and if it is a mobile.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

from handlers.common.rules import area_codes
from handlers.common.rules.refusals import Refused, shown

_BRAZIL = 55
_MOBILE_TYPES = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})

_FLOAT = re.compile(r"(\d{10,15})[.,]0+")
_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})")
_LONGEST = 100
"""The longest number that is read, labels included, in characters."""
_MAY_BE_CUT = 2
"""The trailing zeros that scientific notation may drop; where more digits are missing, they were rounded
away."""

_SIMPLE = re.compile(r"[0-9(+][0-9 ()-]*")
"""The notation of most numbers: nothing has to be removed."""
_EXTENSION = re.compile(r"[\s,;-]*\(?\b(?:ramal|ram|ext|r)\b[.:\s]*\d{1,6}\)?\s*$", re.IGNORECASE)
_CARRIER_PLACEHOLDER = re.compile(r"0\s*(?:[xX]{2}|\*{2})")
_BRACKETED_COUNTRY = re.compile(r"[(\[]\s*\+\s*(\d{1,3})\s*[)\]]")
_LABEL = re.compile(r"(?<![0-9])[A-Za-zÀ-ÿ]+\.?:?(?![0-9A-Za-zÀ-ÿ])|[A-Za-zÀ-ÿ]+:")
_EMPTY_BRACKETS = re.compile(r"[(\[][\s\W]*[)\]]")
_WRITTEN = re.compile(r"[+0-9 ().\[\]/\-‐‑‒–—_'*,]*")
_AREA_AT_END = re.compile(r"\(\s*0?\d{2}\s*\)\s*$")
_AREA_AT_START = re.compile(r"^[\s+]*(?:55)?[\s(.-]*0?\d{2}(?!\d)")

_STRONG_SEPARATOR = re.compile(r"[|;\n\r]+")
_WEAK_SEPARATOR = re.compile(r"[/,]|\s(?:e|E|ou|OU)\s")


@dataclass(frozen=True, slots=True)
class Phone:
    """A valid number, with the place that it tells."""

    e164: str
    mobile: bool
    region: str
    """The ISO code of the country, such as ``BR``; empty if unknown."""
    state: str | None
    """The state as two letters; ``None`` outside Brazil."""
    zone: str | None
    """The IANA time zone; ``None`` outside Brazil."""


def normalise(text: str) -> Phone:
    """Return the one number in ``text``.

    Raise ``Refused`` if it holds none, or one that can be read in two ways. The codes are ``empty``,
    ``not_a_phone``, ``rounded`` (scientific notation that has lost digits), ``area_code_at_end``,
    ``no_area_code``, ``foreign_not_mobile``, ``invalid_phone``.
    """
    written = _written(text)
    digits = "".join(re.findall("[0-9]", written))
    if not digits or not _WRITTEN.fullmatch(written) or written.rfind("+") > 0:
        raise _no_phone(text)
    if written.startswith("+") and not digits.startswith(str(_BRAZIL)):
        return _foreign(written, text)
    if not written.startswith("+"):
        # 00 is how Brazil dials abroad; with 55 behind it, it can only be Brazil itself.
        digits = digits.removeprefix("00") if digits.startswith(f"00{_BRAZIL}") else digits
    if _has_area_at_end(written):
        raise _area_at_end(text)
    return _brazilian(digits, text)


def split(cell: str) -> list[str]:
    """Return the numbers of a cell, the main one first, separated by ``|``, ``;`` or a line break.

    A slash, a comma or the word ``e`` or ``ou`` may be part of one number: ``first_valid`` tries both
    readings.
    """
    return [part.strip() for part in _STRONG_SEPARATOR.split(cell) if part.strip()]


def first_valid(cell: str) -> Phone:
    """Return the first valid number of a cell; raise the ``Refused`` of its main one if it holds none."""
    refusal: Refused | None = None
    for found in _read(cell):
        if isinstance(found, Phone):
            return found
        refusal = refusal or found
    raise refusal or Refused("empty", "the phone is empty")


def first_mobile(cell: str) -> Phone | None:
    """Return the first mobile of a cell; ``None`` if it holds none."""
    return next((found for found in _read(cell) if isinstance(found, Phone) and found.mobile), None)


def _read(cell: str) -> Iterator[Phone | Refused]:
    """Yield the number, or the refusal, of each part of a cell in order."""
    for part in split(cell):
        # As a whole first: "11/98765-4321" is one number, "11 98765-4321/3333-4444" is two.
        for candidate in dict.fromkeys((part, *(piece.strip() for piece in _WEAK_SEPARATOR.split(part)))):
            try:
                yield normalise(candidate)
            except Refused as refused:
                yield refused


def match_forms(e164: str) -> tuple[str, ...]:
    """Return the forms under which this person's replies may arrive, the stored one first.

    Providers still show some Brazilian mobiles without the ninth digit: both forms are the same person.
    """
    if re.fullmatch(r"\+55\d{2}9\d{8}", e164):
        return (e164, e164[:5] + e164[6:])
    if re.fullmatch(r"\+55\d{2}[6-9]\d{7}", e164):
        return (e164[:5] + "9" + e164[5:], e164)
    return (e164,)


def _written(text: str) -> str:
    """Return the number as it is written, without what a spreadsheet or a label adds to it."""
    written = unicodedata.normalize("NFKC", text).strip().lstrip("'")
    if not written:
        raise Refused("empty", "the phone is empty")
    if len(written) > _LONGEST:
        raise _no_phone(text)
    return written if _SIMPLE.fullmatch(written) else _bare_number(_plain_digits(written, text))


def _plain_digits(written: str, text: str) -> str:
    """Return the digits of a number that a spreadsheet wrote as ``11987654321.0`` or ``1.1987654321E+10``."""
    if match := _FLOAT.fullmatch(written):
        return match[1]
    if match := _SCIENTIFIC.fullmatch(written):
        whole, decimals, exponent = match[1], match[2] or "", int(match[3])
        if not 0 <= exponent - len(decimals) <= _MAY_BE_CUT:
            raise Refused(
                "rounded",
                f"{shown(text)} has lost digits: format the column as text and enter the number again",
            )
        return str(int(Decimal(f"{whole}.{decimals or 0}").scaleb(exponent)))
    return written


def _bare_number(written: str) -> str:
    """Return the number without extension, carrier placeholder and labels."""
    written = _EXTENSION.sub("", written)
    written = _BRACKETED_COUNTRY.sub(r"+\1 ", _CARRIER_PLACEHOLDER.sub("0", written))
    return _EMPTY_BRACKETS.sub(" ", _LABEL.sub(" ", written)).strip(" -–—,.:/")


def _has_area_at_end(written: str) -> bool:
    """Return True for an area code behind the number, as in ``98765-4321 (11)`` or ``33334444 11``."""
    if _AREA_AT_END.search(written):
        return True
    groups = re.findall(r"[0-9]+", written)
    if len(groups) < 2 or groups[-1] not in area_codes.STATES or _AREA_AT_START.search(written):
        return False
    local = "".join(groups[:-1])
    return len(local) in (8, 9) and _valid_national(groups[-1] + local) is not None


def _no_phone(text: str) -> Refused:
    return Refused("not_a_phone", f"{shown(text)} is no phone number: write it like (11) 98765-4321")


def _area_at_end(text: str) -> Refused:
    return Refused(
        "area_code_at_end",
        f"{shown(text)} can be read in two ways: write the area code first, (11) 98765-4321",
    )


def _brazilian(digits: str, text: str) -> Phone:
    national = _national(digits)
    if len(national) in (8, 9):
        raise Refused("no_area_code", f"{shown(text)} has no area code: write it like (11) 98765-4321")
    found = _valid_national(national)
    if found is None:
        if len(national) == 11 and _valid_national(national[-2:] + national[:-2]):
            raise _area_at_end(text)
        raise Refused(
            "invalid_phone",
            f"{shown(text)} is no valid Brazilian number: "
            "check its digits, or write + and the country's code",
        )
    e164 = f"+{_BRAZIL}{found[0]}"
    return Phone(e164, found[1], "BR", area_codes.state(e164), area_codes.zone(e164))


def _national(digits: str) -> str:
    """Return area code and number, without the country's code, the leading 0 and the carrier's two digits."""
    if digits.startswith(f"{_BRAZIL}0") or (digits.startswith(str(_BRAZIL)) and len(digits) in (12, 13)):
        digits = digits[2:]
    if digits.startswith("0"):
        digits = digits[1:]
        if len(digits) in (12, 13):
            digits = digits[2:]
    return digits


def _valid_national(national: str) -> tuple[str, bool] | None:
    """Return the number as it is stored, and True for a mobile; ``None`` for an invalid one."""
    if national[:2] not in area_codes.STATES:
        return None
    if len(national) == 10 and national[2] in "6789":
        completed = national[:2] + "9" + national[2:]
        if _type(completed) in _MOBILE_TYPES:
            return completed, True
    if len(national) in (10, 11):
        kind = _type(national)
        if kind in _MOBILE_TYPES:
            return national, True
        if kind == PhoneNumberType.FIXED_LINE:
            return national, False
    return None


def _type(national: str) -> int:
    return phonenumbers.number_type(PhoneNumber(country_code=_BRAZIL, national_number=int(national)))


def _foreign(written: str, text: str) -> Phone:
    try:
        number = phonenumbers.parse(written, None)
    except phonenumbers.NumberParseException:
        number = PhoneNumber()
    if not phonenumbers.is_valid_number(number):
        raise Refused(
            "invalid_phone", f"{shown(text)} is no valid number of its country: check the code behind the +"
        )
    if phonenumbers.number_type(number) not in _MOBILE_TYPES:
        raise Refused("foreign_not_mobile", f"{shown(text)} is no mobile: abroad only mobiles are written to")
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return Phone(e164, True, phonenumbers.region_code_for_number(number) or "", None, None)
