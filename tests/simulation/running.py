"""Running many histories, in processes beside each other, and saying what came of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from typing import NamedTuple

from tests.simulation import histories, known, shrinking

AT_ONCE = 60
"""Histories of one scenario that a process is given together."""


class Ended(NamedTuple):
    """A history that was run."""

    name: str
    violations: list[str]
    seconds: float

    @property
    def scenario(self) -> str:
        """The scenario; all campaigns of chance are one."""
        return known.scenario_of(self.name)


def singles(scenarios: Iterable[str], every: int = 1) -> Iterator[list[str]]:
    """The histories without a fault and with one, of each scenario."""
    for scenario in scenarios:
        step = every * histories.scenario(scenario).every
        yield [f"{scenario}/{histories.NONE}", *islice(histories.singles(scenario), 0, None, step)]


def pairs(scenario: str, number: int | None) -> list[str]:
    """Histories with two faults, evenly over all of a scenario's: so many, or all of them."""
    firsts = [each for each in histories.singles(scenario) if "other-" not in each]
    if number is None:
        return [pair for first in firsts for pair in histories.seconds(first)]
    chosen = firsts[:: max(1, len(firsts) // max(1, number))][:number]
    found = []
    for place, first in enumerate(chosen):
        seconds = list(histories.seconds(first))
        if seconds:
            # A step that shares no factor with usual lengths goes over near and far ones in turn.
            found.append(seconds[place * 97 % len(seconds)])
    return found


def run(names: Sequence[str]) -> list[Ended]:
    """Run histories in this process."""
    told = map(histories.replay, names)
    return [Ended(each.name, each.violations, each.seconds) for each in told]


def run_all(chosen: Iterable[list[str]], pool: ProcessPoolExecutor) -> list[Ended]:
    """Run lists of histories, each list's of one scenario, in the pool's processes, and print what they come to."""
    parts = [[names[at : at + AT_ONCE] for at in range(0, len(names), AT_ONCE)] for names in chosen if names]
    running = [[pool.submit(run, part) for part in of_scenario] for of_scenario in parts]
    every: list[Ended] = []
    for of_scenario in running:
        ended = [one for part in of_scenario for one in part.result()]
        _report(ended[0].scenario, ended)
        every += ended
    return every


def failed(ended: Iterable[Ended]) -> bool:
    """True if a history has a violation that is not known."""
    return any(known.unknown(one.scenario, one.violations) for one in ended)


def _report(name: str, ended: list[Ended]) -> None:
    counted = Counter(violation for one in ended for violation in one.violations)
    milliseconds = 1000 * sum(one.seconds for one in ended) / len(ended)
    violated = sum(bool(one.violations) for one in ended)
    print(f"{name:28}{len(ended):6} histories {milliseconds:6.0f} ms each {violated:5} violated", flush=True)
    for violation, number in counted.most_common():
        examples = [one.name for one in ended if violation in one.violations]
        reason = known.KNOWN.get((name, known.kind(violation)))
        smallest = f"known: {reason}" if reason else shrinking.shrunk(examples[0], known.kind(violation))
        print(f"    {number:4} × {violation}\n           {smallest}   {', '.join(examples[:3])}", flush=True)
