"""The report to the owner of a list as its remarks come in: what is answered, kept as data, shown and to be mended."""

import json
from collections import Counter
from dataclasses import dataclass, field

from handlers.common.rules.refusals import Refused
from handlers.intake.rules.ingest_answer import Entry, IngestAnswer, IngestStatus, IngestSummary
from handlers.intake.rules.remarks import Remark, Subject
from handlers.intake.rules.rows_to_mend import RowsToMend
from handlers.intake.rules.spools import Spool

MAX_ANSWERED = 5_000
"""Entries of each kind in an answer, which Lambda cuts at 6 MB; the report's document has all of them."""
MAX_SHOWN = 1_000
"""Rows of each kind on the page, which a phone has to open; the document has all of them."""


@dataclass
class IngestReport:
    """A report under way. It keeps no more rows in memory than it shows: the others are in files."""

    mend: RowsToMend | None = None
    """The file for refused rows; None for a list that is not to be answered by a file."""
    shown: dict[Subject, list[Remark]] = field(default_factory=lambda: {subject: [] for subject in Subject})
    """The first remarks of each kind."""
    rows: Counter[Subject] = field(default_factory=Counter)
    """The number of remarks of each kind."""
    stopped: Refused | None = None
    """The reason for which the list was refused whole, or not read to its end."""
    _errors: "_Entries" = field(default_factory=lambda: _Entries())
    _notes: "_Entries" = field(default_factory=lambda: _Entries())

    def add(self, remark: Remark) -> None:
        """Add what is to be said of a row."""
        refused = remark.subject is Subject.INVALID
        (self._errors if refused else self._notes).extend(remark)
        self.rows[remark.subject] += 1
        if len(self.shown[remark.subject]) < MAX_SHOWN:
            self.shown[remark.subject].append(remark)
        if refused and self.mend:
            self.mend.add(remark)

    def stop(self, refused: Refused, status: IngestStatus) -> None:
        """Add the reason for which the list as a whole is refused, or was not read to its end."""
        entry = {"row": None, "field": None, "code": refused.code, "message": refused.message}
        self._errors.add(entry, status)
        self.stopped = refused

    def answer(self, summary: IngestSummary) -> IngestAnswer:
        """Return the answer to the caller, with as many entries as it has room for."""
        answer: IngestAnswer = {**summary, "errors": self._errors.first, "notes": self._notes.first}
        if omitted := self._errors.omitted + self._notes.omitted:
            answer["omitted"] = omitted
        return answer

    def document(self, summary: IngestSummary, **further: object) -> Spool:
        """Return the answer with every entry, which says the row's outcome too, and with ``further`` members."""
        file = Spool()
        file.write(json.dumps({**summary, **further}, ensure_ascii=False)[:-1].encode())
        for name, entries in (("errors", self._errors), ("notes", self._notes)):
            file.write(f', "{name}": ['.encode())
            entries.copy_to(file)
            file.write(b"]")
        file.write(b"}\n")
        file.seek(0)
        return file


class _Entries:
    """Entries of the answer: the first ones as they are, all of them as JSON in a file."""

    def __init__(self) -> None:
        self.first: list[Entry] = []
        self.omitted = 0
        self._file = Spool()

    def extend(self, remark: Remark) -> None:
        for problem in remark.problems:
            self.add(problem.located(remark.row), remark.subject)

    def add(self, entry: Entry, outcome: str) -> None:
        if len(self.first) < MAX_ANSWERED:
            self.first.append(entry)
        else:
            self.omitted += 1
        separator = b",\n" if self._file.tell() else b"\n"
        whole = json.dumps({**entry, "outcome": outcome}, ensure_ascii=False)
        self._file.write(separator + whole.encode("utf-8", "replace"))

    def copy_to(self, file: Spool) -> None:
        self._file.seek(0)
        while piece := self._file.read(2**20):
            file.write(piece)
