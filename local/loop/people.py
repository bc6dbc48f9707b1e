"""The numbers of the people who are played."""

import random

import phonenumbers

from local.errors import LocalError


def digits(phone: str) -> str:
    """Return a number in digits, with its country's code. Raises ``LocalError`` for what is no mobile number."""
    try:
        parsed = phonenumbers.parse(phone, "BR")
    except phonenumbers.NumberParseException:
        parsed = None
    mobile = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
    if parsed is None or phonenumbers.number_type(parsed) not in mobile:
        raise LocalError(f"PHONE={phone} is no mobile number: write one as 11 98765-4321 or +5511987654321")
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164).removeprefix("+")


def somebody() -> str:
    """Return a number in São Paulo at random."""
    return f"55119{random.randrange(70_000_000, 99_999_999)}"
