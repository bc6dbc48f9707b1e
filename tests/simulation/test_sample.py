"""A sample of the histories that ``make simulate`` runs in full, and the simulator's own promises."""

from collections.abc import Iterator

import pytest

from tests import sampling
from tests.simulation import checkers, histories, known, shortcut, shrinking
from tests.simulation.callouts import Kind
from tests.simulation.repertoire import SCENARIOS
from tests.simulation.threads import Group, VirtualLock
from tests.simulation.world import World

FAULTY = 20
"""Scenarios of the sample that are run with faults."""
ONE_IN = 100
"""One history of theirs with a fault in so many is run, and one at the least."""


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_scenario_without_a_fault_breaks_no_promise(scenario: str) -> None:
    assert known.unknown(scenario, histories.baseline(scenario).violations) == []


@pytest.fixture
def _own_beginnings() -> Iterator[None]:
    """Lets nobody find kept what the functions called here, where it shows no use of their rights."""
    yield
    for kept in (histories.baseline, histories.unspoiled, histories._kept):
        kept.cache_clear()


@sampling.sampled
@pytest.mark.usefixtures("_own_beginnings")
@pytest.mark.parametrize("scenario", sampling.of(SCENARIOS, FAULTY))
def test_a_fault_at_any_call_out_breaks_no_promise(scenario: str) -> None:
    every = list(histories.singles(scenario))
    violated = {
        name: unknown
        for name in sampling.of(every, -(-len(every) // ONE_IN))
        if (unknown := known.unknown(scenario, histories.replay(name).violations))
    }
    assert violated == {}, "see the story with make simulate HISTORY=…"


def test_a_history_that_is_run_again_is_the_same_to_the_millisecond() -> None:
    first, second = (histories.replay("two-a-minute/killed-after@30") for _ in range(2))
    assert _read(first) == _read(second)
    assert first.violations == second.violations


@pytest.mark.parametrize(
    "name",
    [
        "booking/killed-after@9",
        "two-a-minute/repeated@12",
        "email-instead/refused@20",
        "webhook-of-many/partly@2",
    ],
)
def test_the_way_past_botocore_tells_the_same_story(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    short = histories.replay(name)
    monkeypatch.setattr(shortcut.EXACT, "off", True)
    assert _read(histories.replay(name)) == _read(short)


def test_a_campaign_of_chance_is_told_again_by_the_faults_that_it_met() -> None:
    by_chance = histories.replay("seed-2")
    by_name = histories.replay(f"seed-2/{by_chance.met}")
    assert len(by_chance.met) > 1
    assert _read(by_name) == _read(by_chance)


def test_a_failing_history_shrinks_to_the_fault_that_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_death(world: World) -> Iterator[str]:
        yield from ("twice: a death" for fault in world.met if fault.kind is Kind.KILLED_AFTER)

    monkeypatch.setattr(checkers, "twice", no_death)
    assert shrinking.shrunk("reset/slow@3+killed-after@9", "twice") == "reset/killed-after@1"
    smallest = shrinking.shrunk("seed-1/late@58+refused@70+killed-after@78", "twice")
    assert smallest == "seed-1:contacts=1:replies=:calm/killed-after@1"


def _read(told: histories.Told) -> list[str]:
    return [f"{each.at} {each.text}" for each in told.story]


def test_a_thread_that_waits_for_a_lock_lets_the_others_go_on() -> None:
    lock, order = VirtualLock(), list[int]()

    def work(number: int) -> None:
        with lock:
            order.append(number)
            group.sleep(1)
            order.append(number)

    group = Group([lambda number=number: work(number) for number in range(3)])
    group.run()
    assert order == [0, 0, 1, 1, 2, 2]


def test_an_unknown_scenario_is_named() -> None:
    with pytest.raises(LookupError, match="there is no scenario 'nothing'"):
        histories.replay("nothing/killed-after@1")
