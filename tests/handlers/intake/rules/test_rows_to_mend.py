"""The rows to mend come back in the form in which they came, and nothing in them is ever a formula."""

import csv
import io
import json
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from handlers.common.rules.refusals import Problem
from handlers.intake.rules import csv_lists, json_lists, rows_to_mend, workbooks
from handlers.intake.rules.lists import ContactList, TableList
from handlers.intake.rules.new_contacts import Draft
from handlers.intake.rules.remarks import Remark, Subject

COLUMNS = ("Nome", "Email", "Telefone")
BAD_PHONE = Problem("phone", "no_area_code", "'3333-4444' has no area code", "3333-4444")
HOSTILE = [
    "Loja;=1+1;x",
    "=cmd|' /C calc'!A0",
    "+5511987654321",
    "-1",
    "@x",
    " =1+1",
    "\u200b=1",
    "＝1+1",
    "a\tb",
    "primeira linha\n=2",
    'diz "oi"',
    '"=1+1&"',
    "'apóstrofo",
    "'=1",
    "<r><t>x</t></r>",
    "</t></is></c><c><f>1+1</f></c>",
    "_x0041_",
    "São Paulo 🙂",
]


def table(delimiter: str = "", columns: tuple[str, ...] = COLUMNS) -> TableList:
    return TableList(lambda: iter([(1, list(columns))]), delimiter)


def written(listed: ContactList, key: str, *records: list[str]) -> tuple[str, bytes]:
    rows = rows_to_mend.begun(listed, key, len(records))
    for number, record in enumerate(records, start=2):
        rows.add(Remark(number, Subject.INVALID, record, (BAD_PHONE,)))
    with rows.finished() as file:
        return rows.name, file.read()


def read_back(listed: ContactList) -> list[list[str]]:
    return [listed.cells(record) for _, record in listed.records()]


@pytest.mark.parametrize(
    ("delimiter", "key", "name"),
    [
        ("", "inbox/acme/spring/LEADS.XLSX", "linhas-a-corrigir.xlsx"),
        ("", "inbox/acme/spring/leads.xls", "linhas-a-corrigir.xlsx"),
        ("", "inbox/acme/spring/sem ending", "linhas-a-corrigir.xlsx"),
        (";", "inbox/acme/spring/leads.csv", "linhas-a-corrigir.csv"),
        ("\t", "inbox/acme/spring/leads.TXT", "linhas-a-corrigir.txt"),
        ("\t", "inbox/acme/spring/leads.tsv", "linhas-a-corrigir.tsv"),
        ("\t", "inbox/acme/spring/leads", "linhas-a-corrigir.tsv"),
        (";", "inbox/acme/spring/leads.xlsx", "linhas-a-corrigir.csv"),
    ],
)
def test_the_form_is_that_in_which_the_list_was_read(delimiter, key, name):
    assert written(table(delimiter), key, ["Acme", "", "3333-4444"])[0] == name


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_text_keeps_its_separator_and_has_a_mark_and_line_ends_for_excel(delimiter):
    _, body = written(table(delimiter), "leads.csv", ["Açaí", "", "3333-4444"])
    assert body.startswith(b"\xef\xbb\xbf")
    assert body.count(b"\r\n") == 2
    header, row = csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=delimiter)
    assert header == [*COLUMNS, "Linha e motivo"]
    assert row[:3] == ["Açaí", "", "3333-4444"]
    assert row[3].startswith("linha 2: Telefone «3333-4444»: falta o DDD")


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("cell", HOSTILE)
def test_a_text_that_is_dropped_again_as_it_is_is_read_as_what_it_was(delimiter, cell):
    _, body = written(table(delimiter), "leads.csv", [cell, cell, "3333-4444"])
    assert [row[:3] for row in read_back(csv_lists.read(body))] == [[cell, cell, "3333-4444"]]


@pytest.mark.parametrize("theirs", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ours", [",", ";", "\t"])
def test_no_cell_of_a_text_is_a_formula_whatever_the_list_separator(ours, theirs):
    _, body = written(table(ours), "leads.csv", *([cell, cell, cell] for cell in HOSTILE))
    for row in csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=theirs):
        assert not [cell for cell in row if re.match(r"[\s\"\u200b]*[=+\-@＝]", cell)]


@pytest.mark.parametrize("cell", HOSTILE)
def test_a_workbook_that_is_dropped_again_as_it_is_is_read_as_what_it_was(cell):
    _, body = written(table(), "leads.xlsx", [cell, "", "3333-4444"])
    assert [[text.strip(" ") for text in row[:3]] for row in read_back(workbooks.read(body))] == [
        [cell.strip(" "), "", "3333-4444"]
    ]


def test_every_cell_of_a_workbook_is_text_under_a_header_that_stays_in_sight():
    _, body = written(table(), "leads.xlsx", *([cell, "11987654321", "=1+1"] for cell in HOSTILE))
    sheet = load_workbook(io.BytesIO(body))["Leads"]
    assert sheet.freeze_panes == "A2"
    rows = list(sheet.iter_rows())
    assert {cell.data_type for row in rows for cell in row} == {"s"}
    assert {cell.number_format for row in rows for cell in row} == {"@"}
    assert rows[1][3].value.startswith("linha 2: ")
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert b"<f" not in archive.read("xl/worksheets/sheet1.xml")


def test_a_cell_that_is_longer_than_a_workbook_takes_is_cut_and_not_lost():
    _, body = written(table(), "leads.xlsx", ["🙂" * 20_000, "", "3333-4444"])
    ((name, *_),) = read_back(workbooks.read(body))
    assert name == "🙂" * 16_383


def test_a_json_list_gets_its_own_objects_back_with_the_reason_beside():
    items = [{"phone": "3333-4444", "metadata": {"a": "b"}, "fone": 1, "x": "\ud800"}, "no object"]
    listed = json_lists.of_items(items)
    name, body = written(listed, "leads.json", *(listed.cells(record) for _, record in listed.records()))
    assert name == "linhas-a-corrigir.json"
    first, second = json.loads(body)
    assert first.pop("Linha e motivo").startswith("linha 2: Telefone «3333-4444»")
    assert first == items[0]
    assert second["valor"] == "no object"
    ((_, record), _) = json_lists.read(body).records()
    draft = json_lists.read(body).draft(record)
    assert isinstance(draft, Draft)
    assert [note.field for note in draft.notes] == ["x"]


def test_a_file_that_comes_back_unmended_gets_no_second_column_of_reasons():
    columns = (*COLUMNS, "Linha e motivo")
    _, body = written(table(";", columns), "linhas-a-corrigir.csv", ["Acme", "", "3333", "linha 9: antes"])
    header, row = csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";")
    assert header == [*COLUMNS, "Linha e motivo"]
    assert row[:3] == ["Acme", "", "3333"]
    assert row[3].startswith("linha 2: ")


def test_short_and_long_rows_keep_their_reason_in_the_column_for_it():
    _, body = written(table(","), "leads.csv", ["Acme"], ["Acme", "", "3333", "a mais"])
    _, short, long = csv.reader(io.StringIO(body.decode("utf-8-sig")))
    assert (short[:3], short[3][:8]) == (["Acme", "", ""], "linha 2:")
    assert (long[:3], long[3][:8], long[4]) == (["Acme", "", "3333"], "linha 3:", "a mais")


@settings(max_examples=60)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=1, max_size=5))
def test_whatever_stands_in_a_refused_row_comes_back_the_same(names):
    _, body = written(table(";"), "leads.csv", *([name, "a", "b"] for name in names))
    found = csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=";")
    assert [row[0] for row in read_back(csv_lists.read(body))] == names
    assert len(list(found)) == len(names) + 1
