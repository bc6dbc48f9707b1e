from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from handlers.common import mailing
from handlers.common.rules.envelope import Invitation
from handlers.common.rules.model import Event, Kind, MeetingStatus, Side, State
from handlers.common.storage import secrets
from handlers.common.storage.writes import ChangedError
from handlers.meetings import calendars, reminding
from handlers.meetings.rounds import Round
from handlers.meetings.rules import ending
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.calendar_events import EventStatus, FoundEvent
from handlers.meetings.rules.meeting import Slot
from handlers.meetings.storage import finding, meetings
from tests.handlers.meetings.appointments import NOW, CrashError, World, world
from tests.handlers.meetings.booked import DAY_BEFORE, HOUR_BEFORE, START, Mails, booked, entered, run

pytestmark = pytest.mark.usefixtures("tables")

HOUR = timedelta(hours=1)
EVENT = "event-of-c1"
MONDAY = (START + timedelta(days=5)).replace(hour=9, minute=0)
FRIDAY_EVENING = (MONDAY - timedelta(days=3)).replace(hour=18)


@pytest.fixture
def here(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> World:
    return world(monkeypatch)


@pytest.fixture(autouse=True)
def mails(monkeypatch: pytest.MonkeyPatch) -> Mails:
    made = Mails()
    monkeypatch.setattr(mailing, "HOST_MAIL", made)
    return made


def moved(here: World, later: timedelta, contact_id: str = "c1", lasts: timedelta = HOUR) -> Slot:
    """The host moves the event of a contact's meeting."""
    start = here.meeting(contact_id).scheduled_at + later
    slot = here.calendar.events[f"event-of-{contact_id}"] = Slot(start, start + lasts)
    return slot


def mondays(here: World, count: int) -> None:
    """Meetings on a Monday, of all of which one run on Friday reminds."""
    for number in range(count):
        entered(here, f"n{number}", MONDAY + number * timedelta(minutes=90))


def meanwhile(here: World, monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Let something happen between the reading of an event and what follows from it."""
    read = here.calendar.read_event

    def overtaken(event_id: str) -> FoundEvent:
        found = read(event_id)
        act()
        return found

    monkeypatch.setattr(here.calendar, "read_event", overtaken)


def test_a_conference_that_the_event_got_later_is_kept_and_named(
    here: World, mails: Mails, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting, link = entered(here), "https://meet.example/late"
    found = FoundEvent(EventStatus.STANDS, meeting.time, link)
    monkeypatch.setattr(here.calendar, "read_event", lambda _: found)
    assert run(DAY_BEFORE)["reminders"] == 1
    assert here.messages[0].variables["place"] == link
    assert link in str(mails.sent[0])
    assert (here.meeting().conference_link, here.meeting().version) == (link, meeting.version)


class TestAnEventThatTheHostHasDeleted:
    """Its meeting is called off."""

    def test_the_contact_hears_of_it_in_the_place_of_a_reminder_and_the_time_is_free(
        self, here: World, mails: Mails
    ) -> None:
        entered(here)
        del here.calendar.events[EVENT]
        answer = run(DAY_BEFORE)
        assert (answer["reminders"], answer["hostMails"], answer["failed"]) == (0, 0, 0)
        meeting = here.meeting()
        assert (meeting.status, meeting.cancelled_by, here.held()) == (MeetingStatus.CANCELLED, Side.HOST, [])
        (told,) = here.messages
        assert (told.kind, told.step) == (Kind.CANCELLATION, f"cancellation#{meeting.meeting_id}")
        (raised,) = here.raised_of(Event.MEETING_CANCELLED)
        assert (raised["meetingId"], raised["by"]) == (meeting.meeting_id, "host")
        assert here.state() == State.INTERESTED
        assert here.counted("meetings_cancelled") == 1
        assert mails.sent == []

    def test_it_is_told_once_however_often_the_run_is_repeated(self, here: World) -> None:
        entered(here)
        del here.calendar.events[EVENT]
        for _ in range(3):
            run(DAY_BEFORE)
        run(HOUR_BEFORE)
        assert len(here.messages) == len(here.raised_of(Event.MEETING_CANCELLED)) == 1

    def test_nobody_hears_that_it_stands_once_an_offer_of_other_times_is_over(self, here: World) -> None:
        meeting = entered(here)
        other = (Slot(START + 24 * HOUR, START + 25 * HOUR),)
        over = NOW - HOUR
        again = rules.proposed_again(
            meeting, other, "e9", NOW - 25 * HOUR, asked_by_contact=True, expires_at=over
        )
        meetings.save(meeting, again)
        del here.calendar.events[EVENT]
        assert run()["expired"] == 0
        assert (here.meeting().status, here.state()) == (MeetingStatus.CANCELLED, State.INTERESTED)
        assert {each.kind for each in here.messages} == {Kind.CANCELLATION}

    @pytest.mark.parametrize("crash_at", ["enqueue", "move", "raise", "raised"])
    def test_what_a_run_that_was_cut_short_has_left_the_next_one_does(
        self, here: World, crash_at: str
    ) -> None:
        entered(here)
        del here.calendar.events[EVENT]
        here.crash_at = crash_at
        with pytest.raises(CrashError):
            run(DAY_BEFORE)
        assert here.held() == []
        run(DAY_BEFORE + HOUR)
        assert {each.step for each in here.messages} == {"cancellation#m-c1"}
        assert here.state() == State.INTERESTED
        assert here.counted("meetings_cancelled") == 1
        assert not here.meeting().to_withdraw

    def test_a_contact_who_cancels_at_the_same_time_has_cancelled(
        self, here: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        entered(here)
        del here.calendar.events[EVENT]
        meanwhile(here, monkeypatch, lambda: meetings.cancel("m-c1", NOW))
        assert run(DAY_BEFORE)["failed"] == 0
        assert here.meeting().cancelled_by is Side.CONTACT
        assert here.messages == []

    def test_a_contact_who_is_offered_other_slots_at_the_same_time_keeps_them(
        self, here: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        meeting = entered(here)
        del here.calendar.events[EVENT]
        again = rules.proposed_again(meeting, meeting.slots, "e5", NOW, asked_by_contact=True)
        meanwhile(here, monkeypatch, lambda: meetings.save(meeting, again))
        assert run(DAY_BEFORE)["failed"] == 0
        assert here.meeting() == again

    def test_a_human_is_called_while_its_contact_has_other_slots_to_choose_from(
        self, here: World, mails: Mails
    ) -> None:
        again = rules.proposed_again(
            entered(here), (Slot(START + 5 * HOUR, START + 6 * HOUR),), "e5", NOW, asked_by_contact=True
        )
        again = replace(again, expires_at=START)
        meetings.save(here.meeting(), again)
        assert run(DAY_BEFORE)["reminders"] == 1
        here.messages.clear()
        del here.calendar.events[EVENT]
        for _ in range(2):
            run(HOUR_BEFORE)
        (called,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
        assert called["reason"] == "calendar_changed"
        assert (here.meeting().status, here.messages, len(mails.sent)) == (MeetingStatus.CONFIRMED, [], 1)


class TestAnEventThatTheHostHasMoved:
    """Its meeting is moved."""

    def test_the_contact_hears_the_new_hour_and_the_hosts_time_is_claimed_there(
        self, here: World, mails: Mails
    ) -> None:
        before = entered(here)
        slot = moved(here, timedelta(hours=26))
        assert run(DAY_BEFORE)["reminders"] == 0
        after = here.meeting()
        assert (after.status, after.time, after.version) == (
            MeetingStatus.CONFIRMED,
            slot,
            before.version + 1,
        )
        assert (len(here.held()), min(here.held())) == (6, slot.start - timedelta(minutes=15))
        (told,) = here.messages
        assert (told.kind, told.meetingVersion) == (Kind.CONFIRMATION, after.version)
        assert told.step == f"confirmation#m-c1#v{after.version}"
        assert told.variables["when"].startswith("quinta-feira")
        assert "novo horário; antes era quarta-feira" in told.variables["when"]
        assert isinstance(told.invitation, Invitation)
        assert told.invitation.start == slot.start
        assert (mails.sent, here.state()) == ([], State.SCHEDULED)

    def test_its_reminders_are_counted_anew(self, here: World, mails: Mails) -> None:
        entered(here)
        run(DAY_BEFORE)
        moved(here, timedelta(days=1))
        run(HOUR_BEFORE)
        here.messages.clear()
        version = here.meeting().version
        assert run(DAY_BEFORE + timedelta(days=1))["reminders"] == 1
        assert run(HOUR_BEFORE + timedelta(days=1))["reminders"] == 1
        assert [each.step for each in here.messages] == [
            f"reminder_{lead}#m-c1#v{version}" for lead in ("24h", "1h")
        ]
        assert len(mails.sent) == 3

    def test_reminders_that_come_too_late_for_the_new_hour_are_skipped(self, here: World) -> None:
        entered(here)
        slot = Slot(NOW + timedelta(minutes=70), NOW + timedelta(minutes=130))
        here.calendar.events[EVENT] = slot
        run(DAY_BEFORE)
        assert here.meeting().time == slot
        assert here.meeting().reminders["24h"] == "skipped"

    def test_it_is_told_once_however_often_the_run_is_repeated(self, here: World) -> None:
        entered(here)
        moved(here, timedelta(hours=26))
        for _ in range(3):
            run(DAY_BEFORE)
        assert len(here.messages) == 1
        assert here.meeting().moved_from is None

    def test_a_contact_whom_a_run_that_was_cut_short_has_not_told_is_told_by_the_next_one(
        self, here: World
    ) -> None:
        entered(here)
        slot = moved(here, timedelta(hours=26))
        here.crash_at = "enqueue"
        with pytest.raises(CrashError):
            run(DAY_BEFORE)
        assert here.meeting().time == slot
        run(DAY_BEFORE + HOUR)
        (told,) = here.messages
        assert "antes era quarta-feira" in told.variables["when"]
        assert list(finding.to_tell_of(NOW, Round(NOW).alone)) == []

    def test_a_human_is_called_once_where_another_meeting_has_the_time_and_nobody_is_reminded(
        self, here: World, mails: Mails
    ) -> None:
        entered(here, "c2", START + timedelta(hours=26))
        before = entered(here)
        moved(here, timedelta(hours=26, minutes=30))
        for _ in range(2):
            assert run(DAY_BEFORE)["failed"] == 0
        (called,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
        assert (called["reason"], called["contactId"]) == ("calendar_changed", "c1")
        assert (here.meeting(), here.messages, mails.sent) == (before, [], [])

    def test_a_human_hears_what_the_calendar_has(self, here: World) -> None:
        entered(here, "c2", START + timedelta(hours=26))
        entered(here)
        moved(here, timedelta(hours=26, minutes=30))
        run(DAY_BEFORE)
        (called,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
        assert "quinta-feira" in called["detail"]
        assert "às 13h até" in called["detail"]

    def test_a_morning_that_is_put_off_is_put_off_as_a_whole(self, here: World) -> None:
        entered(here)
        entered(here, "c2", START + timedelta(minutes=90))
        entered(here, "c3", START + timedelta(minutes=180))
        slots = [moved(here, timedelta(minutes=60), each) for each in ("c1", "c2", "c3")]
        run(DAY_BEFORE)
        assert [here.meeting(each).time for each in ("c1", "c2", "c3")] == slots
        assert {each.kind for each in here.messages} == {Kind.CONFIRMATION}
        assert (len(here.messages), here.raised_of(Event.HUMAN_ATTENTION_NEEDED)) == (3, [])

    def test_two_that_change_places_are_a_human_s(self, here: World) -> None:
        first = entered(here)
        second = entered(here, "c2", START + timedelta(hours=2))
        events = here.calendar.events
        events["event-of-c1"], events["event-of-c2"] = events["event-of-c2"], events["event-of-c1"]
        run(DAY_BEFORE)
        assert (here.meeting().time, here.meeting("c2").time) == (first.time, second.time)
        assert {each["contactId"] for each in here.raised_of(Event.HUMAN_ATTENTION_NEEDED)} == {"c1", "c2"}

    @pytest.mark.parametrize("lasts", [timedelta(days=1), timedelta(0)])
    def test_a_human_is_called_for_what_is_no_meeting_any_more(self, here: World, lasts: timedelta) -> None:
        before = entered(here)
        moved(here, HOUR, lasts=lasts)
        run(DAY_BEFORE)
        (called,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
        assert called["reason"] == "calendar_changed"
        assert (here.meeting(), here.messages) == (before, [])

    def test_a_human_is_called_for_a_meeting_that_was_moved_into_the_past(self, here: World) -> None:
        entered(here)
        here.calendar.events[EVENT] = Slot(NOW - 2 * HOUR, NOW - HOUR)
        run(DAY_BEFORE)
        assert len(here.raised_of(Event.HUMAN_ATTENTION_NEEDED)) == 1

    def test_one_that_only_lasts_longer_is_reminded_of_and_its_time_is_claimed(
        self, here: World, mails: Mails
    ) -> None:
        entered(here)
        slot = moved(here, timedelta(0), lasts=timedelta(minutes=90))
        answer = run(DAY_BEFORE)
        assert (answer["reminders"], answer["hostMails"]) == (1, 1)
        assert (here.meeting().time, len(here.held())) == (slot, 8)
        assert [each.kind for each in here.messages] == [Kind.REMINDER]
        assert here.messages[0].meetingVersion == here.meeting().time_version

    def test_a_contact_who_cancels_at_the_same_time_has_cancelled(
        self, here: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        entered(here)
        moved(here, timedelta(hours=26))
        meanwhile(here, monkeypatch, lambda: meetings.cancel("m-c1", NOW))
        run(DAY_BEFORE)
        assert (here.meeting().status, here.held(), here.messages) == (MeetingStatus.CANCELLED, [], [])


def test_the_host_may_move_one_right_beside_another(here: World) -> None:
    other = entered(here, "c2", START + timedelta(hours=26))
    entered(here)
    slot = moved(here, timedelta(hours=27))
    run(DAY_BEFORE)
    assert (here.meeting().time, here.meeting().buffer_minutes) == (slot, 0)
    assert here.meeting("c2") == replace(other, buffer_minutes=0)
    assert (here.raised_of(Event.HUMAN_ATTENTION_NEEDED), len(here.held())) == ([], 8)
    meetings.cancel("m-c1", NOW)
    meetings.cancel("m-c2", NOW)
    assert here.held() == []


def test_one_that_loses_its_buffer_meanwhile_is_decided_about_anew(here: World) -> None:
    before = entered(here)
    meetings.save(before, replace(before, buffer_minutes=0))
    with pytest.raises(ChangedError):
        meetings.save(before, ending.cancelled(before, NOW))


class TestWhatIsRead:
    """One event for each reminder, and no reminder waits for it."""

    @pytest.fixture
    def reads(self, here: World, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        made: list[str] = []
        read = here.calendar.read_event

        def counted(event_id: str) -> FoundEvent:
            made.append(event_id)
            return read(event_id)

        monkeypatch.setattr(here.calendar, "read_event", counted)
        return made

    def test_an_event_is_read_once_for_each_reminder(self, here: World, reads: list[str]) -> None:
        entered(here)
        for hours in (-1, 0, 0, 1):
            run(DAY_BEFORE + timedelta(hours=hours))
        assert reads == [EVENT]
        run(HOUR_BEFORE)
        assert reads == [EVENT, EVENT]

    def test_what_is_not_in_the_calendar_yet_is_reminded_of(self, here: World, reads: list[str]) -> None:
        booked(here)
        assert run(DAY_BEFORE)["reminders"] == 1
        assert reads == []

    def test_a_calendar_that_cannot_be_read_holds_no_reminder_back_and_is_not_asked_again_in_the_run(
        self, here: World, reads: list[str], mails: Mails
    ) -> None:
        mondays(here, 2)
        here.calendar.out = True
        answer = run(FRIDAY_EVENING)
        assert (answer["reminders"], answer["hostMails"], answer["failed"]) == (2, 2, 0)
        assert len(reads) == 1

    def test_a_secret_that_is_wrong_holds_no_reminder_back(
        self, here: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def wrong() -> Any:
            raise secrets.MalformedSecretError("the calendar's secret lacks its endpoint")

        entered(here)
        monkeypatch.setattr(calendars, "calendar", wrong)
        assert reminding.run(DAY_BEFORE, NOW, lambda: 60.0)["reminders"] == 1

    def test_a_gateway_that_tells_nothing_is_left_alone(
        self, here: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        entered(here)
        nothing = FoundEvent(EventStatus.NOT_TOLD)
        monkeypatch.setattr(here.calendar, "read_event", lambda _: nothing)
        assert run(DAY_BEFORE)["reminders"] == 1

    def test_reading_ends_in_time_and_the_rest_is_reminded_of_unread(
        self, here: World, reads: list[str]
    ) -> None:
        mondays(here, 6)
        answer = reminding.run(FRIDAY_EVENING, NOW, lambda: 60.0 - 6 * len(reads))
        assert (answer["reminders"], len(reads)) == (6, 3)


def test_the_instants_of_a_calendar_may_be_in_any_zone(here: World) -> None:
    entered(here)
    same = START.astimezone(datetime.now().astimezone().tzinfo)
    here.calendar.events[EVENT] = Slot(same, same + HOUR)
    assert run(DAY_BEFORE)["reminders"] == 1
