"""The commands of the local loop, ``python -m local reload|logs|invoke|chat``."""

import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from local.errors import LocalError

if TYPE_CHECKING:
    from local.loop.kept import Kept

_build = click.option(
    "--build",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(__file__).resolve().parents[2] / "build",
    show_default="build/",
    help="Where the cloud was kept.",
)


@click.command("reload")
@_build
def reload_(build: Path) -> None:
    """Build the archives again, and update the functions whose archive has changed."""
    started = time.monotonic()
    with _on_kept(build) as kept:
        from local.loop.reloading import reload

        for line in reload(kept).lines():
            click.echo(line)
    click.echo(f"in {time.monotonic() - started:.1f} s")


@contextmanager
def _on_kept(build: Path) -> Generator["Kept"]:
    """Work on the cloud that was kept; a ``LocalError`` is one line and exit status 1."""
    # Imported late: --help need not wait for the SDK.
    from local.loop import kept

    try:
        yield kept.read(build)
    except LocalError as error:
        raise click.ClickException(str(error)) from None


COMMANDS = (reload_,)
