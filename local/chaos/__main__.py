"""``python -m local.chaos [--contacts N] [--seed N]``: a campaign in bad weather, and the promises that it kept.

The exit status is 1 if a promise was broken, and 2 if the run could not be made.
"""

import secrets
import signal
import sys
import time
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from local.errors import LocalError

BUILD = Path(__file__).resolve().parents[2] / "build"
PLAIN_WIDTH = 140
INTERRUPTED = 130
FAILED = 2


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--contacts", type=click.IntRange(20, 20_000), default=2_000, show_default=True)
@click.option(
    "--seed", type=int, default=None, help="Draws the faults and their moments.", show_default="a new one"
)
@click.option(
    "--build", type=click.Path(path_type=Path, file_okay=False), default=BUILD, show_default="build/"
)
def main(contacts: int, seed: int | None, build: Path) -> None:
    """Run a campaign while partners fail, functions are killed, the queue delivers twice and the cloud restarts.

    The exit status is 0 only if every promise is kept.
    """
    # Imported late: --help and a mistyped option need not wait for the Pulumi SDK.
    from local.chaos import report
    from local.chaos.run import run

    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=PLAIN_WIDTH)
    start = time.monotonic()

    def say(line: str) -> None:
        console.print(Text.assemble((f"{time.monotonic() - start:6.1f} s  ", "dim"), line), soft_wrap=True)

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    seed = secrets.randbelow(1_000_000) if seed is None else seed
    say(f"{contacts} contacts, seed {seed}")
    try:
        result = run(contacts, seed, say, build)
    except LocalError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(FAILED)
    except KeyboardInterrupt:
        click.echo("Interrupted: everything is stopped", err=True)
        sys.exit(INTERRUPTED)
    report.show(console, result)
    sys.exit(0 if result["holds"] else 1)


if __name__ == "__main__":
    main(prog_name="python -m local.chaos")
