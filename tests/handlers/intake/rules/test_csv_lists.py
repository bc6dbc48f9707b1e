"""CSV as it comes from spreadsheet programs: two encodings, two delimiters, and quotation marks that nobody closed."""

import pytest

from handlers.common.rules.refusals import Refused
from handlers.intake.rules import csv_lists, lists
from handlers.intake.rules.new_contacts import Draft

TEXT = "Nome;Contato;CNPJ/CPF;Email;Telefone\r\nPão & Cia;João;;joao@pao.com;11987654321\r\n"


def drafts(body: bytes) -> list[object]:
    table = csv_lists.read(body)
    return [table.draft(record) for _, record in table.records()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1"])
@pytest.mark.parametrize("delimiter", [";", ","])
def test_the_encoding_and_the_delimiter_are_recognised(encoding, delimiter):
    body = TEXT.replace(";", delimiter).encode(encoding)
    assert drafts(body) == [
        Draft(company="Pão & Cia", contactName="João", email="joao@pao.com", phone="11987654321")
    ]
    assert csv_lists.read(body).delimiter == delimiter


def test_a_cell_may_hold_delimiters_line_breaks_and_quotation_marks():
    body = b'Nome,Email,Telefone\n"Acme, Inc\n2nd floor",a@b.com,"1|2"\nBar ""X"",c@d.com,3\n'
    assert [draft.company for draft in drafts(body) if isinstance(draft, Draft)] == [
        "Acme, Inc\n2nd floor",
        'Bar ""X""',
    ]


def test_blank_lines_are_records_and_keep_the_numbers_right():
    table = csv_lists.read(b"Nome,Email,Telefone\n\nA,,1\n,,\nB,,2\n")
    numbered = [(number, table.draft(record)) for number, record in table.records()]
    assert [(number, draft is None) for number, draft in numbered] == [
        (2, True),
        (3, False),
        (4, True),
        (5, False),
    ]


def test_a_line_that_names_the_delimiter_for_excel_may_come_first():
    assert drafts(b"sep=;\nNome;Email;Telefone\nA;;1\n") == [Draft(company="A", phone="1")]


def test_what_a_report_has_quoted_against_formulas_is_read_back():
    assert drafts(b"Nome,Email,Telefone\n'=A1,,'+5511987654321\n") == [
        Draft(company="=A1", phone="+5511987654321")
    ]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "missing_columns"),
        (TEXT.encode("utf-16"), "wrong_encoding"),
        (TEXT.encode("utf-16-le"), "wrong_encoding"),
        (b"Nome;Email;Telefone\nP\x81o;;1\n", "wrong_encoding"),
        (b"PK\x03\x04\x00\x00", "wrong_encoding"),
        (b'Nome;Email;Telefone\n"A;;1\nB;;2\n', "unclosed_quote"),
        (b'Nome;Email;Telefone\n"A;;1\n' + b"B;;2\n" * 100, "unclosed_quote"),
        (b"Nome;Email;Telefone\n" + b"x" * 10_000_000 + b";;1\n", "cell_too_long"),
        (b"a;" * 1_000_000 + b"\n", "too_many_columns"),
        (b"Nome\tEmail\tTelefone\n", "missing_columns"),
    ],
)
def test_a_file_that_is_no_such_list_is_refused(body, code):
    with pytest.raises(Refused) as refused:
        csv_lists.read(body)
    assert refused.value.code == code
    assert len(refused.value.message) < 400


def test_a_file_of_more_rows_than_an_ingest_counts_is_refused(monkeypatch):
    monkeypatch.setattr(lists, "MAX_RECORDS", 10)
    with pytest.raises(Refused) as refused:
        csv_lists.read(b"Nome;Email;Telefone\n" + b"\n" * 11)
    assert refused.value.code == "too_many_rows"
