"""What is asked beside a choice, an interest or an end, and the courtesies that ask nothing."""

from statistics import mean

import pytest

from handlers.common.rules import reply_texts
from handlers.common.rules.model import Intent
from handlers.conversation.rules import asked_beside
from local.model import corpus

LINES = [line for lines in corpus.authors().values() for line in lines]
ENDS = (Intent.OPT_OUT, Intent.CANCEL, Intent.NOT_INTERESTED)


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
    ],
)
def test_a_question_beside_an_end_is_somebodys_to_answer(text: str) -> None:
    assert asked_beside.asks_beside_an_end(text)


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
    ],
)
def test_how_to_end_it_is_no_question_beside_it(text: str) -> None:
    assert not asked_beside.asks_beside_an_end(text)


def test_few_ends_call_somebody() -> None:
    said = [reply_texts.own_words(line.text) for line in LINES if line.intent in ENDS]
    assert mean(map(asked_beside.asks_beside_an_end, said)) < 0.008


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
    assert asked_beside.wishes_beside_an_opt_out(text, offered=True, scheduled=False)


@pytest.mark.parametrize(
    "text",
    [
        "acho que não quero mais receber mensagens",
        "não quero a 2 nem a 3, e parem com isso",
        "não tenho interesse em receber esses emails",
    ],
)
def test_a_likely_opt_out_alone_chooses_nothing(text: str) -> None:
    assert not asked_beside.wishes_beside_an_opt_out(text, offered=True, scheduled=False)
