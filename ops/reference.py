"""``python -m ops.reference``: write the list of all commands and options into docs/ops.md, below its marker."""

from collections.abc import Iterator
from pathlib import Path

import click

from ops.__main__ import main

PAGE = Path("docs") / "ops.md"
MARKER = "<!-- From here on written by python -m ops.reference. -->"


def lines() -> Iterator[str]:
    """Yield the lines about every command, as the commands themselves say it."""
    context = click.Context(main, info_name="")
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        if command is None:
            continue
        yield from ("", f"### {name}", "")
        if isinstance(command, click.Group):
            yield from [*_paragraphs(command), ""]
        yield from _commands(command, name)


def page(before: str) -> str:
    """Return the page with the part below the marker written anew."""
    written = "\n".join(lines()).rstrip().replace("\n\n\n", "\n\n")
    return f"{before.partition(MARKER)[0]}{MARKER}\n{written}\n"


def _commands(command: click.Command, path: str) -> Iterator[str]:
    if isinstance(command, click.Group):
        for name, each in sorted(command.commands.items()):
            yield from _commands(each, f"{path} {name}")
        return
    arguments = [
        each.make_metavar(click.Context(command))
        for each in command.params
        if isinstance(each, click.Argument)
    ]
    yield f"**`{' '.join([path, *arguments])}`** — {' '.join(_paragraphs(command))}"
    yield ""
    options = [each for each in command.params if isinstance(each, click.Option)]
    for option in options:
        yield f"- `{_named(option)}`{' (required)' if option.required else ''}: {option.help or ''}{_default(option)}"
    if options:
        yield ""


def _named(option: click.Option) -> str:
    names = ", ".join(option.opts)
    return names if option.is_flag else f"{names} {option.make_metavar(click.Context(click.Command('c')))}"


def _default(option: click.Option) -> str:
    return f" Default: `{option.default}`." if option.show_default is True else ""


def _paragraphs(command: click.Command) -> list[str]:
    """The help of a command, a paragraph a line."""
    return [" ".join(each.split()) for each in (command.help or "").split("\n\n")]


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"{PAGE} is written")
