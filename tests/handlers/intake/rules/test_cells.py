"""Cells as text, and back into a CSV without becoming formulas."""

import csv
import io
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


@pytest.mark.parametrize(
    ("written", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+5511987654321", "'+5511987654321"),
        ("-1", "'-1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", "'\t'=1"),
        (" =1+1", "' =1+1"),
        ("＝1+1", "'＝1+1"),
        ("\u200b=1", "'\u200b=1"),
        ("Loja Modelo;=1+1;x", "Loja Modelo;'=1+1;x"),
        ("a,=1|=2", "a,'=1|'=2"),
        ('x;"=1+1&";y', 'x;\'"=1+1&";y'),
        ("primeira\n=2", "primeira\n'=2"),
        ("'=1", "''=1"),
    ],
)
def test_whatever_a_spreadsheet_program_could_compute_gets_an_apostrophe(written, cell):
    assert cells.escaped(written) == cell
    assert cells.unescaped(cell) == written


@pytest.mark.parametrize(
    "written", ["Ana", "D'Água", "'abc", "a - b", "R-1", "1;2", "ana@a.com", "São Paulo - SP; RJ"]
)
def test_what_is_no_formula_stays_as_it_is(written):
    assert cells.escaped(written) == cells.unescaped(written) == written


HOSTILE = st.text(st.sampled_from("=+-@;,|'\"\t\r\n aé1\u200b＝") | st.characters(), max_size=30)


@given(HOSTILE)
def test_escaping_is_undone_by_unescaping_whatever_the_text(written):
    assert cells.unescaped(cells.escaped(written)) == written


@given(st.lists(HOSTILE, min_size=1, max_size=4), st.sampled_from(",;\t|"), st.sampled_from(",;\t|"))
def test_no_cell_is_a_formula_whatever_list_separator_the_spreadsheet_program_has(texts, ours, theirs):
    file = io.StringIO()
    csv.writer(file, delimiter=ours).writerow(map(cells.escaped, texts))
    for row in csv.reader(io.StringIO(file.getvalue(), newline=""), delimiter=theirs):
        assert not [cell for cell in row if cell.lstrip(" \t\u200b").startswith(tuple("=+-@＝"))]


def test_a_long_cell_of_blanks_costs_no_more_than_its_length():
    written = "\t \n" * 40_000
    assert cells.unescaped(cells.escaped(written)) == written


@pytest.mark.parametrize("name", ["CNPJ/CPF", " cnpj / cpf ", "Cnpj-Cpf"])
def test_names_are_compared_without_case_accents_and_punctuation(name):
    assert cells.folded(name) == "cnpjcpf"
    assert cells.folded("Fuso Horário") == "fusohorario"
