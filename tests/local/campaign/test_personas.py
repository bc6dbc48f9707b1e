"""What the stand-in contacts say is understood as they mean it, so that a campaign shows every intent."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.reading.stages import STAGES
from handlers.conversation.rules.replies import Context
from handlers.meetings.rules.meeting import Slot
from handlers.meetings.rules.portuguese_dates import day_and_hour
from local.campaign.stand_ins.offers import Button
from local.campaign.stand_ins.personas import CAST, Persona, Recipient

ZONE = "America/Sao_Paulo"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SLOTS = tuple(
    Slot(start, start + timedelta(hours=1))
    for start in (NOW + timedelta(days=1), NOW + timedelta(days=2, hours=5), NOW + timedelta(days=7, hours=1))
)
OFFER = "\n".join(
    f"{number}) {day_and_hour(slot.start, ZoneInfo(ZONE))}" for number, slot in enumerate(SLOTS, 1)
)
OPENINGS = {
    "declines": Intent.NOT_INTERESTED,
    "opts out": Intent.OPT_OUT,
    "asks": Intent.QUESTION,
    "is away": Intent.OUT_OF_OFFICE,
}
CHOICES = {
    "picks by number": [1, 0],
    "picks by position": [0, 1],
    "picks by day and hour": [2, 0],
    "wants other times": [None, 2],
    "cancels later": [1, 0],
}


def read(text: str, *, offered: bool = False, scheduled: bool = False) -> tuple[Intent, Slot | None]:
    context = Context(ZoneInfo(ZONE), NOW, SLOTS if offered else (), scheduled)
    reading = STAGES.classify(text, context)
    return reading.intent, reading.slot


@pytest.mark.parametrize("persona", CAST, ids=lambda persona: persona.name)
def test_a_contact_is_understood_as_it_means_it(persona: Persona) -> None:
    contact = Recipient(persona)
    opening = contact.hears("Olá!")
    if opening:
        assert read(opening)[0] == OPENINGS.get(persona.name, Intent.INTERESTED)
    for chosen in CHOICES.get(persona.name, ()):
        said = contact.hears(OFFER)
        assert said
        expected = (Intent.RESCHEDULE, None) if chosen is None else (Intent.SLOT_CHOICE, SLOTS[chosen])
        assert read(said, offered=True) == expected
    afterthought = contact.hears("Sua reunião está confirmada")
    if persona.afterthought:
        assert afterthought
        assert read(afterthought, scheduled=True)[0] == Intent.CANCEL


@pytest.mark.parametrize(("persona", "word", "number"), [(CAST[1], "Sim", "1"), (CAST[4], "Não", "2")])
def test_a_contact_that_is_asked_back_says_what_it_meant(persona: Persona, word: str, number: str) -> None:
    question = "Podemos encerrar por aqui o nosso contato?\n\n1) Sim\n2) Não\n\nAtenciosamente,\nAna"
    contact = Recipient(persona)
    contact.hears("Olá!")
    assert contact.hears(question) == number
    said = contact.reads(question, [Button("y", "Sim"), Button("n", "Não")])
    assert said is not None
    assert said.tapped is not None
    assert (said.text, said.tapped.title) == (word, word)
