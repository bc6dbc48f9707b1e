"""The scenarios of offers of slots that nobody takes up in time."""

from collections.abc import Iterator
from datetime import timedelta

from tests.simulation import checkers, tables
from tests.simulation.scenarios import Scenario, asked_to_move, proposed, proposed_with_email, says
from tests.simulation.world import World


def _lapsed(world: World) -> None:
    """An offer is over, and its contact has heard so."""
    proposed(world)
    world.settle(world.clock.now() + timedelta(hours=30))


def _steps() -> set[str]:
    """The messages on record, whatever became of them."""
    return {item["sk"] for item in tables.every("contacts") if item["sk"].startswith("MESSAGE#")}


def _meeting() -> tables.Item:
    (meeting,) = (item for item in tables.every("meetings") if item["sk"] == "MEETING")
    return meeting


def _booked_late(world: World) -> Iterator[str]:
    """The slot that was free has been booked, and nobody was offered another one."""
    meeting = _meeting()
    if meeting["status"] != "confirmed" or meeting["start"] != meeting["slots"][1]["start"]:
        yield f"late choice: the meeting is {meeting['status']}"
    if meeting["round"] != 1:
        yield "late choice: other slots were offered though the one that was chosen is free"


def _asked_which(world: World) -> Iterator[str]:
    """Who leaves several slots is asked once which it is, and is no human's for that."""
    asked = [step for step in _steps() if step.startswith("MESSAGE#which_slot#")]
    if len(asked) != 1:
        yield f"unclear choice: it is asked {len(asked)} times which slot is meant"
    reasons = [event.detail["reason"] for event in world.cloud.events if event.detail_type == checkers.HUMAN]
    if "unclear_reply" in reasons:
        yield "unclear choice: a human was called for what is asked back"


def _stands(world: World) -> Iterator[str]:
    """The meeting took place as agreed, its contact was reminded, and heard once that the other offer is over."""
    meeting = _meeting()
    if meeting["status"] not in ("confirmed", "completed"):
        yield f"another offer: the meeting is {meeting['status']}"
    if not {"24h", "1h"} <= set(meeting["remindersDone"]):
        yield f"another offer: reminders done are {sorted(meeting['remindersDone'])}"
    lapses = [step for step in _steps() if step.startswith("MESSAGE#lapse#")]
    if len(lapses) != 1:
        yield f"another offer: its end is told {len(lapses)} times"


def _calendar_refuses_later(number: int, channel: str) -> str:
    """The calendar is away while the slot is chosen; when it is back, something else stands there."""
    if channel != "calendar":
        return "accept"
    return "503" if number <= 9 else "409"


def _withdrawn(world: World) -> Iterator[str]:
    """The contact was told of the time that came to nothing, and has what takes the invitation to it back."""
    if any(event.detail_type == checkers.HUMAN for event in world.cloud.events):
        return
    said = [step for _, step in checkers.said(world)]
    copies = [step for step in said if step.startswith("proposal#") and step.endswith("#email")]
    if any(step.startswith("confirmation#") for step in said) and len(copies) != 1:
        yield f"refused later: the invitation was taken back {len(copies)} times"


SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario("late-choice", _lapsed, says("2"), timedelta(hours=1), expects=_booked_late),
        Scenario(
            "calendar-refuses-later",
            proposed_with_email,
            says("3"),
            timedelta(hours=3),
            behave=_calendar_refuses_later,
            expects=_withdrawn,
            every=3,
        ),
        Scenario("unclear-choice", proposed, says("tanto faz"), timedelta(hours=1), expects=_asked_which),
        Scenario("left-unanswered", asked_to_move, lasts=timedelta(days=9), expects=_stands, every=3),
    )
}
"""By name."""
