"""``python -m ops adopt``: a Terraform deployment becomes the stack's own, without a table made anew."""

import json
import shlex
from collections import Counter
from pathlib import Path

import click

from ops.adopting import documents, engine, judging, terraform
from ops.adopting.joining import Join, join
from ops.explanations import DoesNotHoldError

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def adopt() -> None:
    """Take over what Terraform made: the import file, and the check that nothing is replaced."""


@adopt.command("join")
@click.argument("preview", type=FILE)
@click.argument("skeleton", type=FILE)
@click.argument("state", type=FILE)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="File to import.")
@click.option(
    "--leave",
    multiple=True,
    metavar="ADDRESS",
    help="Address of a Terraform resource that is not to be adopted; several times for several.",
)
def join_(preview: Path, skeleton: Path, state: Path, out: Path, leave: tuple[str, ...]) -> None:
    """Write the import file, joined from a preview and a Terraform STATE.

    `pulumi preview --json --import-file SKELETON > PREVIEW` writes the first two. Nothing is written where a resource
    could be two, or would lose what it holds. No cloud is asked.
    """
    plan = engine.read(preview, skeleton)
    joined = join(plan, terraform.read(state), set(leave))
    if joined.problems:
        raise click.ClickException("\n  ".join(["nothing is written:", *joined.problems]))
    out.write_text(json.dumps(joined.import_file(plan), indent=2) + "\n", encoding="utf-8")
    _tell(joined, out)


def _tell(joined: Join, out: Path) -> None:
    click.echo(f"{len(joined.adopted)} resources are adopted: pulumi import --file {shlex.quote(str(out))}")
    for kind, number in sorted(Counter(planned.type for planned, _ in joined.adopted).items()):
        click.echo(f"  {number:>3} {kind}")
    click.echo(f"{len(joined.made)} resources are new: the next pulumi up makes them")
    click.echo(
        "After the import Terraform has to forget what is adopted, before anything else is run with it:"
    )
    for _, managed in joined.adopted:
        click.echo(f"  terraform state rm {shlex.quote(managed.address)}")
    click.echo(f"{len(joined.left)} resources stay Terraform's{':' if joined.left else ''}")
    for managed in joined.left:
        click.echo(f"  {managed.address}")


@adopt.command("check")
@click.argument("preview", type=FILE)
@click.argument("imported", type=FILE)
def check(preview: Path, imported: Path) -> None:
    """Judge the PREVIEW (`pulumi preview --json`) that follows the import of IMPORTED.

    The exit status is 3 if it would replace or delete anything.
    """
    faults = list(
        judging.faults(
            documents.read(preview, "what pulumi preview --json prints", "steps"),
            documents.read(imported, "an import file", "resources"),
        )
    )
    for fault in faults:
        click.echo(f"error: {fault}", err=True)
    if faults:
        raise SystemExit(DoesNotHoldError.exit_code)
    click.echo("nothing that was imported is replaced or deleted")
