"""Workbooks: the sheet Leads as it was saved; a damaged one never ends the process."""

import io
import zipfile
from collections.abc import Iterable

import pytest
from openpyxl import Workbook

from handlers.common.rules.refusals import Refused
from handlers.intake.rules import workbooks
from handlers.intake.rules.new_contacts import Draft
from tests.handlers.intake.rules.packing import SHEET, packed, sheet

HEADER = ("Nome", "Contato", "CNPJ/CPF", "Email", "Telefone")


def workbook(rows: Iterable[tuple[object, ...]], sheet: str = "Leads") -> bytes:
    book = Workbook()
    book.create_sheet(sheet)
    for row in rows:
        book[sheet].append(row)
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def test_the_rows_of_the_sheet_are_read_with_their_numbers():
    table = workbooks.read(
        workbook([(), HEADER, ("Acme", "Ana", 11222333000181, "", 11987654321), (), ("B",)])
    )
    assert [(number, table.draft(record)) for number, record in table.records()] == [
        (3, Draft(company="Acme", contactName="Ana", document="11222333000181", phone="11987654321")),
        (4, None),
        (5, Draft(company="B")),
    ]


@pytest.mark.parametrize("name", ["Leads", "LEADS", " leads "])
def test_the_name_of_the_sheet_may_differ_in_case(name):
    assert workbooks.read(workbook([HEADER], name)).columns == HEADER


def test_an_unknown_sheet_is_refused_with_the_names_that_there_are():
    with pytest.raises(Refused, match=r"no sheet Leads; found: 'Sheet, Contatos'") as refused:
        workbooks.read(workbook([HEADER], "Contatos"))
    assert refused.value.code == "no_such_sheet"


def test_a_formula_is_never_computed():
    table = workbooks.read(workbook([HEADER, ("=1+1", "", "", "", "=HYPERLINK(1)"), ("B",)]))
    assert [table.draft(record) for _, record in table.records()] == [None, Draft(company="B")]


def test_a_damaged_workbook_is_refused_and_never_ends_the_process():
    body = workbook([HEADER, ("Acme", "", "", "", "11987654321")])
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in ("xl/workbook.xml", "xl/worksheets/sheet2.xml", "xl/_rels/workbook.xml.rels"):
        with pytest.raises(Refused):
            workbooks.read(packed({**parts, name: parts[name][: len(parts[name]) // 2]}))
    with pytest.raises(Refused) as refused:
        workbooks.read(packed({SHEET: sheet(b"")}))
    assert refused.value.code == "damaged_file"


def test_an_image_in_the_workbook_does_no_harm():
    body = workbook([HEADER, ("Acme", "", "", "", "11987654321")])
    with zipfile.ZipFile(io.BytesIO(body), mode="r") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert workbooks.read(packed({**parts, "xl/media/logo.bmp": b"\0" * 3_000_000})).columns == HEADER
