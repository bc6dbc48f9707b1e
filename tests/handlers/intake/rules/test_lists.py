"""Lists: a row gives a draft, its columns wherever they stand, and nothing is lost or invented."""

from collections.abc import Sequence

from handlers.intake.rules.lists import TableList
from handlers.intake.rules.new_contacts import Draft

HEADER = ("Nome", "Contato", "CNPJ/CPF", "Email", "Telefone")


def listed(*lines: Sequence[object]) -> TableList:
    return TableList(lambda: iter(enumerate(lines, start=1)))


def drafts(table: TableList) -> list[object]:
    return [table.draft(record) for _, record in table.records()]


def test_a_line_gives_a_draft():
    table = listed(HEADER, ("Acme", "Ana", "123", "ana@acme.com", 11987654321.0))
    assert drafts(table) == [
        Draft(company="Acme", contactName="Ana", document="123", email="ana@acme.com", phone="11987654321")
    ]


def test_the_names_may_stand_below_a_title_and_records_keep_their_numbers():
    table = listed(("Leads de março",), (), HEADER, ("Acme", "", "", "", "1"), (), ("Bom", "", "", "", "2"))
    assert [(number, table.draft(record)) for number, record in table.records()] == [
        (4, Draft(company="Acme", phone="1")),
        (5, None),
        (6, Draft(company="Bom", phone="2")),
    ]


def test_columns_in_another_order_with_others_between_become_metadata_and_our_error_column_is_ignored():
    table = listed(
        ("Telefone", "Cidade", "Nome", "", "Email", "error"),
        ("1", "Recife", "Acme", "note", "a", "was refused"),
    )
    assert drafts(table) == [Draft(company="Acme", phone="1", email="a", metadata={"Cidade": "Recife"})]


def test_a_short_line_is_filled_up_and_an_overlong_one_has_a_problem():
    table = listed(HEADER, ("Acme",), ("Acme", "", "", "", "1", " "), ("Acme", "", "", "", "1", "x"))
    short, padded, overlong = drafts(table)
    assert short == Draft(company="Acme")
    assert padded == Draft(company="Acme", phone="1")
    assert isinstance(overlong, tuple)
    assert [problem.code for problem in overlong] == ["too_many_cells"]


def test_a_row_that_a_filter_hides_is_read_and_noted():
    rows = (HEADER, ("Acme", "", "", "", "1"), ("Bom", "", "", "", "2"))
    table = TableList(lambda: iter(enumerate(rows, start=1)), hidden=frozenset({3}), read_as="sheet Leads")
    shown, hidden = drafts(table)
    assert shown == Draft(company="Acme", phone="1")
    assert isinstance(hidden, Draft)
    assert [(note.field, note.code) for note in hidden.notes] == [("row", "hidden_row")]
    assert table.read_as == "sheet Leads"


def test_a_column_that_does_not_count_is_noted_once_with_the_first_row_that_is_not_blank():
    table = listed(("Nome", "Nome", "Telefone"), (), ("Acme", "B", "1"), ("Bom", "C", "2"))
    blank, first, second = drafts(table)
    assert blank is None
    assert isinstance(first, Draft)
    assert [note.code for note in first.notes] == ["column_twice"]
    assert second == Draft(company="Bom", phone="2", metadata={"Nome": "C"})
