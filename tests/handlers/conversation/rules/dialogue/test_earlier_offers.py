"""Tests of the slot of an earlier offer, named while a later offer is open."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.conversation.rules.dialogue import earlier_offers
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


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("fico com a 2 da lista anterior", 1),
        ("prefiro a 2 de antes", 1),
        ("a 2 anterior", 1),
        ("a 2 da mensagem anterior", 1),
        ("a 2 dos horários anteriores", 1),
        ("a 2 que você mandou antes", 1),
        ("a 2 de lá de cima", 1),
        ("a 2 da primeira mensagem", 1),
        ("a segunda opção antiga", 1),
        ("quero a 1 de antes", 0),
        ("a sexta de antes", 1),
        ("melhor a anterior de sexta", 1),
        ("a 2 do e-mail anterior", 1),
        ("quero a 3 que vocês mandaram primeiro", 2),
        ("na lista anterior, a 1", 0),
        ("da primeira lista, a 2", 1),
        ("a 2 da lista\nanterior", 1),
        ("a 2 lá de cima, por favor", 1),
    ],
)
def test_a_choice_that_points_back_is_one_of_the_offer_before(text: str, place: int) -> None:
    assert earlier_offers.points_back(text)
    assert earlier_offers.pointed_at(text, [FIRST], ZONE, NOW) == (FIRST, FIRST.slots[place])


@pytest.mark.parametrize(
    "text",
    [
        "a 2",
        "a de cima",
        "a 1, o quanto antes",
        "2, como combinamos antes",
        "a 2 da lista nova",
        "a 2 dessa lista",
        "a primeira proposta",
        "a 2, sou cliente antigo",
        "a primeira, antes do almoço",
        "a de antes das 12h",
    ],
)
def test_other_words_point_at_no_earlier_offer(text: str) -> None:
    assert not earlier_offers.points_back(text)


@pytest.mark.parametrize(
    "text", ["a anterior", "a 2 da lista anterior ou a 1 da nova", "a opção 4 da lista anterior"]
)
def test_what_points_back_and_names_no_slot_chooses_none(text: str) -> None:
    assert earlier_offers.pointed_at(text, [FIRST], ZONE, NOW) is None


def test_of_two_earlier_offers_none_is_pointed_at() -> None:
    text = "a 2 da lista anterior"
    assert earlier_offers.pointed_at(text, [FIRST._replace(round=2), FIRST], ZONE, NOW) is None
