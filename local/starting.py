"""The beginning of ``make up``: what takes its time is begun at once, side by side.

The emulator and the partners start as processes of their own, while Pulumi's SDK is imported here.
"""

import importlib
import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil
from rich.console import Console
from rich.text import Text

from local.campaign import contact_file
from local.campaign.stand_ins import process
from local.campaign.stand_ins.process import Prepared
from local.cloud import Cloud, ToldTime, start, workplace

RUN = "local.up"
"""The module that goes on from here."""


class Progress:
    """Prints lines of progress with the seconds since the command was given."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self.started_at = datetime.fromtimestamp(psutil.Process().create_time(), UTC)
        passed = (datetime.now(UTC) - self.started_at).total_seconds()
        self._start = time.monotonic() - passed

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._start

    def say(self, line: str) -> None:
        """Print a line."""
        self._console.print(Text.assemble((f"{self.seconds:6.1f} s  ", "dim"), line), soft_wrap=True)


@dataclass(frozen=True)
class Started:
    """A run whose cloud is up."""

    progress: Progress
    contacts: Path
    """The list, which can be read."""
    state: Path
    """The folder of the run."""
    embedded: Cloud
    partners: Prepared
    clock: ToldTime | None
    """The clock that all go by, for a cloud that is kept."""


@contextmanager
def started(contacts: Path, keep: bool, console: Console, build: Path) -> Generator[Started]:
    """Start a run, whose processes end with the block unless they are kept.

    Raises ``LocalError`` for what the user can cure, before anything is started where the list cannot be read.
    """
    progress = Progress(console)
    contacts = contact_file.checked(contacts)
    with ThreadPoolExecutor(1) as aside, workplace.occupied(build) as state:
        clock = ToldTime(state / "ahead") if keep else None
        imported = aside.submit(importlib.import_module, RUN)
        with start(state, told_time=clock) as embedded, process.prepare(state, clock) as partners:
            progress.say(f"the embedded cloud is up at {embedded.endpoint}")
            imported.result()
            yield Started(progress, contacts, state, embedded, partners, clock)
