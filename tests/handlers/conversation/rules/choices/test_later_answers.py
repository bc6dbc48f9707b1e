"""Tests of answers that are promised for later, which choose no slot by the time they name."""

import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.reading.stages import STAGES
from handlers.conversation.rules.replies import Context, Reading
from local.model.situations import MONDAY, OFFERS, SAO_PAULO

OFFERED = Context(SAO_PAULO, MONDAY, OFFERS["A"])
BOOKED = Context(SAO_PAULO, MONDAY, scheduled=True)


def read(text: str, context: Context) -> Reading:
    return STAGES.classify(text, context)


@pytest.mark.parametrize("context", [OFFERED, BOOKED])
@pytest.mark.parametrize(
    "text",
    [
        "respondo mais tarde",
        "pode deixar, respondo mais tarde",
        "mais tarde eu escolho",
        "confirmo mais tarde",
        "mais tarde a gente fala",
        "vou responder mais tarde",
        "respondo na quinta",
        "só respondo na terça",
        "aviso quinta",
        "falo na quinta",
        "respondo na segunda-feira",
        "respondo à tarde",
        "respondo até quinta",
        "hoje à tarde eu confirmo com vocês",
        "oi! dou um retorno na segunda",
    ],
)
def test_a_promised_answer_is_a_humans(text: str, context: Context) -> None:
    reading = read(text, context)
    assert (reading.intent, reading.is_open_choice) == (Intent.UNKNOWN, False)


@pytest.mark.parametrize(
    "text", ["estou dirigindo, te respondo na quinta", "tô em reunião, respondo mais tarde"]
)
def test_a_promised_answer_beside_its_reason_chooses_nothing(text: str) -> None:
    reading = read(text, OFFERED)
    assert (reading.slot, reading.is_open_choice) == (None, False)


@pytest.mark.parametrize(
    "text",
    [
        "mais tarde",
        "ok, mais tarde",
        "mais tarde é melhor",
        "más tarde",
        "confirmo na terça",
        "confirmo à tarde",
    ],
)
def test_what_may_be_the_time_of_the_answer_is_asked_about(text: str) -> None:
    reading = read(text, OFFERED)
    assert (reading.intent, reading.is_open_choice) == (Intent.UNKNOWN, True)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("o mais tarde", 2),
        ("a 2, aviso o pessoal", 1),
        ("a 2. respondo o resto mais tarde", 1),
        ("escolho a quinta", 1),
        ("confirmo quinta", 1),
        ("ok, a gente se fala na quinta", 1),
    ],
)
def test_a_choice_beside_like_words_is_one(text: str, place: int) -> None:
    assert read(text, OFFERED).slot == OFFERED.slots[place]
