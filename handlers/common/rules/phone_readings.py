"""Readings of a written number as a Brazilian one: where the area code begins, and if the notation agrees.

What stands in front of the area code is the country's code, the trunk 0 or the 0 with a carrier code, and nothing else;
the digits behind it are the whole number, in their order.
"""

from dataclasses import dataclass

from handlers.common.rules import area_codes, brazilian_numbers, carriers
from handlers.common.rules.brazilian_numbers import COUNTRY
from handlers.common.rules.phone_notation import Notation

_GROUPED_EIGHT = {frozenset(places) for places in ((), (4,), (2, 4), (4, 6), (2, 4, 6))}
"""The places at which a local number of eight digits is parted, if at all: ``9 876-5432`` lacks a digit."""
_GROUPED_NINE = {
    frozenset(places)
    for places in ((), (1,), (4,), (5,), (1, 5), (3, 6), (5, 7), (3, 5), (3, 5, 7), (1, 3, 5, 7), (1, 5, 7))
}
"""The same of nine digits: ``93.304.7723`` may as well lack one."""

_USUAL_MOBILES = ("96", "97", "98", "99")
"""The beginnings of nearly all mobiles in the areas whose code is a carrier's too; 91 to 95 are São Paulo's 11."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to read the digits of a Brazilian number."""

    area: int
    """The place at which the area code begins."""
    cuts: frozenset[int]
    """The places at which a part of what is in front of it ends."""
    carrier: bool
    country: bool

    def national(self, notation: Notation) -> str:
        """Return area code and number, in digits."""
        return notation.digits[self.area :]


def reading(notation: Notation) -> Reading:
    """Return the only way in which the digits can be split, valid or not."""
    digits, at, cuts = notation.digits, 0, {0}
    country = notation.plus or (
        digits.startswith(COUNTRY) and (len(digits) in (12, 13) or digits.startswith(f"{COUNTRY}0"))
    )
    if country:
        at = len(COUNTRY)
        cuts.add(at)
    carrier = False
    if digits[at : at + 1] == "0":
        at += 1
        cuts.add(at)
        carrier = len(digits) - at in (12, 13) and digits[at : at + 2] in carriers.CODES
    if carrier:
        at += 2
        cuts.add(at)
    return Reading(at, frozenset(cuts), carrier, country)


def agrees(notation: Notation, found: Reading) -> bool:
    """Return True if what stands between the digits leaves country's, carrier and area code in one piece each."""
    area_end = found.area + 2
    cuts = found.cuts | {area_end}
    inside = {place for place in notation.breaks if place < area_end} - found.cuts
    if found.carrier and found.area in notation.closings:
        return False
    if inside or not notation.brackets <= cuts or not notation.words <= cuts:
        return False
    apart = area_end in notation.breaks
    if notation.breaks and not apart and has_area_at_end(notation):
        return False
    local = frozenset(place - area_end for place in notation.breaks if place > area_end)
    if not apart and (len(local) > 1 or 1 in local):
        # "119-8765-4321" may have a digit too many in front of 8765-4321.
        return False
    return local in (_GROUPED_EIGHT if len(notation.digits) - area_end == 8 else _GROUPED_NINE)


def is_doubtful(notation: Notation, found: Reading) -> bool:
    """Return True for digits that can as well be a shorter number of another area with digits too many.

    ``015 93456-78901`` may be carrier 15 and a land line of area 93, or a mobile of area 15 with a digit too many;
    ``015 99963-8106 00`` carrier 15 and area 99, or area 15 with two; so it is with ``55 98765-43210``. Only a notation
    that sets the area code apart tells.
    """
    national = found.national(notation)
    if notation.digits[found.area - 2 : found.area] not in area_codes.STATES:
        return False
    apart = found.area + 2 in notation.breaks
    if len(national) == 11:
        is_apart = apart and found.area in notation.breaks
        return found.carrier and national.startswith(_USUAL_MOBILES) and not is_apart
    if "9" not in national[:2]:
        return False
    if found.carrier:
        return not (apart and {found.area - 2, found.area} <= notation.breaks)
    if found.country and not notation.plus:
        return bool(notation.breaks) and not apart
    return False


def is_behind_carrier(notation: Notation) -> bool:
    """Return True for digits that are grouped as a carrier code, an area code and a number.

    The carrier code need not exist where it is set apart.
    """
    carrier = 2 in notation.breaks or notation.digits[:2] in carriers.CODES
    return carrier and 4 in notation.breaks and brazilian_numbers.whole(notation.digits[2:]) is not None


def has_area_at_end(notation: Notation) -> bool:
    """Return True for an area code behind the number, as in ``98765-4321 (11)`` or ``33334444 011``."""
    for length in (2, 3):
        local, area = notation.digits[:-length], notation.digits[-length:]
        apart = len(local) in notation.breaks or (len(local) == 9 and not notation.breaks)
        if len(local) in (8, 9) and apart and area.zfill(3).startswith("0"):
            return brazilian_numbers.valid(area[-2:] + local) is not None
    return False
