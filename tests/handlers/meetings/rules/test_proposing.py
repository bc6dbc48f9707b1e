from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from handlers.common.rules.contracts import ContractError, parse
from handlers.common.rules.model import MeetingStatus
from handlers.meetings.rules import ending, offers, rescheduling
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.rules.proposing import (
    Reason,
    RequestAction,
    ScheduleRequest,
    judge,
    next_meeting_id,
)

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SLOT = Slot(NOW + timedelta(days=1), NOW + timedelta(days=1, hours=1))

OFFERED = rules.proposed(
    meeting_id="m1",
    tenant_id="acme",
    campaign_id="spring",
    contact_id="c1",
    host_id="ana",
    slots=(SLOT,),
    request_id="e1",
    now=NOW,
)
STALE = replace(OFFERED, expires_at=NOW)
BOOKED = rules.confirmed(OFFERED, SLOT, 15, "e2", NOW, [])
PAST = replace(BOOKED, time=Slot(NOW - timedelta(hours=2), NOW - timedelta(hours=1)))
MOVING = rules.proposed_again(BOOKED, [SLOT], "e3", NOW - timedelta(hours=25), asked_by_contact=True)
EXPIRED = replace(OFFERED, status=MeetingStatus.EXPIRED)
CANCELLED = ending.cancelled(BOOKED, NOW)
COMPLETED = ending.completed(PAST, NOW)


def decided(
    meeting: Meeting | None, reason: Reason, event: str = "e9", round_: int | None = None
) -> RequestAction:
    request = ScheduleRequest(
        tenantId="acme", campaignId="spring", contactId="c1", reason=reason, round=round_
    )
    return judge(meeting, request, event, NOW)


@pytest.mark.parametrize(
    ("meeting", "interested", "reschedule", "slot_taken"),
    [
        (None, RequestAction.NEW, RequestAction.NEW, RequestAction.NEW),
        (OFFERED, RequestAction.NOTHING, RequestAction.AGAIN, RequestAction.AGAIN),
        (STALE, RequestAction.AGAIN, RequestAction.AGAIN, RequestAction.AGAIN),
        (BOOKED, RequestAction.NOTHING, RequestAction.AGAIN, RequestAction.NOTHING),
        (PAST, RequestAction.NEW, RequestAction.NEW, RequestAction.NOTHING),
        (MOVING, RequestAction.NOTHING, RequestAction.AGAIN, RequestAction.AGAIN),
        (EXPIRED, RequestAction.AGAIN, RequestAction.AGAIN, RequestAction.AGAIN),
        (CANCELLED, RequestAction.NEW, RequestAction.NEW, RequestAction.NOTHING),
        (COMPLETED, RequestAction.NEW, RequestAction.NEW, RequestAction.NOTHING),
    ],
)
def test_what_comes_of_a_request_depends_on_the_meeting_there_is(
    meeting: Meeting | None, interested: RequestAction, reschedule: RequestAction, slot_taken: RequestAction
) -> None:
    assert decided(meeting, Reason.INTERESTED) is interested
    assert decided(meeting, Reason.RESCHEDULE) is reschedule
    assert decided(meeting, Reason.SLOT_TAKEN) is decided(meeting, Reason.CALENDAR_REFUSED) is slot_taken


def test_a_repeated_request_finishes_its_own_offer() -> None:
    assert decided(OFFERED, Reason.INTERESTED, "e1") is RequestAction.FINISH
    assert decided(STALE, Reason.INTERESTED, "e1") is RequestAction.NOTHING


def test_an_apology_is_for_the_offer_that_it_names() -> None:
    assert decided(OFFERED, Reason.SLOT_TAKEN, round_=1) is RequestAction.AGAIN
    assert decided(replace(OFFERED, round=2), Reason.SLOT_TAKEN, round_=1) is RequestAction.NOTHING


def test_a_repeated_wish_for_other_slots_is_known_by_the_round_that_it_was_about() -> None:
    again = rules.proposed_again(OFFERED, [SLOT], "e3", NOW, asked_by_contact=True)
    assert decided(OFFERED, Reason.RESCHEDULE, round_=1) is RequestAction.AGAIN
    assert decided(again, Reason.RESCHEDULE, round_=1) is RequestAction.NOTHING
    assert decided(again, Reason.RESCHEDULE, round_=2) is RequestAction.AGAIN
    assert decided(replace(again, expires_at=NOW), Reason.RESCHEDULE, round_=1) is RequestAction.AGAIN


@pytest.mark.parametrize("request_id", [7, "", "x" * 200, None, ["a"]])
def test_what_the_customer_may_mean_by_a_request_id_does_not_stand_for_ours(request_id: object) -> None:
    detail = {"tenantId": "acme", "campaignId": "spring", "contactId": "c1", "requestId": request_id}
    assert parse(ScheduleRequest, detail, "the detail").identity("e1") == "e1"


def test_a_meeting_that_its_contact_has_moved_twice_is_a_humans_business() -> None:
    assert decided(replace(BOOKED, reschedules=1), Reason.RESCHEDULE) is RequestAction.AGAIN
    assert decided(replace(BOOKED, reschedules=2), Reason.RESCHEDULE) is RequestAction.HUMAN


@pytest.mark.parametrize("meeting", [OFFERED, STALE, MOVING, EXPIRED])
def test_who_has_chosen_none_of_four_offers_in_a_row_is_a_humans_business(meeting: Meeting) -> None:
    moving = replace(meeting, reschedules=2)
    assert decided(replace(moving, round=meeting.booked_round + 3), Reason.RESCHEDULE) is RequestAction.AGAIN
    assert decided(replace(moving, round=meeting.booked_round + 4), Reason.RESCHEDULE) is RequestAction.HUMAN


def test_a_move_begins_with_the_first_wish_for_another_time_and_a_further_look_is_none() -> None:
    assert rescheduling.begins_move(BOOKED)
    assert rescheduling.begins_move(rules.confirmed(MOVING, SLOT, 15, "e4", NOW, []))
    lapsed = offers.lapsed(MOVING, NOW)
    assert not any(map(rescheduling.begins_move, (OFFERED, STALE, EXPIRED, MOVING, lapsed)))


@pytest.mark.parametrize("preferred", [None, "quinta", [{"start": "amanhã"}], [7], {"start": 1}])
def test_what_the_customer_may_mean_by_preferred_asks_for_no_time(preferred: object) -> None:
    detail = {"tenantId": "acme", "campaignId": "spring", "contactId": "c1", "preferred": preferred}
    assert parse(ScheduleRequest, detail, "the detail").preferred == ()


def test_all_requests_that_follow_one_meeting_name_the_same_next_one() -> None:
    assert next_meeting_id("c1", None) == next_meeting_id("c1", None)
    assert (
        len({next_meeting_id("c1", None), next_meeting_id("c2", None), next_meeting_id("c1", OFFERED)}) == 3
    )


def test_the_customers_own_words_for_reason_and_urgency_are_taken_as_interest() -> None:
    detail = {
        "tenantId": "acme",
        "campaignId": "spring",
        "contactId": "c1",
        "reason": "lead quente",
        "urgency": ["alta"],
        "canal": "telefone",
    }
    request = parse(ScheduleRequest, detail, "the detail")
    assert (request.reason, request.urgency) == ("interested", "normal")


@pytest.mark.parametrize("detail", [None, {}, {"tenantId": "a#b", "campaignId": "c", "contactId": "d"}, []])
def test_a_request_without_its_ids_is_malformed(detail: object) -> None:
    with pytest.raises(ContractError, match="the detail is malformed"):
        parse(ScheduleRequest, detail, "the detail")
