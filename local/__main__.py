"""``python -m local``: a real campaign on an embedded AWS (``up``, and ``down`` if it was kept), the loop on what was
kept (``reload``, ``logs``, ``invoke``, ``chat``), and the judges of the program's recorded graph (``state``, ``audit``,
``analyze``)."""

import signal
import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from local import samples
from local.errors import LocalError
from local.loop.commands import COMMANDS

BUILD = Path(__file__).resolve().parents[1] / "build"
PLAIN_WIDTH = 120
INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Run the whole stack on this machine, with IAM enforced and stand-in partners."""


_build = click.option(
    "--build",
    type=click.Path(path_type=Path, file_okay=False),
    default=BUILD,
    show_default="build/",
    help="Where the report goes and, while it runs, everything else.",
)


@main.command("up")
@click.option(
    "--contacts",
    type=click.Path(path_type=Path),
    default=samples.LEADS,
    show_default="the sample list",
    help="A contact list in the customers' format: .xlsx (sheet Leads), .csv or .json.",
)
@click.option(
    "--provider",
    type=click.Choice(["gateway", "cloud"]),
    default=None,
    help="Who plays the partners: gateways of the given contract, or WhatsApp Cloud, Amazon SES and Google Calendar.",
)
@click.option("--keep", is_flag=True, help="Leave the cloud up for the AWS CLI, until `down`.")
@_build
def up_(contacts: Path, provider: str | None, keep: bool, build: Path) -> None:
    """Deploy the stack, run a campaign over CONTACTS and report on it.

    The exit status is 0 only if every check holds.
    """
    # Imported late: --help and a mistyped option need not wait for it, nor the emulator for the Pulumi SDK.
    from local.starting import started

    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=PLAIN_WIDTH)
    signal.signal(signal.SIGTERM, signal.default_int_handler)

    def run() -> dict[str, Any]:
        with started(contacts, keep, console, build) as begun:
            from local.campaign.access import DEFAULT, Provider
            from local.up import up

            return up(begun, console, build, Provider(provider) if provider else DEFAULT)

    report: dict[str, Any] = _told(run)
    sys.exit(0 if report["holds"] else 1)


@main.command()
@_build
def down(build: Path) -> None:
    """Stop what `up --keep` has left running."""
    from local.cloud.workplace import release

    stopped = _told(lambda: release(build))
    click.echo("everything is stopped" if stopped else "nothing was running")


@main.command("state")
@_build
def state_(build: Path) -> None:
    """Write state files of the program, dev and prod, as the engine would keep them."""
    from local.judges.analysis import STACKS, write_state

    for stack in STACKS:
        click.echo(_told(lambda stack=stack: write_state(stack, build / "state")))


@main.command()
@_build
def judges(build: Path) -> None:
    """Install what `audit` runs: each judge in an environment of its own."""
    from local.judges.environments import NAMES, environment

    for name in NAMES:
        _told(lambda name=name: environment(name, build))


@main.command("audit")
@_build
def audit_(build: Path) -> None:
    """Ask cfn-lint, checkov, cloudsplaining and parliament about the program, dev and prod.

    The exit status is 0 only if every finding is accepted in local/judges/accepted.yaml, and every accepted one is
    still found.
    """
    from local.deployment.recorder import record
    from local.judges.analysis import STACKS
    from local.judges.audit import audit

    result = _told(lambda: audit({stack: record(stack).resources for stack in STACKS}, build))
    for line in result.lines():
        click.echo(line)
    sys.exit(0 if result.passed else 1)


@main.command("analyze")
@_build
def analyze_(build: Path) -> None:
    """Run the policy pack on the state files by the pulumi CLI; violations also as SARIF, in build/policies/.

    The exit status is 0 only if no mandatory policy is violated, on dev and on prod.
    """
    from local.judges.analysis import STACKS, analyze, cli, write_state

    _told(cli)
    blocked = False
    for stack in STACKS:
        analysis = _told(
            lambda stack=stack: analyze(stack, write_state(stack, build / "state"), build / "policies")
        )
        for line in analysis.lines():
            click.echo(line)
        blocked = blocked or bool(analysis.blocking)
    sys.exit(1 if blocked else 0)


for command in COMMANDS:
    main.add_command(command)


def _told(run: Any) -> Any:
    """Call ``run``; print a ``LocalError`` or an interruption as one line and exit."""
    try:
        return run()
    except LocalError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        click.echo("Interrupted: everything is stopped", err=True)
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main(prog_name="python -m local")
