"""The page that answers a list: a sentence that says it all, counts that add up, and cells that are only text."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.common.rules.refusals import Problem, Refused
from handlers.intake.rules import report_words
from handlers.intake.rules.ingest_answer import IngestStatus
from handlers.intake.rules.ingest_report import IngestReport
from handlers.intake.rules.job import RowCounts
from handlers.intake.rules.remarks import Remark, Subject
from handlers.intake.rules.report_page import Page, page

NOW = datetime(2026, 11, 26, 10, 30, tzinfo=UTC)
COUNTS = RowCounts(ingested=1234, duplicates=3, invalid=12, optedOut=2, blank=1)
HOSTILE = [
    "<script>alert(1)</script>",
    "</td></table>",
    "\u202e\u2066abc",
    "\x00\x07\ufffe",
    "a & b",
    '" onclick="x',
    "\ud800",
]


def told(status: IngestStatus = IngestStatus.DONE, counts: RowCounts = COUNTS, **fields: Any) -> Page:
    known: dict[str, Any] = {
        "file": "inbox/acme/spring/feira 2.csv",
        "inbox": "inbox/acme/spring/",
        "tenant": "Acme",
    }
    known |= {"status": status, "counts": counts, "campaign": "Primavera", "written": NOW, "begun": NOW}
    known |= {"zone": "America/Sao_Paulo", **fields}
    return Page(**known)


def shown(told: Page, *remarks: Remark, stopped: Refused | None = None) -> tuple[str, ElementTree.Element]:
    report = IngestReport()
    for remark in remarks:
        report.add(remark)
    if stopped:
        report.stop(stopped, told.status)
    text = page(told, report).decode()
    return text, ElementTree.fromstring(text.removeprefix("<!DOCTYPE html>"))


def words(element: ElementTree.Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def test_the_page_says_in_one_sentence_what_went_in_and_what_is_to_be_mended():
    _, tree = shown(told(read_as="ponto e vírgula", mend="linhas-a-corrigir.csv"))
    assert words(tree.find(".//h1")) == "1.234 contatos entraram; 12 linhas precisam de correção."
    assert "Primavera" in words(tree)
    assert "ponto e vírgula" in words(tree)
    assert "26/11/2026 às 07:30 (horário de São Paulo)" in words(tree)
    assert [link.attrib["href"] for link in tree.findall(".//a")] == ["linhas-a-corrigir.csv"]


def test_the_counts_add_up_to_the_rows_that_came_in():
    _, tree = shown(told())
    amounts = [
        int(words(cell).replace(".", "")) for cell in tree.findall(".//table[@class='counts']/tbody//td")
    ]
    assert sum(amounts) == int(words(tree.find(".//tfoot//td")).replace(".", "")) == COUNTS.rows


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (RowCounts(ingested=1, invalid=1), "1 contato entrou; 1 linha precisa de correção."),
        (RowCounts(ingested=5), "5 contatos entraram; nada a corrigir."),
        (RowCounts(blank=5), "Nenhum contato entrou; nada a corrigir."),
    ],
)
def test_the_sentence_agrees_with_its_numbers(counts, sentence):
    assert report_words.headline(IngestStatus.DONE, counts, blocking=False) == sentence


def test_a_refused_row_is_shown_with_its_number_its_name_the_cell_at_fault_and_the_reason():
    problem = Problem("phone", "no_area_code", "english", "3333-4444")
    _, tree = shown(told(), Remark(7, Subject.INVALID, ["Padaria Sol", "", "3333-4444"], (problem,)))
    row = words(tree.find(".//table[@class='rows']/tbody/tr"))
    assert row.startswith("linha 7")
    assert "Padaria Sol" in row
    assert "Telefone 3333-4444: falta o DDD." in row


def test_repeated_and_unwilling_contacts_have_their_own_sections():
    twice = Remark(9, Subject.DUPLICATE, None, (Problem("row", "duplicate_of_row", "english", "4"),))
    gone = Remark(10, Subject.OPTED_OUT, None, (Problem("phone", "opted_out", "english", "+5511*****4321"),))
    _, tree = shown(told(), twice, gone)
    assert [words(each) for each in tree.findall(".//h2")] == ["Repetidos", "Não querem receber"]
    assert "Repete a linha 4 desta lista" in words(tree)


@pytest.mark.parametrize("cell", HOSTILE)
def test_a_hostile_cell_is_only_ever_text(cell):
    problem = Problem(cell, "no_area_code", cell, cell)
    text, tree = shown(
        told(file=f"inbox/acme/spring/{cell}", tenant=cell), Remark(2, Subject.INVALID, [cell], (problem,))
    )
    assert not tree.findall(".//script")
    assert {name for each in tree.iter() for name in each.attrib if name.startswith("on")} == set()
    # A mark of direction turns nothing outside of its own element.
    parents = {each.tag for each in tree.iter() if "\u202e" in (each.text or "")}
    assert parents <= {"bdi", "title", "b"}
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe]", text)


@settings(max_examples=50)
@given(st.text(), st.text())
def test_whatever_the_cells_hold_the_page_is_well_formed_and_runs_nothing(name, value):
    text, tree = shown(told(), Remark(2, Subject.INVALID, [name], (Problem("row", "x", name, value),)))
    assert {each.tag for each in tree.iter()} & {"script", "img", "iframe", "object", "form"} == set()
    assert "src=" not in re.sub("<bdi>.*?</bdi>", "", text, flags=re.DOTALL)


def test_a_refused_list_gets_a_page_with_the_reason_and_no_counts():
    _, tree = shown(
        told(IngestStatus.REFUSED, RowCounts()), stopped=Refused("empty_file", "the file is empty")
    )
    assert words(tree.find(".//h1")) == "A lista não foi lida: ninguém entrou."
    assert "O arquivo está vazio." in words(tree)
    assert tree.find(".//table") is None


def test_while_a_long_list_is_read_the_page_says_how_far_it_is_and_how_long_it_takes():
    counts = RowCounts(ingested=50_000)
    going = told(IngestStatus.CONTINUING, counts, total=200_000, written=NOW + timedelta(seconds=20))
    _, tree = shown(going)
    assert "50.000 de 200.000 linhas lidas (25 %). Faltam cerca de 60 segundos." in words(tree)


def test_a_page_shows_the_first_rows_and_says_where_all_are(monkeypatch):
    monkeypatch.setattr("handlers.intake.rules.ingest_report.MAX_SHOWN", 2)
    problem = Problem("phone", "no_area_code", "english", "1")
    remarks = [Remark(row, Subject.INVALID, ["x"], (problem,)) for row in range(5)]
    _, tree = shown(told(mend="linhas-a-corrigir.xlsx"), *remarks)
    assert len(tree.findall(".//table[@class='rows']/tbody/tr")) == 2
    assert "Aqui estão as primeiras 2; todas estão no arquivo linhas-a-corrigir.xlsx." in words(tree)
