"""A check, and the three ways in which it can end."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from ops.conformance.scratch import Scratch


class DiffersError(Exception):
    """AWS answers otherwise than the code takes for granted."""


class Result(StrEnum):
    """The end of a check."""

    HOLDS = "holds"
    DIFFERS = "DIFFERS"
    NOT_TRIED = "not tried"


@dataclass(frozen=True)
class Check:
    """One assumption about AWS, and the way to try it."""

    name: str
    """The name of its row in ``docs/assumptions.md``."""
    claim: str
    """The assumption as a sentence without its full stop."""
    run: Callable[[Scratch], None]
    """Tries it; raises ``DiffersError``, or what AWS refused."""


@dataclass(frozen=True)
class Finding:
    """The end of one check."""

    check: Check
    result: Result
    detail: str
    """The claim where it holds, else what was expected and seen, or why it could not be tried."""
    seconds: float

    @property
    def line(self) -> str:
        """The finding in one line."""
        return f"{self.result:<9}  {self.check.name:<23}  {self.detail}  ({self.seconds:.1f} s)"


def expect(expected: str, holds: bool, seen: object) -> None:
    """Raise ``DiffersError`` with what was expected and what was seen, unless it ``holds``."""
    if not holds:
        raise DiffersError(f"expected {expected}; seen {_short(seen)}")


def _short(seen: object) -> str:
    text = " ".join(str(seen).split())
    return text if len(text) <= 300 else f"{text[:297]}…"
