"""Tests of the words that take up "se preferir outros", in the news that an offer is over."""

import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.dialogue.lapsed_offers import taken_up
from handlers.conversation.rules.replies import Reading

KEPT = Reading(Intent.INTERESTED, certain=True)


@pytest.mark.parametrize(
    "text",
    [
        "pode mandar",
        "pode mandar outros sim",
        "manda aí",
        "ok, manda",
        "quero",
        "quero sim, obrigado",
        "sim, gostaria",
        "sim, por favor",
        "sim, prefiro outros",
        "quais outros?",
        "yes, send others",
        "sí, manda",
    ],
)
@pytest.mark.parametrize("booked", [True, False])
def test_what_sends_wants_or_takes_is_the_wish_for_others(text: str, booked: bool) -> None:
    taken = taken_up(text, KEPT, booked=booked)
    assert taken is not None
    assert taken.intent is Intent.RESCHEDULE


@pytest.mark.parametrize("text", ["sim", "pode ser", "aceito", "claro, sim", "yes", "ainda quero"])
def test_a_bare_yes_beside_a_meeting_is_for_a_human(text: str) -> None:
    assert taken_up(text, KEPT, booked=True) == Reading(Intent.UNKNOWN)
    assert taken_up(text, KEPT, booked=False) is None


@pytest.mark.parametrize(
    "text", ["ok", "obrigado", "mantém", "pode manter", "manda o link", "ok, quinta às 10h", "pode ser a 2"]
)
def test_what_takes_note_or_asks_for_something_else_takes_nothing_up(text: str) -> None:
    assert taken_up(text, KEPT, booked=True) is None


def test_what_is_plain_without_it_stays_as_it_is() -> None:
    assert taken_up("quero", Reading(Intent.CANCEL, certain=True), booked=True) is None
