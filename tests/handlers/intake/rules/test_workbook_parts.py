"""Zip bombs, lying directories and whatever is not a workbook are refused."""

import zipfile

import pytest

from handlers.intake.rules import workbook_parts
from tests.handlers.intake.rules.packing import SHEET, packed, refusal


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
