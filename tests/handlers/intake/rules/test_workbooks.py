"""Workbooks: the sheet Leads as it was saved; and hostile ones, which are refused before the reader unfolds them."""

import io
import zipfile
from collections.abc import Iterable, Mapping

import pytest
from openpyxl import Workbook

from handlers.common.rules.refusals import Refused
from handlers.intake.rules import workbook_limits, workbook_parts, workbooks
from handlers.intake.rules.new_contacts import Draft

HEADER = ("Nome", "Contato", "CNPJ/CPF", "Email", "Telefone")
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def workbook(rows: Iterable[tuple[object, ...]], sheet: str = "Leads") -> bytes:
    book = Workbook()
    book.create_sheet(sheet)
    for row in rows:
        book[sheet].append(row)
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def packed(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return body.getvalue()


def sheet(content: bytes) -> bytes:
    return b"<worksheet><sheetData><row>" + content + b"</row></sheetData></worksheet>"


def refusal(body: bytes) -> str:
    with pytest.raises(Refused) as refused:
        workbook_limits.check(body)
    assert len(refused.value.message) < 400
    return refused.value.code


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


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (b'<c r="XFD1048576"><v>1</v></c>', "too_many_columns"),
        (b'<c r="A1048576"/><c r="Z1"/>', "too_many_cells"),
        (b"<c r='gr1'/><c r='GS1'/>", "too_many_columns"),
        (b'<c s="1" t="n" r="ZZ99"/>', "too_many_columns"),
        (b'<x:c r = "ZZ99"/>', "too_many_columns"),
        (b'<c\nr="ZZ99"/>', "too_many_columns"),
        (b'<c s=\' r="A1"\' r="ZZ99"/>', "too_many_columns"),
        (b'<c s=">" r="ZZ99"/>', "damaged_file"),
        (b"<c><v>1</v></c>", "damaged_file"),
        (b"<c/>", "damaged_file"),
        (b'<c r="A1" t="inlineStr"><is><t>' + b"x" * 10_000_000 + b"</t></is></c>", "cell_too_long"),
        (b'<c r="A1" s="' + b"x" * 10_000_000 + b'"/>', "cell_too_long"),
    ],
)
def test_a_sheet_that_the_reader_would_unfold_beyond_measure_is_refused(cells, code):
    assert refusal(packed({SHEET: sheet(cells)})) == code


def test_as_many_cells_in_one_place_are_too_many_too(monkeypatch):
    monkeypatch.setattr(workbook_limits, "MAX_CELLS", 100)
    workbook_limits.check(packed({SHEET: sheet(b'<c r="A1"/>' * 100)}))
    assert refusal(packed({SHEET: sheet(b'<c r="A1"/>' * 101)})) == "too_many_cells"


def test_a_tag_is_seen_where_two_pieces_meet():
    for shift in range(0, 40, 3):
        filling = b"<a/>" * ((2**20 - 60) // 4) + b" " * shift
        assert refusal(packed({SHEET: sheet(filling + b"<a/>" * 3 + b'<c r="ZZ99"/>')})) == "too_many_columns"


def test_a_long_shared_text_is_refused_and_so_is_one_that_many_cells_show():
    long = b"<sst><si><t>" + b"x" * 10_000_000 + b"</t></si></sst>"
    assert refusal(packed({STRINGS: long})) == "cell_too_long"
    runs = b"<sst><si>" + b"<r><t>" + b"</t></r><r><t>".join([b"x" * 1_000] * 100) + b"</t></r></si></sst>"
    assert refusal(packed({STRINGS: runs})) == "cell_too_long"
    fair = b"<sst><si><t>" + b"x" * 30_000 + b"</t></si></sst>"
    cells = b"".join(b'<c r="A%d" t="s"><v>0</v></c>' % row for row in range(1, 6_000))
    assert refusal(packed({SHEET: sheet(cells), STRINGS: fair})) == "too_much_text"
    workbook_limits.check(packed({SHEET: sheet(cells[: cells.index(b'<c r="A2000"')]), STRINGS: fair}))


def test_a_zip_bomb_is_refused_by_its_directory(monkeypatch):
    monkeypatch.setattr(workbook_parts, "MAX_UNFOLDED", 20_000_000)
    body = packed({SHEET: b"\0" * 20_000_001})
    assert len(body) < 30_000
    assert refusal(body) == "too_large_unfolded"


def test_a_zip_bomb_with_a_lying_directory_is_refused_too():
    claimed, real = b"<c r='A1'/>" * 10, b"<c r='A1'/>" * 1_000_000
    body = packed({SHEET: real})
    lying = body.replace(len(real).to_bytes(4, "little"), len(claimed).to_bytes(4, "little"))
    assert lying != body
    assert refusal(lying) == "damaged_file"


def test_a_directory_with_too_many_or_doubled_or_oddly_packed_parts_is_refused():
    assert refusal(packed({f"part{number}": b"" for number in range(1_001)})) == "too_many_parts"
    assert refusal(packed({SHEET: b"<a/>"}, zipfile.ZIP_LZMA)) == "damaged_file"
    body = packed({"xl/aaaaaa.xml": b"<a/>", "xl/bbbbbb.xml": b"<a/>"}, zipfile.ZIP_STORED)
    assert refusal(body.replace(b"bbbbbb", b"aaaaaa")) == "damaged_file"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "not_xlsx"),
        (b"Nome;Telefone\n", "not_xlsx"),
        (b"PK\x05\x06" + b"\0" * 10, "not_xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1_000, "protected"),
    ],
)
def test_what_is_no_workbook_is_refused(body, code):
    assert refusal(body) == code


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
