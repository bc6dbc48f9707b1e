"""Tests of a booked meeting that somebody will not have moved, or cancels instead."""

import pytest

from handlers.common.rules.model import Intent
from tests.handlers.conversation.rules.offer_of_tuesday import BOOKED, MOVING, heard


@pytest.mark.parametrize(
    "text",
    [
        "prefiro não remarcar",
        "preferiria não remarcar",
        "prefiro não mudar o horário",
        "I'd rather not reschedule",
        "I'd prefer not to reschedule",
        "prefiero no cambiarla",
        "melhor não remarcar",
        "não precisa jogar pra outra semana",
        "não quero jogar pra semana que vem",
        "não vamos ter que adiar não",
        "remarcação não será necessária",
    ],
)
def test_who_will_not_have_it_moved_keeps_it(text: str) -> None:
    assert heard(text, BOOKED).intent is Intent.INTERESTED
    assert heard(text, MOVING).intent is Intent.INTERESTED


@pytest.mark.parametrize(
    "text",
    [
        "em vez de mudar de dia, cancela",
        "em vez de remarcar prefiro cancelar",
        "melhor cancelar do que remarcar",
        "cancela em vez de remarcar",
        "cancel instead of rescheduling",
        "rather than reschedule, cancel",
    ],
)
def test_who_cancels_instead_of_moving_it_is_asked_whether_to(text: str) -> None:
    reading = heard(text, BOOKED)
    assert (reading.intent, reading.certain) == (Intent.CANCEL, False)


@pytest.mark.parametrize(
    "text",
    [
        "em vez de cancelar, remarca",
        "prefiro remarcar",
        "prefiro não remarcar pra quinta, pode ser sexta?",
        "não cancela, remarca",
    ],
)
def test_who_wants_it_moved_gets_other_slots(text: str) -> None:
    assert heard(text, BOOKED).intent is Intent.RESCHEDULE
