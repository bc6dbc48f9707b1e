"""Names are greeted as they were meant, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.common.rules.refusals import Refused
from handlers.intake.rules import names

PORTUGUESE = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ áâãéêíóôõúüçÁÂÃÀÉÊÍÓÔÕÚÜÇ"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", ""),
        ("  ", ""),
        ("JosÃ©", "José"),
        ("SÃ£o Paulo", "São Paulo"),
        ("JosÃ© e São João", "José e São João"),
        ("JOSÃ‰", "JOSÉ"),
        ("JosÃƒÂ©", "José"),
        ("MarÃ\u00adlia", "Marília"),
        ("Ã\x81gua", "Água"),
        ("Jos├®", "José"),
        ("Jo√£o", "João"),
        ("Jos&eacute; &amp; Cia", "José & Cia"),
        ('="Ana"', "Ana"),
        ("Ana\u200b\u00a0Lima", "Ana Lima"),
        ("IRMÃ\u00a0LÚCIA", "IRMÃ LÚCIA"),
        ("IRMÃ\u00a0", "IRMÃ"),
        ("Ã\u00a0", "à"),
        ("Vila Ã\u00a0 Beira", "Vila à Beira"),
        ("NicolÃ\u00a0 Conti", "Nicolà Conti"),
        ("NicolÃ\u0083Â\u00a0", "Nicolà"),
        ("ÃƒÂ\u00a0 Mesa", "à Mesa"),
        ("'Ana", "Ana"),
        ("'Ana D'Ávila", "Ana D'Ávila"),
        ("'D'Ávila", "D'Ávila"),
        ("'Ana' Lima", "'Ana' Lima"),
        ("'Ana'", "'Ana'"),
        ("D’Ávila", "D’Ávila"),
        ("D´Ávila", "D´Ávila"),
        ("Dra. Ana 🙂", "Dra. Ana 🙂"),
        ("👩\u200d💼 Ana", "👩\u200d💼 Ana"),
        ("❤\ufe0f Loja", "❤\ufe0f Loja"),
        ("100m² Imóveis", "100m² Imóveis"),
        ("Łódź & Пётр", "Łódź & Пётр"),
        ("None Ltda", "None Ltda"),
        ('Tubos 3"', 'Tubos 3"'),
    ],
)
def test_a_name_is_mended_where_that_is_certain_and_kept_otherwise(text: str, name: str) -> None:
    assert names.read(text, of_person=True) == name


@pytest.mark.parametrize(
    "text",
    [
        *(
            "#REF!",
            "#N/D",
            "#N/A",
            "#NOME?",
            "#NAME?",
            "#VALOR!",
            "#VALUE!",
            "#DIV/0!",
            "#NULO!",
            "####",
            "Err:502",
        ),
        *(
            "null",
            "NULL",
            "None",
            "undefined",
            "NaN",
            "N/A",
            "n/d",
            "-",
            ".",
            "?",
            "***",
            "sem nome",
            "Não informado",
        ),
        *("{{nome}}", "{{ contato.nome }}", "%NOME%", "*|FNAME|*", "[Nome]", "${nome}"),
        *("12345", "(11) 98765-4321", "ana@empresa.com", "Jos\ufffd", "Jo?o", "josã©"),
    ],
)
def test_what_is_plainly_no_name_is_left_out(text: str) -> None:
    with pytest.raises(Refused) as refused:
        names.read(text, of_person=True)
    assert (refused.value.code, refused.value.value) == ("broken_name", text)


def test_a_company_may_be_called_by_a_short_number() -> None:
    assert names.read("99", of_person=False) == "99"
    with pytest.raises(Refused):
        names.read("11222333000181", of_person=False)


@given(
    name=st.text(PORTUGUESE, min_size=1).filter(
        # Nobody is called ÃÂ: it is what wrong decodings leave.
        lambda name: "ÃÂ" not in name and name.strip().casefold() not in names.NOTHING | {""}
    ),
    times=st.integers(0, 2),
)
def test_a_portuguese_name_comes_back_from_any_number_of_wrong_decodings(name: str, times: int) -> None:
    meant = names.cells.clean(name)
    shown = meant
    for _ in range(times):
        shown = shown.encode().decode("latin-1")
    assert names.read(shown, of_person=True) == meant
