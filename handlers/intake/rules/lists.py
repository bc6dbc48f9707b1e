"""Lists of contacts, whatever their format: records to walk through, each of which gives a draft.

A record keeps its number as its owner knows it (the row of a sheet, the place in a JSON list), so that a report
points at what the owner sees. Walking is cheap and may be repeated; reading a record is what costs.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Protocol

from handlers.common.rules.refusals import Problem, Refused
from handlers.intake.rules import cells, headers
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
        """The delimiter of the CSV that reports rejected records."""
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
        self.notes = notes


_HIDDEN = Problem(
    "row", "hidden_row", "the row is hidden in the sheet, by a filter or by hand: it is read all the same"
)


class TableList:
    """A list of rows with cells, from a sheet or a CSV, under a row with the names of the columns."""

    def __init__(
        self,
        rows: Callable[[], Iterator[tuple[int, Sequence[object]]]],
        delimiter: str = ",",
        *,
        columns: Mapping[str, str] | None = None,
        hidden: frozenset[int] = frozenset(),
        read_as: str = "",
    ) -> None:
        """Find the header. ``rows`` begins anew at each call and gives number and cells.

        Raises ``Refused``, see `headers.find`.
        """
        self._rows = rows
        self._header = headers.find((row for _, row in rows()), columns)
        self._hidden = hidden
        self.delimiter = delimiter
        self.read_as = read_as

    @property
    def columns(self) -> tuple[str, ...]:
        return self._header.columns

    def records(self) -> Iterator[tuple[int, Sequence[object]]]:
        for number, row in islice(self._rows(), self._header.rows, None):
            yield number, MarkedRow(row, (), (_HIDDEN,)) if number in self._hidden else row

    def cells(self, record: Sequence[object]) -> list[str]:
        return [cells.text(cell) for cell in record]

    def draft(self, record: Sequence[object]) -> Draft | tuple[Problem, ...] | None:
        texts = self.cells(record)
        if not any(map(str.strip, texts)):
            return None
        width = len(self._header.columns)
        if any(map(str.strip, texts[width:])):
            return (_too_many_cells(width),)
        texts += [""] * (width - len(texts))
        extra = ((name, texts[place].strip()) for name, place in self._header.metadata)
        fields: dict[str, Any] = {name: texts[place] for name, place in self._header.fields}
        return Draft(**fields, metadata={name: text for name, text in extra if text})


def _too_many_cells(width: int) -> Problem:
    message = f"the row has more cells than the {width} columns: quote the delimiter"
    return Problem("row", "too_many_cells", message)
