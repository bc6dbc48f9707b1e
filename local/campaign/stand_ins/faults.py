"""The faults of partners that are not to be relied on: which request fails, and how, drawn from a seed.

Pure. The fate of a partner's n-th request is the same in every run with the same seed; which message makes it is for
the run to decide.
"""

import random
import threading
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    """A way in which a request fails."""

    TOO_MANY = "answered 429"
    BROKEN = "answered 500, not accepted"
    BROKEN_AFTER = "answered 500, yet accepted"
    CUT_BEFORE = "cut before acceptance"
    CUT_AFTER = "cut after acceptance"
    SLOW = "accepted, answered after the time-out"
    LOCKED = "answered 401"


REFUSALS = {Fault.TOO_MANY: 429, Fault.BROKEN: 500, Fault.LOCKED: 401}
"""The faults that come before acceptance, with the status of their answer."""
CUTS = frozenset({Fault.CUT_BEFORE, Fault.CUT_AFTER})

_WEIGHTS = {
    Fault.TOO_MANY: 35,
    Fault.BROKEN: 18,
    Fault.BROKEN_AFTER: 10,
    Fault.CUT_BEFORE: 18,
    Fault.CUT_AFTER: 18,
    Fault.SLOW: 1,
}
SPELL = 25
"""Requests in a row that find the account locked: more than a batch makes, so that the channel is closed."""
LOCKED_SHARE = 0.1
"""The part of all faults that come as such spells."""
SLOW_SECONDS = 33.0
"""Longer than a caller waits for an answer."""


@dataclass
class FaultPlan:
    """The fate of every request, and the count of those that have failed. Safe for threads."""

    seed: int = 0
    rate: float = 0.0
    """The part of all requests that fail; 0 is a partner that works."""
    _numbers: Counter[str] = field(default_factory=Counter)
    _met: Counter[tuple[str, Fault]] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def fate(self, partner: str, number: int) -> Fault | None:
        """Return the fault of a partner's request, counted from 0; None if it goes well."""
        locked = self.rate * LOCKED_SHARE
        if self._drawn(partner, "spell", number // SPELL).random() < locked:
            return Fault.LOCKED
        drawn = self._drawn(partner, "request", number)
        if drawn.random() >= (self.rate - locked) / (1 - locked):
            return None
        return drawn.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]

    def next(self, partner: str) -> Fault | None:
        """Return the fault of the partner's next request, and count it."""
        with self._lock:
            fault = self.fate(partner, self._numbers[partner]) if self.rate else None
            self._numbers[partner] += 1
            if fault is not None:
                self._met[partner, fault] += 1
            return fault

    def calm(self) -> None:
        """Let every further request go well."""
        with self._lock:
            self.rate = 0.0

    def as_data(self) -> dict[str, dict[str, int]]:
        """Return the number of requests of each partner, and of each fault that they met."""
        with self._lock:
            data: dict[str, dict[str, int]] = {
                partner: {"requests": number} for partner, number in self._numbers.items()
            }
            for (partner, fault), number in self._met.items():
                data[partner][fault.value] = number
            return data

    def _drawn(self, *what: str | int) -> random.Random:
        return random.Random("/".join(map(str, (self.seed, *what))))
