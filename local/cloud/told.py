"""The time that a cloud and its functions are told, as its starter sets it: seconds ahead of the machine, in a file."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

MODULE = Path(__file__).with_name("told_time")
"""The folder with the module that tells processes the time."""


class ToldTime:
    """A clock that may leap ahead of the machine's; ``file`` holds by how many seconds."""

    def __init__(self, file: Path) -> None:
        self.file = file
        if not file.exists():
            self.tell(0.0)

    @property
    def ahead(self) -> float:
        """The seconds by which it is ahead of the machine."""
        return float(self.file.read_text())

    @property
    def seconds(self) -> float:
        """The time that is told, in seconds since the epoch."""
        return time.time() + self.ahead

    def now(self) -> datetime:
        """Return the time that is told, in UTC."""
        return datetime.fromtimestamp(self.seconds, UTC)

    def tell(self, ahead: float) -> None:
        """Let the clock be so many seconds ahead; who reads the file meanwhile finds the old or the new number."""
        unfinished = self.file.with_suffix(".new")
        unfinished.write_text(str(ahead))
        unfinished.replace(self.file)

    def leap_to(self, instant: float) -> None:
        """Let it be an instant, in seconds since the epoch."""
        self.tell(instant - time.time())

    def environment(self) -> Mapping[str, str]:
        """Return the variables by which a process of Python goes by this clock, unless its interpreter is isolated."""
        return {"PYTHONPATH": str(MODULE), "TOLD_TIME": str(self.file)}
