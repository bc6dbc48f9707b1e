"""What the policies add to a preview: `make overhead`.

Previews of the program on the engine, against the provider double: without policies, with a pack of one rule that
finds nothing, and with the pack, in turn. The pack in the middle is the floor: what the engine asks for any pack in
Python, mostly two more interpreters that import the SDK. Times on a machine that does other things vary, so the three
are compared within one run, by their medians.
"""

import shutil
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from tests.engine.conftest import Engine, in_a_copy, provider

PACK = ("--policy-pack", "policies", "--policy-pack-config", "policies/config.json")
LIMIT = 1.15
"""The most that a preview with the pack may take, in previews without it, or with the floor where that takes more."""
OWN = 1.05
"""The most that a preview with the pack may take, in previews with the floor."""
FLOOR = """\
from pulumi_policy import EnforcementLevel, PolicyPack, ResourceValidationPolicy

nothing = ResourceValidationPolicy(
    name="nothing", description="Finds nothing", validate=lambda args, report: None
)
PolicyPack(name="floor", policies=[nothing], enforcement_level=EnforcementLevel.MANDATORY)
"""


def floor(project: Path) -> tuple[str, ...]:
    """Write the pack of one rule beside the project's, in the same environment; return the options that name it."""
    folder = project / "floor"
    folder.mkdir()
    shutil.copy(project / "policies/PulumiPolicy.yaml", folder)
    (folder / ".venv").symlink_to((project / "policies/.venv").resolve())
    (folder / "__main__.py").write_text(FLOOR, encoding="utf-8")
    return ("--policy-pack", folder.name)


def seconds(engine: Engine, *options: str) -> float:
    """Return the duration of one preview of dev."""
    start = time.monotonic()
    engine.succeed("preview", "--stack", "dev", *options)
    return time.monotonic() - start


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--runs",
    type=click.IntRange(min=5),
    default=5,
    show_default=True,
    help="Previews of each kind: the median of fewer resolves no difference of 5 %.",
)
def main(runs: int) -> None:
    """Compare previews with and without the policy pack; the exit status is 1 above the limit."""
    with TemporaryDirectory() as folder, provider() as port:
        engine = in_a_copy(Path(folder), port)
        # As on anybody's machine: the tests forbid bytecode, and so would compile the pack at every preview.
        del engine.environment["PYTHONDONTWRITEBYTECODE"]
        engine.succeed("stack", "init", "dev")
        kinds = ((), floor(engine.project), PACK)
        # The first of each kind fills caches.
        for options in kinds:
            seconds(engine, *options)
        rounds = [[seconds(engine, *options) for options in kinds] for _ in range(runs)]
    without, least, judged = (statistics.median(times) for times in zip(*rounds, strict=True))
    click.echo(
        f"a preview takes {without:.1f} s; with a pack of one rule {least:.1f} s, {least / without:.2f} x;"
        f" with the policies {judged:.1f} s, {judged / without:.2f} x (at most {LIMIT} x),"
        f" {judged / least:.2f} x of a pack of one rule (at most {OWN} x)"
    )
    sys.exit(judged > max(LIMIT * without, least) and judged > OWN * least)


if __name__ == "__main__":
    main()
