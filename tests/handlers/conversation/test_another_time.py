"""Whoever is booked and speaks of another time than the agreed one is not met by silence."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.meetings.storage import meetings
from tests.handlers.conversation import test_handle_replies
from tests.handlers.conversation.test_handle_replies import booked, reply
from tests.handlers.meetings.appointments import World

here = test_handle_replies.here

MANAUS = ZoneInfo("America/Manaus")
"""The contact's zone."""


def hour(here: World, by: int = 0) -> str:
    """The hour of the meeting by the contact's clock, or one so many hours from it."""
    time = here.meeting().time
    assert time is not None
    return f"{(time.start + timedelta(hours=by)).astimezone(ZoneInfo('America/Manaus')):%H}h"


@pytest.mark.parametrize("words", ["confirmado, às {}", "ok, {} estarei online", "combinado, até as {}"])
def test_who_confirms_another_hour_is_a_humans(here: World, words: str) -> None:
    booked(here)
    assert reply(words.format(hour(here, 3)))["human"] == "unclear_reply"


@pytest.mark.parametrize(
    "words", ["confirmado, às {}", "ok, {} estarei online", "te espero às {}", "chego às {}"]
)
def test_who_confirms_the_agreed_hour_is_answered_by_nothing(here: World, words: str) -> None:
    booked(here)
    assert "human" not in reply(words.format(hour(here)))


def test_who_keeps_the_time_from_which_the_host_has_moved_the_meeting_is_a_humans(here: World) -> None:
    meeting = booked(here)
    assert meeting.time is not None
    later = type(meeting.time)(meeting.time.start + timedelta(hours=3), meeting.time.end + timedelta(hours=3))
    now = here.meeting()
    meetings.save(now, test_handle_replies.rules.replace(now, time=later))
    assert reply("deixa como estava")["human"] == "unclear_reply"


def test_who_keeps_the_time_of_a_meeting_that_has_never_moved_is_answered_by_nothing(here: World) -> None:
    booked(here)
    assert "human" not in reply("deixa como estava")


@pytest.mark.parametrize(
    "words",
    [
        "toquei sem querer, o certo é a 2",
        "foi sem querer, o certo é a terceira",
        "confundi, o certo é a 3",
        "cliquei na 1 sem querer, o certo é a 2",
        "perfeito, a 2 então",
        "minha sócia não pode. a terceira",
        "minha esposa não vai poder, a 2",
        "meu sócio não pode, pode ser a terceira?",
        "opa, não vai dar. a 2",
    ],
)
def test_who_names_the_number_of_another_slot_is_a_humans(here: World, words: str) -> None:
    booked(here)
    assert reply(words)["human"] == "unclear_reply"


@pytest.mark.parametrize("words", ["o certo é a 1", "isso, a primeira", "combinado, nos vemos. 1 abraço"])
def test_who_names_the_number_of_the_agreed_one_or_none_is_answered_by_nothing(
    here: World, words: str
) -> None:
    booked(here)
    assert "human" not in reply(words)
