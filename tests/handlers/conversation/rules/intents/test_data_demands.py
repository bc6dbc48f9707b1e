"""Demands about the person's own data, beside an opt-out and without one."""

import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.intents import data_demands
from handlers.conversation.rules.reading.stages import STAGES
from handlers.conversation.rules.replies import Context, Reading
from local.model.situations import MONDAY, SAO_PAULO


def read(text: str) -> Reading:
    return STAGES.classify(text, Context(SAO_PAULO, MONDAY))


@pytest.mark.parametrize(
    "text",
    [
        "Solicito a eliminação dos meus dados",
        "Com base na LGPD, parem de me escrever",
        "Apaguem os dados que vocês têm de mim",
        "delete my data and stop writing",
        "borren mis datos, por favor",
        "Revogo o consentimento e solicito a origem dos dados.",
        "vou denunciar à ANPD",
    ],
)
def test_an_opt_out_that_speaks_of_the_persons_data_is_a_demand(text: str) -> None:
    assert data_demands.is_made(text)


@pytest.mark.parametrize("text", ["SAIR", "não quero mais receber mensagens", "me tira da lista", ""])
def test_another_opt_out_is_none(text: str) -> None:
    assert not data_demands.is_made(text)


@pytest.mark.parametrize(
    "text",
    [
        "Exijo saber como obtiveram meus dados, nos termos da LGPD",
        "Favor informar o encarregado de dados (DPO).",
        "Solicito a portabilidade dos meus dados",
        "corrijam meu nome no cadastro de vcs, é Henrique",
        "quero saber quais dados vocês têm sobre mim",
        "Qual a base legal para me escreverem?",
        "solicito acceso a mis datos",
        "I request a copy of my data",
        "Meu nome está errado no cadastro de vocês, pela LGPD peço correção: é José Carlos Lima",
        "Meu e-mail está errado no cadastro, peço a correção conforme a LGPD",
        "Nos termos da LGPD, peço a correção do meu nome no cadastro",
        "meu telefone no cadastro de vocês está desatualizado, LGPD",
        "quisiera saber qué datos míos tienen",
    ],
)
def test_a_question_or_a_request_about_own_data_is_a_question_and_no_opt_out(text: str) -> None:
    assert data_demands.is_asked(text)
    assert read(text).intent is Intent.QUESTION


@pytest.mark.parametrize(
    "text",
    [
        "Qual a base legal para o tratamento do meu número? Solicito a exclusão dos meus dados e confirmação.",
        "exclua meus dados por favor, e qual o prazo?",
        "Revogo o consentimento e solicito a origem dos dados.",
        "apaguem meus dados e me confirmem",
    ],
)
def test_a_demand_of_deletion_is_followed_at_once_whatever_is_asked_beside_it(text: str) -> None:
    reading = read(text)
    assert (reading.intent, reading.certain) == (Intent.OPT_OUT, True)


@pytest.mark.parametrize(
    "text",
    [
        "Quem passou meus dados? Exijo que sejam eliminados em 15 dias, sob pena de denúncia à ANPD.",
        "não autorizei o uso dos meus dados",
        "where did you get my data? delete it",
    ],
)
def test_a_question_beside_what_may_be_an_order_is_asked_back_at_the_least(text: str) -> None:
    assert read(text).intent is Intent.OPT_OUT
    assert data_demands.is_made(text)


@pytest.mark.parametrize(
    "text",
    ["quanto custa?", "O sistema de vocês atende a LGPD?", "vocês integram com meu cadastro de clientes?"],
)
def test_another_question_is_no_demand(text: str) -> None:
    assert not data_demands.is_asked(text)
