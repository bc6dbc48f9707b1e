"""One line of the benchmark."""

from typing import NamedTuple


class Figure(NamedTuple):
    """A measured value and the values that it is compared with, all in the same unit."""

    what: str
    value: float
    unit: str = ""
    limit: float | None = None
    """The most that is allowed; ``None`` for a value that is only shown."""
    floor: float | None = None
    """The least that is possible."""
    old: float | None = None
    """The value of the system that this one replaces."""
    detail: str = ""

    @property
    def met(self) -> bool:
        """True if the limit is kept, or there is none."""
        return self.limit is None or self.value <= self.limit
