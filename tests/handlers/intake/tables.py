"""Tables of contacts as people have them, written in every dialect, and the fate that each row should have."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from openpyxl import Workbook

from handlers.intake.rules import cells, headers
from tests.handlers.intake.judging import Fate, fate_of

COLUMNS = ("Nome", "Contato", "Telefone", "Email", "Descadastrado", "Nota")
FIELDS = ("company", "contactName", "phone", "email", "optedOut", "metadata")
DELIMITERS = (";", ",", "\t")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")
MARK = re.compile(r"k(\d+)k")
"""In the cells of each row, with its place: no other row's contact may have it."""

Row = tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """A table as a text."""

    start: str
    """All before the first row."""
    rows: tuple[str, ...]
    """Each with its line end."""
    encoding: str

    @property
    def body(self) -> bytes:
        return (self.start + "".join(self.rows)).encode(self.encoding)

    @property
    def numbers(self) -> list[int]:
        """The numbers of the rows' first lines, and the one behind the last."""
        lines = [_lines(self.start) + 1]
        for row in self.rows:
            lines.append(lines[-1] + _lines(row))
        return lines

    def with_mark(self, row: int, at: int) -> "Text":
        """The text with a quotation mark at a place of a row."""
        spoiled = f'{self.rows[row][:at]}"{self.rows[row][at:]}'
        return Text(self.start, (*self.rows[:row], spoiled, *self.rows[row + 1 :]), self.encoding)


def _lines(text: str) -> int:
    return len(re.findall(r"\r\n|\r|\n", text))


def _noise(most: int = 5) -> st.SearchStrategy[str]:
    """Text that stands in nobody's way: no more separators than an address has."""
    text = st.text("ab éãÇ'\";,|\t\n", max_size=most)
    return text.filter(lambda text: all(text.count(each) < 3 for each in DELIMITERS))


@st.composite
def _row(draw: st.DrawFn, place: int) -> Row:
    """A row: its own addresses, those of an earlier one, bad ones or none."""
    if draw(st.integers(0, 7)) == 0:
        return ("",) * len(COLUMNS)
    other = draw(st.integers(0, place))
    phones = (
        _phone(place),
        f"{_phone(place)} | (11) 3333-4{place:03}",
        _phone(other),
        "",
        f"98765-43 k{place}k",
    )
    emails = (_email(place), _email(place), _email(other), "", f"c {place}@empresa.com")
    opted = draw(st.sampled_from(("", "", "", "", "não", "sim")))
    named = [f"{draw(_noise())}k{place}k{draw(_noise())}".lstrip("'") for _ in range(3)]
    phone, email = draw(st.sampled_from(phones)), draw(st.sampled_from(emails))
    return (
        named[0],
        draw(st.sampled_from((named[1], ""))),
        phone,
        email,
        opted,
        draw(st.sampled_from((named[2], ""))),
    )


def _phone(place: int) -> str:
    return f"(11) 98765-4{place:03}"


def _email(place: int) -> str:
    return f"c{place}@empresa{place}.com.br"


@st.composite
def rows(draw: st.DrawFn, most: int = 9) -> list[Row]:
    return [draw(_row(place)) for place in range(draw(st.integers(1, most)))]


@st.composite
def texts(draw: st.DrawFn, table: Sequence[Row]) -> Text:
    """The table in a dialect."""
    delimiter = draw(st.sampled_from(DELIMITERS))
    end = draw(st.sampled_from(("\n", "\r\n", "\r")))
    # The writer leaves a line break alone that is not the end of its own lines.
    quoting = csv.QUOTE_ALL if end == "\r" else draw(st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)))
    hint = f"sep={delimiter}{end}" if draw(st.booleans()) else ""
    header, *lines = (_written(row, delimiter, end, quoting) for row in (COLUMNS, *table))
    return Text(hint + header, tuple(lines), draw(st.sampled_from(ENCODINGS)))


def _written(row: Sequence[str], delimiter: str, end: str, quoting: Any) -> str:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, lineterminator=end, quoting=quoting).writerow(row)
    return written.getvalue()


def workbook(table: Iterable[Row]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Leads")
    for row in (COLUMNS, *table):
        sheet.append([cell or None for cell in row])
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def objects(table: Iterable[Row], *, a_line_each: bool) -> bytes:
    """The table as JSON."""
    items = [_object(row) for row in table]
    return ("\n".join(map(json.dumps, items)) if a_line_each else json.dumps(items)).encode()


def _object(row: Row) -> dict[str, Any]:
    values: dict[str, Any] = dict(zip(FIELDS, row, strict=True))
    note = row[-1].strip()
    values["metadata"] = {COLUMNS[-1]: note} if note else {}
    return {name: value for name, value in values.items() if value}


def unescaped(table: Iterable[Row]) -> list[Row]:
    """The table without the apostrophes that keep a text's cells from being formulas."""
    return [tuple(map(cells.unescaped, row)) for row in table]


def right(table: Iterable[Row], numbers: Iterable[int]) -> Iterator[Fate]:
    """The fates of the rows, each read by itself."""
    header = headers.named(COLUMNS)
    for number, row in zip(numbers, table, strict=False):
        yield fate_of(number, header.draft(row) if any(map(str.strip, row)) else None)
