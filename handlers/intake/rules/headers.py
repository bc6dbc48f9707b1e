"""Headers of tables: the row with the names of the columns, and the fields of a contact that they stand for."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from handlers.common.rules.refusals import Problem, Refused, shown
from handlers.intake.rules import cells, column_names
from handlers.intake.rules.column_names import FIRST_NAME, LABEL, LAST_NAME, LOOSE_PHONE, NAME, NAME_PARTS
from handlers.intake.rules.columns import Header, looks_like_address

HEADER_WITHIN = 10
"""Rows in which the header is looked for; those above it may be a title."""
MAX_COLUMNS = 1_000
"""An export of every property that a CRM keeps has some hundreds."""
REPORT_COLUMN = "Linha e motivo"
"""Added to the rows to mend; ignored where a corrected file is loaded again."""
ERROR_COLUMN = "error"
"""The name that the column of reasons had before."""

JOINED = ("phone", "email", "document", "consent", "optedOut")
"""Fields that may have several columns, all of which count; of the others the first column does."""

REPORTED = frozenset({cells.folded(REPORT_COLUMN), cells.folded(ERROR_COLUMN)})
"""The folded names of the columns that a report adds."""


def find(rows: Iterable[Sequence[object]], names: Mapping[str, str] | None = None) -> Header:
    """Return the header of a table: of its first rows, the one with the most names that are understood.

    ``names``: further names of columns and the fields that they stand for, which win over the known ones.
    Raises ``Refused``: ``too_many_columns``, ``missing_columns``.
    """
    best: Header | None = None
    seen: list[Header] = []
    for number, row in enumerate(islice(rows, HEADER_WITHIN), start=1):
        header = replace(named(_names(row), names), rows=number)
        if header.understood and (best is None or header.known > best.known):
            best = header
        seen.append(header)
    if best is None:
        raise _missing_columns(seen)
    return best


def named(columns: tuple[str, ...], names: Mapping[str, str] | None = None) -> Header:
    """Return the header that these names of columns make, as if they stood in the first row."""
    return _named(columns, tuple(sorted((names or {}).items())))


@lru_cache(maxsize=1_000)
def _named(columns: tuple[str, ...], names: tuple[tuple[str, str], ...]) -> Header:
    given = {cells.folded(name): field for name, field in names}
    folded = [cells.folded(name) for name in columns]
    first = [place for place, name in enumerate(folded) if name in given]
    meant = [given.get(name) or column_names.meaning(name) for name in folded]
    known = len(meant) - meant.count(None)
    labels = _labels(meant)
    areas = _area_codes(meant, folded)
    _settle(meant, folded, labels)
    fields, notes = _fields(columns, meant, first)
    used = (
        {place for places in fields.values() for place in places}
        | set(labels)
        | set(labels.values())
        | set(areas.values())
    )
    others = [
        place
        for place, name in enumerate(columns)
        if name and place not in used and folded[place] not in REPORTED
    ]
    phones = {place: label for place, label in labels.items() if place in fields.get("phone", ())}
    return Header(1, columns, fields, phones, tuple(_distinct(columns, others)), known, notes, areas)


def _labels(meant: Sequence[str | None]) -> dict[int, int]:
    """Return the places of phones and e-mails with a label in the column before, each with the label's place."""
    return {
        place: place - 1
        for place in range(1, len(meant))
        if meant[place] in ("phone", "email") and meant[place - 1] == LABEL
    }


def _area_codes(meant: Sequence[str | None], folded: Sequence[str]) -> dict[int, int]:
    """Return the places of phones with a column of area codes before them, each with the place of that."""
    return {
        place: place - 1
        for place in range(1, len(meant))
        if meant[place] == "phone" and folded[place - 1] in column_names.AREA_CODES and not meant[place - 1]
    }


def _settle(meant: list[str | None], folded: Collection[str], labels: Mapping[int, int]) -> None:
    """Decide the names that mean one thing or another, by what stands beside them."""
    loose = None if "phone" in meant or column_names.hold_street(folded) else "phone"
    if LAST_NAME in meant and FIRST_NAME not in meant and NAME in meant:
        meant[meant.index(NAME)] = FIRST_NAME
    person = "company" in meant or FIRST_NAME in meant
    settled = {LOOSE_PHONE: loose, NAME: "contactName" if person else "company", LABEL: None}
    for place, field in enumerate(meant):
        meant[place] = settled.get(field, field) if field else None


def _fields(
    columns: Sequence[str], meant: Sequence[str | None], first: Collection[int]
) -> tuple[dict[str, tuple[int, ...]], tuple[Problem, ...]]:
    """Return the places of each field, and notes on the columns that do not count beside another one.

    ``first``: the places of columns that the campaign names, which come before others.
    """
    fields: dict[str, tuple[int, ...]] = {}
    notes: list[Problem] = []
    order = sorted(range(len(meant)), key=lambda place: place not in first)
    for place in order:
        field = meant[place]
        if not field:
            continue
        if field in fields and field not in JOINED:
            notes.append(_twice(field, columns[place], columns[fields[field][0]]))
        else:
            fields[field] = (*fields.get(field, ()), place)
    if "phone" in fields:
        fields["phone"] = tuple(
            sorted(
                fields["phone"], key=lambda place: not column_names.is_mobile(cells.folded(columns[place]))
            )
        )
    return fields, tuple(notes)


def _twice(field: str, name: str, counts: str) -> Problem:
    message = f"the columns {shown(counts)} and {shown(name)} mean the same: the first counts, the other is kept beside"
    return Problem("contactName" if field in NAME_PARTS else field, "column_twice", message, name)


def _distinct(columns: Sequence[str], places: Iterable[int]) -> Iterable[tuple[str, int]]:
    """Return the names of the columns at those places, numbered where they are the same."""
    seen: dict[str, int] = {}
    for place in places:
        name = columns[place]
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name} {seen[name]}"), place


def _names(row: Sequence[object]) -> tuple[str, ...]:
    width = len(row)
    while width > MAX_COLUMNS and not cells.text(row[width - 1]).strip():
        width -= 1
    if width > MAX_COLUMNS:
        raise Refused(
            "too_many_columns", f"the list has {width} columns, more than {MAX_COLUMNS}", str(width)
        )
    return tuple(cells.clean(cells.text(cell)) for cell in row[:width])


def _missing_columns(seen: Sequence[Header]) -> Refused:
    """Return the refusal of a table whose first rows are ``seen``."""
    rows = [[name for name in header.columns if name] for header in seen]
    first: list[str] = next(filter(None, rows), [])
    cure = (
        "Name the columns in a line above the contacts: Nome, Contato, CNPJ/CPF, Email, Telefone (one of Email and "
        "Telefone is enough), or map the names of this list in the campaign's columns"
    )
    if address := next(filter(looks_like_address, first), None):
        message = f"the list begins with {shown(address)}, without a line that names the columns. {cure}"
        return Refused("missing_columns", message, address)
    known = max(seen, key=lambda header: header.known).known if seen else 0
    best = next(
        (row for row, header in zip(rows, seen, strict=True) if known and header.known == known), first
    )
    found = ", ".join(best)
    return Refused(
        "missing_columns",
        f"no column holds phones (Telefone, Celular, WhatsApp, …) or e-mail addresses (Email, …); found: "
        f"{shown(found or 'nothing')}. {cure}",
        found,
    )
