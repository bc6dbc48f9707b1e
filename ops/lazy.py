"""A group of commands whose modules are loaded when they are called, so that its help costs nothing."""

import functools
import importlib
from collections.abc import Callable, Mapping
from typing import Any

import click

from ops.stack import Stack


class LazyGroup(click.Group):
    """A group that knows its commands by where they are, and gives each the stack when it runs.

    ``lazy``: command → ``module:object`` and its first line of help.
    """

    def __init__(self, *arguments: Any, lazy: Mapping[str, tuple[str, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._places = {name: place for name, (place, _) in lazy.items()}
        for name, (_, help_line) in lazy.items():
            self.add_command(click.Command(name, short_help=help_line))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command of that name; None for an unknown one."""
        if cmd_name not in self._places:
            return None
        return _loaded(self._places[cmd_name])

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with their lines of help, loading none of them."""
        with formatter.section("Commands"):
            limit = formatter.width - 6 - max(map(len, self.commands))
            formatter.write_dl(
                [(name, each.get_short_help_str(limit)) for name, each in sorted(self.commands.items())]
            )


@functools.cache
def _loaded(place: str) -> click.Command:
    module, _, thing = place.partition(":")
    command = getattr(importlib.import_module(module), thing)
    _give_stack(command)
    return command


def _give_stack(command: click.Command) -> None:
    """Let a command, and those below it, find the stack in ``context.obj`` when they run, and not before."""
    if isinstance(command, click.Group):
        for each in command.commands.values():
            _give_stack(each)
    elif command.callback is not None:
        command.callback = _with_stack(command.callback)


def _with_stack(callback: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(callback)
    def run(*arguments: Any, **options: Any) -> Any:
        context = click.get_current_context()
        if callable(context.obj):
            context.obj = context.obj()
        if isinstance(context.obj, Stack):
            context.obj.enter()
        return callback(*arguments, **options)

    return run
