"""Tests of replies of who is served by us already, or has spoken with somebody: nobody is asked whether to end."""

import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.reading.stages import STAGES
from handlers.conversation.rules.replies import Context
from local.model.situations import MONDAY, OFFERS, SAO_PAULO
from tests import lines

NOTHING = Context(SAO_PAULO, MONDAY)
OFFERED = Context(SAO_PAULO, MONDAY, OFFERS["C"])
BOOKED = Context(SAO_PAULO, MONDAY, scheduled=True)
HUMANS = (Intent.UNKNOWN, Intent.QUESTION)


@lines.over("context", [NOTHING, OFFERED, BOOKED], ids=lambda context: context.standing)
@lines.over(
    "text",
    [
        "já usamos o serviço de vocês",
        "a gente já usa o serviço de vocês",
        "Já sou cliente de vocês há 2 anos kkk",
        "já tenho contrato com vocês",
        "nós já contratamos vocês em maio",
        "já compro de vocês",
        "já sou atendido por vocês",
        "a gente já é cliente",
        "já uso o app de vocês no meu salão",
        "já tenho plano de vocês e tô muito satisfeito",
        "I'm already a customer of yours",
        "we already have a contract with you",
        "ya usamos su servicio",
        "ya soy cliente de ustedes",
        "ya tenemos contrato con ustedes",
    ],
)
def test_a_customer_of_ours_is_a_humans(text: str, context: Context) -> None:
    assert STAGES.classify(text, context).intent in HUMANS


@pytest.mark.parametrize(
    "text",
    [
        "já conversei com a Ana semana passada",
        "já tenho reunião com vocês na quinta",
        "já temos reunião marcada",
        "já tenho horário marcado com a Ana",
        "já agendei com a Ana pra sexta",
        "já tem uma visita agendada",
    ],
)
def test_who_has_spoken_with_somebody_or_agreed_on_a_time_is_sent_no_slots_and_not_asked_to_end(
    text: str,
) -> None:
    assert STAGES.classify(text, NOTHING).intent in HUMANS


@pytest.mark.parametrize(
    "text",
    [
        "já temos outro fornecedor",
        "já usamos o serviço de outra empresa",
        "já uso o sistema da concorrência",
        "já uso o concorrente de vcs e to satisfeita",
        "já temos contador",
        "we already have a supplier",
        "ya trabajamos con otro proveedor",
        "já sou cliente, não tenho interesse",
        "não temos interesse. Deus abençoe o trabalho de vocês",
        "não tenho interesse no contrato de vocês",
    ],
)
def test_who_is_served_by_others_or_says_so_refuses(text: str) -> None:
    reading = STAGES.classify(text, NOTHING)
    assert (reading.intent, reading.certain) == (Intent.NOT_INTERESTED, True)


@pytest.mark.parametrize(
    ("text", "context", "intent"),
    [
        ("já sou cliente, quero saber mais", NOTHING, Intent.INTERESTED),
        ("já falei com meu sócio e vamos querer sim", NOTHING, Intent.INTERESTED),
        ("já usamos o sistema de vocês, a 2", OFFERED, Intent.SLOT_CHOICE),
        ("já sou cliente de vocês, pode cancelar a reunião", BOOKED, Intent.CANCEL),
        ("já sou cliente de vocês, parem de mandar propaganda", NOTHING, Intent.OPT_OUT),
    ],
)
def test_what_a_customer_says_beside_it_counts(text: str, context: Context, intent: Intent) -> None:
    assert STAGES.classify(text, context).intent is intent
