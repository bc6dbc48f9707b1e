"""Tests of the times that are left to somebody who has said to be away until a day."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.common.rules.address import Address
from handlers.conversation.rules.wishes import absent_times
from handlers.conversation.rules.wishes.absent_times import Away
from handlers.meetings.rules.times import Slot

ZONE = ZoneInfo("America/Sao_Paulo")
NOW = datetime(2026, 11, 24, 10, tzinfo=ZONE)
"""A Tuesday."""
AWAY = Away(date(2026, 11, 25), date(2026, 12, 3))


def slot(month: int, day: int, hour: int) -> Slot:
    """An hour of the autumn of 2026."""
    start = datetime(2026, month, day, hour, tzinfo=ZONE)
    return Slot(start, start + timedelta(hours=1))


@pytest.mark.parametrize(
    ("text", "first", "back"),
    [
        ("Estarei fora de 25/11 a 02/12, preciso remarcar", 25, 2),
        ("estou de férias de 25/11 a 02/12. podem remarcar?", 25, 2),
        ("viajo amanhã e volto dia 03/12, remarca por favor", 24, 3),
        ("estarei de licença até 02/12, vamos remarcar", 24, 3),
        ("estou fora até 02/12, dia 03/12 e 07/12 consigo, remarca", 24, 3),
        ("remarca, só estou de volta no dia 3", 24, 3),
        ("estou em viagem, retorno dia 02/12. podemos reagendar?", 24, 2),
        ("out of office until December 2, please reschedule", 24, 3),
        ("estaré de vacaciones hasta el 2 de diciembre, ¿podemos reprogramar?", 24, 3),
    ],
)
def test_an_absence_is_told_beside_a_wish(text: str, first: int, back: int) -> None:
    assert absent_times.told(text, NOW.date()) == Away(date(2026, 11, first), date(2026, 12, back))


@pytest.mark.parametrize(
    "text",
    [
        "estou viajando na quinta 26/11, pode ser sexta?",
        "dia 26/11 estarei viajando, tem outro?",
        "preciso remarcar, quinta fico fora o dia todo",
        "estou de férias, remarca",
        "não consigo até dia 2, tem depois?",
        "só até sexta",
        "tem horário até 04/12?",
        "preciso remarcar",
    ],
)
def test_a_single_day_an_open_end_and_a_bound_are_no_such_absence(text: str) -> None:
    assert absent_times.told(text, NOW.date()) is None


def test_no_time_is_left_in_the_absence() -> None:
    left = absent_times.outside(AWAY, ZONE, NOW, [slot(12, 4, 15)])
    days = [span.start.astimezone(ZONE).date() for span in left]
    assert days[:2] == [date(2026, 11, 24), date(2026, 12, 3)]
    assert not any(span.start <= slot(12, 4, 15).start < span.end for span in left)
    assert any(span.start <= slot(12, 4, 16).start < span.end for span in left)


def test_of_times_that_are_wanted_those_in_the_absence_are_left_out() -> None:
    wanted = (slot(11, 24, 14), slot(11, 26, 10), slot(12, 2, 10), slot(12, 3, 10))
    assert absent_times.without(wanted, AWAY, ZONE) == (wanted[0], wanted[3])


def test_a_notice_counts_until_the_return_if_it_names_that() -> None:
    leaves, back = datetime(2026, 11, 25, tzinfo=ZONE), datetime(2026, 12, 3, tzinfo=ZONE)
    assert absent_times.noted(Address(away_from=leaves, away_until=back), ZONE, NOW) == AWAY
    assert absent_times.noted(Address(away_until=back), ZONE, NOW) is None
    assert absent_times.noted(Address(away_from=leaves, away_until=back), ZONE, back) is None
    assert absent_times.noted(None, ZONE, NOW) is None
