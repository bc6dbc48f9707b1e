"""Every command that is printed about a kept cloud is one that there is, written as it has to be."""

import re
import shlex
from pathlib import Path

import click
import pytest

from components import catalogue
from local.loop import hints
from ops.__main__ import main

ROOT = Path(__file__).parents[3]
OUTPUTS = {
    "tables": {"contacts": "x-contacts"},
    "functions": {"send-messages": "x-send-messages"},
    "intakeBucket": "x-intake",
}
PRINTED = [line.strip() for line in hints.lines({"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}, OUTPUTS)]
OPS = [line for line in PRINTED if " -m ops " in line]


@pytest.mark.parametrize("line", [line for line in PRINTED if line.startswith("make ")])
def test_the_makefile_has_the_target_and_its_variables(line: str) -> None:
    _, target, *given = shlex.split(line, comments=True)
    rule = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert rule
    for each in given:
        name, value = each.split("=")
        assert f"$({name})" in rule[1]
        assert name != "FUNCTION" or value in {spec.name for spec in catalogue.FUNCTIONS}


@pytest.mark.parametrize("line", OPS)
def test_the_operators_have_the_command_and_it_takes_what_is_given(line: str) -> None:
    _, _, _, *arguments = shlex.split(line)
    assert arguments.pop(0) == "--local"
    command: click.Command = main
    context = click.Context(main)
    while isinstance(command, click.Group):
        found = command.get_command(context, arguments.pop(0))
        assert found is not None
        command = found
    # Raises where an argument is missing, too many or of no such name.
    command.make_context("it", arguments, parent=context)


def test_the_cli_is_named_with_the_version_that_works_and_what_the_stack_has_made() -> None:
    text = "\n".join(PRINTED)
    assert OPS
    assert "AWS CLI, version 2" in text
    for line in (line for line in PRINTED if line.startswith("aws ")):
        assert "x-" in line
