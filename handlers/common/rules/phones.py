"""Normalisation of phone numbers as people write them, to E.164 (docs/system.md, "Contacts: addresses").

Brazil is the default; a mobile is stored with its ninth digit; another country's number needs its ``+`` or ``00`` and
must be a mobile. Digits are never dropped, split or moved to make a number valid: what can be read in two ways is
refused. The phone library decides if a number is valid and if it is a mobile.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat

from handlers.common.rules import (
    area_codes,
    brazilian_numbers,
    phone_notation,
    phone_readings,
    phone_refusals,
)
from handlers.common.rules.brazilian_numbers import COUNTRY
from handlers.common.rules.phone_notation import Notation
from handlers.common.rules.refusals import Refused, attempt, first_accepted

_PLAIN = re.compile(
    r"(?:\+55 ?|55 ?(?=\(?[1-9]{2}\)?[ .-]?9))?"
    r"(?:0 ?\(?|\(?0?)([1-9][1-9])\)?[ .-]?(9[0-9]{4}|[2-5][0-9]{3})[ .-]?([0-9]{4})"
)
"""The notation of most numbers, which have nothing else to them."""
_LOST = "0000000"
"""The end of a number of which a spreadsheet may have lost the rest."""
_LONGEST_CELL = 5_000
_STRONG_SEPARATOR = re.compile(r"\s:::\s|\s//\s|[|;\n\r\v\f\x85\u2028\u2029]+")
_WEAK_SEPARATOR = re.compile(r"[/,]|\s(?:e|E|ou|OU)\s")
_LINK = re.compile(r"//|\bwww\.|\w\.[a-z]{2,}/|^\D*[^\W\d_]/\d", re.IGNORECASE)
"""A web page's address or somebody's name at a network, whose slashes separate nothing."""
_BESIDE_LINK = re.compile(r"\s/\s|,\s|\s(?:e|E|ou|OU)\s")
_AREA_CODE = re.compile(r"\W*+(?:DDD\W*+)?[0-9]{1,3}\W*", re.IGNORECASE)
_NO_COUNTRY = "001"
"""The library's region of satellites and international networks."""


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

    Raise ``Refused`` if it holds none, or one that can be read in two ways. The codes are ``empty``, ``not_a_phone``,
    ``rounded`` (a spreadsheet's notation that has lost digits), ``no_area_code``, ``area_code_unknown``,
    ``area_code_at_end``, ``too_few_digits``, ``too_many_digits``, ``cut_off``, ``carrier_code_unknown``,
    ``service_number``, ``foreign_not_mobile``, ``ambiguous``, ``invalid_phone``.
    """
    if not text.endswith(_LOST) and (match := _PLAIN.fullmatch(text)):
        found = brazilian_numbers.whole("".join(match.groups()))
        if found is not None:
            return _phone(*found)
    notation = phone_notation.read(text)
    if notation.digits.startswith("00") and not notation.plus:
        notation = _without_prefix(notation)
    if notation.plus and not notation.digits.startswith(COUNTRY):
        return _foreign(notation)
    return _brazilian(notation)


def split(cell: str) -> list[str]:
    """Return the numbers of a cell, the main one first, separated by ``|``, ``;``, ``:::``, ``//`` or a line break.

    A slash, a comma or the word ``e`` or ``ou`` may be part of one number: `read` tries both readings.
    """
    return [part.strip() for part in _STRONG_SEPARATOR.split(cell) if part.strip()]


def read(cell: str) -> list[Phone | Refused]:
    """Return the number, or the refusal, of each part of a cell in order; parts without a letter or digit are blank."""
    if len(cell) > _LONGEST_CELL:
        return [phone_notation.not_a_phone(cell)]
    return [found for part in split(cell) if any(map(str.isalnum, part)) for found in _read_part(part)]


def valid_in(cell: str) -> list[Phone]:
    """Return the valid numbers of a cell in order, each once."""
    return list(dict.fromkeys(found for found in read(cell) if isinstance(found, Phone)))


def first_valid(cell: str) -> Phone:
    """Return the first valid number of a cell; raise the ``Refused`` of its main one if it holds none."""
    return first_accepted(read(cell), "the phone is empty")


def match_forms(e164: str) -> tuple[str, ...]:
    """Return the forms under which this person's replies may arrive, the stored one first.

    Providers still show some Brazilian mobiles without the ninth digit: both forms are the same person. WhatsApp keeps
    the 1 that Mexico's mobiles had behind the 52 until 2019.
    """
    if re.fullmatch(r"\+55\d{2}9\d{8}", e164):
        return (e164, e164[:5] + e164[6:])
    if re.fullmatch(r"\+55\d{2}[6-9]\d{7}", e164):
        return (e164[:5] + "9" + e164[5:], e164)
    if re.fullmatch(r"\+521\d{10}", e164):
        return (f"+52{e164[4:]}", e164)
    return (e164,)


def _read_part(part: str) -> Iterator[Phone | Refused]:
    """Yield the number of a part, or those that a slash, a comma or a word separates in it."""
    whole = attempt(normalise, part)
    if not _WEAK_SEPARATOR.search(part):
        yield whole
        return
    separator = _BESIDE_LINK if _LINK.search(part) else _WEAK_SEPARATOR
    pieces = [piece for piece in map(str.strip, separator.split(part)) if piece]
    found = [attempt(normalise, piece) for piece in pieces] if len(pieces) > 1 else []
    valid = {phone.e164 for phone in found if isinstance(phone, Phone)}
    if not valid or (isinstance(whole, Phone) and valid == {whole.e164}):
        # As a whole: "11/98765-4321" is one number, "11 98765-4321/3333-4444" is two.
        yield whole
    elif isinstance(whole, Phone) or whole.code == "ambiguous" or any(map(_AREA_CODE.fullmatch, pieces)):
        # "11 9876-5432/1" is not the number in front of the slash, nor "(11/21) 98765-4321" the one behind it.
        yield phone_refusals.ambiguous(Notation(part, ""))
    else:
        yield from found


def _without_prefix(notation: Notation) -> Notation:
    """Return a number without the 00 of international calls, as if a ``+`` were in its place."""
    if len(notation.digits) in (10, 11) and 2 in notation.brackets:
        raise phone_refusals.area_code_unknown(notation, "00")
    if 1 in notation.breaks:
        raise phone_refusals.ambiguous(notation)
    return phone_notation.without_prefix(notation)


def _brazilian(notation: Notation) -> Phone:
    reading = phone_readings.reading(notation)
    national = reading.national(notation)
    found = brazilian_numbers.whole(national) if reading.carrier else brazilian_numbers.valid(national)
    if found is None:
        raise phone_refusals.invalid(notation, reading)
    if not phone_readings.agrees(notation, reading):
        raise phone_refusals.contradicted(notation, reading)
    if phone_readings.is_doubtful(notation, reading):
        raise phone_refusals.ambiguous(notation)
    return _phone(*found)


def _phone(national: str, mobile: bool) -> Phone:
    area = national[:2]
    return Phone(f"+{COUNTRY}{national}", mobile, "BR", area_codes.STATES[area], area_codes.ZONES[area])


def _foreign(notation: Notation) -> Phone:
    number = _parsed(f"+{notation.digits}")
    national = brazilian_numbers.valid(notation.digits)
    if number is None:
        if national and notation.link:
            return _brazilian(replace(notation, plus=False, link=False))
        two_ways = national and notation.dialled
        raise phone_refusals.ambiguous(notation) if two_ways else phone_refusals.abroad(notation)
    region = phonenumbers.region_code_for_number(number) or ""
    if region == _NO_COUNTRY or phonenumbers.number_type(number) not in brazilian_numbers.MOBILE_TYPES:
        raise phone_refusals.not_mobile(notation)
    if _is_doubtful_abroad(notation, number, brazilian=national is not None):
        raise phone_refusals.ambiguous(notation, "write + and the country's code, +55 11 98765-4321")
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return Phone(e164, True, region, None, None)


def _parsed(written: str, region: str | None = None) -> PhoneNumber | None:
    """Return the valid number that the library reads; ``None`` if there is none."""
    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


def _is_doubtful_abroad(notation: Notation, number: PhoneNumber, *, brazilian: bool) -> bool:
    """Return True for digits that may be meant otherwise, or that the library has read by leaving some out."""
    country = str(number.country_code)
    rest = notation.digits.removeprefix(country)
    if any(place < len(country) for place in notation.breaks):
        return True
    if phonenumbers.national_significant_number(number) not in (rest, rest.removeprefix("0")):
        return True
    if brazilian and (notation.link or notation.hyphens or notation.dialled):
        return True
    if notation.dialled and phone_readings.is_behind_carrier(notation):
        return True
    dialled = _parsed(f"00{notation.digits}", "BR") if notation.dialled else None
    return dialled is not None and dialled != number
