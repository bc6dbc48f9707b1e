"""Tests of replies that say when somebody is taken up: they choose no slot, and keep no meeting by themselves."""

import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.replies import Context
from tests import lines
from tests.handlers.conversation.rules.offer_of_tuesday import BOOKED, MOVING, OFFERED, chosen, heard

FULL_DIARIES = [
    "minha agenda na sexta está cheia",
    "a agenda dele na quinta às 10h está ocupada",
    "a agenda da doutora na sexta está lotada",
    "a agenda de quinta está fechada",
    "a agenda dele na segunda às 11h está bloqueada",
    "sexta às 15h está bloqueado na agenda dele",
    "na agenda do doutor consta consulta na quinta às 10h",
    "quinta às 10h já consta outro compromisso na agenda",
    "sexta minha agenda fechou",
    "a 2 já está tomada na agenda dele",
    "a 3 já está preenchida na minha agenda",
    "a agenda de quinta e sexta está cheia",
    "mi agenda del viernes está llena",
    "en su agenda hay una consulta el jueves a las 10",
    "A agenda do Dr. José na sexta está fechada. Atenciosamente, Carla",
    "a agenda do doutor na quinta está lotada e na sexta também.",
    "a agenda na sexta tá sem espaço",
    "sexta a agenda dela está toda preenchida",
    "quinta na agenda tem uma cirurgia marcada",
    "a minha sexta tá fechada",
    "a agenda pra quinta já fechou",
    "his calendar on Thursday is blocked",
]


@lines.over("context", [OFFERED, MOVING])
@lines.over("text", FULL_DIARIES)
def test_a_slot_of_which_a_diary_is_full_is_not_chosen(text: str, context: Context) -> None:
    assert heard(text, context).slot is None


@pytest.mark.parametrize(
    "text",
    [
        "minha agenda na quinta está cheia",
        "a agenda dele na quinta está lotada",
        "a agenda de quinta fechou",
        "quinta minha agenda fechou",
        "agenda cheia na quinta",
        "mi agenda del jueves está llena",
        "a agenda da doutora encheu na quinta",
        "na quinta às 10h consta outro paciente na agenda",
    ],
)
def test_a_full_diary_keeps_no_meeting_by_itself(text: str) -> None:
    reading = heard(text, BOOKED)
    assert not (reading.intent is Intent.INTERESTED and reading.certain)


@pytest.mark.parametrize(
    "text",
    [
        "quinta minha agenda está cheia mas estarei lá",
        "agenda lotada, mas confirmo quinta",
        "coloquei na agenda",
        "agenda bloqueada pra vocês na quinta",
        "my calendar is blocked for our meeting",
        "I have blocked the time in my calendar.",
        "bloqueado na minha agenda",
        "não precisa me lembrar, já tá bloqueado na agenda, eu vou",
        "Recebido. O convite já consta da agenda do Dr. Augusto.",
    ],
)
def test_who_comes_all_the_same_or_has_noted_it_keeps_it(text: str) -> None:
    reading = heard(text, BOOKED)
    assert (reading.intent, reading.certain) == (Intent.INTERESTED, True)


@pytest.mark.parametrize("context", [OFFERED, MOVING])
@pytest.mark.parametrize(
    "text",
    [
        "de tarde estou no consultório",
        "quinta estarei na loja",
        "na quinta estou no escritório",
        "quinta fico no caixa",
        "estou na loja de tarde",
        "fico no consultório à tarde",
        "segunda de manhã estou na obra",
        "sexta à tarde ficamos na oficina",
        "I'm at the shop on Friday",
        "I'm at the clinic in the afternoon",
        "I'll be in the office on Monday",
        "I see patients in the afternoon, only mornings work",
        "I'm with patients in the afternoon, mornings are better",
        "el viernes estoy en la tienda",
        "à tarde a gente fica no restaurante",
    ],
)
def test_where_somebody_is_on_a_day_or_in_a_part_of_it_chooses_nothing(text: str, context: Context) -> None:
    assert heard(text, context).slot is None


@pytest.mark.parametrize("context", [OFFERED, MOVING])
@pytest.mark.parametrize(
    "text",
    [
        "Monday at 11 I teach",
        "Thursday at 10 I open the shop",
        "Friday at 3pm I pick up my kids",
        "Friday at 3 I coach",
        "Monday at 11am I do yoga",
        "el lunes a las 11 doy clase",
        "el jueves a las 10 atiendo la tienda",
        "el viernes a las 3 recojo a los niños",
    ],
)
def test_what_somebody_does_at_an_hour_of_the_offer_does_not_choose_it(text: str, context: Context) -> None:
    assert heard(text, context).slot is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("sexta às 15h, coloquei na agenda", 2),
        ("marca na agenda sexta", 2),
        ("agenda quinta 10h", 1),
        ("agenda fechada na sexta às 15h então!", 2),
        ("sexta fechou na agenda", 2),
        ("já bloqueei a agenda na quinta às 10h", 1),
        ("a agenda na sexta está tranquila", 2),
        ("minha agenda está livre na sexta", 2),
        ("estarei livre na quinta", 1),
        ("minha agenda na quinta está cheia, sexta às 15h dá", 2),
        ("minha agenda de quinta e segunda está cheia, pode ser sexta", 2),
        ("quinta minha agenda está cheia, fico com a 2", 2),
        ("estou na loja, pode ser sexta", 2),
        ("sexta estou na loja o dia todo, pode vir", 2),
        ("quinta às 10h estarei no escritório, pode ligar", 1),
        ("sexta 15h, estarei na loja", 2),
        ("ok, quinta estarei na loja", 1),
        ("sexta estou em casa, pode ser", 2),
        ("I'll be in the office on Monday, so Monday works", 3),
        ("Monday at 11 I can", 3),
        ("Thursday at 10 I'm free", 1),
        ("Friday afternoon I have no classes, so that's yours", 2),
        ("el lunes a las 11 me conecto", 3),
        ("el viernes a las 3 puedo", 2),
    ],
)
def test_a_choice_in_the_same_words_stays_one(text: str, number: int) -> None:
    assert chosen(text) == number
