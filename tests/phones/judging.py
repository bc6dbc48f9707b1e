"""What became of a spoilt number, beside what the phone library reads in the same text."""

import re

import phonenumbers

from handlers.common.rules import carriers, phones
from handlers.common.rules.refusals import Refused
from tests.phones.mutations import Spoilt

_PREFIX = re.compile(f"(?:00)?(?:55)?(?:0(?:{'|'.join(sorted(carriers.CODES))})?)?")

REFUSED = "refused"
SAME = "the same person"
LIBRARY = "another number, which the library reads in exactly those digits"
COMPLETED = "another number, which lacks nothing but its ninth digit"
STRANGER = "a stranger"
"""A number that neither stands in the text nor lacks its ninth digit there: this must not be."""


def outcome(spoilt: Spoilt) -> str:
    """Return what became of a spoilt number."""
    try:
        found = phones.normalise(spoilt.text).e164
    except Refused:
        return REFUSED
    if found == spoilt.e164:
        return SAME
    if found == library(spoilt.text) or _stands(found[3:], spoilt.text) or _is_abroad(found, spoilt.text):
        return LIBRARY
    return COMPLETED if _stands(found[3:5] + found[6:], spoilt.text) else STRANGER


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
    """Return True for another country's number behind 00."""
    return "".join(filter(str.isdigit, text)) == f"00{e164[1:]}"
