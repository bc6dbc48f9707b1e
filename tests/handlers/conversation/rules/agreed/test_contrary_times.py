"""Tests of who says to come at a day or an hour that is not the agreed one."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.conversation.rules.agreed import contrary_times
from handlers.meetings.rules.times import Slot

ZONE = ZoneInfo("America/Sao_Paulo")
LISBON = ZoneInfo("Europe/Lisbon")
EVE = datetime(2026, 11, 25, 10, 30, tzinfo=ZONE)


def slot(day: int, hour: int) -> Slot:
    """Half an hour of November 2026."""
    start = datetime(2026, 11, day, hour, tzinfo=ZONE)
    return Slot(start, start + timedelta(minutes=30))


AGREED = slot(26, 10)
"""The Thursday."""


@pytest.mark.parametrize(
    "text",
    [
        "confirmado, amanhã às 14h",
        "vou sim, às 9h",
        "confirmo presença amanhã às 14h",
        "ok, 14h estarei online",
        "Tudo certo para amanhã às 14h!",
        "até amanhã às 14h",
        "ok até as 14h",
        "chego às 14h",
        "ok, meio-dia",
        "perfeito, então até sexta",
        "Confirmo para sexta-feira, obrigado",
        "obrigado, nos vemos na terça",
        "ok, até segunda",
        "ok, até dia 27",
        "quinta-feira, 27/11, confirmado",
        "Combinado. Até sexta! Abraços, João",
        "Boa tarde. Confirmo minha presença na reunião de sexta, dia 27, às 10h. Att, Maria",
        "sem falta, sexta",
        "pode contar comigo na sexta",
        "ah não, mantém na sexta então",
        "deixa na sexta mesmo",
        "não precisa mudar, vou na sexta",
        "hoje às 10h, confirmado",
        "ok, hoje então",
        "see you on Friday",
        "great, talk to you on Monday at 10",
        "perfecto, nos vemos el viernes",
        "ok, hasta el viernes",
    ],
)
def test_a_day_or_an_hour_that_is_not_the_agreed_ones_contradicts(text: str) -> None:
    assert contrary_times.contradicts(text, [AGREED], ZONE, EVE)


@pytest.mark.parametrize(
    "text",
    [
        "confirmado, amanhã às 10h",
        "ok, até quinta",
        "ok, até as 10",
        "quinta-feira, 26/11, às 10h",
        "amanhã de manhã, combinado",
        "quinta que vem, combinado",
        "te espero às 10",
        "chego 9h50",
        "9h50 estarei online",
        "sexta, digo, quinta às 10h",
    ],
)
def test_the_agreed_time_in_any_words_does_not(text: str) -> None:
    assert not contrary_times.contradicts(text, [AGREED], ZONE, EVE)


@pytest.mark.parametrize(
    "text",
    [
        "saio daqui 9h",
        "acordo às 8h, tranquilo",
        "sexta viajo, mas amanhã estarei lá",
        "sexta não posso, amanhã ok",
        "ok, leio o material na sexta",
        "confirmado, te mandei o contrato sexta",
        "sim, falei com o Bruno na segunda",
        "obrigado pela conversa de segunda",
        "obrigado, boa sexta",
        "boa quarta pra vocês",
        "obrigado, boa tarde",
        "bom fim de semana e até quinta",
        "obrigado, até a próxima",
        "confirmado, vou até as 10h30",
        "minha agenda está livre até 11h, combinado",
        "confirmo hoje",
        "hoje à tarde eu confirmo",
        "atendemos segunda a sexta, 9h às 18h",
        "combinado, 1 hora",
        "1h de reunião, ok",
        "valeu, 10!",
        "ok, a 2",
    ],
)
def test_the_time_of_something_else_does_not(text: str) -> None:
    assert not contrary_times.contradicts(text, [AGREED], ZONE, EVE)


@pytest.mark.parametrize(
    ("text", "contradicts"),
    [
        ("amanhã às 13h, combinado", False),
        ("amanhã às 10h, combinado", True),
        ("ok, 10h (horário de Brasília)", False),
        ("até sexta, 10h (horário de Brasília)", True),
    ],
)
def test_an_hour_is_the_contacts_own_unless_another_clock_is_named(text: str, contradicts: bool) -> None:
    assert contrary_times.contradicts(text, [AGREED], LISBON, EVE) is contradicts


def test_tomorrow_is_today_in_the_small_hours() -> None:
    night = datetime(2026, 11, 26, 0, 30, tzinfo=ZONE)
    assert not contrary_times.contradicts("ok, até amanhã", [AGREED], ZONE, night)
    assert not contrary_times.contradicts("ok, hoje às 10h", [AGREED], ZONE, night)


@pytest.mark.parametrize(
    ("text", "contradicts"),
    [("até sexta às 15h", False), ("até quinta às 10h", False), ("até sexta às 10h", True)],
)
def test_of_two_meetings_the_day_and_the_hour_are_of_the_same_one(text: str, contradicts: bool) -> None:
    assert contrary_times.contradicts(text, [AGREED, slot(27, 15)], ZONE, EVE) is contradicts
