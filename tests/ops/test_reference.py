"""docs/ops.md: every command and every option, as they are."""

from pathlib import Path

import click

from ops import reference
from tests.ops.commands import leaves

PAGE = Path(__file__).parents[2] / "docs" / "ops.md"


def test_the_page_lists_every_command_as_it_is() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text == reference.page(text), "write the page anew with python -m ops.reference"


def test_every_command_and_option_is_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name, command in leaves():
        assert f"**`{name}" in text
        options = [each for each in command.params if isinstance(each, click.Option)]
        assert [each.name for each in options if f"- `{each.opts[0]}" not in text] == []
        assert [each.name for each in options if not each.help] == []


def test_what_lists_or_shows_something_can_print_json() -> None:
    without = [
        name
        for name, command in leaves()
        if name.split()[-1] in ("list", "show", "why", "account")
        and not any("--json" in each.opts for each in command.params)
    ]
    assert without == []
