import json
import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from handlers.common import mailing
from handlers.common.rules import attendance
from handlers.common.rules.attendance import Answer, Attendance
from handlers.common.rules.model import MeetingStatus, State
from handlers.common.rules.retries import Ending
from handlers.common.rules.steps import Step
from handlers.common.storage import configuration, contacts, dynamo, keys
from handlers.conversation import inbound
from handlers.meetings import attending, reminding
from handlers.meetings.rounds import OutOfTimeError
from handlers.meetings.rules import after_meeting, ending
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.portuguese_dates import day_and_hour
from handlers.meetings.storage import meetings
from tests.handlers.meetings.appointments import NOW, TENANT, CrashError, World, world
from tests.handlers.meetings.booked import Mails, booked

pytestmark = pytest.mark.usefixtures("tables")

PLACE, KEY = "https://function.example/attendance/", "app-secret"
START = NOW - timedelta(hours=2)
OVER = START + timedelta(hours=1, minutes=5)
HOST = TENANT.hosts[0]
SAO_PAULO = ZoneInfo(HOST.timezone)


@pytest.fixture
def here(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> World:
    made = world(monkeypatch)
    made.links = (PLACE, KEY)
    return made


@pytest.fixture(autouse=True)
def mails(monkeypatch: pytest.MonkeyPatch) -> Mails:
    made = Mails()
    monkeypatch.setattr(mailing, "HOST_MAIL", made)
    return made


def over(here: World) -> Meeting:
    """A meeting that has just ended."""
    return booked(here, start=START, booked_at=NOW - timedelta(days=3))


def run(now: datetime = OVER) -> Any:
    return reminding.run(None, now, lambda: 60.0)


def until(meeting: Meeting) -> datetime:
    """The instant from which no answer is waited for."""
    assert meeting.time is not None
    return after_meeting.answered_by(meeting.time.end, TENANT, HOST)


def links(mails: Mails) -> dict[Answer, str]:
    """The tokens of the two links in the mail."""
    tokens = re.findall(re.escape(PLACE) + r"(\S+)", mails.sent[0][2])
    found = [attendance.parse(token, KEY) for token in tokens]
    return {each.answer: token for each, token in zip(found, tokens, strict=True) if each}


def click(token: str, now: datetime = OVER + timedelta(hours=1)) -> None:
    """What the inbound queue brings once the page's button was pressed."""
    body = {"version": 1, "kind": "attendance", "receivedAt": now.isoformat(), "token": token}
    answer = inbound.Batch(now, lambda *_: ()).run([{"messageId": "1", "body": json.dumps(body)}])
    assert answer == {"batchItemFailures": []}


def stands(here: World) -> tuple[str, str]:
    return here.meeting().status, here.state()


def test_the_host_is_asked_once_after_the_meeting_which_waits_for_the_answer(
    here: World, mails: Mails
) -> None:
    meeting = over(here)
    for _ in range(3):
        assert run()["completed"] == 0
    ((to, subject, body, key),) = mails.sent
    assert (to, subject) == ("ana@acme.example", "A reunião com Zé aconteceu?")
    assert key == f"host#attendance_host#{meeting.meeting_id}#v{meeting.version}"
    assert set(links(mails)) == {Answer.YES, Answer.NO}
    assert "fica registrada como realizada" in body
    # Its contact is in Manaus.
    assert f"de {day_and_hour(START, SAO_PAULO)} (horário de Brasília), aconteceu?" in body
    assert stands(here) == (MeetingStatus.CONFIRMED, State.SCHEDULED)


def test_nobody_is_asked_before_the_meeting_is_over(here: World, mails: Mails) -> None:
    over(here)
    run(START + timedelta(minutes=59))
    assert mails.sent == []


@pytest.mark.parametrize(
    ("answer", "status", "state"),
    [
        (Answer.YES, MeetingStatus.COMPLETED, State.COMPLETED),
        (Answer.NO, MeetingStatus.NO_SHOW, State.UNSUCCESSFUL),
    ],
)
def test_an_answer_ends_the_meeting_and_its_contact(
    here: World, mails: Mails, answer: Answer, status: MeetingStatus, state: State
) -> None:
    meeting = over(here)
    run()
    for _ in range(2):
        click(links(mails)[answer])
    assert stands(here) == (status, state)
    assert here.meeting().version == meeting.version + 1
    assert here.held() == []
    run(until(meeting) + timedelta(hours=1))
    assert stands(here) == (status, state)


def test_without_an_answer_the_meeting_has_taken_place(here: World, mails: Mails) -> None:
    meeting = over(here)
    run()
    assert run(until(meeting) - timedelta(minutes=1))["completed"] == 0
    assert run(until(meeting))["completed"] == 1
    assert stands(here) == (MeetingStatus.COMPLETED, State.COMPLETED)
    assert len(mails.sent) == 1


def test_a_host_whom_no_run_has_asked_in_time_is_asked_late_and_has_longer(here: World, mails: Mails) -> None:
    meeting = over(here)
    late, last = until(meeting) + timedelta(hours=1), START + timedelta(hours=1) + ending.CORRECTED_WITHIN
    assert [run(late)["completed"], run(last - timedelta(minutes=1))["completed"]] == [0, 0]
    ((_, _, _, key),) = mails.sent
    assert key == f"host#attendance_late_host#{meeting.meeting_id}#v{meeting.version}"
    assert run(last)["completed"] == 1


def test_a_host_whom_no_mail_has_reached_in_time_is_not_asked_late(here: World, mails: Mails) -> None:
    meeting = over(here)
    mails.ending = Ending.EXHAUSTED
    run()
    assert (run(until(meeting))["completed"], len(mails.sent)) == (1, 1)


def test_a_host_has_the_day_after_the_end_of_other_slots_beside_the_meeting(
    here: World, mails: Mails
) -> None:
    meeting = over(here)
    lapsed_at = until(meeting) + timedelta(hours=1)
    meetings.save(meeting, replace(meeting, round=2, version=meeting.version + 1, expires_at=lapsed_at))
    assert (run(lapsed_at + timedelta(minutes=15))["completed"], len(mails.sent)) == (0, 1)
    assert run(after_meeting.answered_by(lapsed_at, TENANT, HOST))["completed"] == 1
    assert len(mails.sent) == 1


def test_silence_completes_no_meeting_while_its_contact_has_yet_to_hear_that_other_slots_are_over(
    here: World, mails: Mails
) -> None:
    meeting = over(here)
    meetings.save(meeting, replace(meeting, round=2, version=meeting.version + 1, expires_at=START))
    step = Step.lapse(meeting.meeting_id, 2)
    item = {"pk": keys.contact_pk(meeting.contact_id), "sk": keys.message_sk(step)}

    def put(**values: str) -> None:
        dynamo.client().put_item(TableName=contacts.table(), Item=dynamo.encode({**item, **values}))

    put(status="queued")
    back = until(meeting) + timedelta(days=3)
    assert [run(at)["completed"] for at in (OVER, until(meeting), back)] == [0, 0, 0]
    put(status="sent", sentAt=keys.instant(back))
    assert [run(back + timedelta(hours=hours))["completed"] for hours in (23, 24)] == [0, 1]


def test_what_a_host_says_once_other_slots_have_lapsed_counts_for_as_long(here: World) -> None:
    meeting = over(here)
    lapsed_at = START + timedelta(days=8)
    offered = replace(meeting, round=2, version=meeting.version + 1, expires_at=lapsed_at)
    meetings.save(meeting, offered)
    attending.take(Attendance(meeting.meeting_id, meeting.version, Answer.NO), lapsed_at + timedelta(hours=2))
    assert here.meeting().status is MeetingStatus.NO_SHOW


def test_a_late_no_corrects_what_was_taken_for_granted_and_the_last_answer_stands(
    here: World, mails: Mails
) -> None:
    meeting = over(here)
    run()
    run(until(meeting))
    later = until(meeting) + timedelta(days=1)
    click(links(mails)[Answer.NO], later)
    # A contact never leaves its end.
    assert stands(here) == (MeetingStatus.NO_SHOW, State.COMPLETED)
    click(links(mails)[Answer.YES], later)
    assert here.meeting().status is MeetingStatus.COMPLETED


def test_an_answer_after_a_week_changes_nothing(here: World, mails: Mails) -> None:
    meeting = over(here)
    run()
    run(until(meeting))
    click(links(mails)[Answer.NO], START + timedelta(hours=1) + ending.CORRECTED_WITHIN)
    assert here.meeting().status is MeetingStatus.COMPLETED


@pytest.mark.parametrize("version", [1, 3, 9])
def test_an_answer_about_another_version_of_the_meeting_changes_nothing(here: World, version: int) -> None:
    meeting = over(here)
    attending.take(Attendance(meeting.meeting_id, version, Answer.NO), OVER)
    assert here.meeting() == meeting


@pytest.mark.parametrize("now", [NOW - timedelta(days=1), START + timedelta(minutes=30)])
def test_an_answer_before_the_end_of_the_meeting_changes_nothing(here: World, now: datetime) -> None:
    meeting = over(here)
    attending.take(Attendance(meeting.meeting_id, meeting.version, Answer.NO), now)
    assert here.meeting() == meeting


def test_an_answer_about_a_meeting_that_was_called_off_or_is_not_there_changes_nothing(here: World) -> None:
    meeting = over(here)
    meetings.cancel(meeting.meeting_id, NOW)
    for meeting_id in (meeting.meeting_id, "nothing"):
        attending.take(Attendance(meeting_id, meeting.version, Answer.NO), OVER)
    assert here.meeting().status is MeetingStatus.CANCELLED


def test_an_answer_that_was_cut_short_is_completed_by_its_next_delivery(
    here: World, mails: Mails, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = over(here)
    run()

    def crash(*_: object) -> None:
        raise CrashError

    with monkeypatch.context() as cut:
        cut.setattr(meetings, "save", crash)
        with pytest.raises(CrashError):
            click(links(mails)[Answer.NO])
    run(until(meeting))
    click(links(mails)[Answer.NO])
    assert stands(here) == (MeetingStatus.NO_SHOW, State.UNSUCCESSFUL)


def test_a_mail_that_certainly_failed_is_sent_by_the_next_run(here: World, mails: Mails) -> None:
    over(here)
    mails.ending = Ending.EXHAUSTED
    assert run()["failed"] == 1
    mails.ending = Ending.SENT
    assert (run()["failed"], len(mails.sent)) == (0, 2)
    assert here.meeting().reminders[after_meeting.RECORD] == "sent"


def test_a_run_without_the_time_for_a_mail_leaves_it_to_the_next_one(here: World, mails: Mails) -> None:
    over(here)
    with pytest.raises(OutOfTimeError):
        reminding.run(None, OVER, lambda: 10.0)
    assert mails.sent == []
    run()
    assert len(mails.sent) == 1


def test_in_a_stack_without_links_a_meeting_that_is_over_has_taken_place(here: World, mails: Mails) -> None:
    over(here)
    here.links = None
    assert (run()["completed"], mails.sent) == (1, [])


def test_nobody_is_asked_about_a_contact_who_was_erased(here: World, mails: Mails) -> None:
    over(here)
    key = {"pk": keys.contact_pk("c1"), "sk": keys.CONTACT_SK}
    dynamo.client().delete_item(TableName=contacts.table(), Key=dynamo.encode(key))
    assert (run()["completed"], mails.sent) == (1, [])


def test_a_host_who_is_gone_is_not_asked(here: World, mails: Mails) -> None:
    over(here)
    configuration.put_tenant(
        TENANT.model_copy(update={"hosts": (HOST.model_copy(update={"hostId": "eva"}),)})
    )
    assert (run()["completed"], mails.sent) == (1, [])


def test_a_meeting_that_an_earlier_release_has_left_behind_is_completed_unasked(
    here: World, mails: Mails
) -> None:
    booked(here, start=NOW - timedelta(days=20), booked_at=NOW - timedelta(days=23))
    assert (run()["completed"], mails.sent) == (1, [])
