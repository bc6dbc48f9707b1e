"""Zip bombs, lying directories and whatever is not a workbook are refused."""

import zipfile

import pytest

from handlers.intake.rules import workbook_parts
from tests.handlers.intake.rules.packing import SHEET, book, packed, parts, refusal, rows, sheet


def test_a_zip_bomb_is_refused_by_what_its_directory_claims_of_the_sheet(monkeypatch):
    monkeypatch.setattr(workbook_parts, "MAX_UNFOLDED", 20_000_000)
    body = book(b" " * 20_000_001)
    assert len(body) < 30_000
    assert refusal(body).code == "too_large_unfolded"


def test_a_zip_bomb_with_a_lying_directory_is_refused_too():
    claimed, real = sheet(b" " * 10), sheet(b" " * 10_000_000)
    body = book(b" " * 10_000_000)
    lying = body.replace(len(real).to_bytes(4, "little"), len(claimed).to_bytes(4, "little"))
    assert lying != body
    assert refusal(lying).code == "damaged_file"


def test_another_sheet_that_is_a_bomb_is_not_touched(monkeypatch):
    monkeypatch.setattr(workbook_parts, "MAX_UNFOLDED", 20_000_000)
    leads = sheet(b'<row r="2"><c r="A2"><v>1</v></c></row>')
    for names in (("Leads", "Base"), ("Base", "Contatos")):
        sheets = {name: sheet(b" " * 20_000_001, b"") if name == "Base" else leads for name in names}
        assert rows(packed(parts(sheets))) == [[1.0]]


def test_a_directory_with_too_many_or_doubled_or_oddly_packed_parts_is_refused():
    plain = parts({"Leads": sheet(b"")})
    assert (
        refusal(packed({**plain, **{f"part{number}": b"" for number in range(5_000)}})).code
        == "too_many_parts"
    )
    assert refusal(packed(plain, zipfile.ZIP_LZMA)).code == "damaged_file"
    body = packed({**plain, "xl/aaaaaa.xml": b"<a/>", "xl/bbbbbb.xml": b"<a/>"}, zipfile.ZIP_STORED)
    assert refusal(body.replace(b"bbbbbb", b"aaaaaa")).code == "damaged_file"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "not_a_workbook"),
        (b"Nome;Telefone\n", "not_a_workbook"),
        (b"PK\x05\x06" + b"\0" * 10, "not_a_workbook"),
        (packed({"word/document.xml": b"<document/>"}), "not_a_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1_000, "damaged_file"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1_000 + "EncryptedPackage".encode("utf-16-le"),
            "protected",
        ),
    ],
)
def test_what_is_no_workbook_is_refused(body, code):
    assert refusal(body).code == code


def test_entities_in_the_parts_that_name_others_are_refused():
    laughs = b'<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    plain = parts({"Leads": sheet(b"")})
    body = packed({**plain, "xl/workbook.xml": laughs + plain["xl/workbook.xml"]})
    assert refusal(body).code == "damaged_file"


def test_a_part_is_read_whole_whatever_the_size_of_its_pieces(monkeypatch):
    content = b"".join(b"<row r='%d'/>" % number for number in range(3_000))
    body = packed({"xl/workbook.xml": b"<a/>", SHEET: content})
    monkeypatch.setattr(workbook_parts, "PIECE", 100)
    entry = workbook_parts.directory(body)[SHEET]
    pieces = list(workbook_parts.whole_tags(workbook_parts.inflate(body, entry)))
    assert b"".join(pieces) == content
    assert all(piece.startswith(b"<") for piece in pieces[1:] if piece)
    assert len(pieces) > 100
