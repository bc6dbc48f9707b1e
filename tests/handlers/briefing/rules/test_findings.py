from datetime import UTC, datetime

import pytest

from handlers.briefing.rules.facts import ReplyLine
from handlers.briefing.rules.findings import objections, pains
from handlers.briefing.rules.markdown import LONGEST_QUOTE
from handlers.common.rules.model import Intent


def said(text: str) -> ReplyLine:
    return ReplyLine(text, Intent.UNKNOWN, datetime(2026, 11, 23, 12, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("achei muito caro", "Preço"),
        ("quanto custa?", "Preço"),
        ("já temos um sistema", "Já tem fornecedor"),
        ("estou sem tempo essa semana", "Falta de tempo"),
        ("agora não, quem sabe mais pra frente", "Momento"),
        ("preciso falar com meu sócio", "Não decide sozinho"),
        ("isso é golpe?", "Desconfiança"),
    ],
)
def test_an_objection_is_named_and_quoted(text: str, name: str) -> None:
    assert [(found.name, found.quote) for found in objections([said(text)])] == [(name, text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("estamos perdendo clientes", "Perda de vendas ou clientes"),
        ("faço tudo na planilha", "Trabalho manual"),
        ("a entrega atrasa... demora demais", "Demora"),
        ("hoje gastamos muito com isso", "Custo alto hoje"),
        ("falta de gente aqui", "Falta de gente ou de controle"),
        ("nosso sistema trava", "Problemas com a solução atual"),
    ],
)
def test_a_pain_is_named_and_quoted(text: str, name: str) -> None:
    assert [(found.name, found.quote) for found in pains([said(text)])] == [(name, text)]


def test_a_denied_pain_is_not_found() -> None:
    assert pains([said("não temos problemas"), said("aqui nunca atrasa")]) == []


def test_an_objection_that_comes_twice_is_told_once_with_the_first_reply_that_shows_it() -> None:
    found = objections([said("caro"), said("muito caro mesmo")])
    assert [(each.name, each.quote) for each in found] == [("Preço", "caro")]


def test_a_long_reply_is_quoted_up_to_a_limit() -> None:
    (found,) = objections([said("caro " + "x" * 2000)])
    assert len(found.quote) == LONGEST_QUOTE
