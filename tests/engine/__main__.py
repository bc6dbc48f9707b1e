"""What the policies add to a preview: `make overhead`.

Previews of the program on the engine, with the pack and without it in turn, against the provider double. Times on a
machine that does other things vary, so the two are compared within one run, by their medians.
"""

import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from tests.engine.conftest import Engine, in_a_copy, provider

PACK = ("--policy-pack", "policies", "--policy-pack-config", "policies/config.json")
LIMIT = 1.15
"""The most that a preview with the pack may take, in previews without it."""


def seconds(engine: Engine, *options: str) -> float:
    """Return the duration of one preview of dev."""
    start = time.monotonic()
    engine.succeed("preview", "--stack", "dev", *options)
    return time.monotonic() - start


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--runs", default=5, show_default=True, help="Previews of each kind.")
def main(runs: int) -> None:
    """Compare previews with and without the policy pack; the exit status is 1 above the limit."""
    with TemporaryDirectory() as folder, provider() as port:
        engine = in_a_copy(Path(folder), port)
        # As on anybody's machine: the tests forbid bytecode, and so would compile the pack at every preview.
        del engine.environment["PYTHONDONTWRITEBYTECODE"]
        engine.succeed("stack", "init", "dev")
        # The first of each kind fills caches.
        seconds(engine, *PACK)
        pairs = [(seconds(engine), seconds(engine, *PACK)) for _ in range(runs)]
    without, judged = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = judged / without
    click.echo(
        f"a preview takes {without:.1f} s, with the policies {judged:.1f} s: {ratio:.2f} x (at most {LIMIT} x)"
    )
    sys.exit(ratio > LIMIT)


if __name__ == "__main__":
    main()
