"""Lists in workbooks: XLSX, XLSM, XLSB, XLS and ODS, in the sheet ``Leads`` or the first that is understood."""

import marshal
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple

from handlers.common.rules.refusals import Refused, shown
from handlers.intake.rules import (
    cells,
    headers,
    workbook_limits,
    workbook_parts,
    workbook_process,
    workbook_rows,
)
from handlers.intake.rules.lists import TableList, check_length
from handlers.intake.rules.workbook_process import Reader, ReaderEndedError, Sheet

SHEET = "Leads"
MAX_READERS = 3
"""For one workbook: a sheet that is too large ends its reader, and another looks at the sheets behind it."""
_NAMED_SHEETS = 3
_HIDDEN_ROWS_UNKNOWN = "com as linhas ocultas, que neste formato não se reconhecem"
"""Said of a sheet of XLS or XLSB: its hidden rows are taken in like all others."""

Row = list[Any]


def read(body: bytes, *, columns: Mapping[str, str] | None = None) -> TableList:
    """Return the list in a workbook; of a formula, the value that the spreadsheet program has saved with it.

    The sheet is ``Leads``, else the first with a header that is understood, hidden ones last. ``columns``: further
    names of columns and their fields, see `headers.find`.
    Raises ``Refused``: ``no_such_sheet``, ``cell_too_long``, ``too_many_rows``, and the codes of
    `workbook_parts.directory`, `workbook_limits` and `headers.find`.
    """
    search = _Search(body, workbook_parts.directory(body), columns)
    try:
        for _ in range(MAX_READERS):
            with workbook_process.opened(body) as reader:
                if (found := search.list_in(reader)) is not None:
                    return found
    except ReaderEndedError as ended:
        raise workbook_limits.refusal(ended) from None
    raise search.refusal()


class _Passed(NamedTuple):
    """A sheet that is not the list."""

    name: str
    reason: Refused
    shows: str
    """The names of its columns, as far as they can be told."""


@dataclass
class _Search:
    """A workbook in which the sheet with the list is looked for."""

    body: bytes
    parts: workbook_parts.Parts
    columns: Mapping[str, str] | None
    passed: dict[str, _Passed] = field(default_factory=dict)

    def list_in(self, reader: Reader) -> TableList | None:
        """Return the list; None if the reader has ended at a sheet that need not be the list.

        Raises ``Refused`` if no sheet is the list, and ``ReaderEndedError``.
        """
        for sheet in _in_order(reader.sheets):
            if sheet.name in self.passed:
                continue
            if (understood := self._understood(reader, sheet)) is not None:
                head, hidden = understood
                return self._table(reader, sheet, head, hidden)
            if reader.has_ended:
                return None
        raise self.refusal()

    def _table(self, reader: Reader, sheet: Sheet, head: list[Row], hidden: list[range] | None) -> TableList:
        """Return the list in a sheet, read to its end before the first of its rows is used."""
        blocks = [marshal.dumps(head), *workbook_limits.check_text(reader.blocks())]
        last = workbook_process.count(blocks)
        check_length(last)
        read_as = sheet.name if sheet.is_visible else f"{sheet.name} (oculta)"
        return TableList(
            lambda: _rows(blocks),
            columns=self.columns,
            hidden=workbook_rows.up_to(last, hidden or ()),
            read_as=read_as if hidden is not None else f"{read_as} ({_HIDDEN_ROWS_UNKNOWN})",
        )

    def _understood(self, reader: Reader, sheet: Sheet) -> tuple[list[Row], list[range] | None] | None:
        """Return the first rows of a sheet and what is hidden in it, None if that cannot be told.

        Return None, the reason kept, if it is not the list.
        """
        head: list[Row] | None = None
        try:
            part = workbook_rows.sheet_part(self.body, self.parts, sheet.name)
            workbook_parts.check_size(part, workbook_rows.shared_texts(self.parts))
            try:
                reader.order(sheet.name)
                # Looked for while the reader, which is another process, is at work.
                hidden = workbook_rows.hidden(self.body, part, sheet.name) if part else None
                head = reader.head()
            except ReaderEndedError as ended:
                raise workbook_limits.refusal(ended, self.body, part) from None
            headers.find(head, self.columns)
        except Refused as refused:
            self._pass(sheet, refused, head)
            return None
        return head, hidden

    def _pass(self, sheet: Sheet, reason: Refused, head: Sequence[Row] | None) -> None:
        texts = ([cells.text(value) for value in row if value != ""] for row in head or ())
        shows = ", ".join(max(texts, key=len, default=[]))
        if _is_named_so(sheet) and sheet.is_visible and (shows or head is None):
            raise reason
        self.passed[sheet.name] = _Passed(sheet.name, reason, shows)

    def refusal(self) -> Refused:
        """Return the refusal of a workbook in which no sheet is the list."""
        telling = [passed for passed in self.passed.values() if passed.shows] or list(self.passed.values())
        if len(telling) == 1:
            return telling[0].reason
        named = [
            f"{shown(passed.name)} with {shown(passed.shows) if passed.shows else 'nothing'}"
            for passed in telling[:_NAMED_SHEETS]
        ]
        return Refused(
            "no_such_sheet",
            f"no sheet has the columns of a list; found: {'; '.join(named) or 'no sheet'}. Name the columns in a line "
            "above the contacts: Nome, Contato, CNPJ/CPF, Email, Telefone",
            value=", ".join(passed.name for passed in telling),
        )


def _in_order(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the sheets that may be the list, in the order in which they are looked at."""
    with_cells = [sheet for sheet in sheets if sheet.has_cells]
    return sorted(with_cells, key=lambda sheet: (not sheet.is_visible, not _is_named_so(sheet)))


def _is_named_so(sheet: Sheet) -> bool:
    return cells.folded(sheet.name) == cells.folded(SHEET)


def _rows(blocks: Sequence[bytes]) -> Iterator[tuple[int, Row]]:
    return enumerate(chain.from_iterable(map(marshal.loads, blocks)), start=1)
