"""Addresses and names that a report shows only in part, or not at all."""

import pytest

from ops.report import masking


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("+5511987654321", "+55•••21"),
        ("ana.prado@aurora.com.br", "a•••@a•••.br"),
        ("a@localhost", "a•••@l•••"),
        ("", "•••"),
        ("190", "•••"),
    ],
)
def test_of_an_address_only_the_ends_can_be_read(address: str, masked: str) -> None:
    assert masking.address(address) == masked


@pytest.mark.parametrize(
    "text",
    [
        "me liga no (11) 98765-4321 amanhã",
        "meu zap é +55 11 98765 4321",
        "11987654321",
        "CPF 123.456.789-09",
        "CNPJ 12.345.678/0001-90",
        "escreve para ana@empresa.com.br, por favor",
        "rai@@loja.example",
    ],
)
def test_no_address_in_a_text_can_be_read(text: str) -> None:
    masked = masking.text(text)
    assert masking.DOTS in masked
    for whole in ("98765", "4321", "456", "0001", "ana@", "empresa", "rai@@", "loja"):
        assert whole not in masked


@pytest.mark.parametrize(
    "text",
    [
        "terça-feira, 01/12, às 15h",
        "pode ser 01/12/2026?",
        "2026-12-01 às 10:30",
        "no dia 1.12.2026",
        "as opções 1, 2 ou 3",
        "o contrato 9da473a1f89ed01865ba175f4624299",
        "R$ 1.500 por mês",
    ],
)
def test_days_hours_and_small_numbers_stay(text: str) -> None:
    assert masking.text(text) == text


def test_of_a_person_every_word_is_left_out_and_of_a_company_the_whole_name() -> None:
    text = "Olá, Ana! A ANA PRADO da Loja Simões, loja da semana da Ananda, de Prado"
    masked = masking.text(text, "Ana dos Prado", "Loja Simões")
    assert masked == "Olá, ‹name›! A ‹name› ‹name› da ‹name›, loja da semana da Ananda, de ‹name›"


def test_names_of_a_letter_or_two_and_signs_in_names_do_no_harm() -> None:
    assert masking.text("A Bo (x) veio dos <b>", "Bo dos <b>Li</b>", "(x)") == "A Bo ‹name› veio dos <b>"
    assert masking.text("nada", "", "  ") == "nada"


def test_what_a_refusal_quotes_of_a_cell_is_masked() -> None:
    message = "'fabio.leitao' is no e-mail address: write it like ana@empresa.com.br"
    assert masking.quoted(message) == "'fa•••' is no e-mail address: write it like ana@empresa.com.br"
    assert masking.quoted("ana@empresa.com.br is there twice") == "a•••@e•••.br is there twice"
    assert masking.quoted("+552733334444 is a land line") == "+55•••44 is a land line"
