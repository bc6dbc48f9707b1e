"""A campaign is at rest when nothing at all is under way, and not before."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest

from handlers.common.rules.tenants import Campaign
from local.campaign import following
from local.campaign.following import _Pulse, follow
from local.cloud import InHand

CAMPAIGN = Campaign(tenantId="aurora", campaignId="primavera", name="Primavera", offer="x")
IDLE = InHand(running=0, asynchronous=0, ended=7)
STILL = _Pulse(
    totals={"contacts_sent": 1},
    accepted=1,
    refused=0,
    replies=1,
    deliveries=2,
    pending=0,
    queued=0,
    invoked=IDLE,
)


@pytest.mark.parametrize(
    "under_way",
    [
        {"pending": 1},
        {"queued": 1},
        {"invoked": IDLE._replace(running=1)},
        {"invoked": IDLE._replace(asynchronous=1)},
    ],
)
def test_a_reply_a_message_an_invocation_or_an_event_under_way_is_no_rest(under_way: dict[str, Any]) -> None:
    assert STILL.at_rest
    assert not replace(STILL, **under_way).at_rest


def idle_but_for_schedules() -> Iterator[InHand]:
    """What is in hand of a system at which only the schedules pass by: a run of a function now and then."""
    for ended in count(7):
        yield from [IDLE._replace(ended=ended)] * 50
        yield IDLE._replace(ended=ended, running=1)


def followed(monkeypatch: pytest.MonkeyPatch, *pulses: _Pulse) -> tuple[bool, list[str]]:
    """Follow a campaign whose pulses are these, the last one for ever; the result, and what was said."""
    now, left, said = [0.0], list(pulses), []

    def pulse(*_: Any) -> _Pulse:
        return left.pop(0) if len(left) > 1 else left[0]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    monkeypatch.setattr(following, "_pulse", pulse)
    monkeypatch.setattr(following, "time", SimpleNamespace(monotonic=lambda: now[0], sleep=sleep))
    stage: Any = SimpleNamespace(check=lambda: None, invoke=lambda *_: None)
    return follow(stage, CAMPAIGN, said.append), said


def test_the_booking_that_an_event_brings_is_waited_for_however_long_the_queues_are_empty(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    confirming = replace(STILL, invoked=IDLE._replace(asynchronous=1))
    polls = int(3 * following.QUIET_SECONDS / following.POLL_SECONDS)
    booked = replace(STILL, totals={"contacts_sent": 1, "meetings_confirmed": 1})
    settled, said = followed(monkeypatch, *[confirming] * polls, booked)
    assert settled
    assert said[-1].endswith("1 confirmed")


def test_what_never_comes_to_rest_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    assert followed(monkeypatch, replace(STILL, invoked=IDLE._replace(running=1)))[0] is False


def test_whoever_waits_in_vain_is_given_up_although_the_schedules_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waiting = replace(STILL, totals={"contacts_waiting": 1, "ingested": 1})
    schedules = idle_but_for_schedules()
    polls = int(2 * following.STALLED_SECONDS / following.POLL_SECONDS)
    pulses = [replace(waiting, invoked=next(schedules)) for _ in range(polls)]
    settled, _ = followed(monkeypatch, *pulses, replace(STILL, replies=9))
    assert not settled


def test_what_was_seen_just_before_it_ended_is_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = [replace(STILL, invoked=IDLE._replace(running=1))] * 20
    # The counters were asked before the function wrote them, and what is in hand after its end.
    stale = replace(STILL, invoked=IDLE._replace(ended=8))
    booked = replace(stale, totals={"contacts_sent": 1, "meetings_confirmed": 1})
    settled, said = followed(monkeypatch, *slow, stale, booked)
    assert settled
    assert said[-1].endswith("1 confirmed")


def test_the_last_line_of_progress_is_how_it_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    settled, said = followed(monkeypatch, STILL, replace(STILL, replies=9))
    assert settled
    assert "9 replies" in said[-1]


def test_a_reply_that_is_delivered_twice_is_one_reply(monkeypatch: pytest.MonkeyPatch) -> None:
    record = {
        "accepted": [{}],
        "refused": [],
        "pending": 0,
        "replies": [{"deliveries": 2}, {"deliveries": 1}, {"deliveries": 0}],
    }
    monkeypatch.setattr(following.stats, "totals", lambda *_: {})
    cloud = SimpleNamespace(client=lambda _: None, in_hand=lambda: IDLE)
    stage: Any = SimpleNamespace(cloud=cloud, outputs={}, stand_ins=SimpleNamespace(record=lambda: record))
    pulse = following._pulse(stage, CAMPAIGN)
    assert (pulse.replies, pulse.deliveries) == (2, 3)
    assert "2 replies" in pulse.progress
