"""The tally of a step: how many of its rows came to what, and what is to be said of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from handlers.common.rules.refusals import Problem
from handlers.intake.rules import remarks
from handlers.intake.rules.job import JobStep, RowCounts
from handlers.intake.rules.remarks import Remark, Subject

_COUNTED = {Subject.INVALID: "invalid", Subject.DUPLICATE: "duplicates", Subject.OPTED_OUT: "optedOut"}
"""The counter of each fate that is remarked upon; of a row that is only noted the fate is another one."""


@dataclass
class Tally:
    """The rows of a step, each counted once."""

    records: int = 0
    """The rows that were looked at."""
    _counts: Counter[str] = field(default_factory=Counter)
    _remarks: list[Remark] = field(default_factory=list)

    def blank(self) -> None:
        """Count a row without content."""
        self._counts["blank"] += 1

    def ingested(self, rows: int = 1) -> None:
        """Count rows that were taken in."""
        self._counts["ingested"] += rows

    def left(
        self, row: int, subject: Subject, problems: Iterable[Problem], record: list[str] | None = None
    ) -> None:
        """Count a row that was not taken in, with the reasons; ``record``: its cells, if it was refused."""
        self._counts[_COUNTED[subject]] += 1
        self._remarks.append(Remark(row, subject, record, tuple(problems)))

    def note(self, row: int, problems: tuple[Problem, ...]) -> None:
        """Keep notes on a row that is counted elsewhere; nothing if there are none."""
        if problems:
            self._remarks.append(Remark(row, Subject.NOTED, None, problems))

    def step(self) -> JobStep:
        """Return the rows as a step of the job."""
        return JobStep(self.records, RowCounts(**self._counts), remarks.pack(self._remarks))
