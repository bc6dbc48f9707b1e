"""Numbers written in a common way and then spoilt once, as a slip of the finger or a spreadsheet does it."""

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from handlers.common.rules import area_codes, carriers

_AREAS = sorted(area_codes.STATES)
_CARRIERS = sorted(carriers.CODES)

NOTATIONS = (
    "{area}{local}",
    "{area} {local}",
    "({area}) {local}",
    "({area}){head}-{tail}",
    "({area}) {head}-{tail}",
    "({area}) {head} {tail}",
    "{area} {head}-{tail}",
    "{area}.{head}.{tail}",
    "{area}-{head}-{tail}",
    "{area}/{head}-{tail}",
    "({area}) 9 {old}",
)
"""Ways to write a number, without what stands in front of its area code."""
PREFIXES = (
    "",
    "",
    "",
    "0",
    "55",
    "55 ",
    "+55",
    "+55 ",
    "0055",
    "00 55 ",
    "0xx",
    "0{carrier}",
    "0 {carrier} ",
    "0{carrier} ",
)


class Spoilt(NamedTuple):
    """A valid number, and a text that was it before something happened to it."""

    kind: str
    """The name of what happened."""
    e164: str
    text: str


def spoilt(random: Random) -> Spoilt:
    """Return a number that was spoilt once."""
    national = _number(random)
    prefix, notation = random.choice(PREFIXES), random.choice(NOTATIONS)
    kind = random.choice([*_SLIPS, "prefix lost", "prefix added", "prefix doubled"])
    match kind:
        case "prefix lost":
            text = written(notation, national)
        case "prefix added":
            text = (
                _filled(random.choice(PREFIXES), random)
                + _filled(prefix, random)
                + written(notation, national)
            )
        case "prefix doubled":
            text = _filled(prefix, random) * 2 + written(notation, national)
        case _:
            text = _slipped(kind, _filled(prefix, random) + written(notation, national), random)
    return Spoilt(kind, f"+55{national}", text)


def written(notation: str, national: str) -> str:
    """Return a number, area code and all, in a notation."""
    area, local = national[:2], national[2:]
    if "{old}" in notation and len(local) == 8:
        notation = "({area}) {head}-{tail}"
    old = f"{local[-8:-4]}-{local[-4:]}"
    return notation.format(area=area, local=local, head=local[:-4], tail=local[-4:], old=old)


def _number(random: Random) -> str:
    area, rest = random.choice(_AREAS), f"{random.randrange(10**7):07d}"
    return area + (
        f"9{random.randrange(1, 10)}{rest}" if random.random() < 0.7 else f"{random.randrange(2, 6)}{rest}"
    )


def _filled(prefix: str, random: Random) -> str:
    return prefix.format(carrier=random.choice(_CARRIERS))


def _slipped(kind: str, text: str, random: Random) -> str:
    places = [place for place, character in enumerate(text) if character.isdigit()]
    number = random.randrange(len(places) - 1)
    return _SLIPS[kind](text, places[number], places[number + 1], str(random.randrange(10)))


def _swapped(text: str, place: int, following: int, _: str) -> str:
    return text[:place] + text[following] + text[place + 1 : following] + text[place] + text[following + 1 :]


_SLIPS: dict[str, Callable[[str, int, int, str], str]] = {
    "digit dropped": lambda text, place, _, digit: text[:place] + text[place + 1 :],
    "digit doubled": lambda text, place, _, digit: text[:place] + text[place] + text[place:],
    "digit changed": lambda text, place, _, digit: text[:place] + digit + text[place + 1 :],
    "digit inserted": lambda text, place, _, digit: text[:place] + digit + text[place:],
    "digit appended": lambda text, place, _, digit: text + digit,
    "last digit dropped": lambda text, place, _, digit: text[:-1],
    "neighbours swapped": _swapped,
}
