"""One line of the benchmark."""

from typing import NamedTuple


class Figure(NamedTuple):
    """What was measured, and what it is held against, all in the same unit."""

    what: str
    value: float
    unit: str = ""
    limit: float | None = None
    """It may be this at the most; ``None``: it is only shown."""
    floor: float | None = None
    """What cannot be done without."""
    old: float | None = None
    """What the system that this one replaces needs."""
    detail: str = ""

    @property
    def met(self) -> bool:
        return self.limit is None or self.value <= self.limit
