"""Brazilian numbers as the phone library judges them: area code and number together, in digits."""

from phonenumbers import PhoneNumber, PhoneNumberType, number_type

from handlers.common.rules import area_codes

COUNTRY = "55"
MOBILE_TYPES = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})

_SERVICE_TYPES = frozenset(
    {
        PhoneNumberType.TOLL_FREE,
        PhoneNumberType.PREMIUM_RATE,
        PhoneNumberType.SHARED_COST,
        PhoneNumberType.UAN,
    }
)
_OLD_MOBILE = "6789"
"""The first digits of mobiles before they were given a ninth digit."""


def valid(national: str) -> tuple[str, bool] | None:
    """Return the number as it is stored, and True for a mobile; ``None`` for an invalid one.

    A mobile without its ninth digit is given it if the library calls the outcome a mobile.
    """
    if len(national) == 10 and national[2] in _OLD_MOBILE and national[:2] in area_codes.STATES:
        completed = f"{national[:2]}9{national[2:]}"
        return (completed, True) if _type(completed) in MOBILE_TYPES else None
    return whole(national)


def whole(national: str) -> tuple[str, bool] | None:
    """Return the number as `valid` does if none of its digits is missing."""
    if len(national) not in (10, 11) or national[:2] not in area_codes.STATES:
        return None
    found = _type(national)
    if found in MOBILE_TYPES and len(national) == 11:
        return national, True
    return (national, False) if found == PhoneNumberType.FIXED_LINE else None


def is_service(digits: str) -> bool:
    """Return True for a number that no person answers: 190, 0800, 0300, 4004."""
    number = digits.removeprefix("0")
    if len(number) < 6:
        return number.startswith("1") and len(number) in (3, 5)
    return not number.startswith("0") and len(number) <= 11 and _type(number) in _SERVICE_TYPES


def _type(national: str) -> int:
    return number_type(PhoneNumber(country_code=int(COUNTRY), national_number=int(national)))
