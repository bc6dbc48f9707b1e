"""A sample of the histories that ``make simulate`` runs in full, and the simulator's own promises."""

import pytest

from tests.simulation import histories, known, shortcut
from tests.simulation.scenarios import SCENARIOS
from tests.simulation.threads import Group, VirtualLock

EVERY = 41
"""One history in so many is run, from a place that differs from scenario to scenario."""


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_fault_at_any_call_out_breaks_no_promise(scenario: str) -> None:
    first = list(SCENARIOS).index(scenario) % EVERY
    sample = list(histories.names(SCENARIOS[scenario]))[first::EVERY]
    violated = {
        name: unknown
        for name in (f"{scenario}/none", *sample)
        if (unknown := known.unknown(scenario, histories.replay(name).violations))
    }
    assert violated == {}, "see the story with make simulate HISTORY=…"


def test_a_history_that_is_run_again_is_the_same_to_the_millisecond() -> None:
    first, second = (histories.replay("two-a-minute/killed-after@30") for _ in range(2))
    assert first.story == second.story
    assert first.violations == second.violations


@pytest.mark.parametrize(
    "name", ["booking/killed-after@9", "two-a-minute/repeated@12", "email-instead/refused@20"]
)
def test_the_way_past_botocore_tells_the_same_story(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    short = histories.replay(name)
    monkeypatch.setattr(shortcut.EXACT, "off", True)
    assert histories.replay(name).story == short.story


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
