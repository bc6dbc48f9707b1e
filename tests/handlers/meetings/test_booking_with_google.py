"""The whole booking with Google Calendar behind the secret: its stand-in over HTTP, the rest on the embedded cloud."""

import json
import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest

from handlers.common.rules.model import Event, MeetingStatus, State
from handlers.common.storage import configuration, secrets
from handlers.meetings import calendars, cancellation
from handlers.meetings.partners import google_tokens
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.calendar_events import EventStatus
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.storage import meetings
from local.campaign.stand_ins.google_calendar import GoogleCalendarStandIn
from local.campaign.stand_ins.server import Desk, serve
from local.cloud import embedded
from tests.handlers.meetings.appointments import NOW, TENANT, World, world
from tests.handlers.meetings.google import account, stand_in
from tests.handlers.meetings.test_confirm_meeting import choose, propose, slot

CALENDAR_ID, HOST = "ana-cal", "ana@acme.example"


@pytest.fixture
def google(
    cloud: embedded.Account, tables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[GoogleCalendarStandIn]:
    made = stand_in()
    # An account that acts for nobody makes no conference.
    made.tokens.users = frozenset({HOST})
    desk = Desk(frozenset(), made.ledger, made.as_data, lambda: 0)
    endpoint = serve({"calendar": made}, desk)["calendar"]
    name = f"calendar-{uuid.uuid4().hex}"
    manager = cloud.client("secretsmanager")
    manager.create_secret(Name=name, SecretString=json.dumps(account().secret(endpoint) | {"subject": HOST}))
    monkeypatch.setenv("SECRET_CALENDAR", name)
    monkeypatch.setattr(google_tokens, "_kept", {})
    secrets.forget("calendar")
    yield made
    secrets.forget("calendar")
    manager.delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True)


@pytest.fixture
def here(google: GoogleCalendarStandIn, monkeypatch: pytest.MonkeyPatch) -> World:
    behind_the_secret = calendars.calendar
    made = world(monkeypatch)
    monkeypatch.setattr(calendars, "calendar", behind_the_secret)
    return made


def booked(google: GoogleCalendarStandIn) -> dict[str, str]:
    return {name: event["start"]["dateTime"] for name, event in google.as_data()["events"].items()}


def offer_again(here: World, *slots: Slot) -> Meeting:
    before = here.meeting()
    again = rules.proposed_again(before, slots, uuid.uuid4().hex, NOW, asked_by_contact=True)
    meetings.save(before, again)
    return again


def test_a_meeting_is_booked_once_moved_and_cancelled(here: World, google: GoogleCalendarStandIn) -> None:
    meeting = propose(here)
    assert choose(here, meeting, event_id="e1") == choose(here, meeting, event_id="e1") == "booked"
    first = here.meeting()
    assert booked(google) == {first.calendar_event_id: slot(48).start.isoformat()}

    moved = offer_again(here, slot(48.5), slot(120))
    assert choose(here, moved, slot(48.5), "e2") == "booked"
    second = here.meeting()
    assert booked(google) == {second.calendar_event_id: slot(48.5).start.isoformat()}
    assert second.calendar_event_id != first.calendar_event_id

    # Back to the first time, of which Google knows a deleted event.
    back = offer_again(here, slot(48))
    assert choose(here, back, slot(48), "e3") == "booked"
    third = here.meeting()
    assert booked(google) == {third.calendar_event_id: slot(48).start.isoformat()}

    assert cancellation.cancel(third.meeting_id, NOW, "e4")
    assert booked(google) == {}
    assert len(google.as_data()["deletedEvents"]) == 3
    assert here.held() == []
    assert google.tokens.made == 1


def test_whoever_comes_second_is_offered_other_slots(here: World, google: GoogleCalendarStandIn) -> None:
    first, second = propose(here), propose(here, "c2")
    assert choose(here, first, event_id="e1") == "booked"
    assert choose(here, second, event_id="e2") == "slot_taken"
    assert len(booked(google)) == 1
    (requested,) = here.raised_of(Event.SCHEDULE_REQUESTED)
    assert requested["reason"] == "slot_taken"


def test_a_host_who_was_quicker_gives_the_time_back(here: World, google: GoogleCalendarStandIn) -> None:
    meeting = propose(here)
    google.occupy(CALENDAR_ID, slot(48.5).start, slot(48.5).end)
    assert choose(here, meeting) == "calendar_refused"
    assert here.meeting().status is MeetingStatus.PROPOSED
    assert here.held() == []
    assert booked(google) == {}


def test_a_contact_is_told_while_google_is_out_and_the_event_is_entered_by_the_repeat(
    here: World, google: GoogleCalendarStandIn
) -> None:
    meeting = propose(here)
    google.refuse(400, "badRequest")
    with pytest.raises(RuntimeError, match="Google Calendar answered 400 badRequest"):
        choose(here, meeting, event_id="e1")
    assert here.state() == State.SCHEDULED
    assert len(here.messages) == 1
    assert choose(here, meeting, event_id="e1") == "booked"
    assert list(booked(google)) == [here.meeting().calendar_event_id]


def test_the_slots_on_offer_leave_out_what_the_host_has(here: World, google: GoogleCalendarStandIn) -> None:
    google.occupy(CALENDAR_ID, NOW, NOW + timedelta(days=1))
    busy = calendars.calendar().busy(CALENDAR_ID, Slot(NOW, NOW + timedelta(days=10)))
    assert busy == [Slot(NOW, NOW + timedelta(days=1))]


def test_a_conference_that_the_host_wants_is_kept_with_the_meeting(
    here: World, google: GoogleCalendarStandIn
) -> None:
    with_conference = TENANT.hosts[0].model_copy(update={"conference": True})
    configuration.put_tenant(TENANT.model_copy(update={"hosts": (with_conference,)}))
    configuration.forget()
    assert choose(here, propose(here)) == "booked"
    meeting = here.meeting()
    assert meeting.conference_link
    assert meeting.calendar_event_id
    found = calendars.calendar().read_event(meeting.calendar_event_id)
    assert (found.status, found.time) == (EventStatus.STANDS, slot(48))
    assert found.conference_link == meeting.conference_link
