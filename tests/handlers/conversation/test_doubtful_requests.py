"""A request that may mean another meeting ends none at once."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from handlers import handle_replies
from handlers.common.rules.model import Event, MeetingStatus
from handlers.common.storage import keys
from handlers.conversation.rules.agreed import named_meetings
from handlers.meetings.rules.times import Slot
from tests.handlers.conversation import test_handle_replies
from tests.handlers.conversation.test_asking_back import kinds
from tests.handlers.conversation.test_handle_replies import booked, reply, request
from tests.handlers.meetings.appointments import CONTEXT, NOW, World

here = test_handle_replies.here

ZONE = ZoneInfo("America/Sao_Paulo")
TUESDAY = datetime(2026, 11, 24, 10, tzinfo=ZONE)
THURSDAY = Slot(TUESDAY + timedelta(days=2), TUESDAY + timedelta(days=2, hours=1))


def written(text: str, at: datetime) -> Any:
    return handle_replies.handler({**request(text), "receivedAt": keys.instant(at)}, CONTEXT)


def test_a_cancellation_from_before_the_time_was_agreed_is_asked_back(here: World) -> None:
    booked(here)
    written("quero cancelar a reunião", NOW - timedelta(hours=2))
    assert kinds(here) == ["check"]
    assert here.meeting().status is MeetingStatus.CONFIRMED


def test_a_cancellation_from_after_the_time_was_agreed_follows_at_once(here: World) -> None:
    booked(here)
    written("quero cancelar a reunião", NOW)
    assert here.meeting().status is MeetingStatus.CANCELLED


def test_a_wish_for_another_time_from_before_the_time_was_agreed_is_a_humans(here: World) -> None:
    booked(here)
    assert written("preciso remarcar para outro dia", NOW - timedelta(hours=2))["human"] == "unclear_reply"
    assert here.raised_of(Event.SCHEDULE_REQUESTED) == []


@pytest.mark.parametrize(
    "text",
    [
        "quero cancelar a reunião de sexta",
        "cancele a reunião de quarta-feira, por favor",
        "cancela a de quinta às 15h",
        "pode cancelar a reunião do dia 27",
        "cancele a reunião de amanhã",
    ],
)
def test_a_time_that_is_not_the_meetings_names_another(text: str) -> None:
    assert named_meetings.names_another(text, THURSDAY, ZONE, TUESDAY)


@pytest.mark.parametrize(
    "text",
    [
        "quero cancelar a reunião",
        "cancele a reunião de quinta",
        "cancela a de quinta às 10h",
        "pode cancelar a reunião do dia 26/11",
        "cancele a reunião das 10h",
        "na sexta eu viajo, cancele a de quinta",
    ],
)
def test_the_meetings_own_time_and_none_at_all_name_no_other(text: str) -> None:
    assert not named_meetings.names_another(text, THURSDAY, ZONE, TUESDAY)


@pytest.mark.parametrize(
    "text",
    [
        "exceto a de quinta, pode cancelar",
        "a de quinta mantém, mas a outra preciso remarcar",
        "cancela a reunião que não é a de quinta",
        "tirando a de quinta, cancela tudo",
        "cancela a outra, a de quinta fica",
        "só a de quinta fica, o resto cancela",
        "cancela a outra reunião, não a de quinta",
        "preciso remarcar a outra, a de quinta às 10h tá ok",
        "quinta eu vou, preciso remarcar a outra",
        "vou na de quinta mas na outra não",
        "a de quinta tá confirmada, pode desmarcar a da outra empresa",
        "quinta ok, cancela a do Bruno",
        "menos a de quinta, desmarca tudo por favor",
        "cancel the other one, keep Thursday",
        "cancel everything except the one on Thursday",
        "na quinta eu vou, na outra não",
        "a reunião de quinta eu confirmo. a outra cancela por favor",
        "cancela todas menos a de quinta",
    ],
)
def test_a_meeting_that_is_kept_or_excepted_is_not_the_one_that_a_request_is_about(text: str) -> None:
    assert named_meetings.excepts(text)


@pytest.mark.parametrize(
    "text",
    [
        "quero cancelar a reunião de quinta",
        "vou viajar na quinta, cancela",
        "preciso remarcar para outra hora",
        "pode passar para a outra semana?",
        "cancela a reunião, o resto da semana estou viajando",
        "ok, cancela a de quinta",
        "não vou conseguir na quinta, podemos remarcar?",
        "quinta não dá mais, cancela",
        "tenho outra reunião na quinta, preciso remarcar",
        "quero mudar para a outra quinta",
        "Confirmo o cancelamento da reunião de quinta",
        "preciso remarcar, quinta fica ruim pra mim",
        "não posso na quinta, só na outra semana",
        "marquei outra coisa na quinta, desmarca",
        "quinta vou estar fora, cancela",
        "não tem como na quinta, tudo bem se for sexta?",
        "qualquer dia menos quinta às 10h",
        "pode ser em outra data? a de quinta não consigo",
        "não vou poder comparecer na quinta às 10h, confirmo o cancelamento",
    ],
)
def test_a_reason_or_another_day_excepts_no_meeting(text: str) -> None:
    assert not named_meetings.excepts(text)


@pytest.mark.parametrize(
    "text", ["cancela a outra, a de quinta fica", "preciso remarcar a outra, essa eu vou"]
)
def test_a_request_about_another_meeting_than_the_one_that_is_booked_is_a_humans(
    here: World, text: str
) -> None:
    booked(here)
    assert reply(text)["human"] == "unclear_reply"
    assert here.meeting().status is MeetingStatus.CONFIRMED
