"""``python -m tests.hostile``: give every function events that nobody should send, and print what went wrong.

First every hostile value at every place of every valid event, then examples that hypothesis makes up, others each time.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any, NamedTuple

from hypothesis import HealthCheck, Phase, given, settings

from components import catalogue
from tests import conftest  # noqa: F401  keeps the machine's AWS settings away
from tests.hostile import strategies
from tests.hostile.stage import stage

SHOWN = 5
"""Events that are printed of each function."""


class Fuzzed(NamedTuple):
    """What came of a function's events."""

    function: str
    events: int
    faults: list[str]
    seconds: float


def main() -> int:
    """Return the exit status: 1 if anything went wrong."""
    parser = argparse.ArgumentParser(prog="make fuzz", description="Gives the functions hostile events.")
    parser.add_argument("--examples", type=int, default=1_000, help="made-up events of each function")
    parser.add_argument("--processes", type=int, default=2)
    arguments = parser.parse_args()
    failed = False
    with ProcessPoolExecutor(arguments.processes) as pool:
        runs = [pool.submit(fuzz, spec.name, arguments.examples) for spec in catalogue.FUNCTIONS]
        for run in runs:
            function, events, faults, seconds = run.result()
            failed |= bool(faults)
            print(f"{function:20}{events:7} events {seconds:6.0f} s {len(faults):5} went wrong", flush=True)
            print("".join(f"    {fault}\n" for fault in faults[:SHOWN]), end="")
    return int(failed)


def fuzz(function: str, examples: int) -> Fuzzed:
    """Give a function every single hostile event, and made-up ones."""
    began, events, faults = time.perf_counter(), 0, list[str]()
    with stage() as there:

        def try_out(event: Any) -> None:
            nonlocal events
            events += 1
            found = there.faults(function, event)
            faults.extend(f"{fault}: {json.dumps(event):.300}" for fault in found)
            assert not found

        valid = there.valid.get(function, ())
        for each in valid:
            for event in strategies.every_single(each):
                _quietly(try_out, event)
        # One after the other: where one event goes wrong, the others are still tried.
        for made_up in [strategies.unlike([each]) for each in valid] or [strategies.unlike([])]:
            _quietly(_examples(examples // max(1, len(valid)))(given(made_up)(try_out)))
    return Fuzzed(function, events, faults, time.perf_counter() - began)


def _examples(number: int) -> settings:
    return settings(
        max_examples=number,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )


def _quietly(run: Callable[..., object], *arguments: Any) -> None:
    """Run something whose failures are counted elsewhere."""
    try:
        run(*arguments)
    except Exception as error:
        if not isinstance(error, AssertionError | ExceptionGroup):
            raise


if __name__ == "__main__":
    sys.exit(main())
