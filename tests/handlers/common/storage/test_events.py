import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from handlers.common.rules.model import Event
from handlers.common.storage import events
from tests import own_time

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DETAIL = {"tenantId": "acme", "correlationId": "c"}


class Bus:
    """Keeps what is put; ``refusals`` says, call after call, how many entries of the front are refused."""

    def __init__(self, refusals: Sequence[int] = ()) -> None:
        self.refusals = list(refusals)
        self.calls: list[list[Mapping[str, str]]] = []
        self.kept: list[Mapping[str, str]] = []

    def put_events(self, Entries: list[Mapping[str, str]]) -> Mapping[str, Any]:  # noqa: N803 (boto3's name)
        self.calls.append(Entries)
        refused = self.refusals.pop(0) if self.refusals else 0
        self.kept += Entries[refused:]
        answers = [{"ErrorCode": "ThrottlingException"}] * refused
        return {
            "FailedEntryCount": refused,
            "Entries": answers + [{"EventId": "1"}] * (len(Entries) - refused),
        }


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENVIRONMENT", "dev")
    monkeypatch.setenv("EVENT_BUS", "default")
    monkeypatch.setenv("EVENT_SOURCE", "ours")
    own_time.give(monkeypatch, events, sleep=lambda _: None)


def bus(monkeypatch: pytest.MonkeyPatch, *refusals: int) -> Bus:
    made = Bus(refusals)
    monkeypatch.setattr(events, "_client", lambda: made)
    return made


def test_an_event_carries_source_bus_environment_and_instant(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = bus(monkeypatch)
    events.raise_events([(Event.BRIEFING_READY, {**DETAIL, "text": "olá"})], NOW)
    (entry,) = ours.kept
    assert (entry["EventBusName"], entry["Source"], entry["DetailType"]) == (
        "default",
        "ours",
        "Briefing Ready",
    )
    assert json.loads(entry["Detail"]) == {
        **DETAIL,
        "text": "olá",
        "environment": "dev",
        "occurredAt": "2026-11-23T12:00:00.000Z",
    }


def test_events_are_put_ten_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = bus(monkeypatch)
    events.raise_events([(Event.MESSAGE_SENT, {**DETAIL, "n": n}) for n in range(23)], NOW)
    assert [len(call) for call in ours.calls] == [10, 10, 3]


def test_only_entries_that_were_refused_are_put_again(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = bus(monkeypatch, 2, 1, 0)
    events.raise_events([(Event.MESSAGE_SENT, {**DETAIL, "n": n}) for n in range(5)], NOW)
    assert [len(call) for call in ours.calls] == [5, 2, 1]
    assert sorted(json.loads(entry["Detail"])["n"] for entry in ours.kept) == [0, 1, 2, 3, 4]


def test_entries_that_stay_refused_are_an_error_that_says_how_many_and_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bus(monkeypatch, 1, 1, 1, 1)
    with pytest.raises(events.EventsRejectedError, match=r"1 of 1 .*ThrottlingException"):
        events.raise_events([(Event.MESSAGE_SENT, DETAIL)], NOW)


@pytest.mark.parametrize("missing", ["tenantId", "correlationId"])
def test_a_detail_without_what_every_event_carries_puts_nothing(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    ours = bus(monkeypatch)
    lacking = {name: value for name, value in DETAIL.items() if name != missing}
    with pytest.raises(ValueError, match=missing):
        events.raise_events([(Event.MESSAGE_SENT, DETAIL), (Event.MESSAGE_SENT, lacking)], NOW)
    assert not ours.calls


def test_no_events_need_no_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ENVIRONMENT")
    events.raise_events([])
