"""Tests of the time that a meeting had before it was moved."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.agreed import old_times
from handlers.conversation.rules.replies import Reading
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.reminder_outcomes import ReminderOutcome
from handlers.meetings.rules.times import Slot

NOW = datetime(2026, 11, 24, 13, tzinfo=UTC)
KEEPS = Reading(Intent.INTERESTED, certain=True)


def slots(first: int) -> tuple[Slot, ...]:
    starts = (NOW + timedelta(days=days) for days in range(first, first + 3))
    return tuple(Slot(start, start + timedelta(minutes=30)) for start in starts)


def booked() -> Meeting:
    """A meeting at the first slot of its first offer."""
    meeting = rules.proposed(
        meeting_id="m1",
        tenant_id="acme",
        campaign_id="spring",
        contact_id="c1",
        host_id="ana",
        slots=slots(2),
        request_id="r1",
        now=NOW,
    )
    return rules.confirmed(meeting, meeting.slots[0], 15, "e1", NOW, ())


def moved_by_the_host() -> Meeting:
    meeting = booked()
    assert meeting.time is not None
    later = Slot(meeting.time.start + timedelta(hours=6), meeting.time.end + timedelta(hours=6))
    return replace(meeting, time=later)


def offered_again() -> Meeting:
    return rules.proposed_again(booked(), slots(7), "r2", NOW, asked_by_contact=True)


def moved_by_the_contact() -> Meeting:
    return rules.confirmed(offered_again(), slots(7)[1], 15, "e2", NOW, ())


@pytest.mark.parametrize("meeting", [moved_by_the_host(), moved_by_the_contact()])
@pytest.mark.parametrize(
    "text",
    [
        "não, eu mantenho o horário original",
        "deixa como estava",
        "pode deixar como estava, consegui resolver",
        "melhor manter como estava",
        "deu certo aqui, pode manter o combinado anterior",
        "ignora minha mensagem anterior, continua tudo como antes",
        "pode manter do jeito que estava",
        "fica no antigo mesmo",
        "vou no horário que já estava",
        "não precisa mais mudar",
        "let's keep it as it was",
        "keep the original time",
        "mejor como estaba",
    ],
)
def test_who_wants_the_old_time_after_a_move_wants_it_back(meeting: Meeting, text: str) -> None:
    assert old_times.may_want_back(KEEPS, text, meeting)


@pytest.mark.parametrize("meeting", [booked(), offered_again()])
def test_where_nothing_has_moved_the_same_words_keep_the_time_that_stands(meeting: Meeting) -> None:
    assert not old_times.may_want_back(KEEPS, "deixa como estava", meeting)


@pytest.mark.parametrize(
    "text",
    [
        "ok, mantido",
        "combinado, pode manter",
        "deixa como está",
        "fica assim então",
        "como combinado",
        "confirmado o novo horário",
        "já voltei ao escritório, tudo certo",
        "melhor assim, obrigado",
    ],
)
def test_who_keeps_the_new_time_does_not(text: str) -> None:
    assert not old_times.may_want_back(KEEPS, text, moved_by_the_host())


def test_who_wants_no_move_after_the_reminder_keeps_the_new_time() -> None:
    reminded = replace(moved_by_the_contact(), reminders={"24h": ReminderOutcome.SENT})
    assert not old_times.may_want_back(KEEPS, "não precisa mudar, estarei lá", reminded)
    assert old_times.may_want_back(KEEPS, "deixa como estava", reminded)


def test_what_ends_for_certain_or_asks_for_other_times_does_so_in_these_words_too() -> None:
    text, meeting = "cancela, não precisa mudar", moved_by_the_contact()
    assert not old_times.may_want_back(Reading(Intent.CANCEL, certain=True), text, meeting)
    assert old_times.may_want_back(Reading(Intent.CANCEL), text, meeting)
    assert not old_times.may_want_back(Reading(Intent.RESCHEDULE, certain=True), text, meeting)


@pytest.mark.parametrize(
    "text", ["I'd rather not, thanks", "no thanks", "não, obrigada", "prefiro que não", "mejor no"]
)
def test_a_no_however_polite_is_heard_where_the_host_has_moved_the_meeting_alone(text: str) -> None:
    assert old_times.may_refuse(KEEPS, text, moved_by_the_host())
    assert not old_times.may_refuse(KEEPS, text, booked())


def test_a_no_behind_a_reminder_of_the_new_time_answers_the_reminder() -> None:
    reminded = replace(moved_by_the_host(), reminders={"24h": ReminderOutcome.SENT})
    assert not old_times.may_refuse(KEEPS, "no thanks", reminded)


@pytest.mark.parametrize("text", ["ok, obrigado", "combinado", "não se preocupe, estarei lá"])
def test_who_keeps_the_time_that_the_host_has_moved_to_refuses_nothing(text: str) -> None:
    assert not old_times.may_refuse(KEEPS, text, moved_by_the_host())
