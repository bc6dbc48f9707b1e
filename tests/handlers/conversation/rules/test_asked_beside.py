"""What is asked beside a choice or an interest, and the courtesies that ask nothing."""

from statistics import mean

import pytest

from handlers.common.rules import reply_texts
from handlers.common.rules.model import Intent
from handlers.conversation.rules import asked_beside
from local.model import corpus

LINES = [line for lines in corpus.authors().values() for line in lines]


def share(intent: Intent, standing: str) -> float:
    """The share of the corpus's lines of an intent at a standing beside which something is asked."""
    said = [
        reply_texts.own_words(line.text)
        for line in LINES
        if (line.intent, line.standing) == (intent, standing)
    ]
    return mean(map(asked_beside.asks, said))


@pytest.mark.parametrize(
    "text",
    [
        "quinta às 10h. qual o link?",
        "a 1. quanto custa a consultoria?",
        "a 2 tá ótima, quanto tempo dura",
        "2\ncom quem é?",
        "A segunda opção. Quanto tempo dura a reunião? Posso levar meu sócio?",
        "Me acomoda el viernes a las 15 horas. ¿Es hora de Chile o de Brasil?",
        "Thursday at four. Is it Zoom or Teams?",
        "sexta 9h30, mas é por vídeo ou telefone?",
        "Quinta. Vai ter gravação?",
        "viernes 27. ¿puede entrar también la contadora? ¿cuánto cuesta?",
        "could you send me some details by email first?",
        "Antes de marcar qualquer conversa, gostaria de receber uma apresentação institucional e faixa de preços.",
        "prefiro que me liguem, pode ser?",
        "tenho interesse, me manda a tabela de preços",
        "opa, quero sim, como funciona?",
    ],
)
def test_a_question_or_a_request_beside_is_somebodys_to_answer(text: str) -> None:
    assert asked_beside.asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "Oi Ana, tudo bem? Acho que a segunda opção fica melhor",
        "pode ser a 2?",
        "a 2, ok?",
        "quinta 16h, tá?",
        "sex 15h fechado?",
        "25/11, certo? Então certo.",
        "vcs vão me ligar quinta as 4 né? tá combinado",
        "Na black friday?? tá doido kkk quinta então",
        "pode ser quinta? nos outros dias não consigo",
        "Tenho interesse. Quando vocês podem?",
        "quais horários vocês têm?",
        "What times do you have?",
        "tem na quarta à tarde?",
        "vocês atendem sábado?",
        "Could we bring it forward to tomorrow?",
        "Sexta, quem vai participar sou eu",
        "quero saber mais, vamos marcar",
    ],
)
def test_a_courtesy_and_a_question_for_times_are_nobodys(text: str) -> None:
    assert not asked_beside.asks(text)


def test_few_choices_and_wishes_for_another_time_call_somebody() -> None:
    assert share(Intent.SLOT_CHOICE, "offered") < 0.03
    assert share(Intent.RESCHEDULE, "offered") < 0.01
    assert share(Intent.RESCHEDULE, "scheduled") < 0.01
    assert share(Intent.INTERESTED, "nothing") < 0.06
