"""What stands beside an absence counts as it would alone, and the rest of a notice calls nobody."""

from statistics import mean

import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.replies import Context
from local.model import corpus
from local.model.situations import read, situation
from tests import sampling
from tests.handlers.conversation.rules.offer_of_tuesday import BOOKED, NOTHING, OFFER, OFFERED, heard


@pytest.mark.parametrize("context", [NOTHING, OFFERED, BOOKED])
@pytest.mark.parametrize(
    "text",
    [
        "não quero receber mensagens, estou de férias até 04/12",
        "estou de férias até 04/12, sair",
        "estou de férias até 04/12, não quero receber mensagens",
        "estou de férias até 04/12, parem de mandar mensagem",
        "estou viajando até sexta, me tira da lista",
        "de férias até janeiro, não quero mais mensagens",
        "estou fora até dia 8. Me remove da lista",
    ],
)
def test_an_order_to_stop_beside_an_absence_is_heard(text: str, context: Context) -> None:
    assert heard(text, context).intent is Intent.OPT_OUT


def test_whoever_is_away_may_want_no_messages_meanwhile_alone() -> None:
    assert not heard("estou de férias até 04/12, não quero receber mensagens", NOTHING).certain


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("a 3, pois estou de férias até sexta", 3),
        ("estou fora até quinta, a 2", 2),
        ("estou de férias até quinta, pode ser a 3", 3),
        ("estou viajando até sexta, fico com a 3", 3),
        ("a segunda às 11h, estou de férias até domingo", 3),
        ("estou de atestado até sexta, a 3 por favor", 3),
        ("Estou de férias até quinta, mas a opção 3 me atende.", 3),
        ("Estou fora do escritório até 27/11.\nA opção 3 está ótima.", 3),
        ("entro de férias sexta, pode ser a 1", 1),
        ("tô de folga essa semana, prefiro a 3", 3),
    ],
)
def test_a_slot_beside_an_absence_is_chosen(text: str, number: int) -> None:
    reading = heard(text, OFFERED)
    assert (reading.intent, reading.slot) == (Intent.SLOT_CHOICE, OFFER[number - 1])


@pytest.mark.parametrize(
    "text",
    [
        "estou de férias até sexta, a 2",
        "estou de férias até 10/12, fico com a 3",
        "inventário quinta, loja fechada",
        "se eu entrar de férias dia 26, estou viajando até sexta, a 3",
    ],
)
def test_a_slot_in_the_time_of_an_absence_is_a_humans(text: str) -> None:
    reading = heard(text, OFFERED)
    assert (reading.intent, reading.certain) == (Intent.OUT_OF_OFFICE, False)


@pytest.mark.parametrize(
    ("text", "context", "intent"),
    [
        ("estou de férias até 10/12, me manda horários depois disso", OFFERED, Intent.RESCHEDULE),
        ("estou de férias até sexta, nenhum serve", OFFERED, Intent.RESCHEDULE),
        ("estou de férias até 04/12, preciso remarcar", BOOKED, Intent.RESCHEDULE),
        ("cancela, estou de férias até 04/12", BOOKED, Intent.CANCEL),
        ("estou de férias até 04/12, mas tenho interesse", NOTHING, Intent.INTERESTED),
        ("estou de férias até 04/12, me manda os horários", NOTHING, Intent.INTERESTED),
        ("estou de férias até 10/12, não tenho interesse", NOTHING, Intent.NOT_INTERESTED),
        ("Estarei em férias até 10/12. Não tenho interesse.", OFFERED, Intent.NOT_INTERESTED),
    ],
)
def test_a_wish_or_a_refusal_beside_an_absence_is_one(text: str, context: Context, intent: Intent) -> None:
    reading = heard(text, context)
    assert (reading.intent, reading.certain) == (intent, True)


@pytest.mark.parametrize("context", [NOTHING, OFFERED, BOOKED])
@pytest.mark.parametrize(
    "text",
    [
        "estou de férias até 04/12, quanto custa?",
        "estou de férias até 04/12. quem é você?",
        "estou de férias até 10/12, tem depois disso?",
        "estou de férias até 04/12, fala com a Maria no 11 98888-7777",
        "estou viajando até 04/12, liga depois",
    ],
)
def test_a_question_or_somebody_else_beside_an_absence_is_a_humans(text: str, context: Context) -> None:
    reading = heard(text, context)
    assert (reading.intent, reading.certain) == (Intent.OUT_OF_OFFICE, False)
    assert reading.returns is not None


@pytest.mark.parametrize("context", [NOTHING, OFFERED, BOOKED])
@pytest.mark.parametrize(
    "text",
    [
        "estou de férias até 04/12, obrigado",
        "estou de férias, volto dia 7, me chama lá",
        "Estou de férias até 07/12. Em caso de urgência, contate Juliana pelo ramal 214.",
        "Olá, tudo bem? Estou de licença até março. Quem está no meu lugar é a Priscila.",
        "estou de férias até 04/12, agora não posso responder",
        "estou de férias, quinta e sexta",
        "Resposta automática: estou de férias até 07/12. Fala com a Bia no ramal 2.",
    ],
)
def test_the_rest_of_a_notice_is_nobodys(text: str, context: Context) -> None:
    reading = heard(text, context)
    assert (reading.intent, reading.certain) == (Intent.OUT_OF_OFFICE, True)


def test_hardly_an_absence_notice_of_the_corpus_is_a_humans() -> None:
    lines = [
        line for lines in corpus.authors().values() for line in lines if line.intent is Intent.OUT_OF_OFFICE
    ]
    away = [read(line.text, situation(line)) for line in lines[:: sampling.step(8, 4)]]
    assert mean(each.intent is Intent.OUT_OF_OFFICE and not each.certain for each in away) < 0.015


def test_who_confirms_beside_an_absence_over_the_meeting_is_away() -> None:
    assert heard("férias! volto dia 7. confirmado.", BOOKED).intent is Intent.OUT_OF_OFFICE
    assert heard("de férias, mas confirmado quinta", BOOKED).intent is Intent.INTERESTED


@pytest.mark.parametrize(
    "text",
    [
        "Olá, somos a Padaria Sol! Para sair digite SAIR.",
        "Olá, somos a Padaria Sol!",
        "Para deixar de receber mensagens digite SAIR. Olá, somos a Padaria Sol!",
        "Oi! Aqui é da Clínica Bem Viver. Para não receber mais mensagens, responda SAIR.",
        "Não estou disponível agora. Digite 1 para vendas, 2 para financeiro",
        "Esta conversa foi encerrada por inatividade.",
        "Estamos atendendo outros clientes, aguarde um momento.",
    ],
)
def test_the_greeting_of_a_program_is_neither_interest_nor_refusal(text: str) -> None:
    assert heard(text, NOTHING).intent in (Intent.UNKNOWN, Intent.OUT_OF_OFFICE)
