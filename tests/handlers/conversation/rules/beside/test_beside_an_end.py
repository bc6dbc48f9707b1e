"""What is asked or wished for beside a cancellation, a refusal or an opt-out."""

from statistics import mean

import pytest

from handlers.common.rules import reply_texts
from handlers.common.rules.model import Intent
from handlers.conversation.rules.beside import beside_an_end
from local.model import corpus

LINES = [line for lines in corpus.authors().values() for line in lines[::4]]
"""A sample of each author."""
ENDS = (Intent.OPT_OUT, Intent.CANCEL, Intent.NOT_INTERESTED)


@pytest.mark.parametrize(
    "text",
    [
        "please cancel the meeting. what is your refund policy?",
        "Cancela a reunião, por favor. Vocês têm site?",
        "não tenho mais interesse, cancela a reunião. quem é o responsável? preciso fazer uma reclamação",
        "parem de me mandar mensagem. De onde tiraram meu número?",
        "SAIR. e quero saber de onde tiraram meu número",
        "não quero mais receber mensagens. quais dados meus vocês têm?",
        "não tenho interesse, mas como conseguiram meu contato?",
        "não tenho interesse, mas fala com meu sócio Carlos, ele quer",
        "cancela a reunião por favor, quem cuida disso agora é a Paula, 11 97777-6666",
        "acho que vou ter que cancelar. vocês atendem aos sábados?",
        "me tira da lista, e me diz quem passou meu telefone",
        "cancela a reunião. procurem o Marcos, que assumiu meu lugar",
        "desmarca por favor. vocês cobram multa?",
        "Delete my details, all of them, and tell me where you got them.",
        "PARAR\nQuero reclamar com alguém.",
        "SAIR, quero falar com o gerente",
        "me tira da lista e me passa o telefone do gerente",
        "não tenho interesse, mas meu cunhado tem. posso passar seu número?",
        "obrigado, não quero. Posso indicar um amigo?",
        "não preciso, mas conheço quem precisa. te mando o contato?",
        "não é pra mim, mas minha irmã pode querer. quer o contato dela?",
        "não é o momento, mas pode falar com a matriz: 11 3333-4444",
        "não temos interesse na consultoria, mas vocês dão treinamento?",
        "não quero, mas meu vizinho tá procurando algo assim",
        "não vou mais precisar, mas meu irmão quer no meu lugar, pode?",
        "cancela a reunião, mas minha sócia quer conversar com vocês",
        "not interested, but my brother might be. Can I give you his number?",
        "no me interesa, pero a mi hermano sí, ¿le paso su número?",
    ],
)
def test_a_question_beside_an_end_is_somebodys_to_answer(text: str) -> None:
    assert beside_an_end.asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "cancela a reunião, tá bom? obrigada",
        "não tenho interesse, ok?",
        "como faço pra sair da lista?",
        "How do I unsubscribe from this?",
        "onde eu clico pra sair?",
        "vocês podem parar de me ligar?",
        "não quero saber quem são, me tira daí",
        "não quero falar com o vendedor, cancela",
        "preciso cancelar, vou falar com meu sócio antes",
        "a gente pode cancelar?",
        "Lo hablé con mi marido y no nos convence",
        "quem decide é a assembleia, que votou contra",
        "me procura em março, agora não quero",
        "não tenho interesse, meu sócio também não",
        "não quero, tenho um contador já",
        "cancela, meu filho tem médico",
        "cancela, meu chefe quer que eu viaje",
        "não posso, minha mãe precisa de mim",
        "minha sócia quer cancelar",
        "parem de mandar mensagem, minha esposa tem ciúmes",
        "não quero que passem meu número",
    ],
)
def test_how_to_end_it_is_no_question_beside_it(text: str) -> None:
    assert not beside_an_end.asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "cancela a reunião, mas continuo interessado",
        "não vou poder quinta, cancela. Mas continuo interessado",
        "pode cancelar a de quinta, mas quero marcar mais pra frente",
        "cancela a reunião de quinta mas da outra campanha tenho interesse",
        "desmarca por favor, sigo interessada",
        "cancela a reunião e ainda quero conhecer o produto",
        "preciso cancelar, mas gostaria de conversar em janeiro",
        "cancela a reunião. Não perdi o interesse, só não consigo agora",
        "cancel the meeting please, but I'm still interested",
    ],
)
def test_an_interest_beside_an_end_is_somebodys_to_hear(text: str) -> None:
    assert beside_an_end.stays_interested(text)


@pytest.mark.parametrize(
    "text",
    [
        "cancela a reunião, não tenho interesse",
        "cancela, já não estou interessado",
        "tenho pouco interesse, cancela",
        "não quero mais marcar reunião, cancela",
        "nem quero conversar, cancela",
        "cancela, perdi o interesse",
        "pode cancelar, te procuro depois pra remarcar",
    ],
)
def test_who_has_none_left_wishes_for_nothing(text: str) -> None:
    assert not beside_an_end.stays_interested(text)


def test_few_ends_call_somebody() -> None:
    said = [reply_texts.own_words(line.text) for line in LINES if line.intent in ENDS]
    assert mean(map(beside_an_end.asks, said)) < 0.008
    assert mean(map(beside_an_end.stays_interested, said)) < 0.008


@pytest.mark.parametrize(
    "text",
    [
        "pode ser a 1, mas depois não quero mais receber propaganda",
        "a 2 e depois disso não me mande mais mensagens por favor",
        "quero a 3, mas não me mande mais áudio nem spam",
        "sexta às 15h e não me mandem mais propaganda",
        "Fine, Thursday at 2. But after that call I want off your list.",
        "preciso remarcar pra outro dia, e parem com essas mensagens automáticas",
        "tenho interesse na conversa, mas chega de propaganda",
    ],
)
def test_a_choice_or_a_wish_beside_a_likely_opt_out_is_somebodys_to_hear(text: str) -> None:
    assert beside_an_end.wishes(text, offered=True, scheduled=False)


@pytest.mark.parametrize(
    "text",
    [
        "acho que não quero mais receber mensagens",
        "não quero a 2 nem a 3, e parem com isso",
        "não tenho interesse em receber esses emails",
    ],
)
def test_a_likely_opt_out_alone_chooses_nothing(text: str) -> None:
    assert not beside_an_end.wishes(text, offered=True, scheduled=False)
