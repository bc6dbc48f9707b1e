"""Tests of wishes that move a time by a stretch."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.conversation.rules.slots import notation
from handlers.conversation.rules.wishes import comparisons, postponements
from handlers.conversation.rules.wishes.postponements import Shift
from handlers.conversation.rules.wishes.wanted_times import wished
from handlers.meetings.rules.times import Slot

ZONE = ZoneInfo("America/Sao_Paulo")
TUESDAY = datetime(2026, 11, 24, 10, tzinfo=ZONE)
THURSDAY = datetime(2026, 11, 26, 10, tzinfo=ZONE)
AGREED = (Slot(THURSDAY, THURSDAY + timedelta(minutes=30)),)


def days(text: str) -> list[int]:
    """The days of the month that a text asks for, of whom a meeting on Thursday 26/11 at 10:00 is agreed with."""
    assert comparisons.compares(text)
    return [span.start.astimezone(ZONE).day for span in wished(text, ZONE, TUESDAY, AGREED)]


@pytest.mark.parametrize(
    "text",
    [
        "dá pra adiar uma semana?",
        "adia 1 semana por favor",
        "empurra a reunião uma semana pra frente",
        "joga pra uma semana depois",
        "quero adiar a reunião em uma semana",
        "podemos adiar 7 dias?",
        "can we push it back a week?",
        "podemos posponerla una semana?",
    ],
)
def test_a_week_is_counted_from_the_agreed_day(text: str) -> None:
    assert days(text) == [2, 3, 4]


@pytest.mark.parametrize("text", ["dá pra adiar dois dias?", "podemos adiar em dois dias?", "2 dias depois"])
def test_days_that_end_on_a_weekend_end_on_the_monday(text: str) -> None:
    assert days(text) == [28, 29, 30]


def test_days_before_a_weekend_end_on_the_friday() -> None:
    monday = datetime(2026, 11, 30, 10, tzinfo=ZONE)
    shift = Shift(days=-2)
    assert [day for day in range(20, 31) if shift.reaches(monday.replace(day=day), [monday])] == [27, 28]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("dá pra ser uma hora mais tarde?", "11:00", "13:15"),
        ("could we move it an hour later?", "11:00", "13:15"),
        ("meia hora mais tarde", "10:30", "12:45"),
        ("1 hora e meia mais tarde", "11:30", "13:45"),
        ("podemos antecipar uma hora?", "08:00", "09:15"),
        ("uma hora antes", "08:00", "09:15"),
        ("pode passar pra mais tarde no mesmo dia?", "10:15", "20:00"),
        ("só consigo no mesmo dia, mais tarde", "10:15", "20:00"),
        ("pode ser no mesmo dia mais cedo?", "08:00", "10:00"),
    ],
)
def test_hours_are_those_of_the_agreed_day(text: str, first: str, last: str) -> None:
    (span,) = wished(text, ZONE, TUESDAY, AGREED)
    start, end = span.start.astimezone(ZONE), span.end.astimezone(ZONE)
    assert (start.date(), f"{start:%H:%M}", f"{end:%H:%M}") == (THURSDAY.date(), first, last)


@pytest.mark.parametrize(
    "text",
    [
        "adia pra daqui uma semana",
        "remarca pra daqui a 2 dias",
        "dá pra adiar pra semana que vem?",
        "preciso adiar, me avisa uma hora antes",
        "pode ser duas horas depois do almoço",
        "preciso adiar porque viajo em dois dias",
        "quero adiar a reunião de uma hora",
        "uma semana depois do feriado",
    ],
)
def test_what_counts_from_today_or_from_something_else_is_no_stretch(text: str) -> None:
    assert postponements.shift(notation.spoken(text)) is None


@given(st.integers(1, 60), st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)))
def test_the_day_that_is_counted_is_always_among_those_that_are_meant(number: int, named: datetime) -> None:
    for shift in (Shift(days=number), Shift(days=-number)):
        assert shift.reaches(named + timedelta(shift.days), [named])
        assert not shift.reaches(named, [named]) or number < 4
