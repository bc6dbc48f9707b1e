from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from handlers.common.rules.model import MeetingStatus
from handlers.meetings.rules import ending, offers
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.rules.times import CELL, cells

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def proposal() -> Meeting:
    return rules.proposed(
        meeting_id="m1",
        tenant_id="acme",
        campaign_id="spring",
        contact_id="c1",
        host_id="ana",
        slots=(Slot(NOW + timedelta(days=1), NOW + timedelta(days=1, hours=1)),),
        request_id="e1",
        now=NOW,
    )


def booked() -> Meeting:
    meeting = proposal()
    return rules.confirmed(meeting, meeting.slots[0], 15, "e2", NOW, ["24h"])


spans = st.tuples(st.integers(0, 3000), st.integers(1, 240)).map(
    lambda pair: Slot(NOW + timedelta(minutes=pair[0]), NOW + timedelta(minutes=sum(pair)))
)
buffers = st.integers(0, 120).map(lambda minutes: timedelta(minutes=minutes))


@given(spans, buffers)
def test_the_cells_cover_the_slot_with_its_buffers_and_no_more_than_they_must(
    slot: Slot, buffer: timedelta
) -> None:
    found = cells(slot, buffer)
    wide = slot.widened(buffer)
    assert found[0] <= wide.start < found[0] + CELL
    assert found[-1] < wide.end <= found[-1] + CELL
    assert all(cell.timestamp() % 900 == 0 for cell in found)
    assert all(later - earlier == CELL for earlier, later in pairwise(found))


@given(spans, buffers, spans, buffers)
def test_slots_that_share_no_cell_have_both_their_buffers_between_them(
    one: Slot, before: timedelta, other: Slot, after: timedelta
) -> None:
    if set(cells(one, before)).isdisjoint(cells(other, after)):
        assert not one.widened(before + after).overlaps(other)
    else:
        assert one.widened(before + after + 2 * CELL).overlaps(other)


def test_the_longest_meeting_can_be_moved_in_one_transaction() -> None:
    longest = Slot(NOW + timedelta(minutes=7), NOW + timedelta(minutes=7 + 240))
    assert 1 + 2 * len(cells(longest, timedelta(minutes=120))) <= 100


def test_every_change_is_a_new_version() -> None:
    meeting = booked()
    again = rules.proposed_again(meeting, meeting.slots, "e3", NOW, asked_by_contact=True)
    for before, after in (
        (proposal(), meeting),
        (meeting, again),
        (meeting, offers.given_back(meeting, NOW)),
        (meeting, ending.cancelled(meeting, NOW)),
        (meeting, ending.completed(meeting, NOW)),
        (again, offers.lapsed(again, NOW)),
        (again, offers.turned_down(again, "e4", NOW)),
    ):
        assert after.version == before.version + 1


def test_only_an_offered_or_agreed_meeting_holds_time() -> None:
    meeting = booked()
    held = {status for status in MeetingStatus if replace(meeting, status=status, version=1).held_cells}
    assert held == {MeetingStatus.PROPOSED, MeetingStatus.CONFIRMED}
    assert proposal().held_cells == frozenset()


def test_a_new_booking_forgets_the_reminders_of_the_old_time_and_keeps_its_event_to_delete() -> None:
    meeting = replace(booked(), calendar_event_id="event-1", reminders={"24h": "sent"})
    again = rules.proposed_again(meeting, meeting.slots, "e3", NOW, asked_by_contact=True)
    moved = rules.confirmed(again, meeting.slots[0], 15, "e4", NOW, [])
    assert moved.reminders == {}
    assert moved.calendar_event_id is None
    assert [entry.event_id for entry in moved.former_entries] == ["event-1"]


def test_a_refused_booking_does_not_forget_the_event_of_the_time_before() -> None:
    meeting = replace(booked(), calendar_event_id="event-1")
    again = rules.proposed_again(meeting, meeting.slots, "e3", NOW, asked_by_contact=True)
    refused = offers.given_back(rules.confirmed(again, meeting.slots[0], 15, "e4", NOW, []), NOW)
    assert [entry.event_id for entry in refused.former_entries] == ["event-1"]
    assert refused.time is None
    assert not refused.on_offer(NOW)


def test_an_offer_stands_for_a_day() -> None:
    assert proposal().on_offer(NOW + timedelta(hours=24) - timedelta(seconds=1))
    assert not proposal().on_offer(NOW + timedelta(hours=24))


def test_an_appointment_that_is_being_moved_stands_though_the_offer_is_over() -> None:
    meeting = booked()
    again = rules.proposed_again(
        meeting, meeting.slots, "e3", NOW - timedelta(hours=25), asked_by_contact=True
    )
    assert again.stands(NOW)
    assert not again.on_offer(NOW)
    assert not again.stands(NOW + timedelta(days=2))
    assert not ending.cancelled(again, NOW).stands(NOW)


def test_an_offer_that_ran_out_leaves_the_agreed_time_also_one_that_has_passed() -> None:
    meeting = booked()
    again = rules.proposed_again(meeting, meeting.slots, "e3", NOW, asked_by_contact=True)
    assert offers.lapsed(again, NOW).status is MeetingStatus.CONFIRMED
    assert offers.lapsed(again, NOW + timedelta(days=2)).status is MeetingStatus.CONFIRMED
    assert offers.lapsed(proposal(), NOW).status is MeetingStatus.EXPIRED
