"""A list of contacts, whatever it came as: records to walk through, each of which gives a draft.

A record keeps its number as its owner knows it (the line of a sheet, the place in a JSON list), so that a report
points at what the owner sees. Walking is cheap and may be repeated; reading a record is what costs.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, Protocol

from handlers.common.rules.refusals import Problem, Refused, shown
from handlers.intake.rules import cells
from handlers.intake.rules.new_contacts import Draft

HEADER_WITHIN = 10
"""Records that may be above the names of the columns, such as a title."""
MAX_COLUMNS = 200
MAX_RECORDS = 1_000_000
ERROR_COLUMN = "error"
"""Added to a report of rejected rows; ignored where a corrected report is loaded again."""

_FIELD_OF_COLUMN = {
    "nome": "company",
    "company": "company",
    "contato": "contactName",
    "contactname": "contactName",
    "cnpjcpf": "document",
    "cpfcnpj": "document",
    "cnpj": "document",
    "cpf": "document",
    "document": "document",
    "email": "email",
    "telefone": "phone",
    "phone": "phone",
    "segmento": "segment",
    "segment": "segment",
    "prioridade": "priority",
    "priority": "priority",
    "fusohorario": "timezone",
    "timezone": "timezone",
}
_NEEDED = {"company": "Nome", "email": "Email", "phone": "Telefone"}

Record = Any
"""A line of cells, or a value of a JSON list."""


class ContactList(Protocol):
    """What the ingest knows of a list."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of what `cells` gives."""
        ...

    @property
    def delimiter(self) -> str:
        """Of the CSV that reports rejected records."""
        ...

    def records(self) -> Iterator[tuple[int, Record]]:
        """Number and content of every record, blank ones included, always in the same order."""
        ...

    def cells(self, record: Record) -> list[str]:
        """The record as it came, as text."""
        ...

    def draft(self, record: Record) -> Draft | tuple[Problem, ...] | None:
        """What the record says; its problems if it cannot be read; ``None`` if it is blank."""
        ...


def check_length(records: int) -> None:
    """``Refused`` (``too_many_rows``) if a list has more records than an ingest keeps account of."""
    if records > MAX_RECORDS:
        raise Refused("too_many_rows", f"the list has {records} rows, more than {MAX_RECORDS}: split it")


class TableList:
    """A list of lines with cells, from a sheet or a CSV, under a line with the names of the columns."""

    def __init__(
        self, lines: Callable[[], Iterator[tuple[int, Sequence[object]]]], delimiter: str = ","
    ) -> None:
        """``lines`` begins anew at each call and gives number and cells. ``Refused``: no such columns in them."""
        self._lines = lines
        self._above, self.columns, self._places, self._extra = _header(lines)
        self.delimiter = delimiter

    def records(self) -> Iterator[tuple[int, Sequence[object]]]:
        return islice(self._lines(), self._above, None)

    def cells(self, record: Sequence[object]) -> list[str]:
        return [cells.text(cell) for cell in record]

    def draft(self, record: Sequence[object]) -> Draft | tuple[Problem, ...] | None:
        texts = self.cells(record)
        if not any(map(str.strip, texts)):
            return None
        width = len(self.columns)
        if any(map(str.strip, texts[width:])):
            return (
                Problem(
                    "row",
                    "too_many_cells",
                    f"the row has more cells than the {width} columns: quote the delimiter",
                ),
            )
        texts += [""] * (width - len(texts))
        metadata = {name: texts[place].strip() for name, place in self._extra if texts[place].strip()}
        fields: dict[str, Any] = {name: texts[place] for name, place in self._places}
        return Draft(**fields, metadata=metadata)


def _header(
    lines: Callable[[], Iterator[tuple[int, Sequence[object]]]],
) -> tuple[int, tuple[str, ...], list[tuple[str, int]], list[tuple[str, int]]]:
    """Lines up to and with the header, the columns' names, and the places of our fields and of the others."""
    best: tuple[str, ...] = ()
    for above, (_, record) in enumerate(islice(lines(), HEADER_WITHIN), start=1):
        if len(record) > MAX_COLUMNS:
            raise Refused("too_many_columns", f"the list has {len(record)} columns, more than {MAX_COLUMNS}")
        columns = tuple(cells.clean(cells.text(cell)) for cell in record)
        fields = [_FIELD_OF_COLUMN.get(cells.folded(name)) for name in columns]
        if set(_NEEDED) <= set(fields):
            return above, columns, _places(columns, fields), _extra(columns, fields)
        best = max(
            best, columns, key=lambda names: sum(cells.folded(name) in _FIELD_OF_COLUMN for name in names)
        )
    found = ", ".join(name for name in best if name) or "nothing"
    known = {_FIELD_OF_COLUMN.get(cells.folded(name)) for name in best}
    missing = [title for name, title in _NEEDED.items() if name not in known]
    raise Refused(
        "missing_columns",
        f"the columns {', '.join(missing)} are missing; found: {shown(found)}. Name the columns in a line above the "
        "contacts: Nome, Contato, CNPJ/CPF, Email, Telefone (Contato and CNPJ/CPF may be left out)",
    )


def _places(columns: Sequence[str], fields: Sequence[str | None]) -> list[tuple[str, int]]:
    places = [(name, place) for place, name in enumerate(fields) if name]
    for name in {name for name, _ in places}:
        alike = [columns[place] for known, place in places if known == name]
        if len(alike) > 1:
            raise Refused("column_twice", f"the columns {', '.join(alike)} mean the same: keep one of them")
    return places


def _extra(columns: Sequence[str], fields: Sequence[str | None]) -> list[tuple[str, int]]:
    """The columns that are not ours become metadata; one without a name is ignored."""
    return [
        (name, place)
        for place, (name, known) in enumerate(zip(columns, fields, strict=True))
        if name and not known and name.casefold() != ERROR_COLUMN
    ]
