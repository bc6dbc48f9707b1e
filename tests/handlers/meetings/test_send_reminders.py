from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from handlers import send_reminders
from handlers.common import mailing, telling
from handlers.common.rules.contracts import ContractError
from handlers.common.rules.model import Channel, Event, Kind, MeetingStatus, State
from handlers.common.rules.partner import PartnerSecret, SesSecret
from handlers.common.rules.retries import Ending
from handlers.common.rules.steps import Step
from handlers.common.storage import configuration, contacts, dynamo, keys, secrets, writes
from handlers.meetings import cancellation, reminding
from handlers.meetings.partners.calendar import CalendarUnavailableError
from handlers.meetings.rounds import OutOfTimeError, RunIncompleteError
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules import reminders
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.rules.reminder_outcomes import ReminderOutcome
from handlers.meetings.storage import items, meetings
from tests.handlers.meetings.appointments import CONTEXT, NOW, TENANT, CrashError, World, proposed, world
from tests.handlers.meetings.booked import DAY_BEFORE, HOUR_BEFORE, START, Mails, booked, run
from tests.handlers.ses_stand_in import standing_in

HOST_MAIL = mailing.HOST_MAIL
"""The functions' own, which most tests put a stand-in in the place of."""

pytestmark = pytest.mark.usefixtures("tables")


@dataclass
class LostAnswers:
    """Requests to DynamoDB that are carried out, but whose first answer never arrives: boto3 repeats them."""

    operation: str = ""
    containing: str = ""
    lost: int = 0

    def of(self, operation: str, containing: str) -> None:
        """Lose the answer to the next request of the operation that mentions ``containing``."""
        self.operation, self.containing = operation, containing

    def before_send(self, request: Any, **_: Any) -> None:
        """Carry the request out before it is sent once more, which is what a lost answer comes to."""
        target = request.headers.get("X-Amz-Target", b"").decode()
        if self.lost or not target.endswith(f".{self.operation}") or self.containing not in str(request.body):
            return
        self.lost += 1
        sent = dynamo.client()._endpoint.http_session.send(request)
        assert sent.status_code == 200


@pytest.fixture
def lost_answers(here: World) -> Iterator[LostAnswers]:
    lost, events = LostAnswers(), dynamo.client().meta.events
    events.register("before-send.dynamodb", lost.before_send)
    yield lost
    events.unregister("before-send.dynamodb", lost.before_send)


@pytest.fixture
def here(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> World:
    return world(monkeypatch)


@pytest.fixture(autouse=True)
def mails(monkeypatch: pytest.MonkeyPatch) -> Mails:
    made = Mails()
    monkeypatch.setattr(mailing, "HOST_MAIL", made)
    return made


def partner_knows_keys(monkeypatch: pytest.MonkeyPatch, knows: bool) -> None:
    monkeypatch.setattr(secrets, "partner", lambda name: PartnerSecret("http://e", "key", idempotent=knows))


def test_a_contact_is_reminded_a_day_and_an_hour_before(here: World) -> None:
    meeting = booked(here)
    assert run(DAY_BEFORE)["reminders"] == 1
    assert run(HOUR_BEFORE)["reminders"] == 1
    day, hour = here.messages
    assert day.kind is Kind.REMINDER
    assert day.step == f"reminder_24h#{meeting.meeting_id}#v{meeting.version}"
    assert hour.step == f"reminder_1h#{meeting.meeting_id}#v{meeting.version}"
    assert (day.meetingVersion, day.expiresAt) == (meeting.version, START)
    assert (day.variables["lead"], hour.variables["lead"]) == ("24 horas", "1 hora e 30 minutos")
    assert {"24h": "sent", "1h": "sent"}.items() <= here.meeting().reminders.items()
    assert here.counted("reminders_sent") == 2


def test_no_other_run_reminds_of_it(here: World) -> None:
    booked(here)
    for hours in (-2, -1, 1, 2):
        assert run(DAY_BEFORE + timedelta(hours=hours))["reminders"] == 0
    assert here.messages == []


def test_a_missed_run_that_is_made_up_for_finds_what_it_would_have_found(here: World) -> None:
    booked(here)
    answer = run(DAY_BEFORE + timedelta(minutes=59))
    assert answer["run"] == reminders.due_run(DAY_BEFORE).isoformat()
    assert answer["reminders"] == 1


def test_a_repeated_run_reminds_nobody_again(here: World) -> None:
    booked(here)
    run(DAY_BEFORE)
    assert run(DAY_BEFORE)["reminders"] == 0
    assert len(here.messages) == 1


def test_a_run_that_was_cut_short_before_the_queue_is_completed(here: World) -> None:
    booked(here)
    here.crash_at = "enqueue"
    with pytest.raises(CrashError):
        run(DAY_BEFORE)
    assert run(DAY_BEFORE)["reminders"] == 1
    assert len(here.messages) == 1


def ask(here: World, meeting: Meeting, **more: Any) -> None:
    """Have the contact asked back about the meeting."""
    check = {"intent": "cancel", "replyId": "r1", "askedAt": keys.instant(NOW), "status": "open"}
    about = {"meetingId": meeting.meeting_id, "start": keys.instant(START)}
    here.contact(
        "c1",
        State.SCHEDULED,
        meetingId=meeting.meeting_id,
        lastCheck={**check, **about, **more.pop("check", {})},
        **more,
    )


def test_a_human_learns_once_that_a_question_about_the_meeting_has_no_answer(here: World) -> None:
    ask(here, booked(here))
    for at in (DAY_BEFORE, DAY_BEFORE, HOUR_BEFORE):
        run(at)
    (called,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert (called["reason"], called["contactId"]) == ("meeting_in_doubt", "c1")
    assert [message.kind for message in here.messages] == [Kind.REMINDER, Kind.REMINDER]


@pytest.mark.parametrize(
    "more",
    [
        {"check": {"status": "closed"}},
        {"check": {"status": "no"}},
        {"check": {"meetingId": "m-earlier"}},
        {"check": {"start": None}},
        {"humanUntil": keys.instant(DAY_BEFORE + timedelta(days=30))},
    ],
)
def test_no_human_is_called_for_a_question_that_is_answered_or_about_something_else_or_while_one_talks(
    here: World, more: dict[str, Any]
) -> None:
    ask(here, booked(here), **more)
    assert run(DAY_BEFORE)["reminders"] == 1
    assert not here.raised_of(Event.HUMAN_ATTENTION_NEEDED)


def test_a_run_that_was_cut_short_before_a_human_learned_of_the_open_question_is_completed(
    here: World,
) -> None:
    ask(here, booked(here))
    here.crash_at = "raise"
    with pytest.raises(CrashError):
        run(DAY_BEFORE)
    run(DAY_BEFORE)
    (called,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert called["reason"] == "meeting_in_doubt"
    assert here.meeting().reminders["24h"] == "sent"


def test_a_meeting_that_was_cancelled_is_not_reminded_of(here: World) -> None:
    booked(here)
    meetings.cancel("m-c1", NOW)
    assert run(DAY_BEFORE)["reminders"] == 0


def moving(here: World, offered_at: datetime = NOW) -> Meeting:
    """A booked meeting whose contact has asked for another time and been offered some."""
    meeting = booked(here)
    others = [Slot(START + timedelta(days=day), START + timedelta(days=day, hours=1)) for day in (1, 2)]
    again = rules.proposed_again(meeting, others, "e5", offered_at, asked_by_contact=True)
    meetings.save(meeting, again)
    return again


@pytest.mark.parametrize("offered", [timedelta(hours=-25), timedelta(hours=1)])
def test_a_meeting_is_reminded_of_while_other_slots_are_on_offer_and_after_that(
    here: World, mails: Mails, offered: timedelta
) -> None:
    meeting = moving(here, NOW + offered)
    assert run(DAY_BEFORE)["reminders"] == 1
    assert run(HOUR_BEFORE)["reminders"] == 1
    reminded = [message for message in here.messages if message.kind is Kind.REMINDER]
    assert [message.step for message in reminded] == ["reminder_24h#m-c1#v2", "reminder_1h#m-c1#v2"]
    assert {message.meetingVersion for message in reminded} == {meeting.booked_version} == {2}
    assert len(mails.sent) == 2
    assert here.held() == booked_cells(meeting)


def booked_cells(meeting: Meeting) -> list[datetime]:
    return sorted(meeting.held_cells)


def test_a_reminder_made_up_late_says_how_long_it_really_is(here: World, mails: Mails) -> None:
    meeting = booked(here)
    reminding.run(DAY_BEFORE, START - timedelta(hours=4), lambda: 60.0)
    assert here.messages[0].step == f"reminder_24h#{meeting.meeting_id}#v{meeting.version}"
    assert here.messages[0].variables["lead"] == "4 horas"
    assert "daqui a 4 horas" in mails.sent[0][2]


def test_of_two_reminders_in_one_run_one_goes_out_to_each_side(here: World, mails: Mails) -> None:
    monday = START + timedelta(days=5 - START.weekday() + 2)
    assert monday.isoweekday() == 1
    booked(here, start=monday.replace(hour=8))
    friday = monday.replace(hour=18, minute=0) - timedelta(days=3)
    assert run(friday)["reminders"] == 1
    assert (len(here.messages), len(mails.sent)) == (1, 1)
    assert here.messages[0].variables["lead"] == "2 dias e 14 horas"


def test_what_was_booked_after_the_run_is_left_out(here: World) -> None:
    booked(here, booked_at=DAY_BEFORE + timedelta(minutes=10))
    assert run(DAY_BEFORE)["reminders"] == 0
    assert run(HOUR_BEFORE)["reminders"] == 1


def test_the_host_is_reminded_by_mail_once(here: World, mails: Mails) -> None:
    meeting = booked(here)
    assert run(DAY_BEFORE)["hostMails"] == 1
    assert run(DAY_BEFORE)["hostMails"] == 0
    ((to, subject, body, key),) = mails.sent
    assert (to, subject) == ("ana@acme.example", "Lembrete: reunião com Zé")
    assert "daqui a 24 horas" in body
    assert key == f"host#reminder_24h#{meeting.meeting_id}#v{meeting.version}"
    assert here.meeting().reminders["24h_host"] == "sent"


def test_the_host_is_reminded_through_amazon_ses_where_the_secret_says_so(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailing, "HOST_MAIL", HOST_MAIL)
    monkeypatch.setitem(secrets._kept, "email", SesSecret("agenda@example.com"))
    booked(here)
    with standing_in(monkeypatch) as amazon:
        run(DAY_BEFORE)
        run(DAY_BEFORE)
    (request,) = amazon.requests
    assert request["Destination"] == {"ToAddresses": ["ana@acme.example"]}


def test_a_mail_that_certainly_failed_is_sent_by_a_repeated_run(here: World, mails: Mails) -> None:
    booked(here)
    mails.ending = Ending.EXHAUSTED
    with pytest.raises(RunIncompleteError):
        run(DAY_BEFORE)
    mails.ending = Ending.SENT
    assert run(DAY_BEFORE)["hostMails"] == 1


def test_a_mail_that_may_have_gone_out_is_not_sent_again(here: World, mails: Mails) -> None:
    booked(here)
    mails.ending = Ending.UNKNOWN
    with pytest.raises(RunIncompleteError):
        run(DAY_BEFORE)
    run(DAY_BEFORE)
    assert len(mails.sent) == 1
    assert here.meeting().reminders["24h_host"] == "unknown"
    (called,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert (called["meetingId"], called["problem"]) == ("m-c1", "host_not_mailed_24h_host_v2")


def test_a_host_is_mailed_although_the_answer_of_the_claim_was_lost(
    here: World, mails: Mails, lost_answers: LostAnswers
) -> None:
    booked(here)
    lost_answers.of("UpdateItem", containing="24h_host")
    assert run(DAY_BEFORE)["hostMails"] == 1
    assert lost_answers.lost == 1
    assert here.meeting().reminders["24h_host"] == "sent"
    assert len(mails.sent) == 1


def test_of_two_runs_at_once_one_mails_the_host(here: World) -> None:
    meeting = booked(here)
    sending = ReminderOutcome.SENDING
    assert meetings.mark_reminder(meeting, "24h_host", sending, owner="one")
    assert not meetings.mark_reminder(meeting, "24h_host", sending, owner="other")
    assert meetings.mark_reminder(meeting, "24h_host", sending, owner="one")


def test_a_meeting_whose_host_was_removed_stops_no_other_and_a_human_hears_of_it_once(
    here: World, mails: Mails
) -> None:
    booked(here, "c1")
    configuration.put_tenant(TENANT.model_copy(update={"tenantId": "other"}))
    booked(here, "c2", tenant_id="other")
    eva = TENANT.hosts[0].model_copy(update={"hostId": "eva"})
    configuration.put_tenant(TENANT.model_copy(update={"hosts": (eva,)}))
    # The run is no failure: no repeat brings the host back.
    assert [run(DAY_BEFORE)["failed"] for _ in range(2)] == [0, 0]
    assert [message.contactId for message in here.messages] == ["c2"]
    assert len(mails.sent) == 1
    (called,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert (called["reason"], called["meetingId"]) == ("meeting_not_served", "m-c1")
    assert called["problem"] == "host_removed"
    configuration.put_tenant(TENANT)
    run(DAY_BEFORE)
    assert [message.contactId for message in here.messages] == ["c2", "c1"]


def test_a_run_in_which_no_human_could_be_called_for_a_removed_host_is_repeated(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    booked(here)
    eva = TENANT.hosts[0].model_copy(update={"hostId": "eva"})
    configuration.put_tenant(TENANT.model_copy(update={"hosts": (eva,)}))
    with monkeypatch.context() as bus:
        bus.setattr(telling, "call_human", lambda *_: 1 / 0)
        with pytest.raises(RunIncompleteError, match="could not be served"):
            run(DAY_BEFORE)
    assert run(DAY_BEFORE)["failed"] == 0
    assert len(here.raised_of(Event.HUMAN_ATTENTION_NEEDED)) == 1


def test_meetings_of_a_removed_tenant_stop_no_others_reminders_and_come_to_their_end(
    here: World, mails: Mails
) -> None:
    booked(here, "c1")
    over = booked(here, "c3", start=NOW - timedelta(days=2), booked_at=NOW - timedelta(days=9))
    gone = booked(here, "c4", start=START + timedelta(hours=3))
    here.contact("c4", State.UNSUCCESSFUL, meetingId=gone.meeting_id)
    configuration.put_tenant(TENANT.model_copy(update={"tenantId": "other"}))
    booked(here, "c2", tenant_id="other")
    remove_tenant()
    assert [run(DAY_BEFORE)["failed"] for _ in range(2)] == [0, 0]
    assert [message.contactId for message in here.messages] == ["c2"]
    assert len(mails.sent) == 1
    statuses = [found.status for each in (over, gone) if (found := meetings.get(each.meeting_id))]
    assert statuses == [MeetingStatus.COMPLETED, MeetingStatus.CANCELLED]
    called = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert {each["problem"] for each in called} <= {"tenant_removed"}
    assert len(called) == len({each["meetingId"] for each in called})


def remove_tenant(tenant_id: str = "acme") -> None:
    key = {"pk": keys.tenant_pk(tenant_id), "sk": keys.PROFILE_SK}
    dynamo.client().delete_item(TableName=configuration.table(), Key=dynamo.encode(key))
    configuration.forget()


def erase(contact_id: str) -> None:
    key = {"pk": keys.contact_pk(contact_id), "sk": keys.CONTACT_SK}
    dynamo.client().delete_item(TableName=contacts.table(), Key=dynamo.encode(key))


def test_a_meeting_of_an_erased_contact_is_completed_when_it_is_over_and_the_hosts_go_on_being_mailed(
    here: World, mails: Mails
) -> None:
    booked(here, "c1", NOW - timedelta(hours=2), NOW - timedelta(days=3))
    booked(here, "c2")
    erase("c1")
    answer = run(DAY_BEFORE)
    assert (answer["completed"], answer["hostMails"], answer["failed"]) == (1, 1, 0)


def test_a_meeting_that_cannot_be_read_stops_no_other(here: World) -> None:
    booked(here, "c1")
    configuration.put_tenant(TENANT.model_copy(update={"tenantId": "other"}))
    booked(here, "c2", tenant_id="other")
    dynamo.client().update_item(
        TableName=items.table(),
        Key=dynamo.encode(items.key("m-c1")),
        UpdateExpression="REMOVE slots",
    )
    with pytest.raises(RunIncompleteError):
        run(DAY_BEFORE)
    assert [message.contactId for message in here.messages] == ["c2"]
    assert [detail["meetingId"] for detail in here.raised_of(Event.HUMAN_ATTENTION_NEEDED)] == ["m-c1"]


@pytest.mark.parametrize("state", [State.UNSUCCESSFUL, None])
def test_a_meeting_of_a_contact_who_is_gone_is_called_off_and_nobody_is_reminded_of_it(
    here: World, mails: Mails, state: State | None
) -> None:
    meeting = booked(here)
    meetings.save(meeting, replace(meeting, calendar_event_id="event-1"))
    here.calendar.events["event-1"] = meeting.slots[0]
    if state is None:
        erase("c1")
    else:
        here.contact(state=state, meetingId="m-c1")
    answer = run(DAY_BEFORE)
    assert (answer["calledOff"], answer["reminders"], mails.sent) == (1, 0, [])
    assert (here.held(), here.calendar.events) == ([], {})
    assert len(here.raised_of(Event.MEETING_CANCELLED)) == here.counted("meetings_cancelled") == 1
    assert run(DAY_BEFORE)["calledOff"] == 0


@pytest.mark.parametrize("state", [State.OPTED_OUT, State.UNDELIVERABLE])
def test_a_human_is_called_once_for_the_meeting_of_a_contact_who_hears_nothing_more(
    here: World, state: State
) -> None:
    booked(here)
    here.contact(state=state, meetingId="m-c1")
    run(DAY_BEFORE)
    run(DAY_BEFORE)
    (called,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert (called["reason"], called["contactId"]) == ("contact_unreachable", "c1")
    assert here.meeting().status is MeetingStatus.CONFIRMED


@pytest.mark.parametrize(("status", "heard"), [("sent", 1), ("unknown", 1), ("skipped", 0), ("expired", 0)])
def test_the_end_of_an_offer_is_told_unless_it_certainly_never_arrived(
    here: World, status: str, heard: int
) -> None:
    meeting = booked(here)
    before = NOW - timedelta(hours=25)
    offered = replace(meeting, status=MeetingStatus.PROPOSED, time=None, version=9, expires_at=before)
    meetings.save(meeting, offered)
    here.contact(state=State.MEETING_PROPOSED, meetingId="m-c1")
    step = Step.proposal("m-c1", offered.round)
    item = {"pk": keys.contact_pk("c1"), "sk": keys.message_sk(step), "status": status}
    dynamo.client().put_item(TableName=contacts.table(), Item=dynamo.encode(item))
    assert run()["expired"] == 1
    assert len(here.messages) == heard


def test_a_human_hears_of_an_offer_that_never_reached_its_contact_also_after_a_weekend(here: World) -> None:
    meeting = booked(here)
    before = NOW - timedelta(hours=60)
    offered = replace(meeting, status=MeetingStatus.PROPOSED, time=None, version=9, expires_at=before)
    meetings.save(meeting, offered)
    here.contact(state=State.UNDELIVERABLE, meetingId="m-c1")
    assert run()["expired"] == 1
    (called,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert called["reason"] == "contact_unreachable"


def test_a_booking_that_the_calendar_missed_is_entered_by_the_next_run(here: World) -> None:
    booked(here, booked_at=NOW - timedelta(hours=1))
    assert run()["settled"] == 1
    assert here.calendar.events == {here.meeting().calendar_event_id: here.meeting().time}
    assert here.counted("meetings_confirmed") == 1
    assert run()["settled"] == 0


def test_a_human_is_called_once_while_the_calendar_stays_out_and_reminders_go_out_all_the_same(
    here: World, mails: Mails
) -> None:
    booked(here, booked_at=NOW - timedelta(hours=1))
    here.calendar.out = True
    for _ in range(2):
        with pytest.raises(RunIncompleteError):
            run(DAY_BEFORE)
    assert len(here.messages) == len(mails.sent) == 1
    (called,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert called["problem"] == "CalendarUnavailableError"


def test_a_time_that_the_calendar_refuses_when_it_is_back_is_given_back_with_an_apology(here: World) -> None:
    booked(here, booked_at=NOW - timedelta(hours=1))
    here.calendar.refuse = True
    run()
    assert here.held() == []
    (requested,) = here.raised_of(Event.SCHEDULE_REQUESTED)
    assert (requested["reason"], requested["round"]) == ("calendar_refused", 1)


def test_that_the_calendar_refuses_a_time_that_both_sides_may_know_is_told_although_the_run_was_cut_short(
    here: World,
) -> None:
    meeting = booked(here, booked_at=NOW - timedelta(hours=1))
    assert meeting.time is not None
    here.calendar.refuse, here.crash_at = True, "raise"
    with pytest.raises(CrashError):
        run()
    refused = here.meeting()
    assert (refused.status, refused.time, refused.refused) == (MeetingStatus.PROPOSED, None, meeting.time)
    # Nobody hears of a lapse before that, and a run leaves a fresh change to its own function.
    meetings.save(refused, replace(refused, updated_at=NOW - timedelta(hours=1)))
    run()
    assert here.meeting().refused is None
    (cancelled,) = here.raised_of(Event.MEETING_CANCELLED)
    (requested,) = here.raised_of(Event.SCHEDULE_REQUESTED)
    span = {"start": keys.instant(meeting.time.start), "end": keys.instant(meeting.time.end)}
    assert cancelled["refused"] == requested["refused"] == span
    assert (cancelled["bookingId"], requested["requestId"]) == ("e1", "e1#1")
    assert here.messages == []


def test_the_event_of_a_meeting_that_is_being_moved_is_entered_until_another_time_is_agreed(
    here: World,
) -> None:
    meeting = booked(here, booked_at=NOW - timedelta(hours=1))
    hour_ago = NOW - timedelta(minutes=30)
    meetings.save(
        meeting, rules.proposed_again(meeting, meeting.slots, "e5", hour_ago, asked_by_contact=True)
    )
    run()
    assert here.calendar.events == {here.meeting().calendar_event_id: meeting.time}


def test_a_cancellation_that_the_calendar_did_not_answer_is_finished_by_the_next_run(here: World) -> None:
    meeting = booked(here)
    meetings.save(meeting, replace(meeting, calendar_event_id="event-1"))
    here.calendar.events["event-1"] = meeting.slots[0]
    here.calendar.out = True
    with pytest.raises(CalendarUnavailableError):
        cancellation.cancel("m-c1", NOW, "r1")
    here.calendar.out = False
    assert run()["settled"] == 1
    assert here.calendar.events == {}
    assert len(here.raised_of(Event.MEETING_CANCELLED)) == 1


@pytest.mark.parametrize(("knows", "mailed"), [(True, 1), (False, 0)])
def test_a_mail_that_a_run_left_half_done_is_repeated_only_where_its_key_is_known(
    here: World, mails: Mails, monkeypatch: pytest.MonkeyPatch, knows: bool, mailed: int
) -> None:
    partner_knows_keys(monkeypatch, knows)
    meetings.mark_reminder(booked(here), "24h_host", ReminderOutcome.SENDING)
    if knows:
        assert run(DAY_BEFORE)["hostMails"] == 1
    else:
        with pytest.raises(RunIncompleteError):
            run(DAY_BEFORE)
    assert len(mails.sent) == mailed
    assert here.meeting().reminders["24h_host"] == ("sent" if knows else "unknown")


def test_a_run_that_has_no_time_left_for_a_mail_says_so_and_the_next_one_sends_it(
    here: World, mails: Mails
) -> None:
    booked(here)
    short = SimpleNamespace(aws_request_id="request", get_remaining_time_in_millis=lambda: 20_000)
    with pytest.raises(OutOfTimeError):
        send_reminders.handler({"detail": {"at": DAY_BEFORE.isoformat(), "ahead": True}}, short)
    assert (len(here.messages), mails.sent) == (1, [])
    assert run(DAY_BEFORE)["hostMails"] == 1
    assert len(here.messages) == 1


def test_a_stale_proposal_expires_and_its_contact_is_interested_again(here: World) -> None:
    before = NOW - timedelta(hours=25)
    slot = Slot(NOW + timedelta(days=2), NOW + timedelta(days=2, hours=1))
    proposed([slot], now=before)
    here.contact(state=State.MEETING_PROPOSED, meetingId="m1")
    assert run()["expired"] == 1
    assert here.meeting().status is MeetingStatus.EXPIRED
    assert here.state() == State.INTERESTED
    assert here.counted("proposals_expired") == 1
    assert run()["expired"] == 0


def stale(here: World, **contact: Any) -> Meeting:
    slots = [Slot(NOW + timedelta(days=day), NOW + timedelta(days=day, hours=1)) for day in (2, 3)]
    meeting = proposed(slots, now=NOW - timedelta(hours=25))
    here.contact(state=State.MEETING_PROPOSED, meetingId="m1", **contact)
    return meeting


def test_a_contact_is_told_once_that_the_offer_is_over(here: World) -> None:
    stale(here)
    run()
    run()
    (message,) = here.messages
    assert (message.kind, message.step) == (Kind.LAPSE, "lapse#m1#1")
    assert message.meetingVersion == here.meeting().version
    assert message.variables["standing"] == "Nenhum desses horários foi marcado."


def test_the_end_of_an_offer_is_not_told_while_a_human_talks_with_the_contact(here: World) -> None:
    stale(here, humanUntil=keys.instant(NOW + timedelta(hours=3)))
    assert run()["expired"] == 1
    assert here.messages == []
    assert here.state() == State.INTERESTED


@pytest.mark.parametrize(("campaign", "told"), [("spring", 2), ("autumn", 1)])
def test_two_people_with_one_mailbox_are_told_and_one_person_of_two_campaigns_once(
    here: World, campaign: str, told: int
) -> None:
    phones = {"c1": "+5592987654321", "c2": "+5592987651111" if campaign == "spring" else "+5592987654321"}
    meeting = stale(here, phone=phones["c1"], channel="whatsapp")
    meetings.save(None, replace(meeting, meeting_id="m2", contact_id="c2", campaign_id=campaign))
    more: dict[str, Any] = {"campaignId": campaign, "phone": phones["c2"], "channel": "whatsapp"}
    here.contact("c2", State.MEETING_PROPOSED, meetingId="m2", **more)
    known: dict[str, dict[str, Any]] = {"ze@cliente.example": {"alsoOf": set(phones)}}
    for contact_id, number in phones.items():
        known.setdefault(number, {"contacts": set()})["contacts"].add(contact_id)
    for address, item in known.items():
        of = {"pk": keys.address_pk("acme", address), "sk": keys.ADDRESS_SK}
        writes.made(writes.put(contacts.table(), {**of, **item}, writes.REPEATABLE))
    assert run()["expired"] == 2
    run()
    assert len({message.contactId for message in here.messages}) == told
    assert here.state("c1") == here.state("c2") == State.INTERESTED


@pytest.mark.parametrize("step", ["enqueue", "move"])
def test_a_contact_is_told_that_the_offer_is_over_although_the_run_was_cut_short(
    here: World, step: str
) -> None:
    stale(here)
    here.crash_at = step
    with pytest.raises(CrashError):
        run()
    run()
    run()
    assert {message.step for message in here.messages} == {"lapse#m1#1"}
    assert here.state() == State.INTERESTED


def test_the_end_of_an_offer_is_told_by_whatsapp_where_a_template_is_saved_for_it_else_by_e_mail(
    here: World,
) -> None:
    stale(here, phone="+5511987654321", channel="whatsapp")
    run()
    assert here.messages[-1].channel == Channel.EMAIL
    saved = {"pk": keys.tenant_pk("acme"), "sk": keys.template_sk(Channel.WHATSAPP, Kind.LAPSE)}
    item = dynamo.encode(
        {**saved, "body": "Já venceram. {{ standing }}", "name": "vencidos", "language": "pt_BR"}
    )
    dynamo.client().put_item(TableName=configuration.table(), Item=item)
    configuration.forget()
    proposed_again = rules.proposed_again(
        here.meeting(), here.meeting().slots, "e7", NOW - timedelta(hours=25), asked_by_contact=True
    )
    meetings.save(here.meeting(), proposed_again)
    here.contact(state=State.MEETING_PROPOSED, meetingId="m1", phone="+5511987654321")
    run()
    assert (here.messages[-1].step, here.messages[-1].channel) == ("lapse#m1#2", None)


def test_an_offer_that_is_just_over_is_left_to_the_choice_that_may_be_on_its_way(here: World) -> None:
    meeting = booked(here)
    # By the clock, which has gone on since the modules were imported.
    just_over = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=1)
    meetings.save(meeting, replace(meeting, status=MeetingStatus.PROPOSED, version=9, expires_at=just_over))
    assert run()["expired"] == 0


def test_a_reschedule_that_nobody_answered_leaves_the_meeting_as_it_was_and_the_contact_hears_so_once(
    here: World,
) -> None:
    meeting = moving(here, NOW - timedelta(hours=25))
    assert run()["expired"] == 1
    stays = here.meeting()
    assert (stays.status, stays.time) == (MeetingStatus.CONFIRMED, meeting.time)
    assert here.state() == State.SCHEDULED
    assert len(here.held()) == 6
    assert run()["expired"] == 0
    assert {message.step for message in here.messages} == {"lapse#m-c1#2"}
    lapse = here.messages[0]
    assert lapse.meetingVersion == stays.version
    assert lapse.variables["standing"].startswith("Sua reunião de quarta-feira")


def test_the_end_of_an_offer_beside_an_agreed_time_is_told_although_the_run_was_cut_short(
    here: World,
) -> None:
    moving(here, NOW - timedelta(hours=25))
    here.crash_at = "enqueue"
    with pytest.raises(CrashError):
        run()
    run()
    assert [message.step for message in here.messages] == ["lapse#m-c1#2"]


def test_a_meeting_that_an_earlier_release_proposed_again_comes_back_to_its_old_time(here: World) -> None:
    meeting = moving(here, NOW - timedelta(hours=25))
    meetings.save(meeting, replace(meeting, status=MeetingStatus.PROPOSED, version=9))
    here.contact(state=State.MEETING_PROPOSED, meetingId="m-c1")
    assert run()["expired"] == 1
    assert (here.meeting().status, here.meeting().time) == (MeetingStatus.CONFIRMED, meeting.time)
    assert here.state() == State.SCHEDULED


def over_while_moving(here: World) -> None:
    meeting = booked(here, start=NOW - timedelta(hours=2), booked_at=NOW - timedelta(days=3))
    others = [Slot(NOW + timedelta(hours=5), NOW + timedelta(hours=6))]
    again = rules.proposed_again(meeting, others, "e5", NOW - timedelta(hours=25), asked_by_contact=True)
    meetings.save(meeting, again)


def test_a_meeting_that_is_over_is_completed_though_another_offer_was_never_answered(here: World) -> None:
    over_while_moving(here)
    answer = run()
    assert (answer["completed"], answer["expired"]) == (1, 1)
    assert here.state() == State.COMPLETED


def test_the_end_of_an_offer_beside_a_time_that_has_passed_is_told_although_the_run_was_cut_short(
    here: World,
) -> None:
    over_while_moving(here)
    here.crash_at = "enqueue"
    with pytest.raises(CrashError):
        run()
    assert here.meeting().status is MeetingStatus.CONFIRMED
    run()
    told = {message.step: message for message in here.messages if message.kind is Kind.LAPSE}
    (lapse,) = told.values()
    assert lapse.step == "lapse#m-c1#2"
    assert lapse.variables["standing"] == "Nenhum desses horários foi marcado."


def test_an_expired_offer_does_not_move_a_contact_who_has_another_meeting(here: World) -> None:
    meeting = booked(here)
    meetings.save(meeting, replace(meeting, status=MeetingStatus.PROPOSED, time=None, version=9))
    here.contact(state=State.MEETING_PROPOSED, meetingId="another")
    meetings.save(
        replace(meeting, version=9), replace(meeting, version=10, expires_at=NOW - timedelta(hours=1))
    )
    run()
    assert here.state() == State.MEETING_PROPOSED


def test_a_meeting_past_its_end_is_completed_and_gives_its_cells_back(here: World) -> None:
    booked(here, start=NOW - timedelta(hours=2), booked_at=NOW - timedelta(days=3))
    assert run()["completed"] == 1
    assert here.meeting().status is MeetingStatus.COMPLETED
    assert here.state() == State.COMPLETED
    assert here.held() == []


def test_a_run_ahead_of_the_clock_ends_nothing(here: World) -> None:
    booked(here)
    answer = run(START + timedelta(days=7))
    assert (answer["completed"], answer["expired"]) == (0, 0)
    assert here.meeting().status is MeetingStatus.CONFIRMED


@pytest.mark.parametrize("at", [DAY_BEFORE, HOUR_BEFORE, START + timedelta(days=30)])
def test_an_hour_to_come_is_refused_so_that_no_reminder_says_an_untruth_and_is_missing_then(
    here: World, at: datetime
) -> None:
    booked(here)
    with pytest.raises(ContractError, match="still to come"):
        send_reminders.handler({"detail": {"at": at.isoformat()}}, CONTEXT)
    assert (here.messages, here.meeting().reminders) == ([], {})


def test_an_instant_to_come_of_the_hour_whose_run_has_come_is_none_of_an_hour_to_come(here: World) -> None:
    hour = reminders.due_run(NOW)
    at = reminders.run_window(hour).end - timedelta(seconds=1)
    assert send_reminders.handler({"detail": {"at": at.isoformat()}}, CONTEXT)["run"] == hour.isoformat()


def test_a_reminder_that_is_made_up_for_after_the_later_one_has_gone_out_reminds_nobody_twice(
    here: World, mails: Mails
) -> None:
    booked(here)
    assert run(HOUR_BEFORE)["reminders"] == 1
    again = run(DAY_BEFORE)
    assert (again["reminders"], again["hostMails"]) == (0, 0)
    assert "24h" not in here.meeting().reminders


def test_an_instant_without_an_offset_is_refused(here: World) -> None:
    with pytest.raises(ContractError, match="at"):
        send_reminders.handler({"detail": {"at": "2026-11-24T10:00:00"}}, CONTEXT)
