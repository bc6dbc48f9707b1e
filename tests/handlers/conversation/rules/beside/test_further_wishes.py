"""What is wished for beside a meeting that is booked, and what merely keeps it."""

from statistics import mean

import pytest

from handlers.common.rules import reply_texts
from handlers.common.rules.model import Intent
from handlers.conversation.rules.beside import further_wishes
from local.model import corpus

LINES = [line for lines in corpus.authors().values() for line in lines if line.intent is Intent.INTERESTED]


def share(standing: str) -> float:
    """The share of the corpus's lines of interest at a standing in which more is wished for."""
    said = [reply_texts.own_words(line.text) for line in LINES if line.standing == standing]
    return mean(further_wishes.reason(each) is not None for each in said)


@pytest.mark.parametrize(
    "text",
    [
        "Quero contratar já, me mandem o contrato",
        "confirmado, e me manda o contrato pra eu já ler",
        "ok\nme passa a tabela de preços",
        "Quero saber mais sobre os preços",
        "preciso de mais informações",
        "quero a segunda via do convite",
        "Vamos conversar hoje ainda, é urgente",
        "pode me ligar agora",
        "prefiro falar com outra pessoa",
        "fala com a minha secretária",
        "podem ligar pra minha sócia também",
        "quero que vocês atendam minha filial também",
        "até lá! quem vai participar?",
        "I'd like to know more about pricing",
        "send me the contract please",
        "mándenme el contrato",
        "quiero saber más de los precios",
    ],
)
def test_a_wish_for_something_else_is_for_a_human_to_answer(text: str) -> None:
    assert further_wishes.reason(text) == "question"


@pytest.mark.parametrize(
    "text",
    [
        "Quero marcar mais uma reunião, com a minha sócia",
        "podemos marcar outra conversa antes",
        "Tenho interesse",
        "vamos marcar",
        "can we book another meeting with my partner",
        "quiero agendar otra reunión con mi socio",
    ],
)
def test_a_wish_for_another_meeting_is_interest(text: str) -> None:
    assert further_wishes.reason(text) == "interested_without_choice"


@pytest.mark.parametrize(
    "text", ["não vou na quinta", "na quinta eu não vou", "Não irei à reunião, desculpe"]
)
def test_who_says_not_to_come_keeps_no_meeting(text: str) -> None:
    assert further_wishes.reason(text) == "unclear_reply"


@pytest.mark.parametrize(
    "text",
    [
        "combinado! pode vir aqui na loja mesmo, rua das flores 20",
        "combinado, te espero aqui na clínica",
        "ok! mudamos de endereço, agora é na rua A 100",
        "confirmado, mas vou chegar uns 15 min depois",
        "confirmado, quem vai participar é minha gerente",
        "Confirmado. Participarão também a Dra. Lúcia e o João do financeiro.",
        "perfeito, aguardo a ligação de vocês",
        "confirmado, meu telefone novo é 11 99999-1234",
        "Confirmado! Meu e-mail é carla@clinica.example, manda o convite lá",
        "ok, vai ser online né",
        "show, vou de intérprete pois sou surdo",
        "ok, vou levar meu contador junto",
        "combinado, só consigo ficar até 10:30",
        "ok estarei lá, mas a câmera não funciona",
        "mudei de ideia, obrigada",
    ],
)
def test_news_beside_a_confirmation_is_for_somebody_to_hear(text: str) -> None:
    assert further_wishes.reason(text) == "unclear_reply"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ok",
        "sim",
        "confirmado",
        "ok obrigado até lá",
        "estarei lá",
        "não, obrigado",
        "não precisa, já tenho o link",
        "não quero cancelar a reunião",
        "não preciso de mais nada, obrigado",
        "quero manter, sim",
        "quero muito!",
        "quero quinta às 10h",
        "prefiro a 1 mesmo",
        "quero às 10h, isso",
        "boa semana pra vocês",
        "Feliz Natal!",
        "Deus abençoe",
        "não quero que mudem o horário",
        "tá certo, viu?",
        "no need to call me, I'll be there",
        "no quiero cambiar nada, gracias",
        "combinado, até quinta",
        "ok, obrigada, te espero",
        "perfeito, aguardo",
        "ok, já coloquei na agenda",
        "tudo certo, vejo vocês quinta às 10",
        "combinado, vou sair mais cedo da loja só pra te atender",
    ],
)
def test_what_keeps_the_meeting_is_none(text: str) -> None:
    assert further_wishes.reason(text) is None


def test_of_what_people_write_to_keep_a_meeting_hardly_anything_is_taken_for_a_wish() -> None:
    assert share("scheduled") < 0.055


def test_half_of_what_people_write_to_get_a_meeting_is_more_than_a_yes() -> None:
    assert share("nothing") > 0.5
