"""Who gives a meeting up and promises to see to another time later, and who wants other times now."""

import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.reading.stages import STAGES
from handlers.conversation.rules.replies import Context, Reading
from local.model.situations import MONDAY, SAO_PAULO


def read(text: str) -> Reading:
    return STAGES.classify(text, Context(SAO_PAULO, MONDAY, scheduled=True))


@pytest.mark.parametrize(
    "text",
    [
        "pode cancelar, te procuro depois pra remarcar",
        "O Dr. Marcos pediu para desmarcar a reunião, pois viajou. Assim que possível retornamos para reagendar.",
        "desmarca a de quinta, assim que eu tiver data te aviso",
        "cancela a de quinta que depois eu remarco",
        "cancela, eu aviso quando der pra remarcar",
        "cancela la cita, luego te escribo para reagendar",
    ],
)
def test_who_cancels_and_comes_back_later_cancels(text: str) -> None:
    reading = read(text)
    assert (reading.intent, reading.certain) == (Intent.CANCEL, True)


@pytest.mark.parametrize(
    "text",
    [
        "cancela por favor, semana que vem eu te chamo pra remarcar",
        "vou ter que desmarcar, depois a gente remarca tá?",
        "cancela e semana que vem a gente vê outra data",
        "preciso desmarcar, entro em contato depois pra ver outro dia",
        "vou precisar cancelar, te ligo semana que vem pra gente marcar de novo",
        "please cancel, I'll get back to you to reschedule",
    ],
)
def test_who_seems_to_is_asked_back(text: str) -> None:
    reading = read(text)
    assert (reading.intent, reading.certain) == (Intent.CANCEL, False)


@pytest.mark.parametrize(
    "text",
    [
        "cancela e me manda outros horários",
        "vou ter que desmarcar, tem outro horário?",
        "preciso desmarcar e remarcar",
        "desmarca e depois a gente marca pra segunda",
        "pode cancelar e remarcar pra semana que vem?",
    ],
)
def test_who_wants_another_time_now_is_offered_one(text: str) -> None:
    assert read(text).intent is Intent.RESCHEDULE


def test_an_order_to_stop_beside_a_cancellation_is_no_promise() -> None:
    reading = read("desmarca e apaga meu contato por favor")
    assert (reading.intent, reading.certain) == (Intent.OPT_OUT, True)
