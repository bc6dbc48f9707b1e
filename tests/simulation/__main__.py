"""``python -m tests.simulation [NAME …]``: run all histories, those of some scenarios, or tell the story of one."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from itertools import chain
from typing import NamedTuple

from tests import conftest  # noqa: F401  keeps the machine's AWS settings away
from tests.simulation import histories, known, mutants
from tests.simulation.histories import Told
from tests.simulation.scenarios import SCENARIOS

STRIDE = 11


def main() -> int:
    """Return the exit status: 1 if a history has a violation that is not known, or lacks one that is."""
    parser = argparse.ArgumentParser(prog="make simulate", description="Runs histories with faults in them.")
    parser.add_argument(
        "history", nargs="*", help="one history, such as booking/killed-after@17, or scenarios"
    )
    parser.add_argument("--every", type=int, default=1, help="run each N-th history only")
    parser.add_argument("--first", action="store_true", help="stop at the first violation that is not known")
    parser.add_argument(
        "--mutants", action="store_true", help="break one promise after the other in the sources"
    )
    parser.add_argument("--processes", type=int, default=2)
    arguments = parser.parse_args()
    if arguments.mutants:
        return _run_mutants()
    if any("/" in each for each in arguments.history):
        return max(_tell(histories.replay(each)) for each in arguments.history)
    scenarios = [histories.scenario(each).name for each in arguments.history] or list(SCENARIOS)
    if arguments.first:
        return _find_first(scenarios)
    return _run_all(scenarios, arguments.every, arguments.processes)


def _run_mutants() -> int:
    survivors = 0
    for mutant in mutants.MUTANTS:
        by = mutants.caught(mutant)
        survivors += by is None
        print(f"{mutant.name:50}{by or 'SURVIVES'}", flush=True)
    return 1 if survivors else 0


def _find_first(scenarios: list[str]) -> int:
    """Run histories, the faults far from each other first, until one violates what is not known to be violated."""
    for name in scenarios:
        unfaulted = f"{name}/{histories.NONE}"
        for each in chain((unfaulted,), _spread(histories.names(SCENARIOS[name]))):
            unknown = known.unknown(name, histories.replay(each).violations)
            if unknown:
                print(f"{each}: {unknown[0]}")
                return 1
    return 0


def _spread(names: Iterable[str]) -> Iterator[str]:
    every = list(names)
    for first in range(STRIDE):
        yield from every[first::STRIDE]


def _tell(told: Told) -> int:
    for happening in told.story:
        at = datetime.fromtimestamp(happening.at, UTC)
        print(f"{at:%d %H:%M:%S.%f}"[:-3], "  " * happening.depth + happening.text)
    print(f"\n{told.name}: {told.call_outs} call-outs, {told.seconds * 1000:.0f} ms")
    print("\n".join(f"  VIOLATED  {violation}" for violation in told.violations) or "  holds")
    return 1 if told.violations else 0


class _Ended(NamedTuple):
    """A history that was run."""

    name: str
    violations: list[str]
    seconds: float


def _run_scenario(name: str, every: int) -> list[_Ended]:
    names = [f"{name}/{histories.NONE}", *list(histories.names(SCENARIOS[name]))[::every]]
    told = map(histories.replay, names)
    return [_Ended(each.name, each.violations, each.seconds) for each in told]


def _run_all(scenarios: list[str], every: int, processes: int) -> int:
    began, failed, occurred = time.perf_counter(), False, set[tuple[str, str]]()
    with ProcessPoolExecutor(processes) as pool:
        runs = {name: pool.submit(_run_scenario, name, every) for name in scenarios}
        number = 0
        for name, run in runs.items():
            ended = run.result()
            number += len(ended)
            failed |= _print_scenario(name, ended)
            occurred |= {(name, known.kind(each)) for one in ended for each in one.violations}
    mended = known.mended(scenarios, occurred) if every == 1 else []
    for scenario, kind in mended:
        print(f"MENDED: no history of {scenario} violates {kind!r} any more: remove it from known.py")
    print(f"{number} histories in {time.perf_counter() - began:.0f} s")
    return 1 if failed or mended else 0


def _print_scenario(name: str, ended: list[_Ended]) -> bool:
    """Print what the histories of a scenario came to; return True if one has a violation that is not known."""
    counted = Counter(violation for one in ended for violation in one.violations)
    milliseconds = 1000 * sum(one.seconds for one in ended) / len(ended)
    violated = sum(bool(one.violations) for one in ended)
    print(f"{name:26}{len(ended):6} histories {milliseconds:6.0f} ms each {violated:5} violated", flush=True)
    for violation, number in counted.most_common():
        examples = ", ".join([one.name for one in ended if violation in one.violations][:2])
        fault = known.KNOWN.get((name, known.kind(violation)))
        print(f"    {number:4} × {violation}  [{f'known: {fault}' if fault else 'NEW'}]  {examples}")
    return bool(known.unknown(name, counted))


if __name__ == "__main__":
    sys.exit(main())
