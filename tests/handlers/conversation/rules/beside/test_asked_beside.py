"""What is asked beside a choice or an interest, and the courtesies that ask nothing."""

from collections.abc import Callable
from statistics import mean

import pytest

from handlers.common.rules import reply_texts
from handlers.common.rules.model import Intent
from handlers.conversation.rules.beside import asked_beside
from local.model import corpus

LINES = [line for lines in corpus.authors().values() for line in lines[::4]]
"""A sample of each author."""


def share(intent: Intent, standing: str, asks: Callable[[str], bool] = asked_beside.is_for_somebody) -> float:
    """The share of the corpus's lines of an intent at a standing beside which something is asked."""
    said = [
        reply_texts.own_words(line.text)
        for line in LINES
        if (line.intent, line.standing) == (intent, standing)
    ]
    return mean(map(asks, said))


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
        "Opção 2. Por gentileza, enviar o convite também para paulo@clinica.example.",
        "Opção 2. Favor incluir o Dr. Paulo no convite.",
        "A 2. Favor enviar a pauta.",
        "Opção 2. Enviar pauta e nome dos participantes.",
        "Opção 2. Peço que a reunião seja presencial em nosso escritório.",
        "a 2 mas me manda o link por email",
        "Segunda às 11. manda o convite pro meu email maria@clinica.example",
        "1, no meu consultório por favor",
        "a 2. vocês vêm aqui?",
        "a 2, mas só tenho meia hora",
        "a 2, mas tenho que sair 15:30",
        "a 2, se possível por telefone",
        "a 3, e traz uma proposta impressa",
        "a 2. preciso de intérprete de libras",
        "sexta 15h. a nossa diretora entra junto",
        "manda os horários, mas antes me diz como conseguiu meu contato",
        "tenho interesse, vocês atendem em Manaus?",
        "pode mandar os horários. aceita convênio?",
        "pode ser, mas é por whatsapp ou ligação?",
        "a 2. Solicito o envio da proposta",
        "a 2. Gostaria de receber a nota fiscal antes",
        "a 2. Favor confirmar o endereço",
        "a 2. Me avisem se atrasar",
        "a 2. Meu nome está errado, é José Carlos",
        "a 2. Corrijam meu nome por favor, é José Carlos",
        "a 2. Aproveito para pedir o contrato social de vocês",
        "a 2. Peço pontualidade",
        "confirmo a opção 2. Solicito apenas retirar o Sr. Amauri da cópia",
        "quinta às 10h. Conforme a LGPD, me informem a origem dos meus dados",
        "tenho interesse sim. Conforme a LGPD, peço uma cópia dos meus dados",
        "Option 2 works. Under the GDPR, please send me a copy of my data.",
        "La opción 2. Solicito una copia de mis datos personales.",
    ],
)
def test_a_request_a_question_or_news_beside_a_choice_or_an_interest_is_for_somebody(text: str) -> None:
    assert asked_beside.is_for_somebody(text)


@pytest.mark.parametrize(
    "text",
    [
        "a 2, manda o link",
        "a 2, pode mandar o convite",
        "a 2, vou bloquear a agenda",
        "pode ser a 2? nos outros dias não consigo",
        "tenho interesse, como a gente faz pra marcar?",
        "por que não? manda os horários",
        "a 3. quinta e sexta estou na loja sozinha",
        "quinta às 10h, blz?",
        "a 2, se mudar eu aviso, tá?",
        "a 2. Favor enviar o convite",
        "a 2, fico no aguardo",
        "a 2, muito obrigado! peço desculpas pela demora",
        "a 2. Solicito confirmação do horário",
        "a 2. Peço a gentileza de me enviar o link da reunião",
        "a 2. Me avisem se mudar alguma coisa",
        "Tenho interesse, solicito agendamento de reunião",
        "a 2, eu peço pro meu irmão ficar na loja",
        "tenho interesse, gostaria de receber mais informações na reunião",
        "a 2, meu nome é José Carlos",
    ],
)
def test_what_the_confirmation_or_the_slots_answer_is_for_nobody(text: str) -> None:
    assert not asked_beside.is_for_somebody(text)


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
    assert share(Intent.SLOT_CHOICE, "offered") < 0.05
    assert share(Intent.RESCHEDULE, "offered", asked_beside.asks) < 0.01
    assert share(Intent.RESCHEDULE, "scheduled", asked_beside.asks) < 0.01
    assert share(Intent.INTERESTED, "nothing") < 0.0875
