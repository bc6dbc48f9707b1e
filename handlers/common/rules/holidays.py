"""Public holidays of Brazil's states, from a file that ops/make_holidays.py generates.

They are the national and state holidays and the optional days on which offices close (Carnival, Corpus
Christi, …).
"""

import json
from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any


class UnknownYearError(LookupError):
    """A year outside the file: its holidays are unknown, so no message may go out in it."""


@cache
def _file() -> dict[str, Any]:
    return json.loads((files("handlers.common.rules") / "holidays.json").read_text())


@cache
def public(state: str, year: int) -> frozenset[date]:
    """Return the holidays of a state (``SP``); the national ones alone for an unknown state or ``""``.

    Raise ``UnknownYearError`` for a year that the file does not hold.
    """
    national, states = _file()["national"], _file()["states"]
    if str(year) not in national:
        raise UnknownYearError(
            f"holidays.json holds {min(national)} to {max(national)}, not {year}: "
            "extend the years in ops/make_holidays.py and run `python -m ops.make_holidays`"
        )
    days = f"{national[str(year)]} {states.get(state, {}).get(str(year), '')}".split()
    return frozenset(date(year, int(day[:2]), int(day[2:])) for day in days)


@dataclass(frozen=True)
class DaysOff(Container[date]):
    """The days on which nothing goes out: the tenant's own and, unless worked, the state's holidays."""

    state: str
    """The state as two letters; empty for the national holidays alone."""
    own: frozenset[date] = frozenset()
    public_are_worked: bool = False

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date):
            return False
        return day in self.own or (not self.public_are_worked and day in public(self.state, day.year))
