"""What is meant by somebody whose meeting the host has called off."""

import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.agreed import called_off_by_host
from handlers.conversation.rules.replies import Reading
from tests import lines

NEEDS_NO_ANSWER = Reading(Intent.INTERESTED, certain=True)


@lines.over(
    "text",
    [
        "ok, sem problema",
        "que pena, obrigado por avisar",
        "tudo bem",
        "beleza",
        "Poxa, uma pena! Sem problemas, obrigada por me avisarem",
        "imagina, acontece. Valeu!",
        "ah entendi",
        "valeu pelo aviso",
        "what a pity, thanks for letting me know",
        "no pasa nada, gracias por avisar",
        "nenhum problema",
        "não se preocupe",
        "não esquenta",
        "no hay problema",
        "no te preocupes",
        "no importa",
        "fique tranquila",
        "don't worry about it",
    ],
)
@lines.over("intent", [Intent.INTERESTED, Intent.NOT_INTERESTED, Intent.UNKNOWN])
def test_thanks_and_regret_need_no_answer_and_refuse_nothing(text: str, intent: Intent) -> None:
    assert called_off_by_host.read(text, Reading(intent)) == NEEDS_NO_ANSWER
    assert called_off_by_host.read(text, Reading(intent), attached=True).intent is Intent.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "que pena, mas quero sim",
        "sim",
        "claro, sem problema",
        "poxa, sério?",
        "oi",
        "obrigado mas cancela",
        "valeu por avisar, mas não me procurem mais",
        "tudo bem?",
    ],
)
def test_what_says_yes_asks_or_says_anything_else_is_more_than_thanks(text: str) -> None:
    assert called_off_by_host.read(text, Reading(Intent.UNKNOWN)) == Reading(Intent.UNKNOWN)
    assert called_off_by_host.read(text, Reading(Intent.INTERESTED)).intent is Intent.RESCHEDULE


def test_a_plain_order_and_a_question_are_what_they_are() -> None:
    for intent in (Intent.OPT_OUT, Intent.QUESTION):
        assert called_off_by_host.read("ok", Reading(intent, certain=True)).intent is intent
    refusal = Reading(Intent.NOT_INTERESTED, certain=True)
    assert called_off_by_host.read("ok", refusal) == refusal


def test_consolation_alone_is_no_wish_for_another_time_whatever_it_resembles() -> None:
    likely = Reading(Intent.RESCHEDULE, certain=True)
    assert called_off_by_host.read("ningún problema", likely) == NEEDS_NO_ANSWER
    assert called_off_by_host.read("nenhum problema, até quinta", likely).intent is Intent.RESCHEDULE


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("confirmado", Intent.INTERESTED),
        ("vou sim", Intent.INTERESTED),
        ("cancela", Intent.CANCEL),
        ("não vou conseguir ir", Intent.CANCEL),
    ],
)
def test_the_news_answers_who_had_not_heard_it_and_confirmed_the_meeting_or_gave_it_up(
    text: str, intent: Intent
) -> None:
    reading = Reading(intent, certain=intent is Intent.INTERESTED)
    assert called_off_by_host.read_unaware(text, reading) == NEEDS_NO_ANSWER


def test_another_hour_is_wanted_by_who_had_not_heard_it_too() -> None:
    reading = called_off_by_host.read_unaware("preciso remarcar", Reading(Intent.RESCHEDULE))
    assert reading == Reading(Intent.RESCHEDULE, certain=True)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("cancela. quanto custa?", Intent.CANCEL),
        ("cancela, mas continuo interessado", Intent.CANCEL),
        ("quanto custa?", Intent.QUESTION),
        ("não tenho interesse", Intent.NOT_INTERESTED),
    ],
)
def test_the_news_answers_nothing_else(text: str, intent: Intent) -> None:
    assert called_off_by_host.read_unaware(text, Reading(intent)) is None


def test_a_wish_beside_a_confirmation_is_a_humans() -> None:
    wish = called_off_by_host.read_unaware(
        "confirmado, e me manda o contrato", Reading(Intent.INTERESTED, certain=True)
    )
    assert wish == Reading(Intent.UNKNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "assim não dá né, eu tinha bloqueado a agenda",
        "tinha desmarcado paciente por causa disso",
        "poxa, tinha me organizado pra isso",
        "poxa, já tinha reservado a tarde",
        "que falta de respeito, remarquei tudo pra isso",
        "eu tinha separado esse horário pra vocês",
        "bloqueei a agenda à toa",
        "que chato, perdi minha manhã",
        "I had blocked my calendar for this",
        "we moved three meetings for this",
        "ya había cancelado otra cita por esto",
        "que absurdo",
    ],
)
def test_a_complaint_is_a_humans(text: str) -> None:
    for intent in (Intent.RESCHEDULE, Intent.INTERESTED):
        assert called_off_by_host.read(text, Reading(intent, certain=True)).intent is Intent.UNKNOWN
    refusal = Reading(Intent.NOT_INTERESTED, certain=False)
    assert called_off_by_host.read(text, refusal).intent is Intent.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "assim não dá. quando podem?",
        "poxa, tinha me organizado. tem outro horário?",
        "poxa, tinha desmarcado tudo. pode ser segunda?",
        "pode ser segunda, já tinha me organizado",
        "tinha desmarcado paciente, consigo só na semana que vem",
        "remarca então, tinha bloqueado a agenda",
        "que pena, podemos remarcar?",
        "quero remarcar",
        "sexta à tarde consigo",
        "tem na quinta que vem?",
    ],
)
def test_who_asks_for_another_hour_beside_a_complaint_wants_one(text: str) -> None:
    assert called_off_by_host.read(text, Reading(Intent.RESCHEDULE)).intent is Intent.RESCHEDULE
