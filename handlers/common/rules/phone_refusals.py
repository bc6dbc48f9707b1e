"""Refusals of phone numbers that have digits: what is wrong with them, and the cure."""

from handlers.common.rules import area_codes, brazilian_numbers, phone_notation, phone_readings
from handlers.common.rules.phone_notation import MODEL, Notation
from handlers.common.rules.phone_readings import Reading
from handlers.common.rules.refusals import Refused

_FEWEST_DIGITS = 6


def refusal(notation: Notation, code: str, what: str) -> Refused:
    """Return a refusal; ``what`` follows the text in the message."""
    return phone_notation.refusal(notation.text, code, what)


def ambiguous(notation: Notation, cure: str = MODEL) -> Refused:
    """Return the refusal of what can be read in two ways."""
    return refusal(notation, "ambiguous", f"can be read in two ways: {cure}")


def area_code_unknown(notation: Notation, area: str) -> Refused:
    """Return the refusal of a number whose area code is none."""
    return refusal(notation, "area_code_unknown", f"has the area code {area}, which does not exist: {MODEL}")


def abroad(notation: Notation) -> Refused:
    """Return the refusal of a number of another country that does not exist."""
    return refusal(
        notation, "invalid_phone", "is no valid number of its country: check the code behind the + or 00"
    )


def not_mobile(notation: Notation) -> Refused:
    """Return the refusal of another country's number that is no mobile."""
    return refusal(notation, "foreign_not_mobile", "is no mobile: abroad only mobiles are written to")


def invalid(notation: Notation, found: Reading) -> Refused:
    """Return the reason why a number is no valid one of Brazil."""
    national = found.national(notation)
    if any(map(brazilian_numbers.is_service, (notation.digits, national))):
        return refusal(notation, "service_number", "is a service number: give a person's own number")
    if len(notation.digits) < _FEWEST_DIGITS:
        return refusal(notation, "not_a_phone", f"is no phone number: {MODEL}")
    if phone_readings.has_area_at_end(notation):
        return _area_code_at_end(notation)
    if found.carrier and brazilian_numbers.valid(national):
        return _behind_carrier(notation, found)
    if len(national) == 13 and notation.digits[:-13].endswith("0") and brazilian_numbers.whole(national[2:]):
        what = f"has the carrier code {national[:2]}, which does not exist: {MODEL}"
        return refusal(notation, "carrier_code_unknown", what)
    return _wrong_length(notation, found, national) or _wrong_digits(notation, national)


def contradicted(notation: Notation, found: Reading) -> Refused:
    """Return the reason why a number that would be valid is not written like one."""
    if phone_readings.has_area_at_end(notation):
        return _area_code_at_end(notation)
    if found.area + 1 in notation.breaks:
        return area_code_unknown(notation, notation.digits[found.area])
    local = len(notation.digits) - found.area - 2
    if local == 8 and found.area + 2 in notation.breaks and len(notation.digits) - 3 in notation.breaks:
        return refusal(notation, "too_few_digits", f"has a digit too few: {MODEL}")
    return ambiguous(notation)


def _area_code_at_end(notation: Notation) -> Refused:
    what = "has the area code at its end: write it first, (11) 98765-4321"
    return refusal(notation, "area_code_at_end", what)


def _behind_carrier(notation: Notation, found: Reading) -> Refused:
    """Return the refusal of a mobile without its ninth digit behind a carrier code, or of one with a digit too many."""
    is_area = notation.digits[found.area - 2 : found.area] in area_codes.STATES
    if is_area and found.area + 2 not in notation.breaks:
        return refusal(notation, "too_many_digits", f"has a digit too many: {MODEL}")
    return ambiguous(notation)


def _wrong_length(notation: Notation, found: Reading, national: str) -> Refused | None:
    """Return the refusal of a number with too many digits or too few; ``None`` for one of the right length."""
    local = _local(notation, found, national)
    if (
        local is None
        and len(national) in (8, 9)
        and national[0] in ("23456789" if len(national) == 8 else "9")
    ):
        return refusal(notation, "no_area_code", f"has no area code: {MODEL}")
    if local is not None and national[:2] not in area_codes.STATES:
        return None
    expected = 9 if national[2:3] == "9" else 8
    digits = len(national) - 2
    if digits < 8:
        return refusal(notation, "too_few_digits", f"has {_count(expected - digits)} too few: {MODEL}")
    if digits > 9 or (digits == 9 and national[2] in "2345"):
        return refusal(notation, "too_many_digits", f"has {_count(digits - expected)} too many: {MODEL}")
    return None


def _local(notation: Notation, found: Reading, national: str) -> str | None:
    """Return the digits behind the area code; ``None`` if the notation shows no area code."""
    apart = found.area + 2 in notation.breaks and not any(
        found.area < place < found.area + 2 for place in notation.breaks
    )
    if len(national) > 9 or (apart and notation.digits[found.area : found.area + 2] in area_codes.STATES):
        return national[2:]
    return None


def _count(digits: int) -> str:
    return "a digit" if digits == 1 else f"{digits} digits"


def _wrong_digits(notation: Notation, national: str) -> Refused:
    if national[:2] not in area_codes.STATES:
        return area_code_unknown(notation, national[:2])
    return refusal(
        notation,
        "invalid_phone",
        "is no valid Brazilian number: check its digits, or write + and the country's code",
    )
