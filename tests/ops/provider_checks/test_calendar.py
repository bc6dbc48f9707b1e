import pytest

from handlers.common.partners import http
from handlers.common.rules.outcomes import PartnerAnswer, Reached
from handlers.common.rules.partner import PartnerSecret
from handlers.common.rules.tenants import Host, Tenant
from ops.provider_checks.calendar import check
from tests.handlers.meetings.google import Wire, account, connect, stand_in

ANA = Host(hostId="ana", name="Ana", email="ana@acme.example", calendarId="ana-cal")
RUI = Host(hostId="rui", name="Rui", email="rui@acme.example", calendarId="rui-cal")
ACME = Tenant(tenantId="acme", name="Acme", hosts=(ANA, RUI))


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    return connect(monkeypatch, stand_in())


def test_calendars_that_can_be_read_and_written_have_no_problem_and_nothing_is_written(wire: Wire) -> None:
    assert check(wire.secret, [ACME]) == []
    written = [each for each in wire.requests if not each.startswith(("GET", "POST /token"))]
    assert written == ["POST /calendar/v3/freeBusy"] * 2


def test_each_calendar_that_is_not_shared_enough_is_named_with_whom_to_share_it(wire: Wire) -> None:
    wire.google.roles = {"ana-cal": "none", "rui-cal": "freeBusyReader"}
    hidden, read_only = check(wire.secret, [ACME])
    assert hidden.startswith(
        "tenant acme, host ana, calendar ana-cal: Google Calendar answered notFound: share the calendar"
    )
    assert read_only.startswith("tenant acme, host rui, calendar rui-cal: ")
    assert f"share the calendar with {account().client_email}" in read_only
    assert account().client_email in hidden


def test_a_key_that_google_refuses_is_told(wire: Wire) -> None:
    wire.google.tokens.client_email = "somebody-else@stand-in.example"
    problems = check(wire.secret, [ACME])
    assert len(problems) == 2
    for problem in problems:
        assert "400 invalid_grant: the key was deleted or the clock is wrong" in problem


def test_without_a_tenant_nothing_is_said_to_work(wire: Wire) -> None:
    (problem,) = check(wire.secret, [])
    assert problem.endswith("load one with python -m ops tenant put FILE")


def test_a_gateway_is_asked_for_busy_times(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []
    answers = [PartnerAnswer(Reached.ANSWERED, 200, {"busy": []}), PartnerAnswer(Reached.ANSWERED, 400)]

    def call(method: str, url: str, *_: object) -> PartnerAnswer:
        asked.append((method, url))
        return answers.pop(0)

    monkeypatch.setattr(http, "call", call)
    (problem,) = check(PartnerSecret("https://gateway.example", "key"), [ACME])
    assert asked == [("POST", "https://gateway.example/availability")] * 2
    assert problem.startswith(
        "tenant acme, host rui, calendar rui-cal: the calendar's availability answered 400"
    )
