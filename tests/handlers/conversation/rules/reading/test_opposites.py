"""Replies that differ in a word or two from one with a step, and mean the opposite."""

import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.reading.stages import STAGES
from handlers.conversation.rules.replies import Context, Reading
from local.model.situations import MONDAY, OFFERS, SAO_PAULO

NOTHING = Context(SAO_PAULO, MONDAY)
OFFERED = Context(SAO_PAULO, MONDAY, OFFERS["C"])
BOOKED = Context(SAO_PAULO, MONDAY, scheduled=True)


def is_silent(reading: Reading) -> bool:
    """True where nothing follows of a reply beside a meeting, and nobody is called."""
    return reading.certain and reading.intent in (Intent.INTERESTED, Intent.OUT_OF_OFFICE)


@pytest.mark.parametrize(
    "text",
    [
        "vou faltar",
        "faltaremos",
        "terei que faltar",
        "tendré que faltar",
        "we will miss it",
        "vou faltar na sexta",
        "I will not attend on Friday",
        "Mr. Lima will not be attending on Friday.",
        "we won't be attending on the 27th",
        "cancelei a nossa reunião, a outra tá de pé",
        "cancelei a de vocês, mantive a do contador",
        "desmarquei com vocês",
        "já tirei da minha agenda",
        "I took it off my calendar",
        "não tem por que manter",
        "no vale la pena mantenerla",
        "Carla ha rechazado esta invitación.",
        "não consegui cancelar a viagem, sexta não dá",
        "não teve como desmarcar o médico",
    ],
)
def test_who_does_not_come_is_answered_or_a_humans(text: str) -> None:
    reading = STAGES.classify(text, BOOKED)
    assert not is_silent(reading)
    assert not (reading.certain and reading.intent is Intent.CANCEL and "cancelei" not in text)


@pytest.mark.parametrize(
    "text",
    [
        "não vou faltar",
        "cancelei a outra, a nossa tá de pé",
        "cancelei tudo menos a de vocês",
        "não cancela não, tô indo",
        "não cancela, não muda nada",
        "não esqueçam da reunião",
        "can't wait for our meeting",
        "a reunião faz todo sentido pra mim",
    ],
)
def test_their_opposites_keep_the_meeting(text: str) -> None:
    assert STAGES.classify(text, BOOKED).intent is Intent.INTERESTED


@pytest.mark.parametrize(
    "text",
    [
        "não cancela, muda",
        "não cancelem, adiem",
        "não desmarca, passa pra frente",
        "não cancela não, joga pra frente",
        "don't cancel, move it",
        "don't cancel, postpone",
        "no la canceles, cámbiala de día",
        "no la cancelen, muévanla",
        "no cancelar, solo mover",
    ],
)
def test_the_move_in_place_of_a_cancellation_is_wanted(text: str) -> None:
    assert STAGES.classify(text, BOOKED).intent is Intent.RESCHEDULE


@pytest.mark.parametrize(
    "text",
    [
        "não estou mais de férias",
        "I'm no longer out of office",
        "voltei de férias ontem",
        "estou de volta ao trabalho",
        "I'm back from vacation",
        "estaba de vacaciones, perdón",
        "minha colega está de férias, pode falar comigo",
        "o responsável está de férias até 10/12, fale comigo",
        "meu chefe está de férias até 10/12",
        "entro de férias dia 10/12, vamos antes disso",
    ],
)
@pytest.mark.parametrize("context", [NOTHING, OFFERED, BOOKED])
def test_an_absence_that_keeps_nobody_from_reading_us_is_none(text: str, context: Context) -> None:
    assert STAGES.classify(text, context).intent is not Intent.OUT_OF_OFFICE


@pytest.mark.parametrize("text", ["estou de férias, volto dia 10/12", "I'm on vacation until Dec 10"])
def test_an_absence_is_one(text: str) -> None:
    assert STAGES.classify(text, NOTHING).intent is Intent.OUT_OF_OFFICE


@pytest.mark.parametrize(
    "text", ["I'm blocking you", "blocked", "I blocked you", "bloqueados", "achei que era sério, mas é spam"]
)
@pytest.mark.parametrize("context", [NOTHING, BOOKED])
def test_who_blocks_us_is_interested_in_nothing(text: str, context: Context) -> None:
    reading = STAGES.classify(text, context)
    assert reading.intent is not Intent.INTERESTED or not reading.certain
    assert context.scheduled or reading.intent is Intent.OPT_OUT


@pytest.mark.parametrize(
    "text",
    [
        "autorizo o envio de mensagens",
        "dou meu consentimento",
        "quiero recibir más mensajes",
        "podem continuar me mandando mensagens",
        "you may contact me",
        "keep the messages coming",
        "quero me inscrever na lista",
        "please correct my data",
        "actualicen mis datos",
        "autorizo el uso de mis datos",
    ],
)
def test_who_welcomes_messages_is_not_asked_whether_they_are_to_stop(text: str) -> None:
    assert STAGES.classify(text, NOTHING).intent is not Intent.OPT_OUT


@pytest.mark.parametrize(
    "text",
    [
        "não autorizo o envio de mensagens",
        "não dou meu consentimento",
        "you may not contact me",
        "I object to the processing of my data",
        "autorizo a exclusão dos meus dados",
    ],
)
def test_who_does_not_is(text: str) -> None:
    assert STAGES.classify(text, NOTHING).intent is Intent.OPT_OUT


@pytest.mark.parametrize(
    "text",
    [
        "não vou recusar",
        "não digo não",
        "I wouldn't say no",
        "não perdi o interesse",
        "ainda não desisti",
        "não trabalhamos aos sábados",
        "we're closed on Sundays",
        "fechamos às 18h",
    ],
)
def test_who_refuses_nothing_is_not_asked_whether_to_end(text: str) -> None:
    assert STAGES.classify(text, NOTHING).intent is not Intent.NOT_INTERESTED


@pytest.mark.parametrize(
    "text",
    [
        "não libera meu horário pra outra pessoa",
        "no se olviden de la reunión",
        "não posso perder essa reunião",
        "deixa a reunião na sexta mesmo",
        "don't scrap the meeting",
        "Informo que a Dra. Helena participará da reunião.",
    ],
)
def test_who_keeps_the_meeting_is_not_asked_whether_to_cancel_it(text: str) -> None:
    assert STAGES.classify(text, BOOKED).intent is not Intent.CANCEL
