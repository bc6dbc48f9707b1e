import os
from dataclasses import replace

import pytest

from handlers.common.rules.contact import Contact
from handlers.common.rules.model import MeetingStatus, State
from handlers.common.storage import dynamo
from handlers.common.storage.writes import ChangedError, ContendedError
from handlers.meetings.rules import ending
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.reminder_outcomes import ReminderOutcome
from handlers.meetings.storage import meetings
from tests.handlers.meetings.storage.stored_meetings import NOW, booked, held, proposal, slot, stored

pytestmark = pytest.mark.usefixtures("tables")

CONTACT = Contact("c1", "acme", "spring", State.INTERESTED)


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
    with pytest.raises(ChangedError):
        stored(proposal())


def test_a_change_of_a_meeting_that_has_changed_meanwhile_is_refused() -> None:
    first = stored(proposal())
    booked(first, first.slots[0])
    with pytest.raises(ChangedError):
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
    meetings.save(meeting, ending.completed(meeting, NOW))
    assert meetings.cancel("m1", NOW) is None
    assert meetings.cancel("m2", NOW) is None


def test_a_reminder_is_recorded_once_for_an_agreed_time() -> None:
    meeting = booked(stored(proposal()), slot(24))
    assert meetings.mark_reminder(meeting, "24h", ReminderOutcome.SENT)
    assert not meetings.mark_reminder(meeting, "24h", ReminderOutcome.SENT)
    assert meetings.mark_reminder(meeting, "24h", ReminderOutcome.SKIPPED, instead_of=ReminderOutcome.SENT)
    assert not meetings.mark_reminder(replace(meeting, booked_version=9), "1h", ReminderOutcome.SENT)
    found = meetings.get("m1")
    assert found is not None
    assert found.reminders == {"24h": "skipped"}


def test_a_reminder_is_recorded_also_where_other_slots_are_offered_meanwhile_and_not_of_a_cancelled_meeting() -> (
    None
):
    meeting = booked(stored(proposal()), slot(24))
    again = rules.proposed_again(meeting, (slot(48),), "e3", NOW, asked_by_contact=True)
    meetings.save(meeting, again)
    assert meetings.mark_reminder(meeting, "24h", ReminderOutcome.SENT)
    meetings.cancel("m1", NOW)
    assert not meetings.mark_reminder(meeting, "1h", ReminderOutcome.SENT)


def test_a_reminder_of_a_meeting_of_an_earlier_release_is_recorded_by_its_version() -> None:
    meeting = booked(stored(proposal()), slot(24))
    earlier = replace(meeting, booked_version=None)
    meetings.save(meeting, earlier)
    assert not meetings.mark_reminder(replace(earlier, version=9), "24h", ReminderOutcome.SENT)
    assert meetings.mark_reminder(earlier, "24h", ReminderOutcome.SENT)


def test_a_mail_on_its_way_is_ended_by_its_owner_also_where_the_meeting_is_cancelled_meanwhile() -> None:
    meeting = booked(stored(proposal()), slot(24))
    assert meetings.mark_reminder(meeting, "24h_host", ReminderOutcome.SENDING, owner="one")
    meetings.cancel("m1", NOW)
    meetings.end_reminder(meeting, "24h_host", "other", ReminderOutcome.FAILED)
    meetings.end_reminder(meeting, "24h_host", "one", ReminderOutcome.SENT)
    found = meetings.get("m1")
    assert found is not None
    assert found.reminders == {"24h_host": "sent"}


def test_a_meeting_that_does_not_exist_is_neither_changed_nor_made() -> None:
    meeting = proposal()
    with pytest.raises(ChangedError):
        meetings.save(meeting, ending.cancelled(meeting, NOW))
    assert not meetings.mark_reminder(meeting, "24h", ReminderOutcome.SENT)
    assert meetings.get("m1") is None


def test_a_cancellation_that_is_overtaken_again_and_again_says_to_run_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def overtaken(before: Meeting | None, after: Meeting) -> None:
        raise ChangedError

    stored(proposal())
    monkeypatch.setattr(meetings, "save", overtaken)
    with pytest.raises(ContendedError, match="meeting m1"):
        meetings.cancel("m1", NOW)
