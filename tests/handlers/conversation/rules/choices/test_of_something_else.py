"""Tests of replies in which a number, a day or an hour is of something else, and of choices that are not made yet."""

import pytest

from handlers.common.rules.model import Intent
from tests.handlers.conversation.rules.offer_of_tuesday import MOVING, OFFERED, chosen, heard


@pytest.mark.parametrize(
    "text",
    [
        "Av. Brasil, 1500",
        "nosso escritório fica na Av. Brasil, 1500",
        "Rua Augusta, 1500",
        "Rua Augusta 1100",
        "Alameda Santos, 1100",
        "123 Main St, suite 1100",
        "sala 1500",
        "conjunto 1100",
        "apto 1100",
        "quarto 1100",
        "apartamento 1500",
        "ramal 1500",
        "meu ramal é 1500",
        "my ext is 1100",
        "Rua das Flores, 2",
        "Rua A, 2",
        "calle Mayor, 2",
        "fica na Rua Augusta, 2",
        "o ramal é 2",
        "meu ramal é 1",
        "meu ramal é o 3",
        "ext. 2",
        "second floor",
        "sobre o pedido nº 3",
        "protocolo nº 2",
        "nota nº 1",
        "OS nº 1",
        "processo nº 3",
        "order no. 2",
        "order number 2",
        "order #2",
        "invoice no. 3",
        "case #1",
        "Praça da Sé, 3",
        "Calle 15, local 2",
        "bloco B, apto 2",
        "NF nº 2",
        "chamado #2",
        "Rua Dois, 1500, sala 2",
        "Floor 2, room 1500",
    ],
)
def test_the_number_of_a_house_a_room_or_a_case_is_none_of_the_offer(text: str) -> None:
    assert heard(text, OFFERED).intent is Intent.UNKNOWN
    assert not heard(text, OFFERED).is_open_choice
    assert heard(text, MOVING).slot is None


@pytest.mark.parametrize(
    "text",
    [
        "sexta, só que mais cedo",
        "sexta, só que mais tarde",
        "a 2, só que mais tarde",
        "a 2, só que mais cedo",
        "quinta, só que mais cedo",
        "Friday, just earlier",
        "Friday, just later",
        "Thursday, just later",
        "a 2, porém outro dia",
        "a 2, mas outro dia",
        "a 2, só que outro dia",
        "a 2, porém em outro dia",
        "a 2 só que em outra data",
        "la 2, pero otro día",
        "option 2, but another day",
        "a segunda opção, só que um pouquinho mais tarde",
        "viernes, solo que más temprano",
        "a 2, mas noutra semana",
    ],
)
def test_who_wants_another_time_than_the_slot_named_before_gets_other_slots(text: str) -> None:
    assert heard(text, OFFERED).intent is Intent.RESCHEDULE
    assert heard(text, MOVING).slot is None


@pytest.mark.parametrize(
    "text",
    [
        "will call you Friday",
        "call you Friday",
        "I call you Friday",
        "talk Friday",
        "reply Friday",
        "reply Thursday",
        "answer Friday",
        "will answer Thursday",
        "text you Friday",
        "email you Friday",
        "ping you Friday",
        "chat Friday",
        "speak Friday",
        "deciding Friday",
        "llamo el viernes",
        "respondo el viernes",
        "contesto el viernes",
        "escribo el viernes",
        "hablo con mi socio el viernes",
        "I'll call Friday",
        "te llamo el viernes",
        "messaging you Friday",
        "will get back Friday",
        "will decide Friday",
        "decido el viernes",
        "aviso el viernes",
        "ligo pra vocês na sexta",
    ],
)
def test_an_errand_on_a_day_chooses_no_slot_of_it(text: str) -> None:
    assert heard(text, OFFERED).slot is None
    assert heard(text, MOVING).slot is None


@pytest.mark.parametrize(
    "text",
    [
        "a 2 quase com certeza",
        "quase certo que a 2",
        "quase certeza a 2",
        "quase certeza sexta",
        "quase fechado com a 2",
        "quase lá: a 2",
        "praticamente certo a 2",
        "casi seguro que la 2",
        "casi seguro la 2",
        "casi seguro el viernes",
        "likely Friday",
        "most likely Friday",
        "a 2 por enquanto",
        "por enquanto a 2",
        "almost certainly 2",
        "a 2, quase certo",
        "por ora a 2",
        "Opção 2, sujeito à confirmação da diretoria.",
        "Opção 2, sujeita à aprovação da diretoria.",
        "a 2, vou só confirmar com a esposa",
        "a 1, preciso só alinhar com o time",
        "Option 2, just need to check with my boss",
        "La 2, solo tengo que consultarlo con mi socio",
        "a 2, só preciso alinhar com o time",
        "Opção 2, apenas aguardo o ok da diretoria.",
        "Opção 2. Aguardo apenas a confirmação do meu sócio.",
        "a 2, só vou confirmar com meu sócio",
        "a 2, só falta minha sócia confirmar",
        "a 2, pendente de aprovação",
        "a 2, tenho só que ver com meu marido",
        "option 2, subject to approval",
        "option 2, pending my boss's approval",
    ],
)
def test_a_choice_that_is_not_made_for_certain_is_a_humans(text: str) -> None:
    assert heard(text, OFFERED).intent is Intent.UNKNOWN
    assert not heard(text, OFFERED).is_open_choice
    assert heard(text, MOVING).slot is None


@pytest.mark.parametrize(
    "text",
    [
        "a 3 também pode",
        "a 3 também serve",
        "a 3 também dá",
        "the 3rd also works",
        "Friday also works",
        "la 3 también puede",
        "sexta também serve",
        "sexta também é boa",
    ],
)
def test_who_finds_one_slot_as_good_as_others_is_asked_which(text: str) -> None:
    assert heard(text, OFFERED).is_open_choice


@pytest.mark.parametrize(
    "text",
    [
        "fica para uma próxima oportunidade",
        "deixa pra uma próxima oportunidade",
        "fica pra próxima oportunidade então",
        "em uma próxima oportunidade",
        "na próxima oportunidade",
        "na próxima eu participo",
        "na próxima eu vou",
        "na próxima a gente marca",
        "na próxima com certeza",
        "próxima",
        "Na próxima oportunidade participaremos. Obrigada.",
        "fica pra próxima",
        "fica pra uma próxima",
        "deixa pra próxima",
        "outra hora a gente conversa",
        "fica pra outra hora",
        "fica pra próxima vez",
        "próxima semana",
        "na próxima semana",
        "na próxima ocasião",
        "quem sabe numa próxima",
    ],
)
def test_the_next_opportunity_is_not_the_next_monday(text: str) -> None:
    assert heard(text, OFFERED).slot is None
    assert heard(text, MOVING).slot is None


@pytest.mark.parametrize(
    "text",
    [
        "sexta até 15h",
        "quinta até 10h",
        "quinta tô livre até 10h",
        "tô livre até 15h na sexta",
        "segunda até 11 da manhã",
        "sexta almoço até 15h",
        "quinta entre 8 e 10h",
        "Friday until 3pm",
        "el viernes hasta las 15",
        "Sexta até 15h. Att., José",
        "I'm free until 3pm on Friday",
    ],
)
def test_an_hour_until_which_somebody_is_free_is_not_that_of_the_meeting(text: str) -> None:
    assert heard(text, OFFERED).slot is None
    assert heard(text, MOVING).slot is None


@pytest.mark.parametrize(
    "text",
    [
        "sexta de tarde é quando mais vende",
        "quinta de manhã vou ao banco",
        "segunda às 11h vou no cartório",
        "sexta 15h vou na escola",
        "quinta 10h vou na feira",
        "segunda de manhã vou no fórum",
        "sexta à tarde vou pra praia",
        "sexta à tarde vou pro sítio",
        "segunda às 11h pego avião",
        "quinta meu voo é às 10h",
        "sexta de tarde a loja enche",
        "sexta à tarde o movimento é grande",
        "a 1 cai no meu horário de academia",
        "a 2 cai na hora da escola",
        "quinta 10h meio cedo",
        "sexta 15h meio tarde",
        "sexta 15h um pouco tarde",
        "a 2 meio tarde pra mim",
        "a 1 meio cedo",
        "sexta 15h vou pra academia",
        "quinta às 10h busco minha filha",
        "sexta de tarde é o dia de feira",
    ],
)
def test_what_somebody_does_or_what_happens_at_an_hour_does_not_choose_it(text: str) -> None:
    assert heard(text, OFFERED).slot is None
    assert heard(text, MOVING).slot is None


@pytest.mark.parametrize(
    "text",
    [
        "opção nº 2",
        "nº 2",
        "#2",
        "sexta às 1500",
        "a 2, na Av. Brasil, 1500",
        "a 2, meu ramal é 3",
        "sexta às 15h, sala 2",
        "a 2, porque outro dia não dá",
        "a 2, quanto mais cedo melhor",
        "sexta mesmo, outro dia não dá",
        "call me Friday at 3pm",
        "talk to you Friday at 3pm",
        "let's talk Friday",
        "see you Friday",
        "a 2 com certeza",
        "também prefiro a 2",
        "a 2, meu sócio também vai",
        "a 2 pra mim também",
        "quase esqueci, a 2",
        "por enquanto é só, a 2",
        "pode ser sexta às 15h, até as 16h",
        "sexta à tarde vou sim",
        "sexta 15h eu vou",
        "a 2 cai bem",
        "a 2 cai no melhor horário",
        "a 2, aguardo o link",
        "a 2, só preciso do link",
        "sexta às 15h é quando consigo, pode marcar",
    ],
)
def test_the_choice_beside_such_words_is_booked(text: str) -> None:
    assert chosen(text) == 2
