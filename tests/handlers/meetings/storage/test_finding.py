from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.common.rules.model import MeetingStatus
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules import offers
from handlers.meetings.storage import finding, meetings
from tests.handlers.meetings.storage.stored_meetings import NOW, booked, proposal, slot, stored

pytestmark = pytest.mark.usefixtures("tables")


def test_meetings_are_found_by_status_and_time_and_only_if_they_are_still_so() -> None:
    booked(stored(proposal("m1")), slot(24))
    booked(stored(proposal("m2")), slot(48))
    stored(proposal("m3"))
    found = finding.scheduled_between(
        MeetingStatus.CONFIRMED, NOW + timedelta(hours=24), NOW + timedelta(hours=48)
    )
    assert [meeting.meeting_id for meeting in found] == ["m1"]


def test_offers_are_found_by_host_while_their_slots_may_still_be_chosen() -> None:
    offer = stored(proposal("m1", slot(24), slot(48)))
    booked(stored(proposal("m2", slot(25))), slot(25))
    stored(replace(proposal("m3", slot(26)), host_id="bia"))
    stored(replace(proposal("m4", slot(27)), expires_at=NOW))
    stored(proposal("m5", slot(90)))
    assert finding.offered("acme", "ana", NOW, NOW + timedelta(hours=72)) == list(offer.slots)


def test_offers_beside_an_agreed_time_are_found_while_their_slots_may_still_be_chosen() -> None:
    meeting = booked(stored(proposal("m1", slot(24))), slot(24))
    again = rules.proposed_again(meeting, (slot(48),), "e3", NOW, asked_by_contact=True)
    meetings.save(meeting, again)
    assert finding.offered("acme", "ana", NOW, NOW + timedelta(hours=72)) == [slot(48)]


def test_offers_beside_an_agreed_time_are_over_until_they_are_closed() -> None:
    meeting = booked(stored(proposal("m1", slot(72))), slot(72))
    again = rules.proposed_again(meeting, (slot(48),), "e3", NOW, asked_by_contact=True)
    meetings.save(meeting, again)
    late = NOW + timedelta(hours=25)
    assert list(finding.proposals_expired(NOW)) == []
    (over,) = finding.proposals_expired(late)
    meetings.save(over, offers.lapsed(over, late))
    assert list(finding.proposals_expired(late)) == []
    assert [found.meeting_id for found in finding.lapsed_since(NOW, late, lambda _: nullcontext())] == ["m1"]


def test_offers_that_are_over_are_found_until_they_are_closed() -> None:
    stored(proposal("m1"))
    over = stored(replace(proposal("m2"), expires_at=NOW))
    assert [meeting.meeting_id for meeting in finding.proposals_expired(NOW)] == ["m2"]
    meetings.save(over, offers.lapsed(over, NOW))
    assert list(finding.proposals_expired(NOW)) == []


def test_meetings_are_found_by_the_instant_at_which_they_took_a_status() -> None:
    for number in range(2):
        offer = stored(proposal(f"m{number}"))
        meetings.save(offer, offers.lapsed(offer, NOW + timedelta(days=number)))
    found = finding.changed_since(MeetingStatus.EXPIRED, NOW, NOW + timedelta(hours=12))
    assert [meeting.meeting_id for meeting in found] == ["m1"]
