"""Headers: the columns are found under the names that people give them."""

import pytest

from handlers.common.rules.refusals import Refused
from handlers.intake.rules import headers

HEADER = ("Nome", "Contato", "CNPJ/CPF", "Email", "Telefone")


@pytest.mark.parametrize(
    "header",
    [
        (" NOME ", "contato", "Cnpj / Cpf", "E-mail", "TELEFONE"),
        ("nome", "CONTATO", "CPF/CNPJ", "EMAIL", "Teléfone"),
        ("company", "contactName", "document", "email", "phone"),
    ],
)
def test_names_of_columns_may_differ_in_case_accents_and_spaces(header):
    fields = ["company", "contactName", "document", "email", "phone"]
    assert headers.find([header]).fields == [(name, place) for place, name in enumerate(fields)]


def test_a_header_below_the_first_ten_rows_is_not_looked_for():
    assert headers.find([*[()] * 9, HEADER]).rows == 10
    with pytest.raises(Refused, match="found: 'nothing'"):
        headers.find([*[()] * 10, HEADER])


@pytest.mark.parametrize(
    ("header", "code", "named"),
    [
        (
            ("Nome", "Contato", "Email"),
            "missing_columns",
            "Telefone are missing; found: 'Nome, Contato, Email'",
        ),
        (("Razão", "Fone"), "missing_columns", "Nome, Email, Telefone are missing"),
        ((), "missing_columns", "found: 'nothing'"),
        ((*HEADER, "telefone "), "column_twice", "Telefone, telefone"),
        (tuple(map(str, range(201))), "too_many_columns", "201"),
    ],
)
def test_a_list_without_the_columns_is_refused_and_told_what_was_found_and_what_is_needed(
    header, code, named
):
    with pytest.raises(Refused) as refused:
        headers.find([header, ("Acme",)])
    assert refused.value.code == code
    assert named in refused.value.message
