from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.conversation.rules.choices.closed_grammar import choose
from handlers.conversation.rules.choices.leanings import lean
from handlers.meetings.rules.meeting import Slot

SAO_PAULO = ZoneInfo("America/Sao_Paulo")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=SAO_PAULO)  # a Tuesday


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> Slot:
    start = datetime(2026, month, day, hour, minute, tzinfo=SAO_PAULO)
    return Slot(start, start + timedelta(hours=1))


OFFER = (at(26, 10), at(27, 15), at(30, 11))  # Thursday, Friday, Monday
EARLY_AND_LATE = (at(26, 9), at(27, 16, 30), at(30, 12))
MOVING = (at(1, 9, month=12), at(2, 16, month=12), at(3, 10, month=12))  # Tuesday, Wednesday, Thursday


def chosen(text: str, offer: tuple[Slot, ...] = OFFER) -> int | None:
    slot = choose(text, offer, SAO_PAULO, NOW).slot or lean(text, offer, SAO_PAULO, NOW).slot
    return None if slot is None else offer.index(slot) + 1


@pytest.mark.parametrize(
    "text",
    [
        "Sexta logo no primeiro horário ficaria ótimo",
        "na quinta logo no segundo horário",
        "segunda que vem, logo no primeiro horário",
        "prefiro o primeiro horário da manhã",
        "só no último horário do dia",
        "na sexta, bem no primeiro horário",
        "o primeiro horário do dia, na sexta",
    ],
)
def test_the_first_hour_of_a_day_is_not_the_first_of_the_offer(text: str) -> None:
    assert chosen(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "pode ser segunda à tarde?",
        "segunda de tarde",
        "segunda à tarde é melhor",
        "melhor segunda à tardinha",
        "segunda depois do almoço",
        "segunda às 15h",
        "pode marcar segunda 15h",
        "consigo segunda na parte da tarde",
    ],
)
def test_monday_at_another_hour_is_not_the_second_of_the_offer(text: str) -> None:
    assert chosen(text) is None
    assert choose(text, OFFER, SAO_PAULO, NOW).elsewhere or lean(text, OFFER, SAO_PAULO, NOW).elsewhere


@pytest.mark.parametrize("text", ["a segunda, às 15h", "a segunda opção, de tarde", "a segunda da tarde"])
def test_the_second_with_its_hour_is_that_of_the_offer(text: str) -> None:
    assert chosen(text) == 2


@pytest.mark.parametrize(
    "text",
    [
        "prefiro sexta bem cedo",
        "quero sexta cedo",
        "sexta primeira hora",
        "sexta, se for de noitinha",
        "sexta no fim do expediente",
        "quinta no finalzinho do dia",
        "quinta após o expediente",
        "quinta no horário do almoço",
        "quinta depois do trabalho",
        "quinta na hora do almoço consigo",
        "Thursday at the end of the day works better",
        "Thursday at lunchtime",
        "el jueves a última hora mejor",
        "el viernes a primera hora",
        "segunda bem de manhãzinha",
        "cedo na sexta pode ser",
    ],
)
def test_a_day_at_another_part_of_it_is_no_slot(text: str) -> None:
    assert chosen(text) is None


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("quinta bem cedo", 1),
        ("quinta logo cedo pode ser", 1),
        ("pode ser quinta na primeira hora", 1),
        ("sexta no fim do dia", 2),
        ("sexta no fim do expediente", 2),
        ("segunda na hora do almoço", 3),
    ],
)
def test_a_day_at_the_part_of_it_that_is_on_offer_is_that_slot(text: str, slot: int) -> None:
    assert chosen(text, EARLY_AND_LATE) == slot


@pytest.mark.parametrize(
    "text",
    [
        "fim da semana que vem pra mim é melhor",
        "no meio da semana que vem é melhor",
        "começo da semana que vem é melhor",
        "final do mês",
        "só no final do mês",
        "fim de mês é melhor pra mim",
        "lá pelo fim do mês",
        "solo puedo a fin de mes",
        "depois do fim do mês",
        "the end of next week is better",
        "na segunda quinzena",
    ],
)
def test_a_stretch_of_days_is_not_the_one_slot_within_it(text: str) -> None:
    assert chosen(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "não dá. só às segundas",
        "não dá, só às quintas",
        "esses não. só nas sextas",
        "só às sextas",
        "solo los viernes",
        "I can only do Fridays",
        "sextas são melhores pra mim",
    ],
)
def test_a_day_of_every_week_is_not_the_one_slot_on_it(text: str) -> None:
    assert chosen(text) is None


def test_what_happens_on_a_day_of_every_week_is_a_reason() -> None:
    assert chosen("a de quinta, às sextas eu viajo") == 1
    assert chosen("fico com sexta 15h, que as sextas são calmas") == 2


@pytest.mark.parametrize("text", ["tem na sexta?", "vocês têm sexta?", "sexta tem vaga?", "e sexta, tem?"])
def test_a_question_for_a_day_chooses_nothing(text: str) -> None:
    assert chosen(text) is None


@pytest.mark.parametrize("text", ["a do fim do mês", "no último dia do mês", "pode ser sexta?"])
def test_what_points_at_a_slot_chooses_it(text: str) -> None:
    assert chosen(text) is not None


@pytest.mark.parametrize(
    "text", ["segunda à tarde é melhor", "quarta bem cedo", "terça no fim do expediente", "só às quartas"]
)
def test_no_meeting_is_moved_by_such_words(text: str) -> None:
    assert chosen(text, MOVING) is None


@pytest.mark.parametrize(
    "text",
    [
        "nem quinta nem sexta",
        "não posso segunda nem sexta",
        "não posso nem na quinta nem na sexta",
        "sexta não, quinta não",
        "ni jueves ni viernes",
        "el jueves y el viernes no puedo",
        "quinta e sexta não consigo",
        "quinta e sexta é feriado aqui",
        "26 e 27 não dá",
        "a 3 não, a 2 também não",
        "nem a 1 nem a 2",
        "nem a 1\nnem a 2",
        "descarto a 1 e a 2",
        "I can't do Thursday or Friday",
        "quinta tô fora e sexta não rola",
    ],
)
def test_what_is_left_over_by_refusals_is_chosen_by_nobody(text: str) -> None:
    assert chosen(text) is None
    assert lean(text, OFFER, SAO_PAULO, NOW).elsewhere


@pytest.mark.parametrize(
    "text",
    [
        "nem quinta nem sexta, a outra",
        "quinta e sexta não consigo, sobra a segunda-feira",
        "nem a 1 nem a 2, então a 3",
        "quinta não, sexta não, fico com a que falta",
        "nem quinta nem sexta, fica a remanescente",
    ],
)
def test_what_is_left_over_is_chosen_by_a_word_for_it(text: str) -> None:
    assert chosen(text) == 3


@pytest.mark.parametrize(
    "text",
    [
        "a 2 era boa mas já tenho compromisso",
        "a 1 era boa mas viajo",
        "sexta às 15h é muito tarde",
        "sexta 15h fica meio tarde",
        "Friday at 3pm I have another call",
        "Friday 3pm I'm on a plane",
        "Friday at 3pm I'm at the dentist",
    ],
)
def test_a_slot_that_is_named_to_decline_it_is_not_chosen(text: str) -> None:
    assert chosen(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "quero a 2 e a 3",
        "pode ser a 1 e a 2",
        "quero a 1 e a 3",
        "pode marcar a 2 e a 3",
        "marca a 1 e a 2",
        "reserva a 1 e a 3 pra mim",
        "fico com a primeira e a terceira",
        "book me 1 and 3",
    ],
)
def test_two_slots_are_not_the_first_of_them(text: str) -> None:
    assert chosen(text) is None
