"""Headers of tables: the row with the names of the columns, and the fields of a contact that they stand for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from handlers.common.rules.refusals import Refused, shown
from handlers.intake.rules import cells

HEADER_WITHIN = 10
"""Rows in which the header is looked for; those above it may be a title."""
MAX_COLUMNS = 200
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


@dataclass(frozen=True)
class Header:
    """The columns of a table."""

    rows: int
    """The number of rows up to and with the header."""
    columns: tuple[str, ...]
    fields: list[tuple[str, int]]
    """Fields of a contact, each with the place of its column."""
    metadata: list[tuple[str, int]]
    """Names of the other columns, each with its place."""


def find(rows: Iterable[Sequence[object]], names: Mapping[str, str] | None = None) -> Header:
    """Return the header of a table.

    Raises ``Refused``: ``too_many_columns``, ``missing_columns``, ``column_twice``.
    """
    best: tuple[str, ...] = ()
    for number, row in enumerate(islice(rows, HEADER_WITHIN), start=1):
        if len(row) > MAX_COLUMNS:
            raise Refused("too_many_columns", f"the list has {len(row)} columns, more than {MAX_COLUMNS}")
        columns = tuple(cells.clean(cells.text(cell)) for cell in row)
        if set(_NEEDED) <= set(_known(columns)):
            return _header(number, columns)
        best = max(best, columns, key=lambda names: sum(field is not None for field in _known(names)))
    raise _missing_columns(best)


def _known(columns: Sequence[str]) -> list[str | None]:
    """Return the field that each column stands for, None for one that is not ours."""
    return [_FIELD_OF_COLUMN.get(cells.folded(name)) for name in columns]


def _header(number: int, columns: tuple[str, ...]) -> Header:
    known = _known(columns)
    fields = [(name, place) for place, name in enumerate(known) if name]
    for name in {name for name, _ in fields}:
        alike = [columns[place] for other, place in fields if other == name]
        if len(alike) > 1:
            raise Refused("column_twice", f"the columns {', '.join(alike)} mean the same: keep one of them")
    metadata = [
        (name, place)
        for place, (name, field) in enumerate(zip(columns, known, strict=True))
        if name and not field and name.casefold() != ERROR_COLUMN
    ]
    return Header(number, columns, fields, metadata)


def _missing_columns(columns: Sequence[str]) -> Refused:
    """Return the refusal of a table in which ``columns`` are the most that was found."""
    found = ", ".join(name for name in columns if name) or "nothing"
    missing = [title for name, title in _NEEDED.items() if name not in _known(columns)]
    return Refused(
        "missing_columns",
        f"the columns {', '.join(missing)} are missing; found: {shown(found)}. Name the columns in a line above the "
        "contacts: Nome, Contato, CNPJ/CPF, Email, Telefone (Contato and CNPJ/CPF may be left out)",
    )
