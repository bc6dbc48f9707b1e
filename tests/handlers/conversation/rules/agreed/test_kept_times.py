"""Tests of the standing time of a meeting that is being moved: kept, perhaps kept, or given up for a slot on offer."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.agreed import kept_times
from handlers.conversation.rules.agreed.kept_times import Keeping
from handlers.conversation.rules.reading.stages import STAGES
from handlers.conversation.rules.replies import Context, Reading
from handlers.meetings.rules.times import Slot

ZONE = ZoneInfo("America/Sao_Paulo")


def slot(month: int, day: int, hour: int) -> Slot:
    """An hour of the autumn of 2026."""
    start = datetime(2026, month, day, hour, tzinfo=ZONE)
    return Slot(start, start + timedelta(hours=1))


AGREED = slot(11, 26, 10)
"""A Thursday."""
OFFERED = (slot(12, 1, 9), slot(12, 2, 16), slot(12, 3, 10))
"""A Tuesday, a Wednesday, and the Thursday after."""
CONTEXT = Context(ZONE, datetime(2026, 11, 24, 10, tzinfo=ZONE), OFFERED)
ON_OTHER_DAYS = replace(CONTEXT, slots=(slot(11, 25, 14), *OFFERED[:2]))
"""A Wednesday in the place of the Thursday."""


def read(text: str, context: Context = CONTEXT) -> tuple[Reading, Keeping | None]:
    """Return the reading beside the slots on offer, as reading a reply has it, and what is said of the old time."""
    classify = partial(STAGES.classify, text)
    reading = classify(context)
    if reading.intent not in (Intent.SLOT_CHOICE, Intent.RESCHEDULE):
        reading = classify(Context(ZONE, CONTEXT.now, scheduled=True))
    return reading, kept_times.keeping_of(text, reading, context, AGREED, classify)


@pytest.mark.parametrize(
    "text",
    [
        "mantém a de quinta então",
        "então mantém quinta 10h",
        "consigo manter a de quinta",
        "pode manter quinta 10h",
        "consegui, pode manter quinta 10h",
        "Pode manter a de quinta.",
        "mantém quinta",
        "não precisa mudar, quinta 10h tá ok",
        "não precisa mais mudar, vou conseguir ir",
        "ok então quinta às 10h como combinado",
        "se não der tudo bem, mantém 10h",
        "prefiro o horário que já estava",
        "esses não dá, vou manter a quinta",
        "terça e quarta não posso, mantém a quinta",
        "Keep Thursday then",
        "Thursday at 10 as planned",
        "mantengamos el jueves",
        "dejamos el jueves como estaba",
    ],
)
def test_a_word_of_keeping_keeps_the_old_time(text: str) -> None:
    reading, keeping = read(text)
    # An assent beside an open offer is a human's, as what keeps the old time is.
    assert reading.intent is Intent.INTERESTED or keeping is Keeping.KEEPS


@pytest.mark.parametrize(
    "text",
    [
        "não, deixa na quinta mesmo",
        "deixa na quinta mesmo",
        "Deixa na quinta mesmo.",
        "melhor deixar na quinta",
        "melhor a de quinta mesmo",
        "fica na quinta às 10 mesmo",
        "Então fica quinta às 10h.",
        "fico com a de quinta",
        "nenhum, deixa quinta",
        "quinta às 10 mesmo",
        "não, é quinta às 10h mesmo",
        "a quinta",
        "quinta",
        "quinta às 10h",
        "pode ser 10 mesmo",
        "deu certo já, pode ser 10 mesmo",
        "pode ser dia 26 mesmo",
        "26/11",
        "depois de amanhã",
    ],
)
def test_a_day_or_an_hour_of_both_may_keep_the_old_time(text: str) -> None:
    assert read(text)[1] is Keeping.MAY_KEEP


@pytest.mark.parametrize(
    "text",
    [
        "não, deixa na quinta mesmo",
        "não, quinta mesmo",
        "não, quinta tá bom",
        "não, então quinta",
        "melhor deixar quinta",
        "nenhum desses, deixa na quinta",
        "nenhum desses dá, fica quinta mesmo",
        "nenhum desses, quinta às 10h mesmo",
        "esses não consigo, fica quinta mesmo",
        "poxa, nenhum. então quinta né",
        "esses não dão, volta pra quinta",
        "nah, let's do Thursday",
        "no, Thursday is fine",
        "no, mejor el jueves",
        "ninguno me sirve, dejemos el jueves",
    ],
)
def test_the_day_that_no_slot_has_may_keep_the_old_time_beside_a_refusal(text: str) -> None:
    assert read(text, ON_OTHER_DAYS)[1] is not None


@pytest.mark.parametrize(
    "text",
    [
        "não, quinta não dá",
        "não consigo quinta",
        "nenhum desses, só na outra quinta",
        "nenhum serve, quinta que vem",
        "nenhum desses, tem na quinta à tarde?",
        "nenhum, só quinta dia 3",
        "não, quinta às 16h",
        "não, qualquer dia menos quinta",
        "nenhum desses, só posso depois de quinta",
        "quero mudar a de quinta pra outro dia",
        "nenhum desses dá",
    ],
)
def test_another_day_or_hour_beside_a_refusal_does_not(text: str) -> None:
    reading, keeping = read(text, ON_OTHER_DAYS)
    assert (reading.intent, keeping) == (Intent.RESCHEDULE, None)


@pytest.mark.parametrize(
    "text",
    [
        "Vamos manter quinta às 10h mesmo, obrigado.",
        "Let's keep the original time",
        "deixa como está",
        "ok então fica o que já tava marcado",
        "consegui resolver, tá mantido",
        "voltando atrás: quinta 10h como estava",
        "vou dar um jeito de ir na quinta mesmo",
    ],
)
def test_what_chooses_nothing_moves_nothing(text: str) -> None:
    reading, keeping = read(text)
    assert keeping is None
    assert reading.intent in (Intent.INTERESTED, Intent.UNKNOWN)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("2", 1),
        ("a 3", 2),
        ("3, por favor", 2),
        ("opção 3", 2),
        ("a terceira", 2),
        ("pode ser a 3", 2),
        ("a última", 2),
        ("a do meio", 1),
        ("o mais cedo", 0),
        ("2. desculpa mudar", 1),
        ("a 2, obrigado por manter contato", 1),
        ("pode marcar a 1, não precisa mudar mais", 0),
        ("terça", 0),
        ("terça às 9h", 0),
        ("terça mesmo", 0),
        ("fico com a de terça", 0),
        ("deixa na terça então", 0),
        ("mantém a terça então", 0),
        ("ok terça como combinado", 0),
        ("deixa na quarta mesmo", 1),
        ("melhor deixar na quarta às 16h", 1),
        ("quarta não posso, terça sim", 0),
        ("terça e quarta não dá, a outra", 2),
        ("às 16h", 1),
        ("pode ser às 9h", 0),
        ("de tarde", 1),
        ("dia 3 mesmo", 2),
        ("quinta dia 3", 2),
        ("fico com a quinta dia 3", 2),
        ("quinta, 03/12, às 10h", 2),
        ("quinta-feira, 3 de dezembro", 2),
        ("3/12 10h", 2),
        ("quinta da semana que vem", 2),
        ("a quinta dia 26 não consigo, pode ser dia 3", 2),
        ("Let's keep Tuesday then", 0),
        ("Thursday the 3rd", 2),
        ("the second one", 1),
        ("el martes a las 9", 0),
        ("el miércoles me queda bien", 1),
    ],
)
def test_a_number_and_a_time_of_the_offer_alone_choose_a_slot(text: str, place: int) -> None:
    reading, keeping = read(text)
    assert keeping is None
    assert reading.slot == OFFERED[place]


@pytest.mark.parametrize(
    "text",
    [
        "não posso nesses dias",
        "terça e quarta não dá",
        "nenhum desses, tem outro?",
        "não consigo manter a quinta, tem outro dia?",
        "não dá pra manter o horário original",
        "quero manter a reunião mas em outro horário",
        "quinta 26 não consigo",
        "quinta às 16h",
        "tem quinta mais tarde?",
        "quero mudar a de quinta pra sexta",
        "então cancela",
    ],
)
def test_another_wish_is_as_it_was_read(text: str) -> None:
    reading, keeping = read(text)
    assert keeping is None
    assert reading.intent in (Intent.RESCHEDULE, Intent.CANCEL)


WEDNESDAYS = replace(CONTEXT, slots=(slot(12, 2, 10), slot(12, 2, 16), slot(12, 3, 10)))


def leaves_several(text: str) -> bool:
    """Return True if a text leaves several of the slots of which two are on a Wednesday."""
    return kept_times.leaves_several(text, STAGES.classify(text, WEDNESDAYS), WEDNESDAYS)


@pytest.mark.parametrize(
    "text",
    [
        "a da quarta",
        "quarta",
        "quarta-feira",
        "pode ser na quarta",
        "quarta então",
        "Wednesday",
        "el miércoles",
    ],
)
def test_a_day_that_two_slots_have_leaves_both(text: str) -> None:
    assert leaves_several(text)


@pytest.mark.parametrize(
    "text", ["quarta às 10", "quarta não dá", "quarta da outra semana", "terça", "a 2", "nenhum desses"]
)
def test_one_slot_another_day_and_a_refusal_leave_none_open(text: str) -> None:
    assert not leaves_several(text)
