"""``python -m tests.simulation [NAME …]``: run all histories, those of some scenarios, or tell the story of one."""

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from itertools import chain

from tests import conftest  # noqa: F401  keeps the machine's AWS settings away
from tests.simulation import histories, known, mutants, running, seeds
from tests.simulation.histories import Told
from tests.simulation.repertoire import SCENARIOS

STRIDE = 11
PAIRS = 12
"""Histories with two faults for each scenario."""
SEEDS = 60


def main() -> int:
    """Return the exit status: 1 if a history has a violation that is not known, or lacks one that is."""
    arguments = _arguments()
    if arguments.mutants:
        return mutants.report(arguments.history)
    if any("/" in each or seeds.is_seed(each) for each in arguments.history):
        return max(_tell(histories.replay(each)) for each in arguments.history)
    scenarios = [histories.scenario(each).name for each in arguments.history] or list(SCENARIOS)
    if arguments.first:
        return _find_first(scenarios)
    return _run_all(scenarios, arguments)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make simulate", description="Runs histories with faults in them.")
    parser.add_argument(
        "history",
        nargs="*",
        help="one history, such as booking/killed-after@17 or seed-17, or the names of scenarios",
    )
    parser.add_argument("--every", type=int, default=1, help="run each N-th history with one fault only")
    parser.add_argument(
        "--pairs", default=str(PAIRS), help=f"histories with two faults for each scenario ({PAIRS}), or all"
    )
    parser.add_argument("--seeds", type=int, default=SEEDS, help=f"campaigns of chance ({SEEDS})")
    parser.add_argument("--from-seed", type=int, default=1, help="the first of them")
    parser.add_argument("--first", action="store_true", help="stop at the first violation that is not known")
    parser.add_argument("--mutants", action="store_true", help="break one promise after the other")
    parser.add_argument("--processes", type=int, default=2)
    return parser.parse_args()


def _find_first(scenarios: list[str]) -> int:
    """Run histories, the faults far from each other first, until one violates what is not known to be violated."""
    for name in scenarios:
        if seeds.is_seed(name):
            chosen: Iterable[str] = (f"{name}/{histories.CHANCE}",)
        else:
            chosen = chain((f"{name}/{histories.NONE}",), _spread(histories.singles(name)))
        for each in chosen:
            unknown = known.unknown(known.scenario_of(each), histories.replay(each).violations)
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
    print(f"\n{told.name}: {len(told.calls)} call-outs, {told.waits} waits, {told.seconds * 1000:.0f} ms")
    if told.met:
        print(f"  faults: {told.met}")
    print("\n".join(f"  VIOLATED  {violation}" for violation in told.violations) or "  holds")
    return 1 if told.violations else 0


def _run_all(scenarios: list[str], arguments: argparse.Namespace) -> int:
    began, named = time.perf_counter(), bool(arguments.history)
    number = None if arguments.pairs == "all" else int(arguments.pairs)
    with ProcessPoolExecutor(arguments.processes) as pool:
        ended = running.run_all(running.singles(scenarios, arguments.every), pool)
        print("with two faults:")
        ended += running.run_all(pool.map(running.pairs, scenarios, [number] * len(scenarios)), pool)
        if not named:
            names = [
                f"seed-{arguments.from_seed + each}/{histories.CHANCE}" for each in range(arguments.seeds)
            ]
            ended += running.run_all([names], pool)
    occurred = {(one.scenario, known.kind(each)) for one in ended for each in one.violations}
    mended = known.mended(scenarios, occurred) if arguments.every == 1 else []
    for scenario, kind in mended:
        print(f"MENDED: no history of {scenario} violates {kind!r} any more: remove it from known.py")
    print(f"{len(ended)} histories in {time.perf_counter() - began:.0f} s")
    return 1 if running.failed(ended) or mended else 0


if __name__ == "__main__":
    sys.exit(main())
