from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from handlers.common.partners import http
from handlers.common.rules.outcomes import PartnerAnswer, Reached
from handlers.common.rules.partner import PartnerSecret
from handlers.meetings.partners.calendar import CalendarRefusedError, CalendarUnavailableError
from handlers.meetings.partners.gateway_calendar import GatewayCalendar
from handlers.meetings.rules import google_events
from handlers.meetings.rules.calendar_events import EventStatus, FoundEvent, NewEvent
from handlers.meetings.rules.google_events import Reference
from handlers.meetings.rules.meeting import Slot

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SPAN = Slot(NOW, NOW + timedelta(hours=1))
LOST = PartnerAnswer(Reached.LOST)
NOT_SENT = PartnerAnswer(Reached.NOT_SENT)
SECRET = PartnerSecret("http://calendar.example", "key")
MADE = PartnerAnswer(Reached.ANSWERED, 201, {"eventId": "event-1"})


@dataclass
class Wire:
    """A partner that answers in order, and the calls that it got."""

    answers: list[PartnerAnswer]
    calls: list[tuple[str, str, Mapping[str, Any] | None, str | None]] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    forgotten: int = 0

    def call(
        self,
        method: str,
        url: str,
        api_key: str,
        body: Mapping[str, Any] | None,
        key: str | None,
        timeout: float,
    ) -> PartnerAnswer:
        self.calls.append((method, url, body, key))
        return self.answers.pop(0)

    def forget(self) -> None:
        self.forgotten += 1


def error(status: int, code: str = "", retry_after: float | None = None) -> PartnerAnswer:
    return PartnerAnswer(Reached.ANSWERED, status, {"error": {"code": code}}, retry_after)


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    made = Wire([])
    monkeypatch.setattr(http, "call", made.call)
    return made


def calendar(wire: Wire, *answers: PartnerAnswer) -> GatewayCalendar:
    wire.answers = list(answers)
    return GatewayCalendar(lambda: SECRET, wire.forget, wire.waits.append)


def create(made: GatewayCalendar) -> str:
    wanted = NewEvent(calendar_id="ana", time=SPAN, key="key-1", summary="Reunião", description="Zé")
    return made.create_event(wanted).event_id


def test_busy_times_are_read_with_their_offsets(wire: Wire) -> None:
    busy = [
        {"start": "2026-11-23T09:00:00-03:00", "end": "2026-11-23T10:00:00-03:00"},
        {"start": "2026-11-23T09:00:00Z", "end": "2026-11-23T09:00:00Z"},
    ]
    found = calendar(wire, PartnerAnswer(Reached.ANSWERED, 200, {"busy": busy})).busy("ana", SPAN)
    assert found == [SPAN]
    assert wire.calls == [
        (
            "POST",
            "http://calendar.example/availability",
            {
                "from": "2026-11-23T12:00:00+00:00",
                "to": "2026-11-23T13:00:00+00:00",
                "calendarId": "ana",
            },
            None,
        )
    ]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"busy": None},
        {"busy": [{}]},
        {"busy": [{"start": "2026-11-23T09:00:00", "end": "2026-11-23T10:00:00"}]},
        {"busy": [{"start": 1, "end": 2}]},
    ],
)
def test_an_answer_that_cannot_be_read_is_never_taken_for_a_free_calendar(
    wire: Wire, body: dict[str, Any]
) -> None:
    with pytest.raises(CalendarUnavailableError):
        calendar(wire, PartnerAnswer(Reached.ANSWERED, 200, body)).busy("ana", SPAN)


@pytest.mark.parametrize("first", [LOST, NOT_SENT, error(503), error(429), error(409, "idempotency_in_use")])
def test_a_call_that_may_have_been_lost_is_made_again_under_its_key(wire: Wire, first: PartnerAnswer) -> None:
    assert create(calendar(wire, first, MADE)) == "event-1"
    assert [key for _, _, _, key in wire.calls] == ["key-1", "key-1"]


def test_a_calendar_that_stays_silent_is_unavailable(wire: Wire) -> None:
    with pytest.raises(CalendarUnavailableError, match="nothing"):
        create(calendar(wire, LOST, LOST, LOST))
    assert wire.waits == [0.5, 1.5]


@pytest.mark.parametrize("answer", [error(409, "conflict"), error(422, "busy"), error(410)])
def test_a_refusal_is_told_apart_and_not_repeated(wire: Wire, answer: PartnerAnswer) -> None:
    with pytest.raises(CalendarRefusedError):
        create(calendar(wire, answer))


@pytest.mark.parametrize("status", [400, 404, 301])
def test_our_own_mistake_is_no_refusal(wire: Wire, status: int) -> None:
    with pytest.raises(CalendarUnavailableError):
        create(calendar(wire, error(status)))


def test_a_refused_key_is_read_again(wire: Wire) -> None:
    assert create(calendar(wire, error(401), MADE)) == "event-1"
    assert wire.forgotten == 1


def test_a_wait_that_is_asked_for_is_kept_and_a_long_one_ends_the_run(wire: Wire) -> None:
    create(calendar(wire, error(429, retry_after=2), MADE))
    assert wire.waits == [2]
    with pytest.raises(CalendarUnavailableError):
        create(calendar(wire, error(429, retry_after=60)))


@pytest.mark.parametrize("answer", [PartnerAnswer(Reached.ANSWERED, 204), error(404), error(410)])
def test_deleting_an_event_that_is_gone_is_no_error(wire: Wire, answer: PartnerAnswer) -> None:
    calendar(wire, answer).delete_event("a/b")
    assert wire.calls[0][:2] == ("DELETE", "http://calendar.example/events/a%2Fb")


def test_deleting_is_not_taken_for_done_when_it_was_not(wire: Wire) -> None:
    with pytest.raises(CalendarUnavailableError):
        calendar(wire, error(400)).delete_event("event-1")


def test_an_event_is_read_back_with_the_time_that_it_has_now(wire: Wire) -> None:
    moved = {"start": "2026-11-23T10:00:00-03:00", "end": "2026-11-23T11:00:00-03:00"}
    found = calendar(wire, PartnerAnswer(Reached.ANSWERED, 200, moved)).read_event("a/b")
    assert found == FoundEvent(EventStatus.STANDS, Slot(NOW + timedelta(hours=1), NOW + timedelta(hours=2)))
    assert wire.calls == [("GET", "http://calendar.example/events/a%2Fb", None, None)]


def test_an_event_that_google_made_is_not_looked_for_at_a_gateway(wire: Wire) -> None:
    made = Reference(google_events.event_id("event#m1#e1"), "ana@acme.example").text
    gone = PartnerAnswer(Reached.ANSWERED, 404, {"error": {"code": "event_not_found"}})
    assert calendar(wire, gone).read_event(made) == FoundEvent(EventStatus.NOT_TOLD)


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (PartnerAnswer(Reached.ANSWERED, 200, {"status": "cancelled"}), EventStatus.GONE),
        (error(410), EventStatus.GONE),
        (error(404, "event_not_found"), EventStatus.GONE),
        (error(404), EventStatus.NOT_TOLD),
        (error(404, "not_found"), EventStatus.NOT_TOLD),
        (error(405), EventStatus.NOT_TOLD),
        (error(501), EventStatus.NOT_TOLD),
    ],
)
def test_a_gateway_that_reads_no_event_back_is_never_taken_to_have_lost_it(
    wire: Wire, answer: PartnerAnswer, status: EventStatus
) -> None:
    assert calendar(wire, answer).read_event("event-1") == FoundEvent(status)
    assert wire.waits == []


@pytest.mark.parametrize("body", [{}, {"start": "2026-11-23T10:00:00-03:00"}, {"start": 1, "end": 2}])
def test_an_event_that_cannot_be_read_is_not_taken_for_gone(wire: Wire, body: dict[str, Any]) -> None:
    with pytest.raises(CalendarUnavailableError):
        calendar(wire, PartnerAnswer(Reached.ANSWERED, 200, body)).read_event("event-1")
