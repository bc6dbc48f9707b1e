"""Text with separators as it comes from spreadsheet programs and CRMs, and quotation marks that nobody closed."""

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.common.rules.refusals import Refused
from handlers.intake.rules import cells, csv_lists, encodings, lists
from handlers.intake.rules.new_contacts import Draft

TEXT = "Nome;Contato;CNPJ/CPF;Email;Telefone\r\nPão & Cia;João;;joao@pao.com;11987654321\r\n"


def drafts(body: bytes) -> list[object]:
    table = csv_lists.read(body)
    return [table.draft(record) for _, record in table.records()]


FOUND = Path(__file__).parents[1] / "found"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_encoding_and_the_delimiter_are_recognised(encoding, delimiter):
    body = TEXT.replace(";", delimiter).encode(encoding)
    assert drafts(body) == [
        Draft(company="Pão & Cia", contactName="João", email="joao@pao.com", phone="11987654321")
    ]
    assert csv_lists.read(body).delimiter == delimiter


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("UPPERCASE_SUFFIX.CSV", [Draft(company="Loja Modelo", contactName="Ana", phone="(11) 98765-4321")]),
        (
            "cnpj_and_cpf_columns.csv",
            [Draft(company="Loja Modelo", document="11222333000181", phone="(11) 98765-4321")],
        ),
        (
            "google_contacts.csv",
            [
                Draft(
                    company="Loja Modelo",
                    contactName="Ana Teste",
                    email="ana@example.com",
                    phone="+55 11 98765-4321 ::: +55 11 3333-4444",
                    metadata={"Labels": "* myContacts"},
                )
            ],
        ),
        ("headers_celular.csv", [Draft(company="Ana Teste", phone="(11) 98765-4321")]),
        (
            "mixed_encoding.csv",
            [
                Draft(company="Comércio São João", contactName="José", phone="(11) 98765-4321"),
                Draft(company="Padaria Pão", contactName="Ana", phone="(11) 98765-4322"),
            ],
        ),
        (
            "mobile_in_second_column.csv",
            [Draft(company="Loja Modelo", contactName="Ana Teste", phone="(11) 98765-4321 | (11) 3333-4444")],
        ),
        ("phone_only_no_email_column.csv", [Draft(company="Ana", phone="(11) 98765-4321")]),
        ("tabs.csv", [Draft(company="Loja Modelo", phone="(11) 98765-4321")]),
    ],
)
def test_lists_that_people_have_are_read(name, expected):
    assert drafts((FOUND / name).read_bytes()) == expected


def test_a_stray_quotation_mark_is_an_error_of_its_row_and_swallows_no_other():
    table = csv_lists.read((FOUND / "stray_quote.csv").read_bytes())
    (number, stray), *others = ((number, table.draft(record)) for number, record in table.records())
    assert isinstance(stray, tuple)
    assert (number, [problem.code for problem in stray]) == (2, ["stray_quote"])
    assert others == [
        (row, Draft(company=name, phone=f"(11) 90000-000{row - 1}"))
        for row, name in enumerate(["Ana Teste", "Bia Teste", "Loja Exemplo", "Caio Teste"], start=3)
    ]


def codes(body: str) -> list[object]:
    """The rows' codes of errors, or their company and phone."""
    return [
        (draft.company, draft.phone)
        if isinstance(draft, Draft)
        else isinstance(draft, tuple) and draft[0].code
        for draft in drafts(body.encode())
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # The closing mark is an inch mark of another row: the row would have the right number of cells.
        ('"Bar;;11900000001\nTubos 3";;11900000002\n', ["stray_quote", ('Tubos 3"', "11900000002")]),
        ('"Bar;;11900000001\nA;;1\nTubos 3";;2\n', ["stray_quote", ("A", "1"), ('Tubos 3"', "2")]),
        ('"Bar;;\nTubos 3";;2\n', ["stray_quote", ('Tubos 3"', "2")]),
        # Nothing closes it, near or far.
        ('"Bar;;1\nA;;2\n', ["stray_quote", ("A", "2")]),
        ('"Bar;;1\n' + "A;;2\n" * 100, ["stray_quote", *[("A", "2")] * 100]),
        # In the last column, and in a file with all cells quoted.
        ('Bar;;"1\nA;;2\n"B";;3\n', ["stray_quote", ("A", "2"), ("B", "3")]),
        ('"Bar;"";"1"\n"A";"";"2"\n', ["stray_quote", ("A", "2")]),
        ('"A";"";"1\n"B";"";"2"\n', ["stray_quote", ("B", "2")]),
        # A separator between the marks, and something behind them.
        ('"Acme; Inc" Ltda;;1\nA;;2\n', ["stray_quote", ("A", "2")]),
        # The closing mark is the opening one of a cell that begins with a separator, or ends with a line break.
        ('"Bar;;\n";A";;2\n', ["stray_quote", (";A", "2")]),
        (';"\n"\nA";;2\n', ["stray_quote", ("\nA", "2")]),
        ('"A\n";;1\nB;;2\n', [("A\n", "1"), ("B", "2")]),
        # Quotation marks that are characters.
        (
            'Tubos 3";;1\n"Zé" Modelo;;2\n5" x 3";;3\n',
            [('Tubos 3"', "1"), ('"Zé" Modelo', "2"), ('5" x 3"', "3")],
        ),
        ('"Bar ""X""";;1\n "A; B" ; ;2\n', [('Bar "X"', "1"), ("A; B", "2")]),
        # A first line of blanks for all columns, though a program may have quoted every cell.
        ('";;\n1";"";"2"\n', ["stray_quote", ('1"', "2")]),
        # Line breaks that belong to a cell.
        ('"Acme\n2o andar";;1\nA;;2\n', [("Acme\n2o andar", "1"), ("A", "2")]),
        ('"A";"a@b.com\nc@d.com";"1\r\n2"\nB;;3\n', [("A", "1\r\n2"), ("B", "3")]),
    ],
)
def test_a_quotation_mark_never_brings_one_row_into_another(rows, expected):
    assert codes("Nome;Email;Telefone\n" + rows) == expected


@pytest.mark.parametrize(
    ("mark", "rows", "taken"),
    [
        (
            ",",
            '",,,,,\nk,k,(11) 98765-4001 | (11) 3333-4001,,,",k"\n',
            ("k", "(11) 98765-4001 | (11) 3333-4001"),
        ),
        (
            ",",
            'A,,11987654000,"c0@empresa0.com.br,,k\n",,B\n",k,11987654001,c1@empresa1.com.br,,k\n',
            (",,B\n", "11987654001"),
        ),
        (";", ';";;;;\n"""\nk";k;11987654001;c1@empresa1.com.br;;k\n', ('"\nk', "11987654001")),
    ],
    ids=["with two numbers", "behind an address", "whose name begins with a mark"],
)
def test_a_stray_mark_takes_no_row_below_its_own(mark, rows, taken):
    header = mark.join(("Nome", "Contato", "Telefone", "Email", "Descadastrado", "Nota"))
    assert codes(f"{header}\n{rows}") == ["stray_quote", taken]


def test_an_address_with_commas_and_a_line_break_is_one_cell():
    body = 'Nome,Endereço,Email,Telefone\nA,"Rua A, 10, Centro\nSão Paulo, SP",a@b.com,1\nB,"R, 1\nx",,2\n'
    assert codes(body) == [("A", "1"), ("B", "2")]


@given(data=st.data())
def test_rows_come_back_as_they_were_with_the_numbers_of_their_lines_in_every_dialect(data):
    delimiter = data.draw(st.sampled_from(csv_lists.DELIMITERS))
    end = data.draw(st.sampled_from(["\n", "\r\n", "\r"]))
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
    # The writer leaves a line break alone that is not the end of its own lines.
    quoting = csv.QUOTE_ALL if end == "\r" else data.draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    hint = data.draw(st.booleans())

    def is_one_cell(text: str) -> bool:
        """A cell that holds a line of nothing but blanks of all columns is rows that a stray mark has swallowed."""
        return "\n" not in text or all(line.count(delimiter) < 3 for line in text.splitlines())

    text = st.text("ab1é€ '\"\n.;,|\t-", max_size=8).map(str.strip).filter(is_one_cell)
    tail = st.lists(st.text("ab1é ';,\n\"", max_size=8).filter(is_one_cell), max_size=1)
    rows = data.draw(st.lists(st.tuples(text, st.just("a@b.com"), st.just("11987654321"), tail), max_size=6))
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter, lineterminator=end, quoting=quoting)
    if hint:
        written.write(f"sep={delimiter}{end}")
    numbers, expected = [], []
    writer.writerow(["Nome", "Email", "Telefone", "Nota"])
    for company, email, phone, more in rows:
        numbers.append(1 + len(re.findall(r"\r\n|\r|\n", written.getvalue())))
        row = [company, email, phone, *(more or [""])]
        expected.append([cells.unescaped(cell) for cell in row])
        writer.writerow(row)
    table = csv_lists.read(written.getvalue().encode(encoding))
    assert [(number, list(record)) for number, record in table.records()] == list(
        zip(numbers, expected, strict=True)
    )


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=; ", "\ufeffsep=;", "sep=;;;", "sep=;\n\ufeff"])
def test_a_line_that_names_the_separator_is_obeyed_and_counted(line):
    table = csv_lists.read(f'{line}\n"Nome";Email;Telefone\nA, B;;1\n'.encode())
    ((number, record),) = table.records()
    assert (number, table.draft(record)) == (3 + line.count("\n"), Draft(company="A, B", phone="1"))


def test_any_separator_that_is_named_is_taken():
    assert drafts(b"sep=|\nNome|Telefone\nA|1\n") == [Draft(company="A", phone="1")]


def test_a_single_column_is_read_whatever_separates_the_numbers_in_it():
    assert drafts(b"Telefone\n11 98765-4321; 11 3333-4444\n") == [Draft(phone="11 98765-4321; 11 3333-4444")]


def test_characters_that_cannot_be_right_are_noted_and_join_no_digits():
    first, second, third = drafts(b"Nome;Telefone\nP\x81o;1\nAna\0\0;1198\x007654321\nB;2\n")
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert [note.code for note in (*first.notes, *second.notes)] == ["unreadable_characters"] * 2
    assert (second.company, second.phone) == ("Ana", "1198\ufffd7654321")
    assert third == Draft(company="B", phone="2")


def test_what_stands_behind_the_table_does_no_harm():
    body = "Nome;Telefone;;\nA;1;;\n;;;\n\nB\u2028C;2\nTotal;;;\nD;3;x;y;z\n"
    assert codes(body) == [("A", "1"), False, False, ("B\u2028C", "2"), ("Total", ""), "too_many_cells"]


def test_an_overlong_cell_is_an_error_of_its_row():
    body = "Nome;Telefone\n" + "x" * 3_000_000 + ";1\nA;2\n" + '"' + "y" * 200_000 + '";3\nB;4\n'
    assert codes(body) == ["cell_too_long", ("A", "2"), "cell_too_long", ("B", "4")]


def test_a_stray_mark_in_the_title_does_not_hide_the_header():
    assert codes('"Clientes de março\n\nNome;Telefone\nA;1\n') == [("A", "1")]


def test_a_large_list_is_never_text_as_a_whole(monkeypatch):
    sizes = []
    decoded = encodings._decoded
    monkeypatch.setattr(encodings, "_decoded", lambda piece: sizes.append(len(piece)) or decoded(piece))
    table = csv_lists.read(b"Nome;Telefone\n" + "Ana 😀;11987654321\n".encode() * 100_000)
    assert sum(1 for _ in table.records()) == 100_000
    assert max(sizes) < 2 * encodings.PIECE_BYTES


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


def test_what_a_report_has_quoted_against_formulas_is_read_back():
    assert drafts(b"Nome,Email,Telefone\n'=A1,,'+5511987654321\n") == [
        Draft(company="=A1", phone="+5511987654321")
    ]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty_file"),
        (b"\xef\xbb\xbf \r\n", "empty_file"),
        (b"Nome|Email|Telefone\n", "missing_columns"),
        (b"a;" * 2_000 + b"\n", "too_many_columns"),
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
