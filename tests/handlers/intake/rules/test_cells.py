"""Cells as text, and back into a CSV without becoming formulas."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.intake.rules import cells


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("Ana", "Ana"),
        (11987654321.0, "11987654321"),
        (1.5, "1.5"),
        (7, "7"),
        (True, "True"),
        (date(2026, 1, 2), "2026-01-02"),
        (time(3, 4), "03:04:00"),
        (float("inf"), "inf"),
    ],
)
def test_a_cell_is_text(value, text):
    assert cells.text(value) == text


@pytest.mark.parametrize("written", ["=1+1", "+55", "-1", "@SUM(1)", "\t=1", "\r=1"])
def test_what_a_spreadsheet_program_would_compute_is_quoted(written):
    assert cells.escaped(written) == f"'{written}"


@given(st.text())
def test_escaping_is_undone_by_unescaping_and_leaves_no_formula(written):
    assert cells.unescaped(cells.escaped(written)) == written or written.startswith("'")
    assert not cells.escaped(written).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("name", ["CNPJ/CPF", " cnpj / cpf ", "Cnpj-Cpf"])
def test_names_are_compared_without_case_accents_and_punctuation(name):
    assert cells.folded(name) == "cnpjcpf"
    assert cells.folded("Fuso Horário") == "fusohorario"
