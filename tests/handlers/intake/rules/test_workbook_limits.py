"""Hostile sheets are refused before the reader unfolds them."""

import pytest

from handlers.intake.rules import workbook_limits
from tests.handlers.intake.rules.packing import SHEET, STRINGS, packed, refusal, sheet


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
