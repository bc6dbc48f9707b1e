"""The command ``python -m ops scale``."""

from dataclasses import MISSING, fields
from typing import Any

import click

from ops.scale import costs, report
from ops.scale.workload import Workload, WorkloadError


def _with_figures(command: click.Command) -> click.Command:
    """Give a command an option for each figure of a workload."""
    for each in fields(Workload):
        given = (
            {"required": True} if each.default is MISSING else {"default": each.default, "show_default": True}
        )
        command.params.append(
            click.Option(
                [f"--{each.name.replace('_', '-')}", each.name],
                type=int if each.type in (int, "int") else float,
                help=each.metadata["help"],
                **given,
            )
        )
    return command


@click.command("scale")
@click.option("--shown", default=12, show_default=True, type=click.IntRange(1), help="Limits to print.")
def scale(shown: int, **figures: Any) -> None:
    """Say which limit so many tenants, contacts and messages meet first, and what to do about the first three.

    Asks no stack: the answer comes from the recorded costs of the functions (docs/scale.md).
    """
    try:
        workload = Workload(**figures)
    except WorkloadError as error:
        raise click.ClickException(str(error)) from None
    for line in report.lines(costs.load(), workload, shown):
        click.echo(line)


scale = _with_figures(scale)
