"""Hostile sheets are refused with what is over a limit, and the worst of them ends a process that is not ours."""

import pytest

from handlers.intake.rules import lists, workbook_limits, workbook_parts, workbook_reader
from handlers.intake.rules.headers import find
from handlers.intake.rules.workbook_process import End, ReaderEndedError
from tests.handlers.intake.rules.packing import book, packed, parts, refusal, rows, sheet

NEAR = b'<row r="1"><c r="A1"><v>1</v></c></row>'
FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def test_a_value_in_the_farthest_corner_is_refused_with_its_place():
    refused = refusal(book(FAR))
    assert refused.code == "sheet_too_large"
    assert "row 1048576 and column 16384" in refused.message


def test_such_a_value_in_another_sheet_does_no_harm():
    leads, far = sheet(b'<row r="2"><c r="A2"><v>1</v></c></row>'), sheet(FAR, NEAR)
    assert rows(packed(parts({"Base": far, "Leads": leads}))) == [[1.0]]
    assert rows(packed(parts({"Base": far, "Contatos": leads}))) == [[1.0]]


def test_many_sheets_that_end_their_reader_are_refused():
    far = sheet(FAR, NEAR)
    assert refusal(packed(parts({f"Base {number}": far for number in range(5)}))).code == "no_such_sheet"
    assert refusal(packed(parts({"Base": far}))).code == "sheet_too_large"


@pytest.mark.parametrize(
    "styled",
    [
        b'<row r="2"><c r="A2"><v>1</v></c><c r="XFD2" s="1"/></row>',
        b'<row r="2"><c r="A2"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>',
        b'<row r="2"><c r="A2"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"></c></row>',
    ],
)
def test_cells_without_a_value_do_no_harm_however_far_off_they_stand(styled):
    assert rows(book(styled)) == [[1.0]]


@pytest.mark.parametrize("count", [b"99999999999999", b"18446744073709551615", b"4000000000"])
def test_a_claim_of_more_texts_than_there_are_is_refused(count):
    strings = b'<sst uniqueCount="' + count + b'"><si><t>x</t></si></sst>'
    assert refusal(book(b"", strings)).code in {"too_large_unfolded", "damaged_file"}


def test_a_text_longer_than_a_cell_may_be_is_refused_wherever_it_stands():
    cell = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>' + b"x" * 40_000 + b"</t></is></c></row>"
    for row in (2, 5_000):
        refused = refusal(book(cell % (row, row)))
        assert refused.code == "cell_too_long"
        assert f"row {row} " in refused.message
    shared = b"<sst><si>" + b"<r><t>" + b"</t></r><r><t>".join([b"x" * 1_000] * 100) + b"</t></r></si></sst>"
    assert refusal(book(b'<row r="2"><c r="A2" t="s"><v>0</v></c></row>', shared)).code == "cell_too_long"


def test_a_shared_text_counts_as_often_as_cells_show_it():
    text = b"<sst><si><t>" + b"x" * 30_000 + b"</t></si></sst>"
    shown = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(2, 3_000)
    )
    assert refusal(book(shown, text)).code == "too_much_text"
    assert len(rows(book(shown[: shown.index(b'<row r="1000"')], text))) == 998


def test_more_rows_than_an_ingest_keeps_account_of_are_refused(monkeypatch):
    monkeypatch.setattr(lists, "MAX_RECORDS", 500)
    assert refusal(book(b'<row r="600"><c r="A600"><v>1</v></c></row>')).code == "too_many_rows"


def test_a_header_of_too_many_columns_is_refused():
    wide = b"<row>" + b"<c><v>1</v></c>" * 2_000 + b"</row>"
    assert refusal(packed(parts({"Leads": sheet(b"", wide)}))).code == "too_many_columns"


@pytest.mark.parametrize(
    "rows_of_xml",
    [
        b'<row r="2"><c r="A99999999999"><v>1</v></c></row>',
        b'<row r="2"><c r="ZZZZZZZZZ2"><v>1</v></c></row>',
        b'<row r="2"><c r="A2" t="s"><v>7</v></c></row>',
        b'<row r="2"><c r="A2" t="inlineStr"><is><t>&lol;</t></is></c></row>',
        b'<row r="2"><c r="A2"><v>1',
    ],
)
def test_a_sheet_that_contradicts_itself_is_refused_or_read_and_never_ends_the_process(rows_of_xml):
    assert refusal(book(rows_of_xml)).code in {"damaged_file", "sheet_too_large", "too_large_unfolded"}


def test_what_ends_the_reader_is_named(monkeypatch):
    named = [workbook_limits.refusal(ReaderEndedError(end)).code for end in (End.MEMORY, End.TIME, End.CRASH)]
    assert named == ["too_large_unfolded", "takes_too_long", "damaged_file"]


def test_the_reader_sees_as_many_rows_as_a_header_is_looked_for_in():
    with pytest.raises(workbook_limits.Refused):
        find([[]] * workbook_reader.HEAD + [["Nome", "Email", "Telefone"]])
    assert (
        find([[]] * (workbook_reader.HEAD - 1) + [["Nome", "Email", "Telefone"]]).rows == workbook_reader.HEAD
    )
    assert workbook_parts.MAX_UNFOLDED > workbook_limits.MAX_TEXT
