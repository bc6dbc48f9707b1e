"""Lists of contacts, whatever their format: records to walk through, each of which gives a draft.

A record keeps its number as its owner knows it (the row of a sheet, the place in a JSON list), so that a report
points at what the owner sees. Walking is cheap and may be repeated; reading a record is what costs.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Protocol

from handlers.common.rules.refusals import Problem, Refused
from handlers.intake.rules import cells, headers
from handlers.intake.rules.columns import Header
from handlers.intake.rules.new_contacts import Draft

MAX_RECORDS = 1_000_000

Record = Any
"""A row of cells, or a value of a JSON list."""


class ContactList(Protocol):
    """A list as the ingest sees it."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of what `cells` gives."""
        ...

    @property
    def delimiter(self) -> str:
        """The delimiter of a text; empty for a list that is none."""
        ...

    @property
    def read_as(self) -> str:
        """The form in which the list was read, for its owner: the sheet, or the separator and encoding."""
        ...

    def records(self) -> Iterator[tuple[int, Record]]:
        """Return number and content of every record, blank ones included, always in the same order."""
        ...

    def cells(self, record: Record) -> list[str]:
        """Return the record as it came, as text."""
        ...

    def draft(self, record: Record) -> Draft | tuple[Problem, ...] | None:
        """Return what the record says, its problems if it cannot be read, or None if it is blank."""
        ...


def check_length(records: int) -> None:
    """Raise ``Refused`` (``too_many_rows``) for more records than an ingest keeps account of."""
    if records > MAX_RECORDS:
        raise Refused("too_many_rows", f"the list has {records} rows, more than {MAX_RECORDS}: split it")


class MarkedRow(list[Any]):
    """The cells of a row of which something is to be said."""

    def __init__(
        self, row: Iterable[object], problems: tuple[Problem, ...] = (), notes: tuple[Problem, ...] = ()
    ) -> None:
        super().__init__(row)
        self.problems = problems
        """Reasons for which the row is refused, whatever its cells hold."""
        self.notes = notes


class TableList:
    """A list of rows with cells, from a sheet or a text, under a row with the names of the columns."""

    def __init__(
        self,
        rows: Callable[[], Iterator[tuple[int, Sequence[object]]]],
        delimiter: str = "",
        *,
        columns: Mapping[str, str] | None = None,
        header: Header | None = None,
        hidden: frozenset[int] = frozenset(),
        read_as: str = "",
    ) -> None:
        """Find the header, unless it is given. ``rows`` begins anew at each call and gives number and cells.

        ``columns``: further names of columns and their fields, see `headers.find`, whose ``Refused`` are raised.
        ``hidden``: the numbers of rows that a filter hides. ``read_as``: the sheet, or the separator and encoding.
        """
        self._rows = rows
        self._header = header or headers.find((row for _, row in rows()), columns)
        self._hidden = hidden
        self.delimiter = delimiter
        self.read_as = read_as

    @property
    def columns(self) -> tuple[str, ...]:
        return self._header.columns

    def records(self) -> Iterator[tuple[int, Sequence[object]]]:
        rows = islice(self._rows(), self._header.rows, None)
        notes = self._header.notes
        if not notes and not self._hidden:
            yield from rows
            return
        for number, row in rows:
            if number in self._hidden:
                yield number, _noted(row, (_HIDDEN,))
            elif notes and any(cells.text(cell).strip() for cell in row):
                yield number, _noted(row, notes)
                notes = ()
            else:
                yield number, row

    def cells(self, record: Sequence[object]) -> list[str]:
        return [cells.text(cell) for cell in record]

    def draft(self, record: Sequence[object]) -> Draft | tuple[Problem, ...] | None:
        texts, notes = self.cells(record), ()
        if isinstance(record, MarkedRow):
            if record.problems:
                return record.problems
            notes = record.notes
        if all(map(cells.is_blank, texts)):
            return None
        width = len(self._header.columns)
        if len(texts) > width and any(map(str.strip, texts[width:])):
            return (_too_many_cells(width),)
        texts += [""] * (width - len(texts))
        return self._header.draft(texts, notes)


_HIDDEN = Problem("row", "hidden_row", "the row is hidden in the sheet, and read all the same")


def _noted(row: Sequence[object], notes: tuple[Problem, ...]) -> MarkedRow:
    if isinstance(row, MarkedRow):
        return MarkedRow(row, row.problems, (*row.notes, *notes))
    return MarkedRow(row, (), notes)


def _too_many_cells(width: int) -> Problem:
    message = f"the row has more cells than the {width} columns: quote the delimiter"
    return Problem("row", "too_many_cells", message)
