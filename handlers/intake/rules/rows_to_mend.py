"""The rows to mend: the refused rows of a list in the form in which they came, each with its number and the reasons.

Such a file can be dropped in the inbox as it is: the column that was added is ignored there, and nothing in the file is
a formula. It is written to a temporary file as the rows come, because a list of 200,000 refused rows has one too.
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from handlers.intake.rules import cells, places, reasons
from handlers.intake.rules.headers import REPORT_COLUMN, REPORTED
from handlers.intake.rules.json_lists import ItemList
from handlers.intake.rules.lists import ContactList
from handlers.intake.rules.remarks import Remark
from handlers.intake.rules.spools import Spool

MAX_WORKBOOK_ROWS = 30_000
"""Refused rows that half a run has time to write as a workbook, see `reporting.ROWS_A_SECOND`; a list with more gets a
CSV, which is written nearly three times as fast."""

_TEXT_ENDINGS = ("csv", "tsv", "txt")
_CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
}
_SHEET = "Leads"
_WIDEST = 60
_LONGEST_CELL = 32_767
"""UTF-16 units that a cell of a workbook may have."""


class RowsToMend(Protocol):
    """A file of refused rows under way."""

    name: str
    """The file's name."""

    def add(self, remark: Remark) -> None:
        """Add a refused row."""
        ...

    def finished(self) -> Spool:
        """Complete the file and return it, to be read from its start; nothing can be added behind that."""
        ...


def content_type(name: str) -> str:
    """Return the media type of a file of rows to mend."""
    return _CONTENT_TYPES[name.rpartition(".")[2]]


def begun(listed: ContactList, key: str, expected: int) -> RowsToMend:
    """Return the file for ``expected`` refused rows of a list that came as ``key``, still without rows."""
    if isinstance(listed, ItemList):
        return _Items()
    if not listed.delimiter and expected <= MAX_WORKBOOK_ROWS:
        return _Workbook(listed.columns)
    ending = key.rpartition(".")[2].lower()
    if not listed.delimiter or ending not in _TEXT_ENDINGS:
        ending = "tsv" if listed.delimiter == "\t" else "csv"
    return _Text(listed.columns, listed.delimiter or ";", ending)


def motive(remark: Remark) -> str:
    """Return the number of a row and the reasons for which it is refused."""
    return f"linha {remark.row}: {' '.join(map(reasons.told, remark.problems))}"


class _Columns:
    """The columns of the list without those that an earlier report had added, and the added one."""

    def __init__(self, columns: Sequence[str]) -> None:
        self._kept = [place for place, name in enumerate(columns) if cells.folded(name) not in REPORTED]
        self._width = len(columns)
        self.header = [*(columns[place] for place in self._kept), REPORT_COLUMN]

    def row(self, remark: Remark) -> list[str]:
        """Return the cells of a refused row; those beyond the header stand behind the added one."""
        record = remark.record or []
        known = [record[place] if place < len(record) else "" for place in self._kept]
        return [*map(cells.encodable, [*known, motive(remark), *record[self._width :]])]


class _Text:
    """A CSV with the list's own delimiter, in UTF-8 with its mark, for Excel."""

    def __init__(self, columns: Sequence[str], delimiter: str, ending: str) -> None:
        self.name = f"{places.ROWS_TO_MEND}.{ending}"
        self._columns = _Columns(columns)
        self._file = Spool()
        self._text = io.TextIOWrapper(self._file, "utf-8-sig", newline="")
        self._writer = csv.writer(self._text, delimiter=delimiter)
        self._write(self._columns.header)

    def add(self, remark: Remark) -> None:
        self._write(self._columns.row(remark))

    def _write(self, row: Iterable[str]) -> None:
        self._writer.writerow(map(cells.escaped, row))

    def finished(self) -> Spool:
        self._text.detach()
        self._file.seek(0)
        return self._file


class _Items:
    """A JSON list of the refused values, each with the reasons beside its own fields."""

    name = f"{places.ROWS_TO_MEND}.json"

    def __init__(self) -> None:
        self._file = Spool()

    def add(self, remark: Remark) -> None:
        value = json.loads(remark.record[0]) if remark.record else None
        fields = value if isinstance(value, dict) else {"valor": value}
        text = json.dumps({**fields, REPORT_COLUMN: motive(remark)})
        self._file.write(b",\n" if self._file.tell() else b"[\n")
        self._file.write(text.encode())

    def finished(self) -> Spool:
        self._file.write(b"\n]\n")
        self._file.seek(0)
        return self._file


class _Workbook:
    """A workbook in which every cell is text, written row by row."""

    name = f"{places.ROWS_TO_MEND}.xlsx"

    def __init__(self, columns: Sequence[str]) -> None:
        from xlsxwriter import Workbook  # 40 ms of a cold start, which only a list with rows to mend needs

        self._columns = _Columns(columns)
        self._file = Spool()
        self._book = Workbook(self._file, {"constant_memory": True})
        self._sheet = self._book.add_worksheet(_SHEET)
        self._format = self._book.add_format({"num_format": "@", "valign": "top"})
        self._rows = 0
        self._widths: dict[int, int] = {}
        self._write(self._columns.header, self._book.add_format({"bold": True, "num_format": "@"}))
        self._sheet.freeze_panes(1, 0)

    def add(self, remark: Remark) -> None:
        self._write(self._columns.row(remark), self._format)

    def _write(self, row: Sequence[str], style: Any) -> None:
        for place, cell in enumerate(row):
            if cell:
                self._sheet.write_string(self._rows, place, _text_of_cell(cell), style)
                self._widths[place] = max(self._widths.get(place, 8), len(cell) + 2)
        self._rows += 1

    def finished(self) -> Spool:
        for place, width in self._widths.items():
            self._sheet.set_column(place, place, min(width, _WIDEST), self._format)
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{self._rows}"})
        self._book.close()
        self._file.seek(0)
        return self._file


def _text_of_cell(written: str) -> str:
    """Return the text as xlsxwriter takes it for text, cut to what a cell may have."""
    if len(written) * 2 > _LONGEST_CELL:
        written = written.encode("utf-16-le")[: 2 * _LONGEST_CELL].decode("utf-16-le", "ignore")
    # What looks like its own rich text is written into the sheet's XML as it is, formulas included.
    return f"{written} " if written.startswith("<r>") and written.endswith("</r>") else written
