from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from handlers import confirm_meeting
from handlers.common.rules.envelope import Invitation
from handlers.common.rules.model import Event, Kind, MeetingStatus, State
from handlers.common.rules.tenants import RemovedError
from handlers.common.storage import configuration, contacts
from handlers.meetings import cancellation, confirming
from handlers.meetings.partners.calendar import CalendarRefusedError, CalendarUnavailableError
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules import offers
from handlers.meetings.rules.calendar_events import MadeEvent, NewEvent
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.storage import meetings
from tests.handlers.meetings.appointments import CONTEXT, NOW, TENANT, CrashError, World, world

pytestmark = pytest.mark.usefixtures("tables")


@pytest.fixture
def here(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> World:
    return world(monkeypatch)


def slot(hours: float, minutes: int = 60) -> Slot:
    start = NOW.replace(minute=0, second=0) + timedelta(hours=hours)
    return Slot(start, start + timedelta(minutes=minutes))


def propose(here: World, contact_id: str = "c1", *slots: Slot) -> Meeting:
    meeting = rules.proposed(
        meeting_id=f"m-{contact_id}",
        tenant_id="acme",
        campaign_id="spring",
        contact_id=contact_id,
        host_id="ana",
        slots=slots or (slot(48), slot(72), slot(96)),
        request_id="e0",
        now=NOW,
    )
    meetings.save(None, meeting)
    here.contact(contact_id, State.MEETING_PROPOSED, meetingId=meeting.meeting_id)
    return meeting


def choose(
    here: World, meeting: Meeting, chosen: Slot | None = None, event_id: str = "e1", **more: object
) -> str:
    at = chosen or meeting.slots[0]
    detail = {
        "meetingId": meeting.meeting_id,
        "slot": {"start": at.start.isoformat(), "end": at.end.isoformat()},
        **more,
    }
    return confirm_meeting.handler(here.event(detail, event_id), CONTEXT)["outcome"]


def test_a_chosen_slot_is_booked_and_confirmed(here: World) -> None:
    meeting = propose(here)
    assert choose(here, meeting) == "booked"
    booked = here.meeting()
    assert booked.status is MeetingStatus.CONFIRMED
    assert booked.time == meeting.slots[0]
    assert here.calendar.events == {booked.calendar_event_id: meeting.slots[0]}
    assert len(here.held()) == 6
    assert here.state() == State.SCHEDULED
    (message,) = here.messages
    assert message.kind is Kind.CONFIRMATION
    assert message.step == f"confirmation#{meeting.meeting_id}#v{booked.version}"
    assert isinstance(message.invitation, Invitation)
    assert (message.invitation.start, message.meetingVersion) == (meeting.slots[0].start, booked.version)
    (told,) = here.raised_of(Event.MEETING_BOOKED)
    assert (told["meetingId"], told["bookingId"], told["version"]) == (
        meeting.meeting_id,
        booked.booking_id,
        booked.time_version,
    )
    assert "ze@cliente.example" not in message.model_dump_json()
    assert here.counted("meetings_confirmed") == 1


def test_who_is_written_to_on_whatsapp_and_has_an_email_address_gets_the_invitation_there(
    here: World,
) -> None:
    meeting = propose(here)
    here.contact("c1", State.MEETING_PROPOSED, meetingId=meeting.meeting_id, phone="+5592987654321")
    assert choose(here, meeting) == "booked"
    message, copy = here.messages
    assert (message.channel, copy.channel) == (None, "email")
    assert copy.step == message.step.by_email
    assert copy.invitation == message.invitation


def test_a_repeated_event_does_nothing_twice(here: World) -> None:
    meeting = propose(here)
    assert choose(here, meeting) == choose(here, meeting) == "booked"
    assert len(here.messages) == len(here.calendar.events) == 1


@pytest.mark.parametrize("step", ["move", "enqueue"])
def test_a_run_that_was_cut_short_is_completed(here: World, step: str) -> None:
    meeting = propose(here)
    here.crash_at = step
    with pytest.raises(CrashError):
        choose(here, meeting)
    assert choose(here, meeting) == "booked"
    assert len(here.calendar.events) == 1
    assert len({message.step for message in here.messages}) == 1
    assert here.state() == State.SCHEDULED
    assert here.counted("meetings_confirmed") == 1


def test_an_answer_of_the_calendar_that_was_lost_keeps_the_time_and_is_asked_for_again(here: World) -> None:
    meeting = propose(here)
    here.calendar.lose = True
    with pytest.raises(CrashError):
        choose(here, meeting)
    assert len(here.held()) == 6
    assert choose(here, meeting) == "booked"
    assert len(here.calendar.events) == 1


def test_a_meeting_cancelled_after_a_lost_answer_leaves_no_event_behind(here: World) -> None:
    meeting = propose(here)
    here.calendar.lose = True
    with pytest.raises(CrashError):
        choose(here, meeting)
    cancellation.cancel(meeting.meeting_id, NOW, "r1")
    assert here.calendar.events == {}
    assert choose(here, meeting) == "undone"
    assert here.calendar.events == {}
    assert here.held() == []
    assert here.messages == []


def test_who_loses_the_slot_is_asked_to_be_offered_others(here: World) -> None:
    first, second = propose(here, "c1"), propose(here, "c2")
    assert choose(here, first, event_id="e1") == "booked"
    assert choose(here, second, event_id="e2") == "slot_taken"
    (requested,) = here.raised_of(Event.SCHEDULE_REQUESTED)
    assert requested["reason"] == "slot_taken"
    assert (requested["contactId"], requested["meetingId"], requested["round"]) == ("c2", "m-c2", 1)
    assert len(here.messages) == 1
    assert here.meeting("c2").status is MeetingStatus.PROPOSED


def test_the_losers_repeat_after_a_crash_asks_for_the_same_round(here: World) -> None:
    first, second = propose(here, "c1"), propose(here, "c2")
    choose(here, first, event_id="e1")
    here.crash_at = "raise"
    with pytest.raises(CrashError):
        choose(here, second, event_id="e2")
    assert choose(here, second, event_id="e2") == "slot_taken"
    assert [request["round"] for request in here.raised_of(Event.SCHEDULE_REQUESTED)] == [1]


def test_the_losers_repeat_after_a_new_offer_leaves_it_alone(here: World) -> None:
    first, second = propose(here, "c1"), propose(here, "c2")
    choose(here, first, event_id="e1")
    here.crash_at = "raise"
    with pytest.raises(CrashError):
        choose(here, second, event_id="e2")
    closed = here.meeting("c2")
    meetings.save(closed, rules.proposed_again(closed, (slot(120),), "e3", NOW, asked_by_contact=False))
    assert choose(here, second, event_id="e2") == "nothing"


def test_a_lost_choice_that_another_event_repeats_leaves_the_new_offer_alone(here: World) -> None:
    first, second = propose(here, "c1"), propose(here, "c2")
    choose(here, first, event_id="e1")
    assert choose(here, second, event_id="e2", round=1, requestId="r1") == "slot_taken"
    closed = here.meeting("c2")
    again = rules.proposed_again(closed, (slot(120),), "e3", NOW, asked_by_contact=False)
    meetings.save(closed, again)
    assert choose(here, second, event_id="e4", round=1, requestId="r1") == "slot_taken"
    assert here.meeting("c2") == again
    assert len(here.raised_of(Event.SCHEDULE_REQUESTED)) == 1


def test_a_slot_of_the_offer_that_was_seen_is_booked_although_another_offer_is_on_its_way(
    here: World,
) -> None:
    first = propose(here)
    again = rules.proposed_again(first, (slot(120),), "e3", NOW, asked_by_contact=True)
    meetings.save(first, again)
    assert choose(here, first, first.slots[1], round=1) == "booked"
    assert here.meeting().time == first.slots[1]


def test_a_calendar_that_refuses_gives_the_time_back(here: World) -> None:
    meeting = propose(here)
    here.calendar.refuse = True
    assert choose(here, meeting) == "calendar_refused"
    assert here.held() == []
    (requested,) = here.raised_of(Event.SCHEDULE_REQUESTED)
    assert (requested["reason"], requested["round"]) == ("calendar_refused", 1)
    assert here.meeting().status is MeetingStatus.PROPOSED
    assert not here.meeting().on_offer(NOW + timedelta(hours=1))
    assert here.counted("meetings_confirmed") == 0
    assert here.messages == []


def test_a_refusal_that_was_cut_short_is_completed(here: World) -> None:
    meeting = propose(here)
    here.calendar.refuse = True
    here.crash_at = "raise"
    with pytest.raises(CrashError):
        choose(here, meeting)
    here.calendar.refuse = False
    assert choose(here, meeting) == "slot_taken"
    assert here.calendar.events == {}
    assert len(here.raised_of(Event.SCHEDULE_REQUESTED)) == 1


def test_a_rescheduled_meeting_swaps_time_and_event(here: World) -> None:
    meeting = propose(here)
    choose(here, meeting, event_id="e1")
    booked = here.meeting()
    again = rules.proposed_again(booked, (slot(48.5), slot(120)), "e2", NOW, asked_by_contact=True)
    meetings.save(booked, again)
    assert choose(here, again, slot(48.5), "e3") == "booked"
    moved = here.meeting()
    assert moved.time == slot(48.5)
    assert list(here.calendar.events.values()) == [slot(48.5)]
    assert here.held()[0] == slot(48.5).start - timedelta(minutes=15)
    assert len(here.held()) == 6
    assert len({message.step for message in here.messages}) == 2
    assert len({message.meetingId for message in here.messages}) == 1


@pytest.mark.parametrize("beside", [False, True])
def test_a_slot_is_not_refused_for_the_event_that_the_host_has_moved_there_and_is_for_another_one_beside_it(
    here: World, beside: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = here.calendar.create_event

    def make_if_free(wanted: NewEvent) -> MadeEvent:
        if wanted.key not in here.calendar.keys and here.calendar.busy(wanted.calendar_id, wanted.time):
            raise CalendarRefusedError("the calendar answered 409 conflict")
        return make(wanted)

    monkeypatch.setattr(here.calendar, "create_event", make_if_free)
    meeting = propose(here)
    choose(here, meeting, event_id="e1")
    booked = here.meeting()
    again = rules.proposed_again(booked, (slot(96), slot(120)), "e2", NOW, asked_by_contact=True)
    meetings.save(booked, again)
    here.calendar.events[booked.calendar_event_id or ""] = slot(96)
    here.calendar.taken = [slot(96.5)] if beside else []
    assert choose(here, again, slot(96), "e3") == ("calendar_refused" if beside else "booked")
    assert list(here.calendar.events.values()) == [slot(96)]
    assert (here.meeting().calendar_event_id == booked.calendar_event_id) is beside


def test_the_slot_to_which_the_host_has_moved_the_meeting_is_told_to_nobody_anew(here: World) -> None:
    meeting = propose(here)
    choose(here, meeting)
    booked = here.meeting()
    moving = rules.proposed_again(booked, (slot(96), slot(120)), "e2", NOW, asked_by_contact=True)
    there = replace(moving, time=slot(96), booked_version=moving.version)
    meetings.save(booked, there)
    here.messages.clear()
    here.raised.clear()
    assert choose(here, there, slot(96), "e3", round=2) == "kept"
    stays = here.meeting()
    assert (stays.time, stays.calendar_event_id) == (slot(96), there.calendar_event_id)
    assert not stays.awaits_choice
    (message,) = here.messages
    assert message.kind is Kind.UNCHANGED
    assert here.raised_of(Event.MEETING_BOOKED) == []


def test_a_contact_who_is_still_to_hear_of_the_hosts_move_is_not_told_that_nothing_changes(
    here: World,
) -> None:
    meeting = propose(here)
    choose(here, meeting)
    booked = here.meeting()
    moving = rules.proposed_again(booked, (slot(96), slot(120)), "e2", NOW, asked_by_contact=True)
    meetings.save(booked, replace(moving, time=slot(96), moved_from=slot(48)))
    here.messages.clear()
    assert choose(here, moving, slot(96), "e3", round=2) == "kept"
    assert here.messages == []
    assert here.meeting().moved_from == slot(48)


def test_a_choice_after_the_offer_of_another_time_is_over_moves_the_meeting(here: World) -> None:
    meeting = propose(here)
    choose(here, meeting, event_id="e1")
    again = reschedule(here, slot(120), slot(144))
    late = offers.lapsed(replace(again, expires_at=NOW - timedelta(hours=1)), NOW)
    meetings.save(again, late)
    assert (late.status, late.time) == (MeetingStatus.CONFIRMED, meeting.slots[0])
    assert choose(here, late, slot(144), "e3", round=2) == "booked"
    assert list(here.calendar.events.values()) == [slot(144)]
    assert choose(here, late, slot(120), "e4", round=2) == "human"


def test_who_does_not_get_the_other_time_keeps_the_old_one_with_its_event(here: World) -> None:
    meeting = propose(here, "c1")
    choose(here, meeting, event_id="e1")
    other = propose(here, "c2", slot(120))
    assert choose(here, other, event_id="e2") == "booked"
    again = reschedule(here, slot(120), slot(144))
    for _ in range(2):
        assert choose(here, again, slot(120), "e3", round=2) == "slot_taken"
    stays = here.meeting("c1")
    assert (stays.status, stays.time) == (MeetingStatus.CONFIRMED, meeting.slots[0])
    assert here.calendar.events[stays.calendar_event_id or ""] == meeting.slots[0]
    assert [request["reason"] for request in here.raised_of(Event.SCHEDULE_REQUESTED)] == ["slot_taken"]


def test_a_new_time_that_the_calendar_refuses_leaves_the_old_one(
    here: World,
) -> None:
    meeting = propose(here)
    choose(here, meeting, event_id="e1")
    again = reschedule(here, slot(120), slot(144))
    here.calendar.refuse = True
    for _ in range(2):
        assert choose(here, again, slot(120), "e3", round=2) == "calendar_refused"
    stays = here.meeting()
    assert (stays.status, stays.time, stays.former_entries) == (
        MeetingStatus.CONFIRMED,
        meeting.slots[0],
        (),
    )
    assert here.calendar.events == {stays.calendar_event_id: meeting.slots[0]}
    assert (len(here.held()), here.state()) == (6, State.SCHEDULED)
    assert [request["round"] for request in here.raised_of(Event.SCHEDULE_REQUESTED)] == [2]
    assert len(here.messages) == len(here.raised_of(Event.MEETING_BOOKED)) == 1
    other = rules.proposed_again(stays, (slot(168),), "e4", NOW, asked_by_contact=False)
    meetings.save(stays, other)
    here.calendar.refuse = False
    assert choose(here, other, slot(168), "e5", round=3) == "booked"
    assert list(here.calendar.events.values()) == [slot(168)]


def test_a_new_time_beside_the_old_one_at_which_others_are_by_now_leaves_the_old_one(here: World) -> None:
    meeting = propose(here)
    choose(here, meeting, event_id="e1")
    again = reschedule(here, slot(48.5))
    here.calendar.taken = [slot(49.25)]
    for _ in range(2):
        assert choose(here, again, slot(48.5), "e3", round=2) == "calendar_refused"
    stays = here.meeting()
    assert (stays.status, stays.time) == (MeetingStatus.CONFIRMED, meeting.slots[0])
    assert here.calendar.events == {stays.calendar_event_id: meeting.slots[0]}


def test_an_old_time_that_another_meeting_has_got_meanwhile_is_lost_with_its_event(here: World) -> None:
    meeting = propose(here, "c1")
    choose(here, meeting, event_id="e1")
    again = reschedule(here, slot(120), slot(144))
    other = propose(here, "c2", meeting.slots[0])
    here.calendar.out = True
    with pytest.raises(CalendarUnavailableError):
        choose(here, again, slot(120), "e3", round=2)
    here.calendar.out = False
    meetings.save(other, rules.confirmed(other, other.slots[0], 15, "e4", NOW, []))
    here.calendar.refuse = True
    assert choose(here, again, slot(120), "e3", round=2) == "calendar_refused"
    lost = here.meeting("c1")
    assert (lost.status, lost.time, lost.former_entries) == (MeetingStatus.PROPOSED, None, ())
    assert here.calendar.events == {}


def test_both_sides_hear_that_the_old_time_stands_where_they_may_have_been_told_of_the_refused_one(
    here: World,
) -> None:
    meeting = propose(here)
    choose(here, meeting, event_id="e1")
    again = reschedule(here, slot(120), slot(144))
    here.calendar.out = True
    with pytest.raises(CalendarUnavailableError):
        choose(here, again, slot(120), "e3", round=2)
    here.calendar.out, here.calendar.refuse = False, True
    assert choose(here, again, slot(120), "e3", round=2) == "calendar_refused"
    confirmed = [m.invitation.start for m in here.messages if isinstance(m.invitation, Invitation)]
    assert confirmed == [meeting.slots[0].start, slot(120).start, meeting.slots[0].start]
    versions = [told["version"] for told in here.raised_of(Event.MEETING_BOOKED)]
    assert versions == sorted(set(versions))
    assert versions[-1] == here.meeting().time_version


def test_a_slot_that_was_not_offered_brings_others(here: World) -> None:
    meeting = propose(here)
    assert choose(here, meeting, slot(50)) == "slot_gone"
    assert here.calendar.events == {}


def lapsed(here: World, meeting: Meeting) -> Meeting:
    over = replace(meeting, expires_at=NOW - timedelta(hours=40))
    after = offers.lapsed(over, NOW - timedelta(hours=39))
    meetings.save(meeting, after)
    here.contact(meeting.contact_id, State.INTERESTED, meetingId=meeting.meeting_id)
    return after


def test_a_choice_after_the_offer_is_over_is_booked_where_the_slot_is_free(here: World) -> None:
    late = lapsed(here, propose(here))
    assert late.status is MeetingStatus.EXPIRED
    assert choose(here, late, late.slots[2], round=1) == "booked"
    assert here.meeting().time == late.slots[2]
    assert here.state() == State.SCHEDULED
    assert [message.kind for message in here.messages] == [Kind.CONFIRMATION]


def test_a_choice_after_the_offer_is_over_is_answered_by_an_apology_only_where_the_slot_is_taken(
    here: World,
) -> None:
    assert choose(here, propose(here, "c1"), event_id="e1") == "booked"
    late = lapsed(here, propose(here, "c2"))
    assert choose(here, late, event_id="e2") == "slot_taken"
    begun = lapsed(here, propose(here, "c3", slot(-1), slot(48)))
    assert choose(here, begun, event_id="e3") == "slot_gone"
    reasons = [request["reason"] for request in here.raised_of(Event.SCHEDULE_REQUESTED)]
    assert reasons == ["slot_taken", "slot_gone"]
    assert here.meeting("c1").time == slot(48)


def test_a_second_choice_after_the_booking_is_a_humans_business(here: World) -> None:
    meeting = propose(here)
    choose(here, meeting, event_id="e1")
    assert choose(here, meeting, meeting.slots[0], "e2") == "nothing"
    assert choose(here, meeting, meeting.slots[1], "e3") == "human"
    assert here.meeting().time == meeting.slots[0]
    assert [message.kind for message in here.messages] == [Kind.CONFIRMATION, Kind.HANDOVER]


def test_who_is_met_by_another_host_at_that_time_is_not_booked_twice_but_a_humans(here: World) -> None:
    elsewhere = here.booked_elsewhere(slot(48.5))
    first, second, _ = (meeting := propose(here)).slots
    assert first.overlaps(elsewhere)
    assert choose(here, meeting, first) == "human"
    assert here.meeting().status is MeetingStatus.PROPOSED
    assert [message.kind for message in here.messages] == [Kind.HANDOVER]
    assert choose(here, meeting, second, "e2") == "booked"


def test_who_chooses_a_time_of_a_host_who_was_removed_is_a_humans_once(here: World) -> None:
    meeting = propose(here)
    others = tuple(each.model_copy(update={"hostId": "other"}) for each in TENANT.hosts)
    configuration.put_tenant(TENANT.model_copy(update={"hosts": others}))
    for _ in range(2):
        with pytest.raises(RemovedError):
            choose(here, meeting)
    (called,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert (called["reason"], called["problem"]) == ("meeting_not_served", "host_removed")


def test_a_contact_who_has_opted_out_is_not_booked(here: World) -> None:
    meeting = propose(here)
    here.contact(state=State.OPTED_OUT, meetingId=meeting.meeting_id)
    assert choose(here, meeting) == "refused"
    assert here.held() == []


def test_a_contact_whose_offer_was_let_expire_meanwhile_is_still_scheduled(here: World) -> None:
    meeting = propose(here)
    here.contact(state=State.INTERESTED, meetingId=meeting.meeting_id)
    assert choose(here, meeting) == "booked"
    assert here.state() == State.SCHEDULED


def test_reminders_that_come_too_late_are_recorded_as_skipped(here: World) -> None:
    meeting = propose(here, "c1", slot(3))
    assert choose(here, meeting) == "booked"
    assert here.meeting().reminders["24h"] == "skipped"
    assert here.counted("reminders_skipped") == len(here.meeting().reminders)


def test_an_unknown_meeting_is_an_error(here: World) -> None:
    meeting = propose(here)
    with pytest.raises(confirming.UnknownMeetingError):
        choose(here, replace(meeting, meeting_id="none"))


def test_cancelling_frees_the_time_and_deletes_the_event(here: World) -> None:
    meeting = propose(here)
    choose(here, meeting)
    cancelled = cancellation.cancel(meeting.meeting_id, NOW, "r1")
    assert cancelled is not None
    assert cancelled.status is MeetingStatus.CANCELLED
    assert (here.held(), here.calendar.events) == ([], {})
    assert cancellation.cancel(meeting.meeting_id, NOW, "r1") == cancelled
    assert cancellation.cancel("none", NOW, "r1") is None
    assert (len(here.raised_of(Event.MEETING_CANCELLED)), here.counted("meetings_cancelled")) == (1, 1)


def test_a_cancellation_that_the_calendar_did_not_answer_is_finished_by_its_repeat(here: World) -> None:
    meeting = propose(here)
    choose(here, meeting)
    here.calendar.out = True
    with pytest.raises(CalendarUnavailableError):
        cancellation.cancel(meeting.meeting_id, NOW, "r1")
    here.calendar.out = False
    cancellation.cancel(meeting.meeting_id, NOW, "r1")
    assert here.calendar.events == {}
    assert len(here.raised_of(Event.MEETING_CANCELLED)) == here.counted("meetings_cancelled") == 1


def test_a_contact_is_told_of_the_booking_while_the_calendar_is_out_and_the_event_is_entered_later(
    here: World,
) -> None:
    meeting = propose(here)
    here.calendar.out = True
    with pytest.raises(CalendarUnavailableError):
        choose(here, meeting)
    assert [message.kind for message in here.messages] == [Kind.CONFIRMATION]
    assert (here.state(), len(here.held())) == (State.SCHEDULED, 6)
    here.calendar.out = False
    assert choose(here, meeting) == "booked"
    assert here.calendar.events == {here.meeting().calendar_event_id: meeting.slots[0]}
    assert len({message.step for message in here.messages}) == here.counted("meetings_confirmed") == 1


@pytest.mark.parametrize("step", ["move", "enqueue", "raise"])
def test_a_booking_that_is_completed_after_an_opt_out_without_words_stands_and_a_human_is_called(
    here: World, step: str
) -> None:
    meeting = propose(here)
    here.crash_at = step
    with pytest.raises(CrashError):
        choose(here, meeting)
    contacts.move("c1", State.OPTED_OUT, NOW, "opted_out")
    here.messages.clear()
    for _ in range(2):
        assert choose(here, meeting) == "booked"
    assert (here.meeting().status, here.messages) == (MeetingStatus.CONFIRMED, [])
    assert here.calendar.events == {here.meeting().calendar_event_id: meeting.slots[0]}
    (called,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert (called["reason"], called["meetingId"]) == ("contact_unreachable", meeting.meeting_id)
    assert here.raised_of(Event.MEETING_BOOKED)


def test_a_booking_whose_contact_has_refused_meanwhile_is_called_off(here: World) -> None:
    meeting = propose(here)
    here.crash_at = "move"
    with pytest.raises(CrashError):
        choose(here, meeting)
    contacts.move("c1", State.UNSUCCESSFUL, NOW, "refused")
    assert choose(here, meeting) == "refused"
    assert (here.held(), here.calendar.events) == ([], {})


def reschedule(here: World, *slots: Slot) -> Meeting:
    before = here.meeting()
    after = rules.proposed_again(before, slots or (slot(120),), "e8", NOW, asked_by_contact=True)
    meetings.save(before, after)
    return after


def test_the_event_of_a_meeting_that_is_moved_between_its_making_and_its_record_is_kept_with_it(
    here: World,
) -> None:
    meeting = propose(here)
    here.calendar.meanwhile = lambda: reschedule(here)
    choose(here, meeting)
    moving = here.meeting()
    assert here.calendar.events == {moving.calendar_event_id: meeting.slots[0]}
    assert choose(here, moving, slot(120), "e2") == "booked"
    assert list(here.calendar.events.values()) == [slot(120)]


def test_the_event_of_a_meeting_that_is_booked_anew_between_its_making_and_its_record_is_deleted(
    here: World,
) -> None:
    meeting = propose(here)
    here.calendar.meanwhile = lambda: choose(here, reschedule(here), slot(120), "e2")
    choose(here, meeting)
    assert here.calendar.events == {here.meeting().calendar_event_id: slot(120)}
    assert here.meeting().time == slot(120)


def test_the_event_of_a_meeting_that_is_cancelled_between_its_making_and_its_record_is_deleted(
    here: World,
) -> None:
    meeting = propose(here)
    here.calendar.meanwhile = lambda: cancellation.cancel(meeting.meeting_id, NOW, "r1")
    choose(here, meeting)
    assert (here.calendar.events, here.held()) == ({}, [])


def test_an_event_whose_id_was_never_learnt_is_deleted_when_the_meeting_is_booked_anew(here: World) -> None:
    meeting = propose(here)
    here.calendar.lose = True
    with pytest.raises(CrashError):
        choose(here, meeting)
    assert choose(here, reschedule(here), slot(120), "e2") == "booked"
    assert list(here.calendar.events.values()) == [slot(120)]
    assert here.meeting().former_entries == ()


def test_of_fifty_choices_of_one_slot_at_once_one_is_booked_and_the_others_are_offered_again(
    here: World,
) -> None:
    proposals = [propose(here, f"c{number}", slot(48 + number % 3 / 2)) for number in range(50)]

    def confirm(number: int) -> str:
        return choose(here, proposals[number], event_id=f"e{number}")

    with ThreadPoolExecutor(10) as pool:
        outcomes = list(pool.map(confirm, range(50)))
    booked = outcomes.count("booked")
    assert booked == 1
    assert outcomes.count("slot_taken") == 50 - booked
    assert len(here.held()) == 6
    assert len(here.calendar.events) == len(here.messages) == 1
    assert len(here.raised_of(Event.SCHEDULE_REQUESTED)) == 49
