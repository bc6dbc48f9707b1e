from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from handlers import schedule_meeting
from handlers.common.rules.buttons import NO_SLOT
from handlers.common.rules.contracts import ContractError
from handlers.common.rules.envelope import Invitation
from handlers.common.rules.model import Channel, Event, Kind, MeetingStatus, State
from handlers.common.rules.tenants import Hours
from handlers.common.storage import configuration, contacts, dynamo, keys
from handlers.environment import required
from handlers.meetings import offering, scheduling
from handlers.meetings.rules import ending
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.rules.proposing import ScheduleRequest
from handlers.meetings.storage import meetings
from tests.handlers.meetings.appointments import CAMPAIGN, CONTEXT, NOW, TENANT, CrashError, World, world

pytestmark = pytest.mark.usefixtures("tables")


@pytest.fixture
def here(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> World:
    return world(monkeypatch)


def request(here: World, event_id: str = "e1", **detail: object) -> str:
    event = here.event({"contactId": "c1", **detail}, event_id)
    return schedule_meeting.handler(event, CONTEXT)["outcome"]


def change(before: Meeting, after: Meeting) -> Meeting:
    meetings.save(before, after)
    return after


def book(meeting: Meeting) -> Meeting:
    return change(meeting, rules.confirmed(meeting, meeting.slots[0], 15, "e2", NOW, ()))


def book_in_the_morning(meeting: Meeting) -> Meeting:
    """Book the slot that begins at the earliest hour, behind which the day goes on."""
    slot = min(meeting.slots, key=lambda each: each.start.astimezone(ZoneInfo("America/Manaus")).time())
    return change(meeting, rules.confirmed(meeting, slot, 15, "e2", NOW, ()))


def test_an_interested_contact_is_offered_three_slots(here: World) -> None:
    here.contact()
    assert request(here) == "offered"
    meeting = here.meeting()
    assert meeting.status is MeetingStatus.PROPOSED
    assert (meeting.round, len(meeting.slots)) == (1, 3)
    assert meeting.expires_at - meeting.created_at == timedelta(hours=24)
    assert here.state() == State.MEETING_PROPOSED
    (message,) = here.messages
    assert message.kind is Kind.PROPOSAL
    assert message.step == f"proposal#{meeting.meeting_id}#1"
    assert message.meetingVersion == meeting.version
    assert message.expiresAt is not None
    assert abs(message.expiresAt - meeting.expires_at) < timedelta(milliseconds=1)
    assert message.variables["hostName"] == "Ana"
    # In Manaus, the contact's own time.
    local = meeting.slots[0].start - timedelta(hours=4)
    assert f", {local:%d/%m}, " in message.variables["slot1"]
    (proposed,) = here.raised_of(Event.MEETING_PROPOSED)
    assert (proposed["meetingId"], proposed["round"]) == (meeting.meeting_id, 1)
    assert here.counted("meetings_proposed") == 1


def test_no_time_is_offered_at_which_another_host_meets_the_person(here: World) -> None:
    day = (NOW + timedelta(days=4)).date()
    opens = datetime.combine(day, time(14), UTC)
    wanted = [{"start": opens.isoformat(), "end": (opens + timedelta(hours=3)).isoformat()}]
    elsewhere = here.booked_elsewhere(Slot(opens + timedelta(hours=1), opens + timedelta(hours=2)))
    here.contact()
    assert request(here, "e1", preferred=wanted) == "offered"
    assert not any(each.overlaps(elsewhere) for each in here.meeting().slots)


def test_the_slots_nearest_to_what_was_asked_for_are_offered_and_so_after_a_lost_one(here: World) -> None:
    here.contact()
    day = (NOW + timedelta(days=4)).date()
    opens = datetime.combine(day, time(14), UTC)
    wanted = [{"start": opens.isoformat(), "end": (opens + timedelta(hours=6)).isoformat()}]
    assert request(here, "e1", preferred=wanted) == "offered"
    first = here.meeting()
    assert all(opens <= slot.start < opens + timedelta(hours=6) for slot in first.slots)
    assert request(here, "e2", reason="slot_taken", meetingId=first.meeting_id, round=1) == "offered"
    again = here.meeting()
    assert again.preferred == first.preferred
    assert {slot.start.date() for slot in again.slots} == {day}


def test_who_asks_for_days_that_no_slot_is_on_gets_a_human_and_keeps_the_offer(here: World) -> None:
    here.contact()
    assert request(here, "e1") == "offered"
    first = here.meeting()
    day = (NOW + timedelta(days=50)).replace(hour=12)
    far = [{"start": day.isoformat(), "end": (day + timedelta(hours=8)).isoformat()}]
    assert request(here, "e2", reason="reschedule", preferred=far, requestId="0b" * 16) == "human"
    assert here.raised_of(Event.HUMAN_ATTENTION_NEEDED)[0]["reason"] == "no_free_time"
    assert (here.meeting().round, here.meeting().slots) == (first.round, first.slots)
    assert here.messages[-1].kind is Kind.HANDOVER


def test_another_hour_of_a_day_that_is_asked_for_is_an_answer(here: World) -> None:
    here.contact()
    day = (NOW + timedelta(days=4)).replace(hour=21)
    evening = [{"start": day.isoformat(), "end": (day + timedelta(hours=1)).isoformat()}]
    assert request(here, "e1", preferred=evening) == "offered"
    assert any(slot.start.date() == day.date() for slot in here.meeting().slots)


def test_a_human_is_called_where_the_host_works_while_the_contact_sleeps(here: World) -> None:
    hours = Hours(opens=time(9), closes=time(18), weekdays=frozenset(range(1, 8)), holidays=True)
    ana = TENANT.hosts[0].model_copy(update={"hours": hours, "timezone": "Asia/Tokyo"})
    configuration.put_tenant(TENANT.model_copy(update={"hosts": (ana,)}))
    here.contact(timezone="America/Sao_Paulo")
    assert request(here) == "human"
    (needed,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert needed["reason"] == "no_free_time"


def test_the_customers_own_request_moves_a_contacted_contact_and_ends_its_follow_ups(here: World) -> None:
    here.contact(state=State.CONTACTED, backlog="acme#spring#0", backlogOrder="0#x", nextStep="follow_up#1")
    assert request(here) == "offered"
    assert here.state() == State.MEETING_PROPOSED


def test_a_request_for_an_unknown_outcome_is_counted_as_sent(here: World) -> None:
    here.contact(state=State.UNKNOWN)
    assert request(here) == "offered"
    assert (here.counted("contacts_unknown"), here.counted("contacts_sent")) == (-1, 1)


def test_a_repeated_event_offers_once(here: World) -> None:
    here.contact()
    assert request(here) == request(here) == "offered"
    assert len(here.messages) == len(here.raised) == 1


@pytest.mark.parametrize("token", [{"requestId": "r1"}, {"requestId": None}])
def test_one_wish_for_other_slots_uses_up_one_reschedule_however_many_events_tell_of_it(
    here: World, token: dict[str, str | None]
) -> None:
    here.contact()
    request(here, "e1")
    book(here.meeting())
    wish = {"reason": "reschedule", "meetingId": here.meeting().meeting_id, "round": 1, **token}
    assert request(here, "e2", **wish) == "offered"
    assert request(here, "e3", **wish) in ("offered", "stands")
    assert (here.meeting().round, here.meeting().reschedules) == (2, 1)
    assert len({message.step for message in here.messages}) == 2


def test_one_wish_for_another_meeting_after_one_that_is_over_makes_one_meeting_and_one_offer(
    here: World,
) -> None:
    here.contact()
    request(here, "e1")
    first = change(here.meeting(), ending.cancelled(here.meeting(), NOW))
    wish = {"reason": "reschedule", "meetingId": first.meeting_id, "round": 1}
    assert request(here, "e2", **wish) == "offered"
    assert request(here, "e3", **wish) == "stands"
    assert (here.meeting().round, here.meeting().reschedules) == (1, 0)


def test_interest_shown_again_makes_no_second_offer_while_one_stands(here: World) -> None:
    here.contact()
    request(here, "e1")
    assert request(here, "e2") == "stands"
    assert len(here.messages) == 1


@pytest.mark.parametrize("step", ["move", "enqueue", "raise"])
def test_a_run_that_was_cut_short_is_completed_with_the_same_offer(here: World, step: str) -> None:
    here.contact()
    here.crash_at = step
    with pytest.raises(CrashError):
        request(here)
    assert request(here) == "offered"
    meeting = here.meeting()
    assert meeting.round == 1
    assert here.state() == State.MEETING_PROPOSED
    assert {message.step for message in here.messages} == {f"proposal#{meeting.meeting_id}#1"}
    assert len({message.variables["slot1"] for message in here.messages}) == 1
    assert here.raised_of(Event.MEETING_PROPOSED)
    assert here.counted("meetings_proposed") == 1


def test_two_requests_at_once_make_one_meeting(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    here.contact()
    save = meetings.save

    def overtaken(before: Meeting | None, after: Meeting) -> None:
        monkeypatch.setattr(meetings, "save", save)
        assert request(here, "e2") == "offered"
        save(before, after)

    monkeypatch.setattr(meetings, "save", overtaken)
    assert request(here, "e1") == "stands"
    assert len(here.messages) == 1


def test_a_lost_slot_brings_an_apology_and_three_others(here: World) -> None:
    here.contact()
    request(here)
    first = here.meeting()
    assert request(here, "e2", reason="slot_taken", meetingId=first.meeting_id, round=1) == "offered"
    second = here.meeting()
    assert (second.meeting_id, second.round, second.reschedules) == (first.meeting_id, 2, 0)
    assert not any(one.overlaps(other) for one in first.slots for other in second.slots)
    assert here.messages[-1].kind is Kind.APOLOGY
    assert here.messages[-1].step == f"proposal#{first.meeting_id}#2"


@pytest.mark.parametrize("reason", ["slot_gone", "reschedule"])
def test_other_slots_are_offered_without_an_apology_where_none_was_taken(here: World, reason: str) -> None:
    here.contact()
    request(here)
    meeting_id = here.meeting().meeting_id
    assert request(here, "e2", reason=reason, meetingId=meeting_id, round=1) == "offered"
    assert here.messages[-1].kind is Kind.OTHER_SLOTS
    assert here.messages[-1].step == f"proposal#{meeting_id}#2"


def test_an_apology_for_an_offer_that_has_been_replaced_is_not_made(here: World) -> None:
    here.contact()
    request(here)
    meeting_id = here.meeting().meeting_id
    request(here, "e2", reason="slot_taken", meetingId=meeting_id, round=1)
    assert request(here, "e3", reason="calendar_refused", meetingId=meeting_id, round=1) == "stands"


def test_a_contact_may_move_a_meeting_twice_then_a_human_takes_over(here: World) -> None:
    here.contact()
    request(here)
    book(here.meeting())
    for event in ("e3", "e4"):
        assert request(here, event, reason="reschedule") == "offered"
        moving = here.meeting()
        other = next(slot for slot in moving.slots if slot != moving.time)
        change(moving, rules.confirmed(moving, other, 15, f"choice of {event}", NOW, ()))
    assert request(here, "e5", reason="reschedule") == "human"
    (needed,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert needed["reason"] == "too_many_reschedules"
    assert here.meeting().round == 3


def test_a_contact_who_has_moved_nothing_may_look_at_four_offers_then_a_human_takes_over(here: World) -> None:
    here.contact()
    request(here)
    book(here.meeting())
    for event in ("e3", "e4", "e5", "e6"):
        assert request(here, event, reason="reschedule") == "offered"
    assert request(here, "e7", reason="reschedule") == "human"
    (needed,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert needed["reason"] == "too_many_reschedules"
    assert here.meeting().reschedules == 1


def test_a_rescheduled_meeting_holds_its_old_time(here: World) -> None:
    here.contact()
    request(here)
    booked = book(here.meeting())
    held = here.held()
    assert request(here, "e3", reason="reschedule") == "offered"
    again = here.meeting()
    assert (again.status, again.time) == (MeetingStatus.CONFIRMED, booked.time)
    assert again.on_offer(NOW)
    assert here.held() == held
    assert here.state() == State.SCHEDULED
    assert here.messages[-1].meetingVersion == again.version


def moving_while(here: World, monkeypatch: pytest.MonkeyPatch, state: State, what: str) -> None:
    """Book a meeting whose contact comes to a state in the middle of its move."""
    here.contact()
    request(here)
    book(here.meeting())
    choose = offering.choose

    def choose_meanwhile(*arguments: Any, **options: Any) -> tuple[Slot, ...]:
        contacts.move("c1", state, NOW, what)
        return choose(*arguments, **options)

    monkeypatch.setattr(offering, "choose", choose_meanwhile)


def test_a_contact_who_opts_out_while_a_meeting_is_moved_keeps_the_agreed_time_and_a_human_is_called(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    moving_while(here, monkeypatch, State.OPTED_OUT, "opted_out")
    for _ in range(2):
        assert request(here, "e3", reason="reschedule") == "refused"
    assert (here.meeting().status, here.messages[1:]) == (MeetingStatus.CONFIRMED, [])
    (called,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert (called["reason"], called["meetingId"]) == ("contact_unreachable", here.meeting().meeting_id)


def test_a_contact_who_refuses_while_a_meeting_is_moved_keeps_no_time_of_the_host(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    moving_while(here, monkeypatch, State.UNSUCCESSFUL, "not_interested")
    assert request(here, "e3", reason="reschedule") == "refused"
    assert (here.meeting().status, here.held()) == (MeetingStatus.CANCELLED, [])


def test_after_an_expired_offer_interest_brings_another_round(here: World) -> None:
    here.contact()
    request(here)
    meeting = here.meeting()
    change(meeting, replace(meeting, expires_at=NOW - timedelta(hours=1), version=2))
    assert request(here, "e2") == "offered"
    assert here.meeting().round == 2


def test_after_a_cancelled_meeting_interest_brings_a_new_one(here: World) -> None:
    here.contact()
    request(here)
    first = here.meeting()
    meetings.cancel(first.meeting_id, NOW)
    assert request(here, "e2") == "offered"
    assert here.meeting().meeting_id != first.meeting_id
    assert here.meeting().round == 1


def test_time_claimed_by_another_meeting_is_not_offered(here: World) -> None:
    here.contact("c1")
    here.contact("c2")
    request(here)
    booked = book(here.meeting())
    assert booked.time is not None
    schedule_meeting.handler(here.event({"contactId": "c2"}), CONTEXT)
    wide = booked.time.widened(timedelta(minutes=30))
    assert not any(slot.overlaps(wide) for slot in here.meeting("c2").slots)


def wish(start: datetime) -> dict[str, object]:
    """What asks for another time, that begins then."""
    span = {"start": start.isoformat(), "end": (start + timedelta(minutes=15)).isoformat()}
    return {"reason": "reschedule", "preferred": [span]}


def test_a_meeting_is_not_in_its_own_way_where_a_time_beside_its_own_is_asked_for(here: World) -> None:
    here.contact()
    request(here)
    booked = book_in_the_morning(here.meeting())
    assert booked.time is not None
    here.calendar.events["e"] = booked.time
    later = booked.time.start + timedelta(minutes=30)
    assert request(here, "e3", **wish(later)) == "offered"
    offered = [slot for slot in here.meeting().slots if slot.overlaps(booked.time)]
    assert [slot.start for slot in offered] == [later]


def test_whoever_names_no_time_is_offered_none_beside_the_one_to_be_moved(here: World) -> None:
    here.contact()
    request(here)
    booked = book(here.meeting())
    assert booked.time is not None
    rest = [Slot(NOW - timedelta(days=1), booked.time.start - timedelta(hours=2))]
    rest += [Slot(booked.time.end + timedelta(hours=1), NOW + timedelta(days=60))]
    here.calendar.taken = rest
    here.calendar.events["e"] = booked.time
    request(here, "e3", reason="reschedule")
    assert not any(slot.overlaps(booked.time) for slot in here.meeting().slots if slot != booked.time)


@pytest.mark.parametrize("by", ["claim", "calendar", "one span"])
def test_what_others_have_beside_a_meeting_that_is_moved_stays_busy(here: World, by: str) -> None:
    here.contact()
    request(here)
    booked = book_in_the_morning(here.meeting())
    assert booked.time is not None
    here.calendar.events["e"] = booked.time
    beside = Slot(booked.time.end, booked.time.end + timedelta(hours=1))
    match by:
        case "claim":
            item = {
                "pk": keys.host_pk("acme", "ana"),
                "sk": keys.cell_sk(beside.start + timedelta(minutes=30)),
            }
            table = required("TABLE_MEETINGS")
            dynamo.client().put_item(TableName=table, Item=dynamo.encode({**item, "meetingId": "other"}))
        case "calendar":
            here.calendar.taken = [beside]
        case _:
            # A calendar may tell of two events as of one.
            here.calendar.events["e"] = Slot(booked.time.start, beside.end)
    request(here, "e3", **wish(booked.time.start + timedelta(minutes=30)))
    assert not any(slot.overlaps(booked.time) for slot in here.meeting().slots)


def test_slots_that_others_may_still_choose_are_left_to_them_while_there_are_others(here: World) -> None:
    offers = []
    for number in range(8):
        here.contact(f"c{number}")
        schedule_meeting.handler(here.event({"contactId": f"c{number}", "urgency": "urgent"}), CONTEXT)
        offers += here.meeting(f"c{number}").slots
    assert len(offers) == 24
    assert not any(one.overlaps(other) for one, other in combinations(offers, 2))


def test_the_only_slots_there_are_may_be_offered_to_two(here: World) -> None:
    free_from = (NOW + timedelta(days=2)).replace(hour=12, minute=0, second=0)
    here.calendar.taken = [
        Slot(NOW - timedelta(days=1), free_from),
        Slot(free_from + timedelta(minutes=90), NOW + timedelta(days=60)),
    ]
    for contact in ("c1", "c2"):
        here.contact(contact)
        schedule_meeting.handler(here.event({"contactId": contact}), CONTEXT)
    assert here.meeting("c1").slots == here.meeting("c2").slots


def test_where_fewer_slots_exist_the_message_says_so(here: World) -> None:
    here.contact()
    free_from = (NOW + timedelta(days=2)).replace(hour=12, minute=0, second=0)
    here.calendar.taken = [
        Slot(NOW - timedelta(days=1), free_from),
        Slot(free_from + timedelta(minutes=90), NOW + timedelta(days=60)),
    ]
    assert request(here) == "offered"
    assert len(here.meeting().slots) == 1
    assert here.messages[0].variables["slot2"] == NO_SLOT


def test_slots_that_were_turned_down_are_not_offered_as_others(here: World) -> None:
    here.contact()
    free_from = (NOW + timedelta(days=2)).replace(hour=12, minute=0, second=0)
    here.calendar.taken = [
        Slot(NOW - timedelta(days=1), free_from),
        Slot(free_from + timedelta(minutes=90), NOW + timedelta(days=60)),
    ]
    assert request(here) == "offered"
    assert request(here, "e2", reason="reschedule") == "human"
    assert here.raised_of(Event.HUMAN_ATTENTION_NEEDED)[0]["reason"] == "no_free_time"
    assert here.meeting().round == 1


def test_where_no_slot_exists_a_human_is_called(here: World) -> None:
    here.contact()
    here.calendar.taken = [Slot(NOW - timedelta(days=1), NOW + timedelta(days=60))]
    assert request(here) == "human"
    assert here.raised_of(Event.HUMAN_ATTENTION_NEEDED)[0]["reason"] == "no_free_time"
    assert here.state() == State.INTERESTED
    assert here.messages == []


def test_whoever_wrote_and_finds_no_free_time_hears_that_a_person_is_going_to_answer(here: World) -> None:
    here.contact()
    here.calendar.taken = [Slot(NOW - timedelta(days=1), NOW + timedelta(days=60))]
    assert request(here, requestId="0a" * 16) == "human"
    assert request(here, "e2", requestId="0a" * 16) == "human"
    assert {(message.kind, message.step) for message in here.messages} == {
        (Kind.HANDOVER, f"handover#{'0a' * 16}")
    }


@pytest.mark.parametrize(
    ("written", "answered"),
    [
        ("email", Channel.EMAIL),
        ("whatsapp", Channel.WHATSAPP),
        ("sms", None),
        (["email"], None),
        (None, None),
    ],
)
def test_slots_are_offered_on_the_channel_of_the_reply(
    here: World, written: object, answered: Channel | None
) -> None:
    here.contact()
    assert request(here, channel=written) == "offered"
    assert [message.channel for message in here.messages] == [answered]


def test_who_may_have_been_invited_to_a_time_that_the_calendar_refused_gets_the_apology_by_e_mail_too(
    here: World,
) -> None:
    here.contact(phone="+5592987654321")
    request(here)
    span = {"start": keys.instant(NOW), "end": keys.instant(NOW + timedelta(hours=1))}
    assert request(here, "e2", reason="calendar_refused", round=1, refused=span) == "offered"
    _, apology, copy = here.messages
    assert (apology.kind, copy.kind) == (Kind.APOLOGY, Kind.APOLOGY)
    assert copy.step == apology.step.by_email
    assert isinstance(copy.invitation, Invitation)
    assert (copy.invitation.start, copy.invitation.sequence) == (NOW, 2)


@pytest.mark.parametrize("step", ["raise", "enqueue"])
def test_who_loses_a_slot_where_no_other_exists_hears_so_once_however_lately_of_a_person(
    here: World, step: str
) -> None:
    here.contact(handedOverAt=keys.instant(NOW), handedOverFor="r0")
    request(here)
    here.calendar.taken = [Slot(NOW - timedelta(days=1), NOW + timedelta(days=60))]
    lost = {"reason": "slot_taken", "round": 1, "requestId": "r1#1"}
    here.crash_at = step
    with pytest.raises(CrashError):
        request(here, "e2", **lost)
    assert request(here, "e3", **lost) == "human"
    _, told = {message.step: message for message in here.messages}.values()
    assert (told.kind, told.step) == (Kind.SLOT_LOST, "slot_lost#r1-1")
    assert told.variables == {"standing": "Esse horário não foi marcado."}
    assert here.meeting().exhausted_round == 1


def test_a_contact_who_may_not_have_asked_is_told_of_no_person(here: World) -> None:
    here.contact(state=State.QUEUED)
    assert request(here, requestId="0a" * 16) == "human"
    assert here.messages == []


TUESDAY = datetime(2027, 4, 20, 10, tzinfo=ZoneInfo("America/Sao_Paulo"))
"""The eve of Tiradentes, a national holiday."""


def requested(here: World, now: datetime = TUESDAY, **detail: object) -> Meeting:
    """The offer that a request brings at an instant."""
    here.contact()
    told = here.event({"contactId": "c1", **detail}, "e1")["detail"]
    assert scheduling.answer(ScheduleRequest.model_validate(told), "e1", now)["outcome"] == "offered"
    return here.meeting()


def test_an_urgent_request_is_offered_the_earliest_slots_and_any_other_is_not(here: World) -> None:
    urgent = requested(here, urgency="urgent")
    assert urgent.slots[0].start == TUESDAY + timedelta(hours=2)
    key = {"pk": keys.meeting_pk(urgent.meeting_id), "sk": keys.MEETING_SK}
    dynamo.client().delete_item(TableName=required("TABLE_MEETINGS"), Key=dynamo.encode(key))
    ordinary = requested(here)
    assert urgent.meeting_id == ordinary.meeting_id, "the same slots would be drawn for both"
    assert urgent.slots[-1].start < ordinary.slots[-1].start


@pytest.mark.parametrize(
    ("now", "until"),
    [
        pytest.param(TUESDAY, TUESDAY + timedelta(days=2), id="a national holiday"),
        pytest.param(TUESDAY + timedelta(days=14), TUESDAY + timedelta(days=16), id="the tenant's own day"),
        pytest.param(TUESDAY + timedelta(days=7), TUESDAY + timedelta(days=8), id="a working day"),
    ],
)
def test_an_offer_stands_for_a_day_on_which_the_host_works(
    here: World, now: datetime, until: datetime
) -> None:
    host = TENANT.hosts[0].model_copy(update={"hours": Hours(opens=time(9), closes=time(18))})
    own = (TUESDAY + timedelta(days=15)).date()
    configuration.put_tenant(TENANT.model_copy(update={"hosts": (host,), "holidays": frozenset({own})}))
    configuration.forget()
    assert requested(here, now).expires_at == until


@pytest.mark.parametrize("state", [State.OPTED_OUT, State.UNSUCCESSFUL, State.UNDELIVERABLE])
def test_a_contact_who_has_come_to_an_end_is_offered_nothing(here: World, state: State) -> None:
    here.contact(state=state)
    assert request(here) == "refused"
    assert (here.messages, here.raised) == ([], [])


def test_a_contact_who_was_never_written_to_is_a_humans_business(here: World) -> None:
    here.contact(state=State.QUEUED)
    assert request(here) == "human"
    assert here.state() == State.QUEUED


@pytest.mark.parametrize("gone", ["campaign", "host"])
def test_who_wants_a_meeting_of_a_campaign_or_a_host_that_was_removed_is_a_humans(
    here: World, gone: str
) -> None:
    here.contact(state=State.CONTACTED)
    if gone == "host":
        configuration.put_campaign(CAMPAIGN.model_copy(update={"hostId": "nobody"}))
    else:
        key = {"pk": keys.tenant_pk("acme"), "sk": keys.campaign_sk("spring")}
        dynamo.client().delete_item(TableName=configuration.table(), Key=dynamo.encode(key))
        configuration.forget()
    with pytest.raises(LookupError):
        request(here)
    (called,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert (called["reason"], called["problem"]) == ("meeting_not_served", f"{gone}_removed")


def test_who_talks_with_a_human_is_offered_nothing_that_would_go_unsaid(here: World) -> None:
    here.contact(state=State.CONTACTED, humanUntil=keys.instant(NOW + timedelta(hours=3)))
    assert request(here) == "human"
    (called,) = here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert (called["reason"], here.messages) == ("human_talks", [])


def test_another_tenants_contact_is_refused(here: World) -> None:
    here.contact(tenantId="other")
    with pytest.raises(scheduling.UnknownTenantError, match="c1"):
        request(here)


def test_a_malformed_request_is_refused_without_repeating_what_it_holds(here: World) -> None:
    with pytest.raises(ContractError, match="contactId") as refusal:
        schedule_meeting.handler(here.event({"contactId": "", "phone": "+5511987654321"}), CONTEXT)
    assert "5511" not in str(refusal.value)
