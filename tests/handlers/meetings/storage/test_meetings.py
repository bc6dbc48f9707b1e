import contextlib
import os
import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from handlers.common.rules.contact import Contact
from handlers.common.rules.model import MeetingStatus, State
from handlers.common.storage import dynamo
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.meeting import CELL, Meeting, Slot
from handlers.meetings.storage import meetings

pytestmark = pytest.mark.usefixtures("tables")

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CONTACT = Contact("c1", "acme", "spring", State.INTERESTED)


def slot(hours: float, minutes: int = 60) -> Slot:
    start = NOW + timedelta(hours=hours)
    return Slot(start, start + timedelta(minutes=minutes))


def proposal(meeting_id: str = "m1", *slots: Slot) -> Meeting:
    return rules.proposed(
        meeting_id=meeting_id,
        tenant_id="acme",
        campaign_id="spring",
        contact_id="c1",
        host_id="ana",
        slots=slots or (slot(24), slot(48), slot(72)),
        request_id="event-1",
        now=NOW,
    )


def stored(meeting: Meeting) -> Meeting:
    meetings.save(None, meeting)
    return meeting


def booked(meeting: Meeting, at: Slot, buffer_minutes: int = 15) -> Meeting:
    after = rules.confirmed(meeting, at, buffer_minutes, "event-2", NOW, ())
    meetings.save(meeting, after)
    return after


def held() -> list[datetime]:
    return [
        cell.start
        for cell in meetings.claimed("acme", "ana", NOW - timedelta(days=30), NOW + timedelta(days=30))
    ]


def test_a_meeting_is_read_as_it_was_written() -> None:
    meeting = stored(proposal())
    assert meetings.get("m1") == meeting
    confirmed = booked(meeting, meeting.slots[1])
    assert meetings.get("m1") == confirmed
    assert meetings.current(CONTACT._replace(meeting_id="m1")) == confirmed
    assert meetings.current(CONTACT) is None
    assert meetings.get("m2") is None


def test_a_meeting_is_made_once() -> None:
    stored(proposal())
    with pytest.raises(meetings.MeetingChangedError):
        stored(proposal())


def test_a_change_of_a_meeting_that_has_changed_meanwhile_is_refused() -> None:
    first = stored(proposal())
    booked(first, first.slots[0])
    with pytest.raises(meetings.MeetingChangedError):
        booked(first, first.slots[1])


def test_what_others_keep_with_the_meeting_survives_a_change() -> None:
    meeting = stored(proposal())
    dynamo.client().update_item(
        TableName=os.environ["TABLE_MEETINGS"],
        Key=dynamo.encode({"pk": "MEETING#m1", "sk": "MEETING"}),
        UpdateExpression="SET briefing = :briefing",
        ExpressionAttributeValues=dynamo.encode({":briefing": "# Briefing"}),
    )
    booked(meeting, meeting.slots[0])
    found = meetings.get("m1")
    assert found is not None
    assert found.briefing == "# Briefing"


def test_confirming_claims_the_time_with_its_buffers() -> None:
    meeting = stored(proposal())
    booked(meeting, meeting.slots[0])
    start = meeting.slots[0].start - timedelta(minutes=15)
    assert held() == [start + n * CELL for n in range(6)]


def test_time_that_belongs_to_another_meeting_cannot_be_claimed_and_nothing_is_changed() -> None:
    first, second = stored(proposal("m1")), stored(proposal("m2"))
    booked(first, slot(24))
    before = held()
    with pytest.raises(meetings.TimeTakenError):
        booked(second, slot(25.25))
    assert meetings.get("m2") == second
    assert held() == before


def test_a_rescheduled_meeting_swaps_its_time_even_for_an_overlapping_one() -> None:
    meeting = booked(stored(proposal()), slot(24))
    again = rules.proposed_again(meeting, (slot(24.5),), "event-3", NOW, asked_by_contact=True)
    meetings.save(meeting, again)
    assert len(held()) == 6
    booked(again, slot(24.5))
    assert held()[0] == NOW + timedelta(hours=24.25)
    assert len(held()) == 6


def test_cancelling_frees_the_time_and_may_be_repeated() -> None:
    meeting = booked(stored(proposal()), slot(24))
    cancelled = meetings.cancel("m1", NOW)
    assert cancelled is not None
    assert cancelled.status is MeetingStatus.CANCELLED
    assert held() == []
    other = booked(stored(proposal("m2")), slot(24))
    assert meetings.cancel("m1", NOW) == cancelled
    assert len(held()) == len(other.held_cells) == len(meeting.held_cells)


def test_a_meeting_that_is_over_or_unknown_is_not_cancelled() -> None:
    meeting = booked(stored(proposal()), slot(24))
    meetings.save(meeting, rules.completed(meeting, NOW))
    assert meetings.cancel("m1", NOW) is None
    assert meetings.cancel("m2", NOW) is None


def test_a_reminder_is_recorded_once_per_version() -> None:
    meeting = booked(stored(proposal()), slot(24))
    assert meetings.mark_reminder(meeting, "24h", "sent")
    assert not meetings.mark_reminder(meeting, "24h", "sent")
    assert meetings.mark_reminder(meeting, "24h", "skipped", instead_of="sent")
    assert not meetings.mark_reminder(replace(meeting, version=9), "1h", "sent")
    found = meetings.get("m1")
    assert found is not None
    assert found.reminders == {"24h": "skipped"}


def test_meetings_are_found_by_status_and_time_and_only_if_they_are_still_so() -> None:
    booked(stored(proposal("m1")), slot(24))
    booked(stored(proposal("m2")), slot(48))
    stored(proposal("m3"))
    found = meetings.scheduled_between(
        MeetingStatus.CONFIRMED, NOW + timedelta(hours=24), NOW + timedelta(hours=48)
    )
    assert [meeting.meeting_id for meeting in found] == ["m1"]


def test_of_fifty_overlapping_confirmations_at_once_those_win_that_do_not_overlap() -> None:
    offered = [slot(24 + number / 4, minutes=30 + 15 * (number % 7)) for number in range(50)]
    made = [stored(proposal(f"m{number}", at)) for number, at in enumerate(offered)]

    def confirm(meeting: Meeting) -> Meeting | None:
        try:
            return booked(meeting, meeting.slots[0])
        except meetings.TimeTakenError:
            return None

    with ThreadPoolExecutor(16) as pool:
        outcomes = list(pool.map(confirm, made))
    winners = [winner for winner in outcomes if winner is not None]
    cells = [cell for winner in winners for cell in winner.held_cells]
    assert len(cells) == len(set(cells))
    assert sorted(cells) == held()
    # Whoever lost, lost to a winner.
    for meeting, outcome in zip(made, outcomes, strict=True):
        if outcome is None:
            wanted = rules.cells(meeting.slots[0], timedelta(minutes=15))
            assert not set(wanted).isdisjoint(cells)


def one_step(rng: random.Random, meeting: Meeting) -> Meeting:
    """Something that may happen to a meeting as it stands."""
    if meeting.status is MeetingStatus.PROPOSED:
        wanted = rng.choice(meeting.slots)
        return rng.choice(
            [
                rules.confirmed(meeting, wanted, rng.choice((0, 15, 40)), "event-2", NOW, ()),
                rules.turned_down(meeting, "event-2", NOW),
                rules.cancelled(meeting, NOW),
                rules.lapsed(meeting, NOW),
            ]
        )
    slots = [slot(24 + rng.randrange(40) / 4, rng.choice((30, 60, 100))) for _ in range(3)]
    again = rules.proposed_again(meeting, slots, "event-3", NOW, asked_by_contact=True)
    if meeting.status is MeetingStatus.CONFIRMED:
        return rng.choice([again, rules.given_back(meeting, NOW), rules.completed(meeting, NOW)])
    return again


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_the_time_that_is_held_is_that_of_the_meetings_that_hold_it(seed: int) -> None:
    rng = random.Random(seed)
    for number in range(4):
        stored(proposal(f"m{number}"))
    for _ in range(30):
        before = meetings.get(f"m{rng.randrange(4)}")
        assert before is not None
        with contextlib.suppress(meetings.TimeTakenError):
            meetings.save(before, one_step(rng, before))
        now_held = [
            cell for number in range(4) if (at := meetings.get(f"m{number}")) for cell in at.held_cells
        ]
        assert sorted(now_held) == held()
