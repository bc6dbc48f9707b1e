"""What drops options of an offer is no choice of them, and no end of a meeting."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.choices import dropped_options
from handlers.conversation.rules.choices.dropped_options import Dropped
from handlers.conversation.rules.reading.stages import STAGES
from handlers.conversation.rules.replies import Context
from handlers.meetings.rules.times import Slot

ZONE = ZoneInfo("America/Sao_Paulo")
NOW = datetime(2026, 11, 24, 10, tzinfo=ZONE)


def slot(month: int, day: int, hour: int) -> Slot:
    start = datetime(2026, month, day, hour, tzinfo=ZONE)
    return Slot(start, start + timedelta(hours=1))


THURSDAY = slot(11, 26, 10)
OFFER = (THURSDAY, slot(11, 27, 15), slot(11, 30, 11))
OTHERS = (slot(12, 1, 9), slot(12, 2, 16), slot(12, 3, 10))


@pytest.mark.parametrize(
    "text",
    [
        "cancela a última opção",
        "cancela a primeira",
        "cancela o primeiro",
        "cancelar a última",
        "cancela a opção 2",
        "desmarca a primeira",
        "cancela a das 15h",
        "pode cancelar a primeira",
        "cancele a primeira, por favor",
        "quero cancelar a primeira",
        "desisto da primeira",
        "cancela a primeira que marquei",
        "desconsidera a opção 3",
        "descarta a 1",
        "cancela a 2",
        "a segunda opção cancela",
        "a primeira pode cancelar",
        "cancela a de sexta",
        "cancela quinta",
        "ignora a 3",
        "Oi, cancela pra mim a opção 1. Obrigado",
    ],
)
def test_a_dropped_option_is_not_chosen_and_it_is_asked_which_one_is_meant(text: str) -> None:
    reading = STAGES.classify(text, Context(ZONE, NOW, OFFER))
    assert (reading.intent, reading.slot, reading.is_open_choice) == (Intent.UNKNOWN, None, True)


@pytest.mark.parametrize(
    "text",
    [
        "cancela a última, tenho médico nesse dia",
        "cancela a primeira opção pois estarei viajando",
        "desisti da última opção porque vou viajar",
        "não vou poder na primeira, cancela",
    ],
)
def test_an_option_that_is_dropped_with_a_reason_is_not_chosen_and_ends_nothing_at_once(text: str) -> None:
    reading = STAGES.classify(text, Context(ZONE, NOW, OFFER))
    assert reading.slot is None
    assert not reading.certain


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("cancela a 1, quero a 2", 1),
        ("cancela a de quinta, fica com a de sexta", 1),
        ("cancela a quinta e marca sexta", 1),
        ("cancela a primeira, prefiro a segunda opção", 1),
    ],
)
def test_the_option_that_is_taken_instead_is_chosen(text: str, place: int) -> None:
    assert STAGES.classify(text, Context(ZONE, NOW, OFFER)).slot == OFFER[place]


@pytest.mark.parametrize(
    "text",
    [
        "a segunda opção cancela",
        "cancela a segunda opção",
        "cancela a 2",
        "cancela a de terça",
        "desmarca a das 16h",
        "cancela terça e quarta",
        "cancela esses horários",
        "cancela os horários",
        "tira essas opções",
        "desisto da primeira",
    ],
)
def test_while_moving_it_drops_the_other_slots(text: str) -> None:
    assert dropped_options.beside(text, THURSDAY, OTHERS, ZONE, NOW) is Dropped.SLOTS


@pytest.mark.parametrize(
    "text",
    [
        "cancela a de quinta",
        "cancela isso",
        "cancela a solicitação",
        "cancela minha solicitação",
        "cancela o horário",
        "cancela esse pedido",
        "cancela essa",
    ],
)
def test_while_moving_it_may_drop_the_meeting_as_well(text: str) -> None:
    assert dropped_options.beside(text, THURSDAY, OTHERS, ZONE, NOW) is Dropped.EITHER


@pytest.mark.parametrize(
    "text",
    [
        "cancela",
        "pode cancelar",
        "cancela a reunião",
        "cancela tudo",
        "cancela essa reunião",
        "cancela a de sexta",
    ],
)
def test_while_moving_the_meeting_is_what_it_was(text: str) -> None:
    assert dropped_options.beside(text, THURSDAY, OTHERS, ZONE, NOW) is None


def test_with_no_slots_on_offer_an_option_by_its_number_may_be_the_one_that_was_booked() -> None:
    assert dropped_options.beside("cancela a primeira", THURSDAY, (), ZONE, NOW) is Dropped.EITHER
    assert dropped_options.beside("cancela a de quinta", THURSDAY, (), ZONE, NOW) is None
    assert dropped_options.beside("cancela isso", THURSDAY, (), ZONE, NOW) is None


@pytest.mark.parametrize(
    "text",
    [
        "cancela a remarcação",
        "cancela o pedido de remarcação",
        "cancela a mudança de horário",
        "esquece a remarcação, deixa como está",
        "pode cancelar a remarcação da reunião",
        "deixa pra lá a troca de horário",
        "desisti de mudar",
    ],
)
@pytest.mark.parametrize("context", [Context(ZONE, NOW, OTHERS), Context(ZONE, NOW, scheduled=True)])
def test_what_gives_up_another_time_ends_nothing_and_asks_for_none(text: str, context: Context) -> None:
    assert STAGES.classify(text, context).intent in (Intent.UNKNOWN, Intent.INTERESTED)


def test_what_gives_up_another_time_and_orders_something_besides_is_that() -> None:
    context = Context(ZONE, NOW, scheduled=True)
    assert STAGES.classify("esquece a mudança, cancela a reunião", context).intent is Intent.CANCEL
    assert STAGES.classify("cancela a troca, quero outro horário", context).intent is Intent.RESCHEDULE
