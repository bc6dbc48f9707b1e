"""Workbooks: the sheet with the list is read as it was saved; a damaged book is refused and ends nothing."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table

from handlers.common.rules.refusals import Refused
from handlers.intake.rules import workbooks
from handlers.intake.rules.new_contacts import Draft
from tests.handlers.intake.rules import other_books
from tests.handlers.intake.rules.packing import HEADER as CELLS
from tests.handlers.intake.rules.packing import book, packed, parts, refusal, rows, sheet

FOUND = Path(__file__).resolve().parent.parent / "found"
HEADER = ("Nome", "Contato", "CNPJ/CPF", "Email", "Telefone")
SHOP = ("Loja", "Ana", "", "", "11987654321")


def saved(made: Workbook) -> bytes:
    body = io.BytesIO()
    made.save(body)
    return body.getvalue()


def workbook(rows: Iterable[tuple[object, ...]], sheet: str = "Leads") -> bytes:
    made = Workbook()
    made.create_sheet(sheet)
    for row in rows:
        made[sheet].append(row)
    return saved(made)


def sheets(
    named: Mapping[str, Iterable[tuple[object, ...]]], hidden: Mapping[str, str] | None = None
) -> bytes:
    made = Workbook()
    for name, lines in named.items():
        made.create_sheet(name)
        for line in lines:
            made[name].append(line)
    del made["Sheet"]
    for name, state in (hidden or {}).items():
        made[name].sheet_state = state
    return saved(made)


def hidden_rows(body: bytes) -> list[int]:
    return [number for number, record in workbooks.read(body).records() if getattr(record, "notes", ())]


def test_the_rows_of_the_sheet_are_read_with_their_numbers():
    table = workbooks.read(
        workbook([(), HEADER, ("Acme", "Ana", 11222333000181, "", 11987654321), (), ("B",)])
    )
    assert [(number, table.draft(record)) for number, record in table.records()] == [
        (3, Draft(company="Acme", contactName="Ana", document="11222333000181", phone="11987654321")),
        (4, None),
        (5, Draft(company="B")),
    ]


@pytest.mark.parametrize("count", [0, 8, 9, 10, 136, 137, 138, 300])
def test_every_row_is_read_whatever_their_number(count):
    read = rows(workbook([HEADER, *[(f"Loja {number}",) for number in range(count)]]))
    assert read == [[f"Loja {number}"] for number in range(count)]


def test_walking_a_list_twice_gives_the_same():
    table = workbooks.read(workbook([HEADER, *[SHOP] * 300]))
    assert list(table.records()) == list(table.records())


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("no_r_attributes", ["Loja", "", "11987654321"]),
        ("row_formatted_to_XFD", ["Loja", "", "11987654321"]),
        ("other_sheet_300_columns", list(SHOP)),
        ("picture", ["Loja Modelo", "", "11987654321"]),
    ],
)
def test_a_workbook_that_was_refused_is_read(name, row):
    assert rows((FOUND / f"{name}.xlsx").read_bytes()) == [row]


def test_a_row_that_a_filter_hides_is_read_and_noted():
    body = (FOUND / "hidden_row.xlsx").read_bytes()
    assert rows(body) == [list(SHOP), ["Oculta", "Bia", "", "", "11987654322"]]
    assert hidden_rows(body) == [3]


@pytest.mark.parametrize("name", ["Leads", "LEADS", " leads ", "Léads"])
def test_the_name_of_the_sheet_may_differ_in_case_and_accents(name):
    assert workbooks.read(sheets({"Antigos": [HEADER, ("X",)], name: [HEADER, SHOP]})).read_as == name


def test_without_a_sheet_of_that_name_the_first_that_is_understood_is_read_and_named():
    table = workbooks.read(sheets({"Capa": [("Bem-vindo",)], "Contatos": [HEADER, SHOP], "Outros": [HEADER]}))
    assert (table.read_as, table.columns) == ("Contatos", HEADER)


def test_a_hidden_sheet_is_read_only_where_no_other_is_understood_and_that_is_said():
    named = {"Antigos": [HEADER, ("X",)], "Contatos": [HEADER, SHOP]}
    assert workbooks.read(sheets(named, {"Antigos": "hidden"})).read_as == "Contatos"
    named["Contatos"] = [("Resumo",)]
    assert workbooks.read(sheets(named, {"Antigos": "veryHidden"})).read_as == "Antigos (oculta)"


def test_an_empty_sheet_of_that_name_is_no_list_and_one_without_the_columns_is_refused():
    assert workbooks.read(sheets({"Leads": [], "Contatos": [HEADER, SHOP]})).read_as == "Contatos"
    refused = refusal(sheets({"Leads": [("Nome", "Valor")], "Contatos": [HEADER, SHOP]}))
    assert refused.code == "missing_columns"
    assert "Nome, Valor" in refused.message


def test_sheets_of_which_none_is_understood_are_refused_with_what_each_has():
    refused = refusal(sheets({"Capa": [("Bem-vindo",)], "Vendas": [("Produto", "Valor")], "Plan3": []}))
    assert refused.code == "no_such_sheet"
    assert "'Capa' with 'Bem-vindo'; 'Vendas' with 'Produto, Valor'" in refused.message


def test_empty_sheets_beside_the_one_that_is_filled_do_not_hide_what_is_wrong_with_it():
    refused = refusal(sheets({"Plan1": [("Nome", "Idade")], "Plan2": [], "Plan3": []}))
    assert refused.code == "missing_columns"
    assert refusal(sheets({"Plan1": []})).code == "missing_columns"


def test_a_formula_is_never_computed_and_the_value_that_was_saved_with_it_counts():
    table = workbooks.read(workbook([HEADER, ("=1+1", "", "", "", "=HYPERLINK(1)"), ("B",)]))
    assert [table.draft(record) for _, record in table.records()] == [None, Draft(company="B")]
    cached = (
        b'<row r="2"><c r="A2" t="str"><f>B2</f><v>Loja</v></c><c r="C2"><f>1</f><v>11987654321</v></c></row>'
    )
    assert rows(book(cached)) == [["Loja", "", 11987654321.0]]


def test_dates_times_and_errors_become_text_and_numbers_keep_their_digits():
    moment = datetime(2026, 3, 1, 9, 30)
    row = (date(2026, 3, 1), time(9, 30), moment, 0.25, 11987654321, True)
    table = workbooks.read(workbook([(*HEADER, "Sim"), row]))
    [(_, record)] = table.records()
    assert table.cells(record) == [
        "2026-03-01",
        "09:30:00",
        "2026-03-01T09:30:00",
        "0.25",
        "11987654321",
        "True",
    ]
    assert rows(book(b'<row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="B2"><v>1</v></c></row>')) == [
        ["", 1.0]
    ]


def test_a_date_counts_from_1904_where_the_workbook_says_so():
    made = Workbook()
    made.epoch = datetime(1904, 1, 1)
    leads = made.create_sheet("Leads")
    leads.append(HEADER)
    leads.append((date(2026, 3, 1),))
    assert rows(saved(made)) == [["2026-03-01"]]


def test_texts_in_runs_with_phonetics_and_in_the_cell_itself_are_whole():
    strings = (
        b"<sst><si><r><t>Lo</t></r><r><rPr><b/></rPr><t>ja</t></r></si>"
        b"<si><t>Sato</t><rPh sb='0' eb='1'><t>SATO</t></rPh></si><si><t xml:space='preserve'> a&amp;b\n</t></si></sst>"
    )
    shown = b"".join(b'<c t="s"><v>%d</v></c>' % number for number in range(3))
    assert rows(book(b"<row>" + shown + b"</row>", strings)) == [["Loja", "Sato", " a&b\n"]]
    assert rows(book(b'<row><c t="inlineStr"><is><r><t>Lo</t></r><r><t>ja</t></r></is></c></row>')) == [
        ["Loja"]
    ]


def test_strict_and_prefixed_xml_is_read():
    plain = parts(
        {
            "Leads": sheet(
                b'<row r="2" hidden="1"><c r="A2"><v>1</v></c></row><row r="3"><c r="A3"><v>2</v></c></row>'
            )
        }
    )
    strict = {
        name: content.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006",
            b"http://purl.oclc.org/ooxml/spreadsheetml",
        )
        for name, content in plain.items()
    }
    assert rows(packed(strict)) == [[1.0], [2.0]]
    path = "xl/worksheets/sheet1.xml"
    prefixed = (
        plain[path]
        .replace(b"</", b"<\0")
        .replace(b"<", b"<x:")
        .replace(b"<x:\0", b"</x:")
        .replace(b"xmlns=", b"xmlns:x=")
    )
    body = packed({**plain, path: prefixed})
    assert rows(body) == [[1.0], [2.0]]
    assert hidden_rows(body) == [2]


def test_titles_comments_merged_cells_tables_and_filters_do_no_harm():
    made = Workbook()
    leads = made.create_sheet("Leads")
    leads.append(("Leads de março",))
    leads.merge_cells("A1:E1")
    leads.append(HEADER)
    leads.append(SHOP)
    leads["A3"].comment = Comment("ligar depois", "Ana")
    leads.add_table(Table(displayName="Leads_", ref="A2:E3"))
    leads.column_dimensions["B"].hidden = True
    assert rows(saved(made)) == [list(SHOP)]
    assert hidden_rows(saved(made)) == []


def test_hidden_rows_are_known_with_and_without_numbers():
    cell = b'<c t="inlineStr"><is><t>hidden="1"</t></is></c>'
    unnumbered = b"".join(
        b"<row%s>%s</row>" % (b" hidden='true'" * (number % 3 == 0), cell) for number in range(2, 8)
    )
    assert hidden_rows(book(unnumbered)) == [3, 6]
    numbered = (
        b'<row r="2" hidden="0"/><row hidden="1" r="5">' + cell + b'</row><row r="9">' + cell + b"</row>"
    )
    assert hidden_rows(book(numbered)) == [5]


def listed(rows: Iterable[Iterable[str | float]]) -> str:
    return "".join(map(other_books.ods_row, rows))


OTHERS = {
    "ods": lambda named: other_books.ods({name: listed(rows) for name, rows in named.items()}),
    "xls": other_books.xls,
    "xlsb": other_books.xlsb,
}


@pytest.mark.parametrize("make", OTHERS.values(), ids=OTHERS)
def test_workbooks_of_other_formats_are_read(make):
    ours = [HEADER, ("Ação Ltda", "", "", "ana@example.com", 11987654321.0), ("Loja",)]
    table = workbooks.read(make({"Capa": [("Bem-vindo",)], "LEADS": ours}))
    assert (table.read_as.partition(" (")[0], table.columns) == ("LEADS", HEADER)
    assert [(number, table.draft(record)) for number, record in table.records()] == [
        (2, Draft(company="Ação Ltda", email="ana@example.com", phone="11987654321")),
        (3, Draft(company="Loja")),
    ]
    assert workbooks.read(make({"Capa": [("Bem-vindo",)], "Contatos": ours})).read_as.startswith("Contatos")
    assert refusal(make({"Capa": [("Bem-vindo",)], "Vendas": [("Produto",)]})).code == "no_such_sheet"


def test_the_repeated_empty_rows_and_columns_at_the_end_of_every_ods_do_no_harm():
    wide = '<table:table-row><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    tail = wide.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="1048574">')
    styled = other_books.ods_row(HEADER).replace(
        "</table:table-row>",
        '<table:table-cell table:style-name="ce1" table:number-columns-repeated="16379"/></table:table-row>',
    )
    assert rows(other_books.ods({"Leads": styled + other_books.ods_row(SHOP) + tail})) == [list(SHOP)]


def test_rows_that_an_ods_hides_are_noted_and_repeated_rows_are_as_many():
    shown, hidden = other_books.ods_row(SHOP), other_books.ods_row(SHOP, 'table:visibility="filter"')
    twice = other_books.ods_row(SHOP, 'table:visibility="collapse" table:number-rows-repeated="2"')
    below = other_books.ods_row((), 'table:visibility="collapse" table:number-rows-repeated="1048000"')
    below = below.replace("></table:table-row>", "><table:table-cell/></table:table-row>")
    other = other_books.ods_row(("x",), 'table:visibility="collapse"') * 3
    body = other_books.ods(
        {"Capa": other, "Leads": other_books.ods_row(HEADER) + shown + hidden + twice + shown + below}
    )
    assert [number for number, _ in workbooks.read(body).records()] == [2, 3, 4, 5, 6]
    assert hidden_rows(body) == [3, 4, 5]


def test_an_ods_full_of_repeated_text_is_refused():
    full = other_books.ods_row(("x",), 'table:number-rows-repeated="1048576"')
    full = full.replace("<table:table-cell ", '<table:table-cell table:number-columns-repeated="16384" ')
    assert refusal(other_books.ods({"Leads": full})).code in {"too_large_unfolded", "damaged_file"}


@pytest.mark.parametrize(
    "body",
    [
        other_books.compound(other_books.biff({"Leads": other_books.biff_sheet([HEADER])}, password=True)),
        other_books.ods(
            {"Leads": ""}, "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
        ),
    ],
    ids=["xls", "ods"],
)
def test_a_workbook_with_a_password_is_refused_with_the_cure(body):
    refused = refusal(body)
    assert refused.code == "protected"
    assert "save it without" in refused.message


@pytest.mark.parametrize(
    "body",
    [
        other_books.compound(
            other_books.biff({"Leads": other_books.biff_sheet([HEADER], (0, 2**32 - 1, 0, 2**16 - 1))})
        ),
        other_books.compound(
            other_books.biff({"Leads": other_books.biff_sheet([HEADER], (0, 2**31, 0, 2**16 - 1))})
        ),
        other_books.compound(b"", next_of_directory=1),
        other_books.compound(b"\xff" * 5_000),
        other_books.xls({"Leads": [HEADER]})[:3_000],
        other_books.xlsb({"Leads": [HEADER]})[:-200],
    ],
    ids=["dimensions", "half", "circle", "noise", "cut-xls", "cut-xlsb"],
)
def test_a_hostile_or_cut_workbook_of_another_format_is_refused(body):
    assert refusal(body).code in {"damaged_file", "too_large_unfolded", "not_a_workbook", "missing_columns"}


def test_a_damaged_workbook_is_refused_and_never_ends_the_process():
    body = workbook([HEADER, ("Acme", "", "", "", "11987654321")])
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        whole = {name: archive.read(name) for name in archive.namelist()}
    for name in ("xl/workbook.xml", "xl/worksheets/sheet2.xml", "xl/_rels/workbook.xml.rels"):
        with pytest.raises(Refused):
            workbooks.read(packed({**whole, name: whole[name][: len(whole[name]) // 2]}))
    for cut in range(0, len(body) - 1, len(body) // 7):
        with pytest.raises(Refused):
            workbooks.read(body[:cut])


def test_the_parts_of_a_workbook_may_be_named_as_other_programs_name_them():
    plain = parts({"Leads": sheet(b'<row hidden="1"><c><v>1</v></c></row>')})
    absolute = plain["xl/_rels/workbook.xml.rels"].replace(b'"worksheets/', b'"/xl/worksheets/')
    assert hidden_rows(packed({**plain, "xl/_rels/workbook.xml.rels": absolute})) == [2]
    lower = {name.replace("/sheet1", "/Sheet1"): content for name, content in plain.items()}
    assert hidden_rows(packed(lower)) == [2]
    assert b"Telefone" in CELLS
