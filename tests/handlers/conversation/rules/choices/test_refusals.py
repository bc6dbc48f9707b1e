"""Tests of replies that refuse one slot in roundabout words: it is not booked, and which one is meant is asked."""

import pytest

from tests.handlers.conversation.rules.offer_of_tuesday import MOVING, OFFERED, chosen, heard


@pytest.mark.parametrize(
    "text",
    [
        "a 3 é a única que não dá",
        "a 2 é a única que não serve",
        "a 3 é a única ruim",
        "a 2 é a única que me atrapalha",
        "sexta é o único dia que não posso",
        "a única que não posso é sexta",
        "a única que não posso é a de sexta",
        "a 2 é a que menos serve",
        "the 2nd is the only one that doesn't work",
        "Friday is the only one that doesn't work",
        "el viernes es el único día que no puedo",
        "la 3 es la única que no me sirve",
        "só a 2 que não dá",
        "Só a 2 não serve",
        "só a 3 q n dá",
        "só a última que não rola",
        "só a 1 que é ruim",
        "só a primeira que complica",
        "todas servem, só a 3 que não",
        "Infelizmente só a opção 3 que não consigo. Att., Carla",
        "só a quinta que fica ruim",
        "option 1 is the only one I can't do",
        "a que não serve é a 1",
        "1 não",
        "a 3 não",
    ],
)
def test_who_refuses_one_slot_alone_is_asked_which_it_is(text: str) -> None:
    assert heard(text, OFFERED).is_open_choice
    assert heard(text, MOVING).slot is None


@pytest.mark.parametrize(
    "text",
    [
        "imprevisto na sexta",
        "problema com a 2",
        "tive um problema com a sexta",
        "tem um problema: sexta",
        "sexta: imprevisto",
        "impedido na sexta",
        "dificuldade na quinta",
        "problem with Friday",
        "an issue with option 2",
        "option 2 conflicts with my class",
        "inconveniente con el viernes",
        "la 2 choca con otra",
        "empecilho na sexta",
        "obstáculo na 2",
    ],
)
def test_trouble_with_a_day_does_not_book_it(text: str) -> None:
    assert heard(text, OFFERED).is_open_choice
    assert heard(text, MOVING).slot is None


@pytest.mark.parametrize(
    "text",
    [
        "a 2 cai mal pra mim",
        "a 1 vai mal",
        "sexta às 15h cai mal",
        "a 3 ficou péssima",
        "el viernes va mal",
        "a pior é a 2",
        "o pior dia é sexta",
        "pior dia: sexta",
        "worst is Friday",
        "la peor es la 2",
        "el peor día es el viernes",
    ],
)
def test_a_slot_that_suits_worst_is_not_booked(text: str) -> None:
    assert heard(text, OFFERED).is_open_choice
    assert heard(text, MOVING).slot is None


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("a 3 é a única que dá", 3),
        ("só a 2 que dá", 2),
        ("a única que serve é a 2", 2),
        ("a 2 é a única que não me atrapalha", 2),
        ("the 2nd is the only one that works", 2),
        ("la 2 es la única que me sirve", 2),
        ("sexta sem problema", 2),
        ("nenhum problema com a 2", 2),
        ("não tem problema, sexta", 2),
        ("resolvi o imprevisto, pode ser sexta", 2),
        ("problema com a quinta, pode ser a 2", 2),
        ("a 2, na pior das hipóteses", 2),
        ("nada mal a 2", 2),
    ],
)
def test_the_same_words_in_favour_of_a_slot_book_it(text: str, option: int) -> None:
    assert chosen(text) == option
