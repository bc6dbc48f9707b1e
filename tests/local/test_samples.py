"""The sample contact list: made by its script to the byte, and untidy in every way that it promises."""

import csv
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from local.samples import make_leads


@pytest.mark.parametrize("name", ["leads.xlsx", "leads.csv"])
def test_the_files_are_what_the_script_makes(tmp_path: Path, name: str) -> None:
    make = make_leads.write_xlsx if name.endswith("xlsx") else make_leads.write_csv
    make(tmp_path / name)
    assert (tmp_path / name).read_bytes() == (make_leads.FOLDER / name).read_bytes()


def test_the_workbook_has_the_customers_sheet_and_columns_and_enough_rows() -> None:
    book = CalamineWorkbook.from_path(str(make_leads.FOLDER / "leads.xlsx"))
    assert "Leads" in book.sheet_names
    header, *rows = book.get_sheet_by_name("Leads").to_python()
    assert tuple(header) == make_leads.HEADER
    assert len(rows) >= 80


def test_text_that_looks_like_a_formula_is_stored_as_text_and_some_numbers_as_floats() -> None:
    book = CalamineWorkbook.from_path(str(make_leads.FOLDER / "leads.xlsx"))
    rows = book.get_sheet_by_name("Leads").to_python()
    assert "=SOMA(A1:A9)" in [row[0] for row in rows]
    assert any(isinstance(row[4], float) for row in rows)


def test_the_export_is_latin_and_separated_by_semicolons() -> None:
    text = (make_leads.FOLDER / "leads.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        text.decode("utf-8")
    rows = list(csv.reader(text.decode("cp1252").splitlines(keepends=True), delimiter=";"))
    assert tuple(rows[0]) == make_leads.HEADER


def test_no_mailbox_and_no_mobile_in_it_can_be_real() -> None:
    for _, _, _, email, phone in make_leads.rows():
        domains = [address.rsplit("@", 1)[1] for address in email.lower().split("|") if "@" in address]
        assert all(domain.strip() in ("", "loja-simoes") or ".example" in domain for domain in domains)
        digits = "".join(character for character in str(phone).removesuffix(".0") if character.isdigit())
        assert len(digits) < 11 or "0000" in digits
