"""A request that may mean another meeting ends none at once."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from handlers import handle_replies
from handlers.common.rules.model import Event, MeetingStatus
from handlers.common.storage import keys
from handlers.conversation.rules import named_meetings
from handlers.meetings.rules.times import Slot
from tests.handlers.conversation import test_handle_replies
from tests.handlers.conversation.test_asking_back import kinds
from tests.handlers.conversation.test_handle_replies import booked, request
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
