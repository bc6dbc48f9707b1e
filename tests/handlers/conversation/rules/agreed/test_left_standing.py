"""Tests of replies that leave a booked meeting standing, give it up in other words, or only ask about it."""

import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.phrases.meetings import keeping
from handlers.conversation.rules.reading.stages import STAGES
from handlers.conversation.rules.replies import Context
from local.model.situations import MONDAY, OFFERS, SAO_PAULO

BOOKED = Context(SAO_PAULO, MONDAY, scheduled=True)
OFFERED = Context(SAO_PAULO, MONDAY, OFFERS["C"])
NOTHING = Context(SAO_PAULO, MONDAY)


@pytest.mark.parametrize(
    "text",
    [
        "Mandei cancelar todos os compromissos da semana, menos o de vocês",
        "Cancelé toda la semana menos la de ustedes",
        "I cancelled everything this week except yours",
        "pode manter, o que eu não consigo é na semana que vem",
        "mantenla, lo que no puedo es la semana que viene",
        "Apesar do ponto facultativo a gente conversa normal, ok? não muda nada",
        "Hay huelga pero la reunión va igual",
        "seguimos firmes com a reunião de sexta. A diretoria só decide mês que vem",
        "Olvidate de lo que dije de cancelar, la dejamos igual",
        "lo de cancelar ya fue, la dejamos como estaba",
        "Forget what I said about cancelling, let's leave it as it was",
        "te aviso que me cambió la oficina pero el horario lo mantengo igual",
        "mi celular es otro pero mantengo el horario",
        "I'm in the lobby thing, waiting to be let in. No rush.",
    ],
)
def test_what_says_that_the_meeting_stands_keeps_it(text: str) -> None:
    assert STAGES.classify(text, BOOKED).intent is Intent.INTERESTED


@pytest.mark.parametrize(
    "text",
    ["Voy 5 min tarde, estoy estacionando", "vou atrasar 5 minutinhos, tô no trânsito", "entro 5 min tarde"],
)
def test_who_is_some_minutes_late_keeps_the_meeting_and_is_a_humans(text: str) -> None:
    reading = STAGES.classify(text, BOOKED)

    assert (reading.intent, reading.certain) == (Intent.INTERESTED, False)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("pode manter o dia, mas muda a hora pras 16", Intent.RESCHEDULE),
        ("vou atrasar muito, dá pra remarcar?", Intent.RESCHEDULE),
        ("ya no va a ser la reunion, dejemoslo asi", Intent.CANCEL),
        ("olvidá la reunión, cancelala", Intent.CANCEL),
    ],
)
def test_a_change_beside_a_word_of_keeping_keeps_nothing(text: str, intent: Intent) -> None:
    assert STAGES.classify(text, BOOKED).intent is intent


@pytest.mark.parametrize(
    "text",
    [
        "Não vou mais precisar do horário reservado, obrigada!",
        "Ya no voy a necesitar el horario reservado, gracias",
        "hay que bajar la reunión, nos cortaron el presupuesto",
        "hay que tumbar esa reunión",
    ],
)
def test_the_hour_that_is_given_back_cancels(text: str) -> None:
    assert STAGES.classify(text, BOOKED).intent is Intent.CANCEL


@pytest.mark.parametrize(
    "text",
    [
        "Me parece que la voy a tener que cancelar, no estoy segura todavía, mañana a primera hora te lo confirmo",
        "acho que vou ter que cancelar, não tenho certeza ainda, amanhã cedo confirmo",
        "probablemente la cancele, te lo confirmo a la tarde",
        "vamos a bajar la reunión a media hora",
    ],
)
def test_a_doubt_ends_nothing_and_keeps_nothing_for_certain(text: str) -> None:
    reading = STAGES.classify(text, BOOKED)

    assert reading.intent not in (Intent.CANCEL, Intent.INTERESTED) or not reading.certain


@pytest.mark.parametrize(
    "text",
    [
        "si por algo no llego, se puede mover ese mismo día o pierdo el turno?",
        "se eu não conseguir entrar, dá pra mudar no mesmo dia ou perco a vaga?",
        "se acontecer alguma coisa, tem como trocar em cima da hora?",
        "If I can't make it, can it be moved the same day or do I lose it?",
    ],
)
def test_the_question_what_would_be_if_moves_nothing(text: str) -> None:
    assert STAGES.classify(text, BOOKED).intent is Intent.QUESTION


@pytest.mark.parametrize(
    "text",
    [
        "si les doy mi correo, después me puedo salir de la lista cuando quiera?",
        "si me suscribo, ¿puedo darme de baja cuando quiera?",
        "dá pra sair da lista a qualquer momento se eu me cadastrar?",
        "Can we unsubscribe any time if we sign up",
    ],
)
def test_who_asks_before_joining_whether_one_may_leave_opts_out_of_nothing(text: str) -> None:
    assert STAGES.classify(text, NOTHING).intent is Intent.QUESTION


@pytest.mark.parametrize(
    "text",
    [
        "quería darme de baja del gym y te escribí a vos",
        "perdón, quería darme de baja de Netflix y contesté acá. Me interesa lo de ustedes, contame",
        "Agora não consigo responder, estou em cirurgia. Respondo assim que sair",
    ],
)
def test_what_is_left_elsewhere_is_no_opt_out(text: str) -> None:
    assert STAGES.classify(text, NOTHING).intent is not Intent.OPT_OUT


@pytest.mark.parametrize("text", ["quiero darme de baja de la lista", "dame de baja de los correos"])
def test_leaving_our_list_is_one(text: str) -> None:
    assert STAGES.classify(text, NOTHING).intent is Intent.OPT_OUT


@pytest.mark.parametrize(
    "text",
    [
        "Agora não posso responder, estou em atendimento no consultório. Retorno assim que puder",
        "Hola! Ahora no puedo responder, estoy en consulta. Te respondo en cuanto pueda",
    ],
)
def test_who_is_at_work_and_answers_later_is_away(text: str) -> None:
    assert STAGES.classify(text, NOTHING).intent is Intent.OUT_OF_OFFICE


@pytest.mark.parametrize(
    "text",
    ["estou fora, quinta 26/11", "viajando, quinta", "estoy fuera, jueves 26/11", "i'm away, Thursday"],
)
def test_the_day_beside_an_absence_is_not_chosen(text: str) -> None:
    assert STAGES.classify(text, OFFERED).slot is None


def test_a_slot_that_is_set_against_an_absence_is() -> None:
    assert STAGES.classify("segunda estou fora, então quinta 26/11", OFFERED).slot == OFFERS["C"][0]


@pytest.mark.parametrize("said", ["no thanks", "i de rather not , thanks", "nao , obrigado", "melhor nao"])
def test_a_polite_no_refuses_the_hosts_move(said: str) -> None:
    assert keeping.REFUSES.search(said)


@pytest.mark.parametrize(
    "said", ["no problem , thanks", "nao tem problema", "ok , obrigado", "no hay problema"]
)
def test_a_no_that_consoles_does_not(said: str) -> None:
    assert not keeping.REFUSES.search(said)
