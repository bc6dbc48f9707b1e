"""What became of a spoilt number, beside what the phone library reads in the same text."""

import re

import phonenumbers

from handlers.common.rules import carriers, phones
from handlers.common.rules.refusals import Refused
from tests.phones.mutations import Spoilt

_PREFIX = re.compile(f"(?:00)?(?:55)?(?:0(?:{'|'.join(sorted(carriers.CODES))})?)?")

REFUSED = "refused"
SAME = "the same person"
COMPLETED = "another mobile, which lacks nothing but the ninth digit that every mobile is given"
OTHER_DIGIT = "another number, which a digit in another's place has made, in exactly those digits"
OTHER_LENGTH = (
    "a land line that was a mobile with one digit more, or the other way round, in exactly those digits"
)
ABROAD = "another country's mobile, in exactly the digits behind + or 00"
STRANGER = "a stranger"
"""Any other number than these: this must not be."""

_OF_SAME_LENGTH = ("digit changed", "neighbours swapped")
"""The slips after which as many digits stand there as before, so that nobody can tell them from another number."""


def outcome(spoilt: Spoilt) -> str:
    """Return what became of a spoilt number."""
    try:
        found = phones.normalise(spoilt.text).e164
    except Refused:
        return REFUSED
    if found == spoilt.e164:
        return SAME
    if _stands(found[3:5] + found[6:], spoilt.text) and len(found) == len("+5511987654321"):
        return COMPLETED
    if not _stands(found[3:], spoilt.text):
        return ABROAD if _is_abroad(found, spoilt.text) else STRANGER
    if spoilt.kind in _OF_SAME_LENGTH:
        return OTHER_DIGIT
    return OTHER_LENGTH if len(found) != len(spoilt.e164) else STRANGER


def difference(text: str) -> str | None:
    """Return the kind of the difference where we accept a text that the library reads as another valid number."""
    other = library(text)
    try:
        found = phones.normalise(text).e164
    except Refused:
        return None
    if other is None or other == found:
        return None
    if len(other) == 13 and other[5] == "7" and found == f"{other[:5]}9{other[5:]}":
        return (
            "7xxx-xxxx: trunked radio, closed in 2018, to the library; a mobile without its ninth digit to us"
        )
    digits = "".join(filter(str.isdigit, text))
    if digits.startswith("0055") and (_stands(found[3:], text) or _stands(found[3:5] + found[6:], text)):
        return "0055: carrier 55 of a call abroad to the library; Brazil to us, as nobody writes the other"
    return f"unexplained: {text!r} is {found}, to the library {other}"


def library(text: str) -> str | None:
    """Return what the phone library reads in a text, if it is valid."""
    try:
        number = phonenumbers.parse(text, "BR")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def stands(e164: str, text: str) -> bool:
    """Return True if the text holds the number and nothing else, but for a known prefix and its ninth digit."""
    if not e164.startswith("+55"):
        return re.sub("[^0-9]", "", text).removeprefix("00") == e164[1:]
    return _stands(e164[3:], text) or (e164[5] == "9" and _stands(e164[3:5] + e164[6:], text))


def _stands(national: str, text: str) -> bool:
    """Return True if the text ends in the number, all its digits in order, behind nothing but a known prefix."""
    digits = "".join(filter(str.isdigit, text))
    return digits.endswith(national) and bool(_PREFIX.fullmatch(digits.removesuffix(national)))


def _is_abroad(e164: str, text: str) -> bool:
    """Return True for another country's number behind + or 00."""
    digits = "".join(filter(str.isdigit, text))
    return digits == (e164[1:] if text.startswith("+") else f"00{e164[1:]}")
