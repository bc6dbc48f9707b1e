"""Tests of the time of a booked meeting, said again."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.conversation.rules.agreed import repeated_times
from handlers.meetings.rules.times import Slot

ZONE = ZoneInfo("America/Sao_Paulo")
NOW = datetime(2026, 11, 24, 10, tzinfo=ZONE)
STARTS = (
    datetime(2026, 11, 26, 10, tzinfo=ZONE),
    datetime(2026, 11, 27, 15, tzinfo=ZONE),
    datetime(2026, 11, 30, 11, tzinfo=ZONE),
)
OFFERED = tuple(Slot(start, start + timedelta(hours=1)) for start in STARTS)
AGREED = OFFERED[1]


@pytest.mark.parametrize(
    "text",
    [
        "sexta às 15h",
        "sexta 15h então",
        "27/11 15h",
        "combinado, sexta às 15h",
        "só sexta às 15h",
        "sexta as 3 da tarde",
        "friday 3pm",
        "sexta às 15h?",
    ],
)
def test_a_day_and_an_hour_name_the_agreed_time(text: str) -> None:
    assert repeated_times.names(text, AGREED, ZONE, NOW)


@pytest.mark.parametrize(
    "text",
    [
        "sexta",
        "às 15h",
        "de tarde",
        "sexta às 16h",
        "quinta às 15h",
        "a 1, sexta às 15h",
        "não posso sexta às 15h",
        "remarcar sexta 15h",
        "troca pra sexta 15h",
        "outra sexta às 15h",
        "sexta que vem às 15h",
        "até sexta às 15h",
        "sexta às 15h ou segunda 11h",
        "prefiro mudar de sexta 15h para quinta",
        "sexta 15h qual o link",
        "sexta 15h ou mais tarde",
    ],
)
def test_less_or_more_than_a_day_and_an_hour_does_not(text: str) -> None:
    assert not repeated_times.names(text, AGREED, ZONE, NOW)


@pytest.mark.parametrize(
    ("text", "place"),
    [("2", 1), ("a segunda opção", 1), ("ok a 2", 1), ("2\n2", 1), ("a primeira", 0), ("a última", 2)],
)
def test_a_number_names_the_agreed_time_by_its_place(text: str, place: int) -> None:
    assert repeated_times.numbers(text, OFFERED[place], OFFERED, ZONE, NOW)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("1", 1),
        ("a 2", 0),
        ("pensando bem prefiro a 2", 0),
        ("o mais cedo", 0),
        ("mais tarde", 2),
        ("sexta", 1),
    ],
)
def test_another_number_and_a_wish_do_not(text: str, place: int) -> None:
    assert not repeated_times.numbers(text, OFFERED[place], OFFERED, ZONE, NOW)


@pytest.mark.parametrize(
    ("text", "comes"),
    [
        ("confirmando sexta às 15h", True),
        ("nos vemos sexta às 15h", True),
        ("chego às 15h", True),
        ("confirmou sexta às 15h?", False),
        ("ainda está de pé sexta?", False),
        ("are we still on for Friday?", False),
        ("sexta é o aniversário da minha filha", False),
    ],
)
def test_the_agreed_time_in_words_without_a_change_is_no_wish_for_another(text: str, comes: bool) -> None:
    assert repeated_times.mentions_only(text, AGREED, ZONE, NOW)
    assert repeated_times.is_coming(text) is comes


@pytest.mark.parametrize(
    "text",
    [
        "confirmou quinta?",
        "tudo certo?",
        "chego às 15h15",
        "dá pra ser sexta mais cedo?",
        "sexta de manhã?",
        "sexta estarei no dentista",
        "não vou conseguir sexta às 15h, dá pra mudar?",
        "remarcar sexta?",
        "cancelou sexta?",
        "sexta ou segunda?",
        "sexta fica ruim",
        "a 2?",
    ],
)
def test_another_time_a_change_or_a_reason_for_one_is_more_than_a_mention(text: str) -> None:
    assert not repeated_times.mentions_only(text, AGREED, ZONE, NOW)


@pytest.mark.parametrize(
    ("text", "on_the_way"),
    [
        ("chego 14h50", True),
        ("14h40 estarei online", True),
        ("sexta entro 14h55", True),
        ("saio daqui 14h", True),
        ("saio de casa às 13h30", True),
        ("chego às 15h15", False),
        ("chego às 14h", False),
        ("quinta chego 14h50", False),
        ("saio daqui às 15h", False),
        ("saio daqui às 9h", False),
        ("saio de férias sexta", False),
        ("chego de viagem às 14h50", False),
        ("não chego 14h50", False),
    ],
)
def test_who_arrives_or_sets_out_shortly_before_is_on_the_way(text: str, on_the_way: bool) -> None:
    assert repeated_times.is_on_the_way(text, AGREED, ZONE, NOW) is on_the_way


@pytest.mark.parametrize(
    "text", ["quinta às 10h", "quinta", "sexta à tarde", "pode ser às 15h", "Friday at 3pm"]
)
def test_a_weekday_an_hour_and_a_part_of_the_day_come_again(text: str) -> None:
    assert repeated_times.recur(text)


@pytest.mark.parametrize(
    "text", ["26/11 às 10h", "quinta dia 26", "hoje às 10h", "a 1", "a primeira, quinta", "ok"]
)
def test_a_date_and_a_number_do_not(text: str) -> None:
    assert not repeated_times.recur(text)


@pytest.mark.parametrize("text", ["o certo é a 1", "a primeira", "opção 3", "me enganei, é a 2"])
def test_a_number_names_an_option(text: str) -> None:
    assert repeated_times.names_an_option(text)


@pytest.mark.parametrize(
    "text", ["combinado. 1 abraço", "levo 2 pessoas", "sexta às 15h", "minha primeira reunião"]
)
def test_another_number_names_none(text: str) -> None:
    assert not repeated_times.names_an_option(text)
