"""``python -m tests.runbook [PAGE…]``: plays the tries of the runbook's pages on the embedded cloud."""

import tempfile
import time
import traceback
from pathlib import Path

import click

from tests.runbook.stage import stage
from tests.runbook.tries import TRIES


@click.command()
@click.argument("pages", nargs=-1, type=click.Choice(list(TRIES)))
def main(pages: tuple[str, ...]) -> None:
    """Make the cause of each page's alarm happen, see it ring, do what the page says, and see it rest."""
    failed: list[str] = []
    with tempfile.TemporaryDirectory() as folder, stage(Path(folder)) as played:
        for page in pages or TRIES:
            begun = time.monotonic()
            try:
                played.begin(page)
                TRIES[page](played)
            except Exception:
                failed.append(page)
                traceback.print_exc()
            click.echo(
                f"{'FAILED' if page in failed else 'holds':<8}{page}, {time.monotonic() - begun:.1f} s"
            )
            for line in played.said:
                click.echo(f"          {line}")
            played.said.clear()
    if failed:
        raise click.ClickException(
            f"{len(failed)} of {len(pages or TRIES)} pages did not hold: {', '.join(failed)}"
        )


if __name__ == "__main__":
    main(prog_name="python -m tests.runbook")
