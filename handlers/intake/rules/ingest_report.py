"""The report to the owner of a list: the refused rows as they came, the reasons, and what was left out of others."""

import csv
import io
import json
from collections.abc import Sequence

from handlers.intake.rules import cells
from handlers.intake.rules.headers import ERROR_COLUMN
from handlers.intake.rules.ingest_answer import Entry, IngestAnswer, IngestSummary
from handlers.intake.rules.remarks import Remark

MAX_ANSWERED = 5_000
"""Entries of each kind in an answer, which Lambda cuts at 6 MB; the file beside the list has all of them."""


class IngestReport:
    """A report under way, kept in bytes: a list of 200,000 refused rows has one too."""

    def __init__(self, columns: Sequence[str], delimiter: str) -> None:
        self._errors = _Entries()
        self._notes = _Entries()
        self._rejected = io.BytesIO()
        self._text = io.TextIOWrapper(self._rejected, "utf-8-sig", newline="", write_through=True)
        self._writer = csv.writer(self._text, delimiter=delimiter)
        self._writer.writerow([*map(cells.escaped, columns), ERROR_COLUMN])
        self._width = len(columns)

    def add(self, remark: Remark) -> None:
        """Add a refused row with its reasons, or what was left out of a row."""
        if remark.record is None:
            self._notes.extend(remark)
            return
        self._errors.extend(remark)
        reasons = "; ".join(f"{problem.field}: {problem.message}" for problem in remark.problems)
        padding = [""] * (self._width - len(remark.record))
        self._writer.writerow([*map(cells.escaped, remark.record), *padding, cells.escaped(reasons)])

    def rejected(self) -> bytes:
        """Return the refused rows as CSV in UTF-8 with its mark, for Excel; no cell of it is taken for a formula."""
        self._text.flush()
        return self._rejected.getvalue()

    def answer(self, summary: IngestSummary) -> IngestAnswer:
        """Return the answer to the caller, with as many entries as it has room for."""
        answer: IngestAnswer = {**summary, "errors": self._errors.first, "notes": self._notes.first}
        if omitted := self._errors.omitted + self._notes.omitted:
            answer["omitted"] = omitted
        return answer

    def document(self, summary: IngestSummary) -> bytes:
        """Return the answer with every entry, as JSON."""
        head = json.dumps(summary, ensure_ascii=False)[:-1].encode()
        return b"".join(
            (head, b', "errors": [', self._errors.text(), b'], "notes": [', self._notes.text(), b"]}\n")
        )


class _Entries:
    """Entries of one kind: the first ones as they are, all of them as JSON."""

    def __init__(self) -> None:
        self.first: list[Entry] = []
        self.omitted = 0
        self._text = io.BytesIO()

    def extend(self, remark: Remark) -> None:
        for problem in remark.problems:
            entry = problem.located(remark.row)
            if len(self.first) < MAX_ANSWERED:
                self.first.append(entry)
            else:
                self.omitted += 1
            separator = b",\n" if self._text.tell() else b"\n"
            self._text.write(separator + json.dumps(entry, ensure_ascii=False).encode())

    def text(self) -> bytes:
        return self._text.getvalue()
