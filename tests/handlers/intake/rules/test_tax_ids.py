"""CPF and CNPJ are known by their check digits, however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.common.rules.refusals import Refused
from handlers.intake.rules import tax_ids


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        ("111.444.777-35", "11144477735", "cpf"),
        (" 11144477735 ", "11144477735", "cpf"),
        ("11144477735.0", "11144477735", "cpf"),
        ("111.444.777-36 | 111.444.777-35", "11144477735", "cpf"),
        ("11.222.333/0001-81", "11222333000181", "cnpj"),
        ('="11222333000181"', "11222333000181", "cnpj"),
        ("\u200b11.222.333/0001-81\u00a0", "11222333000181", "cnpj"),
        ("'11222333000181 | 111.444.777-35", "11222333000181", "cnpj"),
        ("11222333000181", "11222333000181", "cnpj"),
        ("12.ABC.345/01DE-35", "12ABC34501DE35", "cnpj"),
        ("12.abc.345/01de-35", "12ABC34501DE35", "cnpj"),
    ],
)
def test_a_valid_tax_id_is_kept_without_its_punctuation(text, number, kind):
    assert tax_ids.first_valid(text) == tax_ids.TaxId(number, kind)


@pytest.mark.parametrize(
    ("text", "number"),
    [("123456797", "00123456797"), ("360305000104.0", "00360305000104"), ("360305000104", "00360305000104")],
)
def test_leading_zeros_that_a_spreadsheet_has_dropped_come_back(text, number):
    assert tax_ids.normalise(text).number == number


@pytest.mark.parametrize(
    "text",
    [
        "111.444.777-36",
        "11.222.333/0001-82",
        "12.ABC.345/01DE-36",
        "12.ABC.345/01DE-3A",
        "00000000000",
        "11111111111111",
        "191",
        "isento",
        "1,12223E+13",
        "1" * 10_000,
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(Refused) as refused:
        tax_ids.first_valid(text)
    assert refused.value.code == "invalid_document"


def test_an_empty_cell_has_no_tax_id():
    with pytest.raises(Refused) as refused:
        tax_ids.first_valid(" ")
    assert refused.value.code == "empty"


def cpf(base: str) -> str:
    """By the book: weights 10 to 2, then 11 to 2."""
    for heaviest in (10, 11):
        rest = sum(int(digit) * (heaviest - place) for place, digit in enumerate(base)) % 11
        base += str(0 if rest < 2 else 11 - rest)
    return base


@given(base=st.text("0123456789", min_size=9, max_size=9).filter(lambda base: len(set(base)) > 1))
def test_every_cpf_with_the_right_check_digits_is_valid_and_with_another_is_not(base):
    number = cpf(base)
    assert tax_ids.normalise(f"{base[:3]}.{base[3:6]}.{base[6:]}-{number[9:]}").number == number
    with pytest.raises(Refused):
        tax_ids.normalise(number[:10] + str((int(number[10]) + 1) % 10))
