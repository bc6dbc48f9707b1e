import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from handlers.common.rules.outcomes import PartnerAnswer, Reached
from handlers.meetings.partners import google_requests, google_tokens
from handlers.meetings.partners.calendar import CalendarRefusedError, CalendarUnavailableError
from handlers.meetings.rules import google_events
from handlers.meetings.rules.calendar_events import EventStatus, FoundEvent, MadeEvent, NewEvent
from handlers.meetings.rules.meeting import Slot
from tests.handlers.meetings.google import (
    DONE_AND_LOST,
    LOST,
    NOT_SENT,
    Wire,
    account,
    connect,
    said,
    secret_of,
    stand_in,
)

ROOT = Path(__file__).resolve().parents[4]
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SPAN = Slot(NOW, NOW + HOUR)
EVENT = NewEvent(calendar_id="ana@acme.example", time=SPAN, key="key-1", summary="Reunião", description="Zé")
ELLIPTIC = (
    ec.generate_private_key(ec.SECP256R1())
    .private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    .decode()
)
TOKEN_TAKEN = None
"""The first request is for a token, and goes well."""


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    return connect(monkeypatch, stand_in())


def held(wire: Wire) -> list[Any]:
    return list(wire.google.as_data()["events"].values())


def patch(wire: Wire, made: MadeEvent, **changes: Any) -> PartnerAnswer:
    """Change an event as its host would."""
    reference = google_events.Reference.parse(made.event_id)
    assert reference
    token = google_tokens.token(wire.secret, 1)
    path = f"/calendars/ana%40acme.example/events/{reference.id}"
    return wire.call("PATCH", wire.secret.api_url + path, token, changes)


@given(st.text(), st.text())
def test_every_key_gives_an_id_that_google_takes_and_no_two_give_the_same(one: str, other: str) -> None:
    ids = [google_events.event_id(key) for key in (one, other)]
    assert all(re.fullmatch("[a-v0-9]{5,1024}", each) for each in ids)
    assert (ids[0] == ids[1]) == (one == other)


def test_busy_times_are_read_with_their_offsets(wire: Wire) -> None:
    wire.google.occupy("ana@acme.example", NOW - HOUR, NOW + HOUR)
    assert wire.calendar().busy("ana@acme.example", SPAN) == [SPAN]
    assert wire.requests == ["POST /token", "POST /calendar/v3/freeBusy"]


@pytest.mark.parametrize(
    "calendars",
    [
        None,
        {},
        {"ana@acme.example": {}},
        {"ana@acme.example": {"busy": None}},
        {"ana@acme.example": {"busy": [{}]}},
        {"ana@acme.example": {"busy": [{"start": "2026-11-23T09:00:00", "end": "2026-11-23T10:00:00"}]}},
        {"ana@acme.example": {"busy": [{"start": 1, "end": 2}]}},
        {"ana@acme.example": {"errors": [{"domain": "global", "reason": "internalError"}], "busy": []}},
        {"other@acme.example": {"busy": []}},
    ],
)
def test_an_answer_that_cannot_be_read_is_never_taken_for_a_free_calendar(wire: Wire, calendars: Any) -> None:
    wire.meets = [TOKEN_TAKEN, PartnerAnswer(Reached.ANSWERED, 200, {"calendars": calendars})]
    with pytest.raises(CalendarUnavailableError):
        wire.calendar().busy("ana@acme.example", SPAN)


def test_a_calendar_that_is_not_shared_is_told_with_the_cure_and_without_its_address(wire: Wire) -> None:
    wire.google.roles["ana@acme.example"] = "none"
    with pytest.raises(CalendarUnavailableError, match="notFound: share the calendar") as raised:
        wire.calendar().busy("ana@acme.example", SPAN)
    assert "ana@" not in str(raised.value)


def test_an_event_is_made_without_a_word_to_anybody(wire: Wire) -> None:
    made = wire.calendar().create_event(EVENT)
    assert made == MadeEvent(f"{google_events.event_id('key-1')}/ana@acme.example")
    (event,) = held(wire)
    assert (event["summary"], event["description"]) == ("Reunião", "Zé")
    assert event["start"] == {"dateTime": "2026-11-23T12:00:00+00:00"}
    assert "attendees" not in event
    assert wire.requests[-1].endswith("/events?sendUpdates=none&conferenceDataVersion=0")


def test_who_makes_an_event_again_finds_the_first(wire: Wire) -> None:
    first = wire.calendar().create_event(EVENT)
    assert wire.calendar().create_event(EVENT) == first
    assert len(held(wire)) == 1


@pytest.mark.parametrize("met", [LOST, NOT_SENT, DONE_AND_LOST, said(503), said(429), said(500)])
@pytest.mark.parametrize("before", [0, 1, 2])
def test_whatever_request_is_lost_there_is_one_event_and_it_is_found(
    wire: Wire, met: PartnerAnswer | str, before: int
) -> None:
    wire.meets = [*[None] * before, met]
    made = wire.calendar().create_event(EVENT)
    assert made.event_id == f"{google_events.event_id('key-1')}/ana@acme.example"
    assert len(held(wire)) == 1
    assert wire.waits == [0.5]


def test_an_event_that_was_made_and_never_told_of_is_found_by_a_later_delivery(wire: Wire) -> None:
    wire.meets = [None, None, DONE_AND_LOST, LOST, LOST]
    with pytest.raises(CalendarUnavailableError):
        wire.calendar().create_event(EVENT)
    assert wire.calendar().create_event(EVENT).event_id
    assert len(held(wire)) == 1


def test_a_calendar_that_stays_silent_is_unavailable(wire: Wire) -> None:
    wire.meets = [TOKEN_TAKEN, LOST, LOST, LOST]
    with pytest.raises(CalendarUnavailableError, match="nothing"):
        wire.calendar().create_event(EVENT)
    assert wire.waits == [0.5, 1.5]


def test_a_time_that_the_host_has_taken_is_refused(wire: Wire) -> None:
    wire.google.occupy("ana@acme.example", NOW + HOUR / 2, NOW + 2 * HOUR)
    with pytest.raises(CalendarRefusedError):
        wire.calendar().create_event(EVENT)
    assert held(wire) == []


def test_what_ends_when_the_meeting_begins_is_in_nobodys_way(wire: Wire) -> None:
    wire.google.occupy("ana@acme.example", NOW - HOUR, NOW)
    wire.google.occupy("ana@acme.example", NOW + HOUR, NOW + 2 * HOUR)
    assert wire.calendar().create_event(EVENT).event_id


def test_another_events_time_is_refused_and_its_own_is_not(wire: Wire) -> None:
    first = wire.calendar().create_event(EVENT)
    with pytest.raises(CalendarRefusedError):
        wire.calendar().create_event(replace(EVENT, key="key-2"))
    # Whatever came beside it meanwhile, an event that is there is there.
    wire.google.occupy("ana@acme.example", NOW, NOW + 2 * HOUR)
    assert wire.calendar().create_event(EVENT) == first


def test_an_event_that_the_host_has_deleted_is_not_made_again(wire: Wire) -> None:
    made = wire.calendar().create_event(EVENT)
    wire.calendar().delete_event(made.event_id)
    with pytest.raises(CalendarRefusedError):
        wire.calendar().create_event(EVENT)
    assert wire.calendar().create_event(replace(EVENT, key="key-2")).event_id


@pytest.mark.parametrize("status", [400, 404, 301, 412])
def test_our_own_mistake_is_no_refusal(wire: Wire, status: int) -> None:
    wire.meets = [None, None, said(status)]
    with pytest.raises(CalendarUnavailableError):
        wire.calendar().create_event(EVENT)


def test_a_calendar_that_can_only_be_read_is_told_with_the_cure(wire: Wire) -> None:
    wire.google.role = "reader"
    with pytest.raises(CalendarUnavailableError, match="403 requiredAccessLevel: share the calendar"):
        wire.calendar().create_event(EVENT)
    assert wire.waits == []


@pytest.mark.parametrize("reason", ["rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded"])
def test_a_rate_limit_is_waited_for(wire: Wire, reason: str) -> None:
    wire.google.refuse(403, reason, times=2)
    assert wire.calendar().busy("ana@acme.example", SPAN) == []
    assert wire.waits == [0.5, 1.5]
    assert wire.forgotten == 0


def test_a_wait_that_is_asked_for_is_kept_and_a_long_one_ends_the_run(wire: Wire) -> None:
    wire.meets = [TOKEN_TAKEN, said(429, retry_after=2)]
    wire.calendar().create_event(EVENT)
    assert wire.waits == [2]
    wire.meets = [said(429, retry_after=60)]
    with pytest.raises(CalendarUnavailableError):
        wire.calendar().create_event(EVENT)


def test_a_token_is_bought_once_and_again_when_google_does_not_know_it_any_more(wire: Wire) -> None:
    for _ in range(3):
        wire.calendar().busy("ana@acme.example", SPAN)
    assert wire.google.tokens.made == 1
    wire.google.tokens.expire()
    wire.calendar().busy("ana@acme.example", SPAN)
    assert (wire.google.tokens.made, wire.forgotten, wire.waits) == (2, 1, [])


@pytest.mark.parametrize(("lasts", "asked"), [(110, 2), (3599, 1)])
def test_a_token_is_not_used_to_its_last_minute(wire: Wire, lasts: int, asked: int) -> None:
    short = {"access_token": "ya29.short", "expires_in": lasts}
    wire.meets = [PartnerAnswer(Reached.ANSWERED, 200, short)]
    for _ in range(2):
        google_tokens.token(wire.secret, 1)
    assert wire.count("POST", "/token") == asked


def test_a_token_that_is_refused_twice_is_no_loop(wire: Wire) -> None:
    wire.google.refuse(401, "authError", times=9)
    with pytest.raises(CalendarUnavailableError, match="401 authError"):
        wire.calendar().busy("ana@acme.example", SPAN)
    assert wire.count("POST", "freeBusy") == 2


def test_a_key_that_was_replaced_is_read_again(wire: Wire) -> None:
    current = wire.secret
    deleted = {**current.service_account, "private_key": account(2).private_key}
    wire.secret = replace(current, service_account=deleted)

    def forget() -> None:
        wire.secret = current

    wire.forget = forget
    assert wire.calendar().busy("ana@acme.example", SPAN) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"private_key": account(2).private_key}, "400 invalid_grant: the key was deleted"),
        ({"client_email": "x@y.example"}, "400 invalid_grant: the key was deleted"),
        ({"private_key": "-----BEGIN PRIVATE KEY-----\nx\n"}, "private_key in the calendar's secret"),
        ({"private_key": ELLIPTIC}, "private_key in the calendar's secret"),
    ],
)
def test_a_key_that_is_wrong_is_told_with_the_cure(wire: Wire, change: dict[str, str], told: str) -> None:
    wire.secret = replace(wire.secret, service_account={**wire.secret.service_account, **change})
    with pytest.raises(CalendarUnavailableError, match=told) as raised:
        wire.calendar().busy("ana@acme.example", SPAN)
    assert "BEGIN" not in str(raised.value)
    assert raised.value.__suppress_context__ or raised.value.__context__ is None


def test_a_user_for_whom_the_domain_has_not_delegated_is_told(wire: Wire) -> None:
    wire.secret = secret_of({**_document(wire), "subject": "ana@acme.example"})
    with pytest.raises(CalendarUnavailableError, match="unauthorized_client: the domain has not delegated"):
        wire.calendar().busy("ana@acme.example", SPAN)


def test_the_account_acts_for_a_user_whose_domain_has_delegated(wire: Wire) -> None:
    wire.google.tokens.users = frozenset({"ana@acme.example"})
    wire.secret = secret_of({**_document(wire), "subject": "ana@acme.example"})
    assert wire.calendar().busy("ana@acme.example", SPAN) == []


def _document(wire: Wire) -> dict[str, Any]:
    return account().secret(wire.secret.api_url.removesuffix("/calendar/v3"))


@pytest.mark.parametrize("answer", [None, said(404, "notFound"), said(410, "deleted")])
def test_deleting_an_event_that_is_gone_is_no_error(wire: Wire, answer: PartnerAnswer | None) -> None:
    made = wire.calendar().create_event(EVENT)
    wire.meets = [answer]
    wire.calendar().delete_event(made.event_id)
    assert wire.requests[-1].startswith("DELETE /calendar/v3/calendars/ana%40acme.example/events/")
    wire.calendar().delete_event(made.event_id)


def test_deleting_is_not_taken_for_done_when_it_was_not(wire: Wire) -> None:
    made = wire.calendar().create_event(EVENT)
    wire.google.refuse(400, "invalid")
    with pytest.raises(CalendarUnavailableError):
        wire.calendar().delete_event(made.event_id)
    assert held(wire)


def test_an_event_stays_with_the_calendar_in_which_it_was_made(wire: Wire) -> None:
    made = wire.calendar().create_event(replace(EVENT, calendar_id="old/shared calendar"))
    wire.calendar().delete_event(made.event_id)
    assert held(wire) == []


def test_an_event_of_a_gateway_is_none_of_googles(wire: Wire) -> None:
    wire.calendar().delete_event("event-1")
    assert wire.calendar().read_event("event-1") == FoundEvent(EventStatus.NOT_TOLD)
    assert wire.requests == []


def test_an_event_is_read_back_as_the_host_has_left_it(wire: Wire) -> None:
    made = wire.calendar().create_event(EVENT)
    assert wire.calendar().read_event(made.event_id) == FoundEvent(EventStatus.STANDS, SPAN)
    moved = {
        "start": {"dateTime": "2026-11-23T10:00:00-03:00"},
        "end": {"dateTime": "2026-11-23T11:00:00-03:00"},
    }
    assert patch(wire, made, **moved).status == 200
    later = FoundEvent(EventStatus.STANDS, Slot(NOW + HOUR, NOW + 2 * HOUR))
    assert wire.calendar().read_event(made.event_id) == later
    patch(wire, made, start={"date": "2026-11-23"}, end={"date": "2026-11-24"})
    assert wire.calendar().read_event(made.event_id) == FoundEvent(EventStatus.STANDS, None)
    patch(wire, made, status="cancelled")
    assert wire.calendar().read_event(made.event_id) == FoundEvent(EventStatus.GONE)


def test_a_calendar_that_is_not_shared_any_more_is_not_taken_for_one_without_events(wire: Wire) -> None:
    made = wire.calendar().create_event(EVENT)
    wire.meets = [said(404, "notFound")]
    assert wire.calendar().read_event(made.event_id) == FoundEvent(EventStatus.GONE)
    wire.google.role = "none"
    with pytest.raises(CalendarUnavailableError, match="share the calendar"):
        wire.calendar().read_event(made.event_id)


@pytest.mark.parametrize(
    "body", [{}, {"status": "confirmed"}, {"status": "confirmed", "start": {}, "end": {}}]
)
def test_an_event_that_cannot_be_read_is_not_taken_for_gone(wire: Wire, body: dict[str, Any]) -> None:
    wire.meets = [TOKEN_TAKEN, PartnerAnswer(Reached.ANSWERED, 200, body)]
    with pytest.raises(CalendarUnavailableError):
        wire.calendar().read_event("abcde/ana@acme.example")


def test_a_conference_is_made_once_and_its_link_told_again(wire: Wire) -> None:
    wire.google.tokens.users = frozenset({"ana@acme.example"})
    wire.secret = secret_of({**_document(wire), "subject": "ana@acme.example"})
    wanted = replace(EVENT, conference=True)
    made = wire.calendar().create_event(wanted)
    assert made.conference_link
    assert made.conference_link.startswith("https://meet.google.com/")
    assert wire.calendar().create_event(wanted) == made
    assert wire.calendar().read_event(made.event_id).conference_link == made.conference_link


def test_an_account_that_acts_for_nobody_can_make_no_conference_and_is_told_the_cure(wire: Wire) -> None:
    with pytest.raises(CalendarUnavailableError, match="set the host's conference to false"):
        wire.calendar().create_event(replace(EVENT, conference=True))


def test_all_that_an_event_takes_fits_into_the_time_of_confirm_meeting(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = SimpleNamespace(now=0.0)
    monkeypatch.setattr(google_requests, "time", SimpleNamespace(monotonic=lambda: clock.now))
    send, form = wire.call, wire.post_form

    def slowly(*arguments: Any, timeout: float) -> PartnerAnswer:
        clock.now += timeout
        return send(*arguments, timeout=timeout)

    def wait(seconds: float) -> None:
        clock.now += seconds

    monkeypatch.setattr(google_requests.http, "call", slowly)
    monkeypatch.setattr(google_requests.http, "post_form", lambda *given: form(*given))
    wire.meets = [None, LOST, LOST, None, LOST, LOST, None]
    calendar = replace(wire.calendar(), sleep=wait)
    with pytest.raises(CalendarUnavailableError):
        calendar.create_event(EVENT)
    assert clock.now <= google_requests.SECONDS < 30


def test_whoever_has_a_gateway_does_not_pay_for_google() -> None:
    told = "import sys; from handlers import confirm_meeting; print(any('google' in name for name in sys.modules))"
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == "False"
