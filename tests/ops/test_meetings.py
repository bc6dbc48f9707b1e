"""Looking for meetings, and making up for missed reminders."""

import io
import json
import os
import re
from contextlib import redirect_stdout
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from handlers import send_reminders
from handlers.common.rules.model import State
from handlers.common.storage import clients, configuration
from handlers.meetings.rules.meeting import Slot
from ops import reminder_commands
from ops.__main__ import main
from tests.handlers.meetings.appointments import CAMPAIGN, CONTEXT, NOW, TENANT, World, proposed, world
from tests.handlers.meetings.booked import DAY_BEFORE, START, Mails, booked


@pytest.fixture
def here(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> World:
    made = world(monkeypatch)
    configuration.put_tenant(TENANT)
    configuration.put_campaign(CAMPAIGN)
    return made


def invoked(*arguments: str, text: str | None = None) -> Result:
    prefix = os.environ["TABLE_CONFIG"].removesuffix("-config")
    return CliRunner().invoke(main, ["--prefix", prefix, *arguments], input=text)


def run(*arguments: str) -> Result:
    configuration.forget()
    return invoked("meetings", *arguments)


def ids(*arguments: str) -> list[str]:
    return [each["meetingId"] for each in json.loads(run(*arguments, "--json").output)]


@pytest.fixture
def two(here: World) -> tuple[str, str]:
    """A booked meeting, and one on offer a month later."""
    confirmed = booked(here, "c2")
    later = START + timedelta(days=35)
    offered = proposed([Slot(later, later + timedelta(hours=1))])
    here.contact("c1", State.INTERESTED, meetingId=offered.meeting_id)
    return confirmed.meeting_id, offered.meeting_id


def test_the_meetings_of_a_tenant_are_listed_by_their_time(two: tuple[str, str]) -> None:
    printed = run("acme").output.splitlines()
    assert [line.split()[0] for line in printed[1:]] == list(two)
    assert f"{START:%Y-%m-%d %H:%M}" in printed[1]
    assert "confirmed" in printed[1]
    assert "(offered)" in printed[2]
    assert ids() == list(two)


@pytest.mark.parametrize(
    ("filters", "which"),
    [
        (("--status", "proposed"), [1]),
        (("--host", "ana"), [0, 1]),
        (("--from", f"{START + timedelta(days=1):%Y-%m-%d}"), [1]),
        (("--to", f"{START:%Y-%m-%d}"), [0]),
        (("--from", f"{START:%Y-%m-%d}", "--to", f"{START:%Y-%m-%d}"), [0]),
        (("--week",), []),
    ],
)
def test_meetings_are_filtered(two: tuple[str, str], filters: tuple[str, ...], which: list[int]) -> None:
    assert ids("acme", *filters) == [two[each] for each in which]


def test_the_meetings_of_this_week_are_those_from_monday_to_sunday(here: World) -> None:
    start = NOW.replace(minute=0, second=0) + timedelta(seconds=1)
    meeting = booked(here, "c1", start=start, booked_at=NOW - timedelta(days=9))
    assert ids("acme", "--week") == [meeting.meeting_id]


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (("acne",), "did you mean acme?", 1),
        (("acme", "--host", "anna"), "there is no host anna: did you mean ana?", 1),
        (("show", "m-c3"), "there is no meeting m-c3: did you mean m-c2?", 1),
        (("acme", "--week", "--to", "2026-01-01"), "a span of its own", 2),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(
    two: tuple[str, str], arguments: tuple[str, ...], said: str, code: int
) -> None:
    refused = run(*arguments)
    assert refused.exit_code == code
    assert said in refused.output


def test_a_tenant_without_meetings_has_none(here: World) -> None:
    assert run("acme").output == "there are no such meetings\n"


def test_a_meeting_is_shown_with_its_offers_its_time_and_what_happened(
    here: World, two: tuple[str, str]
) -> None:
    shown = run("show", two[0]).output
    for part in ("confirmed", "offer 1", f"{START:%Y-%m-%d %H:%M}", "not written yet"):
        assert part in shown
    document = json.loads(run("show", two[0], "--json").output)
    assert (document["version"], document["contactId"], document["briefing"]) == (2, "c2", False)
    assert len(document["offers"]) == 1
    without = run("show", two[0], "--briefing")
    assert without.exit_code == 1
    assert "has no briefing yet" in without.output


class Function:
    """send-reminders, called in this process in place of AWS's."""

    def __init__(self) -> None:
        self.events: list[Any] = []
        self.error: str | None = None

    def invoke(self, FunctionName: str, Payload: bytes) -> dict[str, Any]:  # noqa: N803
        assert FunctionName.endswith("-send-reminders")
        self.events.append(json.loads(Payload))
        if self.error:
            return {
                "FunctionError": "Unhandled",
                "Payload": io.BytesIO(json.dumps({"errorMessage": self.error}).encode()),
            }
        # Its log is no part of what the command prints.
        with redirect_stdout(io.StringIO()):
            answer = send_reminders.handler(self.events[-1], CONTEXT)
        return {"Payload": io.BytesIO(json.dumps(answer).encode())}


@pytest.fixture
def function(here: World, monkeypatch: pytest.MonkeyPatch) -> Function:
    made, connected = Function(), clients.connected
    monkeypatch.setattr(
        clients,
        "connected",
        lambda service, *rest, **more: made if service == "lambda" else connected(service, *rest, **more),
    )
    monkeypatch.setattr("ops.audit.caller", lambda: "ana")
    monkeypatch.setattr("handlers.common.mailing.HOST_MAIL", Mails())
    monkeypatch.setattr(reminder_commands, "_now", lambda: START)
    monkeypatch.setattr(send_reminders, "datetime", SimpleNamespace(now=lambda _: DAY_BEFORE))
    return made


def remind(*arguments: str, text: str | None = None) -> Result:
    configuration.forget()
    return invoked("reminders", "run", *arguments, text=text)


def test_a_missed_hour_is_made_up_for_once(here: World, function: Function) -> None:
    booked(here)
    done = remind("--at", DAY_BEFORE.isoformat(), "--yes", "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.output)["reminders"] == 1
    assert function.events[0]["detail"]["at"] == DAY_BEFORE.isoformat()
    again = remind("--at", DAY_BEFORE.isoformat(), "--yes").output
    assert re.search("reminders queued +0\n", again)
    assert len(here.messages) == 1


def test_nothing_is_sent_unless_somebody_agrees(here: World, function: Function) -> None:
    assert remind("--at", DAY_BEFORE.isoformat(), text="n\n").exit_code == 1
    assert function.events == []


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("yesterday", "is no instant"),
        ("2026-11-23T09:00", "has no offset: write 2026-11-23T09:00-03:00"),
        ("2099-01-01T09:00Z", "is still to come"),
    ],
)
def test_an_instant_that_is_none_has_no_offset_or_is_still_to_come_is_refused(
    here: World, function: Function, at: str, said: str
) -> None:
    refused = remind("--at", at, "--yes")
    assert refused.exit_code == 2
    assert said in refused.output
    assert function.events == []


def test_an_instant_that_is_to_come_by_the_functions_clock_alone_is_refused_in_its_words(
    here: World, function: Function, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[Any] = []
    monkeypatch.setattr("handlers.common.storage.failures.keep_event", lambda event, *_: kept.append(event))
    refused = remind("--at", START.isoformat(), "--yes")
    assert refused.exit_code == 1
    assert "is still to come: name an instant of the hour that was missed" in refused.output
    assert kept


def test_a_run_that_fails_says_so_and_a_held_one_too(
    here: World, function: Function, monkeypatch: pytest.MonkeyPatch
) -> None:
    function.error = "2 times a meeting could not be served"
    failed = remind("--at", DAY_BEFORE.isoformat(), "--yes")
    assert failed.exit_code == 1
    assert "2 times a meeting could not be served" in failed.output
    function.error = None
    monkeypatch.setattr("handlers.common.fencing.is_open", lambda: False)
    held = remind("--at", DAY_BEFORE.isoformat(), "--yes")
    assert held.exit_code == 3
    assert "a table was restored" in held.output
