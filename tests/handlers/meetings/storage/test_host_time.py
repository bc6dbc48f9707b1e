import contextlib
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from handlers.common.rules.model import MeetingStatus
from handlers.meetings.rules import ending, offers
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.times import CELL
from handlers.meetings.storage import meetings
from handlers.meetings.storage.host_time import TimeTakenError
from tests.handlers.meetings.storage.stored_meetings import NOW, booked, held, proposal, slot, stored

pytestmark = pytest.mark.usefixtures("tables")


def test_confirming_claims_the_time_with_its_buffers() -> None:
    meeting = stored(proposal())
    booked(meeting, meeting.slots[0])
    start = meeting.slots[0].start - timedelta(minutes=15)
    assert held() == [start + n * CELL for n in range(6)]


def test_time_that_belongs_to_another_meeting_cannot_be_claimed_and_nothing_is_changed() -> None:
    first, second = stored(proposal("m1")), stored(proposal("m2"))
    booked(first, slot(24))
    before = held()
    with pytest.raises(TimeTakenError):
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


def test_of_fifty_overlapping_confirmations_at_once_those_win_that_do_not_overlap() -> None:
    offered = [slot(24 + number / 4, minutes=30 + 15 * (number % 7)) for number in range(50)]
    made = [stored(proposal(f"m{number}", at)) for number, at in enumerate(offered)]

    def confirm(meeting: Meeting) -> Meeting | None:
        try:
            return booked(meeting, meeting.slots[0])
        except TimeTakenError:
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
                offers.turned_down(meeting, "event-2", NOW),
                ending.cancelled(meeting, NOW),
                offers.lapsed(meeting, NOW),
            ]
        )
    slots = [slot(24 + rng.randrange(40) / 4, rng.choice((30, 60, 100))) for _ in range(3)]
    again = rules.proposed_again(meeting, slots, "event-3", NOW, asked_by_contact=True)
    if meeting.status is MeetingStatus.CONFIRMED:
        return rng.choice([again, offers.given_back(meeting, NOW), ending.completed(meeting, NOW)])
    return again


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_the_time_that_is_held_is_that_of_the_meetings_that_hold_it(seed: int) -> None:
    rng = random.Random(seed)
    for number in range(4):
        stored(proposal(f"m{number}"))
    for _ in range(30):
        before = meetings.get(f"m{rng.randrange(4)}")
        assert before is not None
        with contextlib.suppress(TimeTakenError):
            meetings.save(before, one_step(rng, before))
        now_held = [
            cell for number in range(4) if (at := meetings.get(f"m{number}")) for cell in at.held_cells
        ]
        assert sorted(now_held) == held()
