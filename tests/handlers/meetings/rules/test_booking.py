from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from handlers.common.rules.contracts import ContractError, parse
from handlers.common.rules.model import MeetingStatus
from handlers.meetings.rules import ending, offers
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.booking import Choice, ChoiceAction, Confirmation, judge, why_lost
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.rules.proposing import Reason

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FIRST = Slot(NOW + timedelta(days=1), NOW + timedelta(days=1, hours=1))
SECOND = Slot(NOW + timedelta(days=2), NOW + timedelta(days=2, hours=1))
OTHER = Slot(NOW + timedelta(days=3), NOW + timedelta(days=3, hours=1))

OFFERED = rules.proposed(
    meeting_id="m1",
    tenant_id="acme",
    campaign_id="spring",
    contact_id="c1",
    host_id="ana",
    slots=(FIRST, SECOND),
    request_id="e1",
    now=NOW,
)
BOOKED = rules.confirmed(OFFERED, FIRST, 15, "mine", NOW, [])
CLOSED = offers.turned_down(OFFERED, "mine", NOW)


def action(
    meeting: Meeting,
    slot: Slot = FIRST,
    event: str = "e9",
    chosen_at: datetime = NOW,
    now: datetime = NOW,
    round_: int | None = None,
) -> ChoiceAction:
    return judge(meeting, Choice(event, slot, chosen_at, round_), now)


def test_an_offered_slot_is_booked() -> None:
    assert action(OFFERED, SECOND) is ChoiceAction.BOOK


def test_a_choice_that_comes_after_the_offer_is_over_still_books() -> None:
    late = NOW + timedelta(hours=30)
    assert action(OFFERED, SECOND, chosen_at=late, now=late) is ChoiceAction.BOOK
    assert action(CLOSED, SECOND, chosen_at=late, now=late) is ChoiceAction.BOOK
    expired = replace(OFFERED, status=MeetingStatus.EXPIRED)
    assert action(expired, SECOND, chosen_at=late, now=late) is ChoiceAction.BOOK


def test_a_slot_of_an_earlier_offer_books_though_that_is_over_and_another_is_open() -> None:
    over = NOW + timedelta(hours=24)
    again = rules.proposed_again(OFFERED, (OTHER,), "e3", over, asked_by_contact=True)
    assert action(again, SECOND, chosen_at=NOW, now=over, round_=1) is ChoiceAction.BOOK
    assert action(again, SECOND, chosen_at=over, now=over, round_=1) is ChoiceAction.BOOK
    assert action(again, FIRST, chosen_at=over, now=over, round_=1) is ChoiceAction.OFFER_AGAIN


def test_a_choice_that_arrives_after_a_later_one_has_booked_moves_nothing() -> None:
    later = NOW + timedelta(minutes=1)
    booked = rules.confirmed(OFFERED, FIRST, 15, "mine", later, [])
    moving = rules.proposed_again(booked, (OTHER,), "e3", later, asked_by_contact=True)
    assert action(moving, SECOND, chosen_at=NOW, now=later, round_=1) is ChoiceAction.HUMAN
    assert action(moving, SECOND, chosen_at=later, now=later, round_=1) is ChoiceAction.BOOK
    assert action(moving, OTHER, chosen_at=NOW, now=later, round_=2) is ChoiceAction.BOOK


@pytest.mark.parametrize(
    "refused",
    [
        action(OFFERED, OTHER),
        action(OFFERED, now=FIRST.start),
        action(replace(OFFERED, status=MeetingStatus.EXPIRED), now=FIRST.start),
        action(CLOSED, OTHER),
    ],
)
def test_a_slot_that_cannot_be_had_brings_another_offer(refused: ChoiceAction) -> None:
    assert refused is ChoiceAction.OFFER_AGAIN


def test_an_apology_is_made_only_for_a_slot_of_the_offer_that_is_still_to_come() -> None:
    assert why_lost(OFFERED, Choice("e9", FIRST, NOW), NOW) is Reason.SLOT_TAKEN
    assert why_lost(OFFERED, Choice("e9", FIRST, NOW), FIRST.start) is Reason.SLOT_GONE
    assert why_lost(OFFERED, Choice("e9", OTHER, NOW), NOW) is Reason.SLOT_GONE


def test_another_choice_after_the_booking_is_a_humans_business_and_the_same_one_nothing() -> None:
    assert action(BOOKED, SECOND) is ChoiceAction.HUMAN
    assert action(BOOKED, FIRST) is ChoiceAction.NOTHING


MOVING = rules.proposed_again(BOOKED, (SECOND, OTHER), "e3", NOW, asked_by_contact=True)


def test_a_slot_offered_beside_an_agreed_time_moves_the_meeting_also_after_the_offer_is_over() -> None:
    assert action(MOVING, SECOND) is ChoiceAction.BOOK
    late = NOW + timedelta(hours=25)
    stays = offers.lapsed(MOVING, late)
    assert stays.status is MeetingStatus.CONFIRMED
    assert not stays.stands(late)
    assert action(stays, SECOND, chosen_at=late, now=late, round_=2) is ChoiceAction.BOOK
    moved = rules.confirmed(stays, SECOND, 15, "moved", late, [])
    assert action(moved, OTHER, chosen_at=late, now=late, round_=2) is ChoiceAction.HUMAN


def test_the_agreed_time_chosen_beside_other_slots_is_kept() -> None:
    moved_there = replace(MOVING, time=SECOND)
    assert action(moved_there, SECOND, round_=2) is ChoiceAction.KEEP
    assert action(replace(MOVING, time=Slot(SECOND.start, SECOND.end + timedelta(hours=1))), SECOND) is (
        ChoiceAction.KEEP
    )
    assert action(MOVING, FIRST, round_=1) is ChoiceAction.KEEP
    assert action(moved_there, OTHER, round_=2) is ChoiceAction.BOOK
    kept = offers.kept(moved_there, "stays", NOW)
    assert not kept.awaits_choice
    assert (kept.time, kept.entry, kept.time_version) == (SECOND, moved_there.entry, moved_there.time_version)
    assert action(kept, SECOND, event="stays", round_=2) is ChoiceAction.KEEP
    assert action(kept, OTHER, round_=2) is ChoiceAction.HUMAN


def test_a_repeat_of_a_lost_choice_does_not_pass_for_the_booking_that_stands() -> None:
    lost = offers.turned_down(MOVING, "lost", NOW)
    assert action(lost, SECOND, event="lost") is ChoiceAction.OFFER_AGAIN
    assert action(lost, FIRST, event="mine") is ChoiceAction.FINISH
    again = rules.proposed_again(lost, (OTHER,), "e4", NOW, asked_by_contact=False)
    assert action(again, SECOND, event="lost") is ChoiceAction.NOTHING


@pytest.mark.parametrize("status", [MeetingStatus.CANCELLED, MeetingStatus.COMPLETED, MeetingStatus.NO_SHOW])
def test_a_choice_for_a_meeting_that_is_over_is_nothing(status: MeetingStatus) -> None:
    assert action(replace(BOOKED, status=status)) is ChoiceAction.NOTHING


def test_a_repeat_of_the_booking_choice_finishes_what_is_left() -> None:
    assert action(BOOKED, event="mine") is ChoiceAction.FINISH
    assert action(ending.cancelled(BOOKED, NOW), event="mine") is ChoiceAction.UNDO
    assert action(ending.completed(BOOKED, NOW), event="mine") is ChoiceAction.NOTHING


def test_a_repeat_of_the_losing_choice_asks_again_until_there_is_another_offer() -> None:
    assert action(CLOSED, event="mine") is ChoiceAction.OFFER_AGAIN
    again = rules.proposed_again(CLOSED, (FIRST,), "e3", NOW, asked_by_contact=False)
    assert action(again, event="mine") is ChoiceAction.NOTHING


def test_a_slot_of_an_earlier_offer_is_booked_while_the_contact_has_that_one_before_them() -> None:
    again = rules.proposed_again(OFFERED, (OTHER,), "e3", NOW, asked_by_contact=True)
    assert action(again, SECOND, round_=1) is ChoiceAction.BOOK
    assert action(again, SECOND) is ChoiceAction.OFFER_AGAIN


def test_another_slot_of_an_offer_that_a_lost_choice_ended_is_booked_where_it_is_still_to_come() -> None:
    later = NOW + timedelta(minutes=1)
    again = rules.proposed_again(CLOSED, (OTHER,), "e3", later, asked_by_contact=False)
    assert action(again, SECOND, chosen_at=later, now=later, round_=1) is ChoiceAction.BOOK
    over = later + timedelta(days=2)
    assert action(again, SECOND, chosen_at=over, now=over, round_=1) is ChoiceAction.OFFER_AGAIN


def test_a_repeat_of_a_choice_before_the_last_one_is_nothing() -> None:
    lost = offers.turned_down(offers.turned_down(OFFERED, "first", NOW), "second", NOW)
    assert action(lost, event="second") is ChoiceAction.OFFER_AGAIN
    assert action(lost, event="first") is ChoiceAction.NOTHING
    booked = rules.confirmed(lost, SECOND, 15, "third", NOW, [])
    moving = rules.proposed_again(booked, (OTHER,), "e3", NOW, asked_by_contact=True)
    assert [action(moving, event=choice) for choice in ("first", "second")] == [ChoiceAction.NOTHING] * 2
    assert action(moving, SECOND, event="third") is ChoiceAction.FINISH


@pytest.mark.parametrize(
    "slot",
    [
        None,
        {},
        {"start": "2026-11-24T10:00:00", "end": "2026-11-24T11:00:00"},
        {"start": "2026-11-24T11:00:00Z", "end": "2026-11-24T11:00:00Z"},
    ],
)
def test_a_choice_without_a_proper_slot_is_malformed(slot: object) -> None:
    detail = {"tenantId": "acme", "campaignId": "spring", "meetingId": "m1", "slot": slot}
    with pytest.raises(ContractError, match="slot"):
        parse(Confirmation, detail, "the detail")
