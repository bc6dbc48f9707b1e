"""The commands of the local loop, ``python -m local reload|logs|invoke|chat``."""

import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from local.errors import LocalError

if TYPE_CHECKING:
    from rich.console import Console

    from local.loop.kept import Kept

PLAIN_WIDTH = 120
"""The width where there is no terminal."""

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


@click.command()
@click.option("--function", help="The short name of the only function to follow; all of them otherwise.")
@click.option(
    "--since", default="10m", show_default=True, help="A span (10m, 2h, 1d) or an instant to begin at."
)
@click.option("--follow/--no-follow", default=True, show_default=True, help="Go on until Ctrl-C.")
@click.option("--json", "as_json", is_flag=True, help="The lines as JSON, one a line, for another program.")
@_build
def logs(function: str | None, since: str, follow: bool, as_json: bool, build: Path) -> None:
    """Show what the functions say, all together, each matter in a colour of its own."""
    with _on_kept(build) as kept, suppress(KeyboardInterrupt):
        from local.loop import log_printing
        from local.loop.logs import Tail, instant
        from local.loop.naming import chosen

        functions = chosen(kept, function)
        tail = Tail(kept.account(), functions, instant(since, kept.clock().now()))
        width = max(map(len, functions))
        for line in tail.follow() if follow else tail.more():
            if as_json:
                click.echo(log_printing.as_json(line))
            else:
                _console().print(log_printing.shown(line, width), soft_wrap=True)


@click.command()
@click.argument("function")
@click.option(
    "--event",
    type=click.Path(path_type=Path),
    show_default="local/samples/events/FUNCTION.json",
    help="A file of JSON with the event.",
)
@_build
def invoke(function: str, event: Path | None, build: Path) -> None:
    """Run FUNCTION on an event; show its answer and what it has said.

    The exit status is 1 if the function fails.
    """
    with _on_kept(build) as kept:
        from local.loop import invoking, log_printing, sample_events

        name, _ = invoking.only(kept, function)
        file = event or sample_events.file_of(name)
        done = invoking.invoke(kept, name, sample_events.filled(kept, invoking.event_from(file)))
    console = _console()
    for line in done.lines:
        console.print(log_printing.shown(line, len(name)), soft_wrap=True)
    console.print(invoking.verdict(name, done), style="red" if done.failed else "green")
    console.print_json(data=done.answer)
    if done.failed:
        raise SystemExit(1)


@click.command()
@click.option("--tenant", default="aurora", show_default=True, help="The tenant whose agent writes.")
@click.option("--name", default="Maria Souza", show_default=True, help="The name of the person.")
@click.option("--phone", show_default="a number that nobody has", help="The mobile number of the person.")
@click.option(
    "--patience", default=15.0, show_default=True, help="The longest wait for an answer, in seconds."
)
@_build
def chat(tenant: str, name: str, phone: str | None, patience: float, build: Path) -> None:
    """Write as a contact, and see what the agent answers; the time can be moved on.

    The lines are read from a terminal or a pipe. /help lists what can be done beside writing.
    """
    with _on_kept(build) as kept:
        from local.loop import people
        from local.loop.chat import Chat, typed
        from local.loop.conversation import deployed_on, open_conversation
        from local.loop.screen import Screen

        number = people.digits(phone) if phone else people.somebody()
        with deployed_on(kept).as_operator():
            conversation = open_conversation(kept, tenant, number, name, patience)
            console = _console()
            screen = Screen(console, conversation.tenant.name, conversation.tenant.timezone)
            session = Chat(conversation, screen, console)
            answer = conversation.begin()
            known = " is known already, and" if answer["duplicates"] else ""
            screen.hint(
                f"{name}, +{number},{known} is written to by {conversation.tenant.name}; /help, /quit"
            )
            session.wait(expecting=True)
            session.run(typed(session))


def _console() -> "Console":
    from rich.console import Console

    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=PLAIN_WIDTH)


@contextmanager
def _on_kept(build: Path) -> Generator["Kept"]:
    """Work on the cloud that was kept; a ``LocalError`` is one line and exit status 1."""
    # Imported late: --help need not wait for the SDK.
    from local.loop import kept

    try:
        yield kept.read(build)
    except LocalError as error:
        raise click.ClickException(str(error)) from None


COMMANDS = (reload_, logs, invoke, chat)
