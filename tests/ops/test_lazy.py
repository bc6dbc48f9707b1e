"""The group of the operators' commands, which loads a command when it is called."""

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from ops.__main__ import COMMANDS, main
from ops.lazy import LazyGroup

HEAVY = ("boto3", "botocore", "pydantic", "rich", "handlers", "pulumi")


@pytest.mark.parametrize("arguments", [["--help"], ["nonsense"], ["--prefix", "p", "tenat"]])
def test_help_and_a_misspelt_command_load_nothing_that_is_slow(arguments: list[str]) -> None:
    code = (
        "import sys\n"
        "from click.testing import CliRunner\n"
        "from ops.__main__ import main\n"
        f"CliRunner().invoke(main, {arguments!r})\n"
        f"print(sorted({{name.partition('.')[0] for name in sys.modules}} & set({HEAVY!r})))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_line_of_help_is_the_commands_own(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.name == name
    assert COMMANDS[name][1] == command.get_short_help_str(1_000)


def test_the_help_names_every_command() -> None:
    shown = CliRunner().invoke(main, ["--help"]).output
    assert [name for name in COMMANDS if f"  {name} " not in shown] == []


def test_a_misspelt_command_is_a_wrong_usage_with_the_nearest() -> None:
    result = CliRunner().invoke(main, ["tenat", "list"])
    assert result.exit_code == 2
    assert "tenant" in result.output


def test_a_stack_is_made_when_a_command_runs_and_not_for_its_help(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    @click.command("ask")
    @click.pass_obj
    def ask(stack: str) -> None:
        """Ask."""
        click.echo(stack)

    monkeypatch.setattr(sys.modules[__name__], "ask", ask, raising=False)

    @click.group(cls=LazyGroup, lazy={"ask": (f"{__name__}:ask", "Ask.")})
    @click.pass_context
    def group(context: click.Context) -> None:
        context.obj = lambda: asked.append("asked") or "the stack"

    helped = CliRunner().invoke(group, ["ask", "--help"])
    assert (helped.exit_code, asked) == (0, [])
    ran = CliRunner().invoke(group, ["ask"])
    assert (ran.output, asked) == ("the stack\n", ["asked"])
