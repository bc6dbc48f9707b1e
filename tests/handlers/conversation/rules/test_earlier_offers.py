"""Tests of the slot of an earlier offer, named while a later offer is open."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.conversation.rules import earlier_offers
from handlers.meetings.rules.times import Offer, Slot

ZONE = ZoneInfo("America/Sao_Paulo")
NOW = datetime(2026, 11, 24, 10, tzinfo=ZONE)
STARTS = (
    datetime(2026, 11, 26, 10, tzinfo=ZONE),
    datetime(2026, 11, 27, 15, tzinfo=ZONE),
    datetime(2026, 12, 2, 11, tzinfo=ZONE),
)
FIRST = Offer(1, tuple(Slot(start, start + timedelta(hours=1)) for start in STARTS), NOW)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("sexta às 15h", 1),
        ("Friday 3pm works", 1),
        ("a quinta dia 26 às 10h", 0),
        ("pode ser dia 2 às 11h", 2),
    ],
)
def test_a_day_and_an_hour_name_a_slot(text: str, place: int) -> None:
    named = earlier_offers.named(text, [FIRST], ZONE, NOW)
    assert named == (FIRST, FIRST.slots[place])


@pytest.mark.parametrize(
    "text", ["sexta", "às 15h", "2", "sexta às 16h", "sexta às 15h não dá", "quarta às 11h"]
)
def test_less_and_another_time_and_a_weekday_of_next_week_do_not(text: str) -> None:
    assert earlier_offers.named(text, [FIRST], ZONE, NOW) is None


def test_a_slot_that_has_begun_is_not_meant() -> None:
    assert earlier_offers.named("26/11 às 10h", [FIRST], ZONE, STARTS[0]) is None


def test_of_two_offers_with_a_slot_the_later_one_is_meant() -> None:
    second = FIRST._replace(round=2)
    assert earlier_offers.named("sexta às 15h", [second, FIRST], ZONE, NOW) == (second, second.slots[1])
